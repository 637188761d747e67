//! Conversations: all messages with one contact, whatever the channel, and the state of reading them.

pub mod draft;
pub mod message;
pub mod snooze;
pub mod stream;
pub mod summary;

use serde::{Deserialize, Serialize};

use super::doc::{self, is_false};
use super::id::{CONVERSATION, ContactId, MESSAGE};
use super::time::Timestamp;

pub use self::message::{Channel, Direction, Message};

/// The names of the document fields that [`Conversation`] writes; all others are left as they are.
pub const FIELDS: &[&str] =
    &["starred", "archived", "read_up_to", "snoozed_until", "snoozed_after"];

/// How many characters of a message a list has room for, and some to spare.
const START: usize = 120;

/// The state of a conversation.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Conversation {
    /// Whether it is starred.
    #[serde(skip_serializing_if = "is_false")]
    pub starred: bool,
    /// Whether it is out of the way.
    #[serde(skip_serializing_if = "is_false")]
    pub archived: bool,
    /// The `seq` of the last message that was read.
    pub read_up_to: u32,
    /// Until when it is out of the way.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub snoozed_until: Option<Timestamp>,
    /// The `seq` of the last message when it was snoozed: what comes after it ends the snooze.
    #[serde(skip_serializing_if = "is_zero")]
    pub snoozed_after: u32,
}

impl Conversation {
    /// The state in a document's body; none when the body is none. A `null` counts as absent.
    #[must_use]
    pub fn from_json(json: &str) -> Option<Self> {
        doc::read(json)
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
const fn is_zero(number: &u32) -> bool {
    *number == 0
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

/// The contact of a conversation's state; `None` for documents of other kinds.
#[must_use]
pub fn of_conversation_id(id: &str) -> Option<ContactId> {
    contact(id.strip_prefix(CONVERSATION)?)
}

/// Whose conversation a document belongs to, or those whose ids begin with this; `None` for documents of other kinds.
#[must_use]
pub fn of_id(id: &str) -> Option<ContactId> {
    match id.strip_prefix(MESSAGE) {
        Some(rest) => contact(rest.split_once(':')?.0),
        None => of_conversation_id(id),
    }
}

/// How the first of these texts that is not blank begins, on one line: each stretch of white space is one space.
#[must_use]
pub fn start(texts: &[&str]) -> Option<String> {
    let text = texts.iter().find(|text| !text.trim().is_empty())?;
    let mut start = String::new();
    for letter in text.trim_start().chars().take(START) {
        match letter {
            _ if !letter.is_whitespace() => start.push(letter),
            _ if start.ends_with(' ') => {}
            _ => start.push(' '),
        }
    }
    Some(start)
}

/// The contact that is spelled like this in ids: other spellings of a UUID would not sort as contacts do.
pub(super) fn contact(text: &str) -> Option<ContactId> {
    text.parse::<ContactId>().ok().filter(|id| id.to_string() == text)
}
