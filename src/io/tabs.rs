//! What the tabs of this browser tell each other: which documents one of them has just stored. They share the store,
//! so a tab that hears of a change reads it from there.

use super::channel::Channel;
use crate::domain::id::ContactId;
use crate::domain::id::kind::Kind;

/// The channel; another version that means something else by its messages has another name.
const CHANNEL: &str = "visage changes 3";
/// Stands in a message before the contact of a conversation.
const CONVERSATION: char = '~';
/// Stands in a message for more contacts than can be listed.
const MANY: &str = "+";

/// What another tab has stored.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Announced {
    /// Contacts that were changed, created or forgotten.
    pub contacts: Vec<ContactId>,
    /// Contacts whose conversations were.
    pub conversations: Vec<ContactId>,
    /// The kinds of other documents that were.
    pub others: Vec<Kind>,
    /// Whether so many contacts were changed that they are not listed.
    pub many: bool,
}

/// The line to the other tabs. Where a browser has none, each tab sees its own changes only.
#[derive(Debug)]
pub struct Tabs(Channel);

impl Tabs {
    /// Opens the line; `hear` is told what other tabs have stored, for as long as the page lives.
    pub fn open(hear: impl Fn(Announced) + 'static) -> Self {
        Self(Channel::open(CHANNEL, move |text| hear(read(&text))))
    }

    /// Tells the other tabs what was stored; to be called when it is.
    pub fn announce(&self, announced: &Announced) {
        self.0.say(&write(announced));
    }
}

fn write(announced: &Announced) -> String {
    let mut words: Vec<String> = announced.contacts.iter().map(ToString::to_string).collect();
    words.extend(announced.conversations.iter().map(|id| format!("{CONVERSATION}{id}")));
    words.extend(announced.others.iter().map(|kind| mark(*kind)));
    if announced.many {
        words.push(MANY.to_owned());
    }
    words.join(" ")
}

fn read(text: &str) -> Announced {
    let has = |mark: &str| text.split(' ').any(|word| word == mark);
    let contacts = text.split(' ').filter_map(|word| word.parse().ok()).collect();
    let conversation = |word: &str| word.strip_prefix(CONVERSATION)?.parse().ok();
    let conversations = text.split(' ').filter_map(conversation).collect();
    let others = Kind::ALL.into_iter().filter(|kind| has(&mark(*kind))).collect();
    Announced { contacts, conversations, others, many: has(MANY) }
}

/// Stands in a message for documents of a kind.
fn mark(kind: Kind) -> String {
    format!("*{}", kind as u8)
}
