//! Messages: documents that are never edited but for the state of their delivery.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{contact, start};
use crate::domain::by_key::by_key;
use crate::domain::contact::dnd::DndChannel;
use crate::domain::doc;
use crate::domain::id::{ContactId, Digest, MESSAGE};
use crate::domain::time::Timestamp;

/// The names of the document fields that [`Message`] writes; all others are left as they are.
pub const FIELDS: &[&str] = &[
    "channel",
    "direction",
    "body",
    "subject",
    "created_at",
    "by",
    "to",
    "attachments",
    "state",
    "reason",
    "held_until",
];

/// How a message travels.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Channel {
    /// A text message.
    Sms,
    /// An email.
    Email,
    /// A comment that only the team sees.
    Comment,
    /// What a later version, or a gateway, calls so.
    Other(Box<str>),
}

impl Channel {
    /// Those that this version knows, with their names in documents.
    pub const ALL: [(Self, &'static str); 3] =
        [(Self::Sms, "sms"), (Self::Email, "email"), (Self::Comment, "comment")];

    /// What it is called.
    #[must_use]
    pub fn label(&self) -> &str {
        match self {
            Self::Sms => "SMS",
            Self::Email => "Email",
            Self::Comment => "Internal comment",
            Self::Other(name) => name,
        }
    }

    /// What a contact closes who does not want to hear on it; none for what nobody outside hears.
    #[must_use]
    pub const fn dnd(&self) -> Option<DndChannel> {
        match self {
            Self::Sms => Some(DndChannel::Sms),
            Self::Email => Some(DndChannel::Email),
            Self::Comment | Self::Other(_) => None,
        }
    }
}

by_key!(Channel by ALL);

/// Who wrote a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// The contact.
    In,
    /// The team.
    Out,
}

/// How far a message of the team has come (`docs/gateway.md`).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Delivery {
    /// It waits for a gateway.
    Queued,
    /// A gateway has taken it up.
    Sending,
    /// It is on its way.
    Sent,
    /// It has arrived.
    Delivered,
    /// It was read.
    Read,
    /// It could not be sent.
    Failed,
    /// It was taken back before it went.
    Cancelled,
    /// What a later version calls so.
    Other(Box<str>),
}

impl Delivery {
    /// Those that this version knows, with their names in documents.
    pub const ALL: [(Self, &'static str); 7] = [
        (Self::Queued, "queued"),
        (Self::Sending, "sending"),
        (Self::Sent, "sent"),
        (Self::Delivered, "delivered"),
        (Self::Read, "read"),
        (Self::Failed, "failed"),
        (Self::Cancelled, "cancelled"),
    ];
}

by_key!(Delivery by ALL);

/// A file that came with a message. Its content is a document of its own, `file:<digest>`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// What its sender called it.
    pub name: String,
    /// Its media type, as its sender says.
    #[serde(rename = "type", default)]
    pub media_type: String,
    /// Its size.
    #[serde(default)]
    pub bytes: u32,
    /// SHA-256 of its content.
    pub digest: Digest,
}

/// Names a message for good. They are ordered as messages of one conversation are.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MessageId {
    /// Whose conversation it is in.
    pub contact: ContactId,
    /// Orders it within its conversation, whatever clocks say: one more than the highest that its writer saw.
    pub seq: u32,
    /// Tells apart what was written at the same time.
    own: Box<str>,
}

impl MessageId {
    /// The id made of 64 random bits, which the caller draws.
    #[must_use]
    pub fn from_random(contact: ContactId, seq: u32, bits: u64) -> Self {
        Self { contact, seq, own: format!("{bits:016x}").into() }
    }

    /// The message that has this document id; `None` for documents of other kinds, and for spellings that would not
    /// sort by `seq`.
    #[must_use]
    pub fn from_doc_id(id: &str) -> Option<Self> {
        let (of, rest) = id.strip_prefix(MESSAGE)?.split_once(':')?;
        let (seq, own) = rest.split_once('-')?;
        let is_sorted = seq.len() >= 8 && seq.bytes().all(|byte| byte.is_ascii_digit());
        let seq = seq.parse().ok().filter(|_| is_sorted)?;
        Some(Self { contact: contact(of)?, seq, own: own.into() })
    }

    /// The id of its document, `message:<contact>:<seq>-<own>`.
    #[must_use]
    pub fn doc_id(&self) -> String {
        self.to_string()
    }

    /// Before the id of every message of this `seq`, and behind those of lower ones.
    #[must_use]
    pub fn start_of(contact: ContactId, seq: u32) -> String {
        format!("{MESSAGE}{contact}:{seq:08}")
    }
}

impl Default for MessageId {
    /// That of nobody, until the id is known.
    fn default() -> Self {
        Self::from_random(ContactId::from_random(0), 0, 0)
    }
}

impl fmt::Display for MessageId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{MESSAGE}{}:{:08}-{}", self.contact, self.seq, self.own)
    }
}

/// One message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// Its id, which is that of the document and not in its body.
    #[serde(skip)]
    pub id: MessageId,
    /// How it travels.
    pub channel: Channel,
    /// Who wrote it.
    pub direction: Direction,
    /// Its text.
    #[serde(default)]
    pub body: String,
    /// What an email is about.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub subject: String,
    /// When it was written.
    #[serde(default)]
    pub created_at: Timestamp,
    /// Who of the team wrote it, by the id of the person.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub by: String,
    /// The phone number or email address that it goes to.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub to: String,
    /// The files that came with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<Attachment>,
    /// How far it has come; none for what the contact wrote, and for comments.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<Delivery>,
    /// Why it could not be sent, in words for people.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// Until when it does not leave this device, so that it can be taken back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub held_until: Option<Timestamp>,
}

impl Message {
    /// A message with a text, and nothing else.
    #[must_use]
    pub fn new(channel: Channel, direction: Direction, body: String) -> Self {
        Self {
            id: MessageId::default(),
            channel,
            direction,
            body,
            subject: String::new(),
            created_at: Timestamp::default(),
            by: String::new(),
            to: String::new(),
            attachments: Vec::new(),
            state: None,
            reason: String::new(),
            held_until: None,
        }
    }

    /// The message in a document's body; none when the body is none. A `null` counts as absent.
    #[must_use]
    pub fn from_json(id: MessageId, json: &str) -> Option<Self> {
        let message: Self = doc::read(json)?;
        Some(Self { id, ..message })
    }

    /// The message in a document; none when it is none.
    #[must_use]
    pub fn from_doc(id: &str, json: &str) -> Option<Self> {
        Self::from_json(MessageId::from_doc_id(id)?, json)
    }

    /// Whether it was taken back, and so is shown to nobody.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.state == Some(Delivery::Cancelled)
    }

    /// Whether it has not gone and is not going, so that it can be taken back.
    #[must_use]
    pub fn is_here(&self) -> bool {
        match &self.state {
            Some(state) => matches!(state, Delivery::Queued | Delivery::Failed),
            None => self.channel == Channel::Comment,
        }
    }

    /// Whether somebody said it to somebody, so that it is no comment.
    #[must_use]
    pub fn is_said(&self) -> bool {
        self.channel != Channel::Comment
    }

    /// How it begins, on one line: its text, else what it is about, else the name of its first file.
    #[must_use]
    pub fn start(&self) -> String {
        let file = self.attachments.first().map_or("", |file| file.name.as_str());
        start(&[&self.body, &self.subject, file]).unwrap_or_default()
    }
}
