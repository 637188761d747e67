//! What an import did, so that it can be undone as a whole: a document `import:<uuid>` that says how far it came, and
//! one for each portion with the contacts that it made and changed. A portion is stored with its contacts or not at all.

use serde::{Deserialize, Serialize};

use super::Change;
use crate::domain::contact::Contact;
use crate::domain::contact::carry::carry;
use crate::domain::doc;
use crate::domain::id::ContactId;
use crate::domain::id::import::ImportId;
use crate::domain::time::{DAY, Timestamp};

/// For how long an import can be undone, in days.
pub const KEPT_DAYS: i64 = 60;

/// The names of the document fields that [`ImportRecord`] writes; all others are left as they are.
pub const FIELDS: &[&str] = &[
    "file",
    "at",
    "by",
    "created",
    "changed",
    "same",
    "refused",
    "ended_at",
    "undone_at",
    "seen_at",
    "made",
];

/// An import, and how far it came.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportRecord {
    /// Its id, which is part of the document's id and not of its body.
    #[serde(skip, default = "nothing")]
    pub id: ImportId,
    /// What the file was called.
    #[serde(default)]
    pub file: String,
    /// When it began; contacts that it made or changed have this time.
    pub at: Timestamp,
    /// Who did it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub by: String,
    /// How many contacts were made.
    #[serde(default)]
    pub created: usize,
    /// How many were changed.
    #[serde(default)]
    pub changed: usize,
    /// How many rows said nothing new.
    #[serde(default)]
    pub same: usize,
    /// How many rows were refused.
    #[serde(default)]
    pub refused: usize,
    /// When something was stored of it last.
    #[serde(default)]
    pub seen_at: Timestamp,
    /// When it came to its end, or was stopped by whoever began it. Without, the program ended before it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended_at: Option<Timestamp>,
    /// When it was undone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undone_at: Option<Timestamp>,
    /// The ids of the documents that it made beside contacts and what is theirs: custom fields and a Smart List.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub made: Vec<String>,
}

impl ImportRecord {
    /// One that begins.
    #[must_use]
    pub fn new(id: ImportId, file: String, by: String, at: Timestamp) -> Self {
        Self {
            id,
            file,
            at,
            by,
            created: 0,
            changed: 0,
            same: 0,
            refused: 0,
            seen_at: at,
            ended_at: None,
            undone_at: None,
            made: Vec::new(),
        }
    }

    /// The import in a document's body; none when the body is none. A `null` counts as absent.
    #[must_use]
    pub fn from_json(id: ImportId, json: &str) -> Option<Self> {
        let record: Self = doc::read(json)?;
        Some(Self { id, ..record })
    }

    /// How many rows or cards were read.
    #[must_use]
    pub const fn rows(&self) -> usize {
        self.created + self.changed + self.same + self.refused
    }

    /// Whether it can be undone `now`.
    #[must_use]
    pub const fn is_kept(&self, now: Timestamp) -> bool {
        self.undone_at.is_none() && now.millis() - self.at.millis() < KEPT_DAYS * DAY
    }

    /// Counts what became of a row.
    pub const fn count(&mut self, change: &Change) {
        match change {
            Change::Create(_) => self.created += 1,
            Change::Update { .. } => self.changed += 1,
            Change::Same(_) => self.same += 1,
        }
    }

    /// Whether nobody has touched a contact that it made.
    #[must_use]
    pub fn is_untouched(&self, contact: &Contact) -> bool {
        contact.updated_at == self.at && contact.last_activity_at == self.at
    }
}

/// What a portion of an import did.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ImportPart {
    /// The contacts that it made.
    #[serde(default)]
    pub created: Vec<ContactId>,
    /// Those that it changed, in this order.
    #[serde(default)]
    pub changed: Vec<Changed>,
    /// The ids of documents of notes that it made for contacts which were there before.
    #[serde(default)]
    pub notes: Vec<String>,
}

/// A contact before and after.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changed {
    /// Who.
    pub id: ContactId,
    /// As it was.
    pub before: Contact,
    /// As it became.
    pub after: Contact,
}

impl ImportPart {
    /// The portion in a document's body; none when the body is none.
    #[must_use]
    pub fn from_json(json: &str) -> Option<Self> {
        doc::read(json)
    }

    /// Notes what became of a row.
    pub fn follow(&mut self, change: &Change) {
        match change {
            Change::Create(contact) => self.created.push(contact.id),
            Change::Update { before, after } => self.changed.push(Changed {
                id: after.id,
                before: Contact::clone(before),
                after: after.clone(),
            }),
            Change::Same(_) => {}
        }
    }
}

impl Changed {
    /// Takes the contact back to what it was, `now`; a field that was edited since stays as it is.
    pub fn undo(&self, contact: &mut Contact, now: Timestamp) {
        let is_untouched = contact.updated_at == self.after.updated_at;
        carry(contact, &self.after, &self.before);
        contact.updated_at = if is_untouched { self.before.updated_at } else { now };
    }
}

const fn nothing() -> ImportId {
    ImportId::from_random(0)
}
