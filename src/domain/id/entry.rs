//! Ids of what belongs to one contact, so that everything of a contact is one range: `note:<contact>:<uuid>`.

use super::{CONVERSATION, ContactId, MESSAGE};

/// The document id prefix of notes.
pub const NOTE: &str = "note:";
/// The document id prefix of tasks.
pub const TASK: &str = "task:";
/// The document id prefix of events.
pub const EVENT: &str = "event:";

/// Names one note, task or event of a contact for good, on every device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId {
    /// Whose it is.
    pub contact: ContactId,
    /// A UUID of its own.
    own: ContactId,
}

impl EntryId {
    /// The id made of 128 random bits, which the caller draws.
    #[must_use]
    pub const fn from_random(contact: ContactId, bits: u128) -> Self {
        Self { contact, own: ContactId::from_random(bits) }
    }

    /// The id of its document; `prefix` says what it is.
    #[must_use]
    pub fn doc_id(self, prefix: &str) -> String {
        format!("{prefix}{}:{}", self.contact, self.own)
    }

    /// What has this document id, if it begins with `prefix`; `None` for other spellings of a UUID.
    #[must_use]
    pub fn from_doc_id(prefix: &str, id: &str) -> Option<Self> {
        let (contact, own) = id.strip_prefix(prefix)?.split_once(':')?;
        let entry = Self { contact: contact.parse().ok()?, own: own.parse().ok()? };
        (entry.doc_id(prefix) == id).then_some(entry)
    }
}

impl Default for EntryId {
    /// Nothing of nobody, until the id is known.
    fn default() -> Self {
        Self::from_random(ContactId::from_random(0), 0)
    }
}

/// The id prefix of everything of this kind that a contact has.
#[must_use]
pub fn entries_of(prefix: &str, contact: ContactId) -> String {
    format!("{prefix}{contact}:")
}

/// The ids, and the id prefixes, of everything that belongs to a contact, itself among them.
#[must_use]
pub fn everything_of(contact: ContactId) -> [String; 6] {
    let of = |prefix| entries_of(prefix, contact);
    [
        contact.doc_id(),
        format!("{CONVERSATION}{contact}"),
        of(MESSAGE),
        of(NOTE),
        of(TASK),
        of(EVENT),
    ]
}
