//! Conversations: all messages with one contact, whatever the channel, and the state of reading them.

use serde::{Deserialize, Serialize};

use super::id::{CONVERSATION, ContactId, MESSAGE};
use super::time::Timestamp;

/// How a message travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// A text message.
    Sms,
    /// An email.
    Email,
    /// A comment that only the team sees.
    Comment,
}

/// Who wrote a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// The contact.
    In,
    /// The team.
    Out,
}

/// One message; never edited but for its delivery state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// How it travels.
    pub channel: Channel,
    /// Who wrote it.
    pub direction: Direction,
    /// Its text.
    pub body: String,
    /// When it was written.
    pub created_at: Timestamp,
}

/// How many characters of a message a list has room for, and some to spare.
const START: usize = 120;

impl Message {
    /// How it begins, on one line.
    #[must_use]
    pub fn start(&self) -> String {
        let mut start = String::new();
        for letter in self.body.trim_start().chars().take(START) {
            match letter {
                _ if !letter.is_whitespace() => start.push(letter),
                _ if start.ends_with(' ') => {}
                _ => start.push(' '),
            }
        }
        start
    }

    /// What stands before [`Self::start`], where it is not the contact who speaks.
    #[must_use]
    pub const fn lead(&self) -> &'static str {
        match (self.channel, self.direction) {
            (Channel::Comment, _) => "Comment: ",
            (_, Direction::Out) => "You: ",
            (_, Direction::In) => "",
        }
    }
}

/// The state of a conversation.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Conversation {
    /// Whether it is starred.
    #[serde(default)]
    pub starred: bool,
    /// Whether it is out of the way.
    #[serde(default)]
    pub archived: bool,
    /// The `seq` of the last message that was read.
    #[serde(default)]
    pub read_up_to: u32,
}

/// The id of a conversation's state.
#[must_use]
pub fn conversation_id(contact: ContactId) -> String {
    format!("{CONVERSATION}{contact}")
}

/// The id prefix of all messages with a contact.
#[must_use]
pub fn messages_of(contact: ContactId) -> String {
    format!("{MESSAGE}{contact}:")
}

/// The id of a message: `seq` orders it within its conversation, whatever clocks say; `unique` is drawn by its maker.
#[must_use]
pub fn message_id(contact: ContactId, seq: u32, unique: u64) -> String {
    format!("{MESSAGE}{contact}:{seq:08}-{unique:016x}")
}

/// The contact of a conversation's state; `None` for documents of other kinds.
#[must_use]
pub fn of_conversation_id(id: &str) -> Option<ContactId> {
    contact(id.strip_prefix(CONVERSATION)?)
}

/// The contact and the `seq` of a message; `None` for documents of other kinds.
#[must_use]
pub fn of_message_id(id: &str) -> Option<(ContactId, u32)> {
    let (of, rest) = id.strip_prefix(MESSAGE)?.split_once(':')?;
    let (seq, _) = rest.split_once('-')?;
    Some((contact(of)?, seq.parse().ok()?))
}

/// The contact that is spelled like this in ids: other spellings of a UUID would not sort as contacts do.
fn contact(text: &str) -> Option<ContactId> {
    text.parse::<ContactId>().ok().filter(|id| id.to_string() == text)
}
