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

/// The state of a conversation.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Conversation {
    /// Whether it is starred.
    #[serde(default)]
    pub starred: bool,
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
