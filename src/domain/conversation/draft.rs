//! What was typed into a composer and not sent yet; kept on this device, one for each conversation.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::message::{Attachment, Channel};
use crate::domain::contact::Contact;
use crate::domain::doc;

/// All files of a message together may have so many bytes.
pub const MAX_BYTES: u32 = 20 * 1024 * 1024;
/// A message may have so many characters.
pub const MAX_BODY: usize = 50_000;
/// A subject may have so many characters.
pub const MAX_SUBJECT: usize = 500;

/// What was typed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Draft {
    /// How it is to travel; none until somebody chose.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub channel: Option<Channel>,
    /// What an email is about.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub subject: String,
    /// The text.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub body: String,
    /// The files.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<Attachment>,
}

/// Why something cannot be sent.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Unsendable {
    /// Nothing was typed or attached.
    #[error("the message is empty")]
    Empty,
    /// The text is longer than [`MAX_BODY`].
    #[error("the message is too long")]
    Long,
    /// The subject is longer than [`MAX_SUBJECT`].
    #[error("the subject is too long")]
    LongSubject,
    /// The contact must not be disturbed on this channel.
    #[error("do not disturb holds")]
    Dnd(Channel),
    /// The contact has no phone number, or no email address.
    #[error("there is no address for the channel")]
    NoAddress(Channel),
    /// The files have more than [`MAX_BYTES`].
    #[error("the files are too large")]
    Large,
    /// Only the team sees comments, which have no files, or the channel is one that this version cannot send on.
    #[error("nothing can be sent on the channel")]
    Channel(Channel),
}

impl Draft {
    /// The draft in what was kept; nothing for what is none.
    #[must_use]
    pub fn from_json(json: &str) -> Self {
        doc::read(json).unwrap_or_default()
    }

    /// Whether there is nothing in it that would be missed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.body.trim().is_empty() && self.subject.trim().is_empty() && self.attachments.is_empty()
    }

    /// What was typed before another draft, and that one behind it.
    #[must_use]
    pub fn before(mut self, later: Self) -> Self {
        if !later.body.trim().is_empty() {
            self.body = format!("{}\n\n{}", self.body.trim_end(), later.body);
        }
        if self.subject.is_empty() {
            self.subject = later.subject;
        }
        self.attachments.extend(later.attachments);
        self
    }

    /// How many bytes its files have.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.attachments.iter().map(|file| u64::from(file.bytes)).sum()
    }
}

/// The address of a contact on a channel, to which a message may go.
///
/// # Errors
/// When the contact must not be disturbed there, or has none.
pub fn address(contact: &Contact, channel: &Channel) -> Result<String, Unsendable> {
    if channel.dnd().is_some_and(|dnd| contact.is_dnd(dnd)) {
        return Err(Unsendable::Dnd(channel.clone()));
    }
    let address = match channel {
        Channel::Sms => contact.phone(),
        Channel::Email => contact.email(),
        Channel::Comment => return Ok(String::new()),
        Channel::Other(_) => return Err(Unsendable::Channel(channel.clone())),
    };
    match address.trim() {
        "" => Err(Unsendable::NoAddress(channel.clone())),
        address => Ok(address.to_owned()),
    }
}

/// The address that a draft goes to on a channel.
///
/// # Errors
/// When it cannot be sent.
pub fn check(draft: &Draft, contact: &Contact, channel: &Channel) -> Result<String, Unsendable> {
    let address = address(contact, channel)?;
    let is_long = |text: &str, most: usize| text.chars().count() > most;
    if draft.body.trim().is_empty() && draft.attachments.is_empty() {
        Err(Unsendable::Empty)
    } else if is_long(&draft.body, MAX_BODY) {
        Err(Unsendable::Long)
    } else if is_long(&draft.subject, MAX_SUBJECT) {
        Err(Unsendable::LongSubject)
    } else if draft.bytes() > u64::from(MAX_BYTES) {
        Err(Unsendable::Large)
    } else {
        Ok(address)
    }
}
