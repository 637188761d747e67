//! What one transaction writes.

use serde_json::value::RawValue;

use super::{Blob, Noted};
use crate::domain::contact::Contact;
use crate::domain::conversation;
use crate::domain::id::set::IdSet;
use crate::domain::id::{ContactId, Digest};

/// A picture as it is stored under its digest.
#[derive(Debug, Clone)]
pub struct Picture {
    /// SHA-256 of `full`.
    pub digest: Digest,
    /// At most 512 × 512.
    pub full: Blob,
    /// At most 96 × 96; empty for a file of a message, which is kept beside the pictures.
    pub thumb: Blob,
}

/// A change to a contact as it is stored at that moment, whoever stored it; a new one is changed from empty.
pub type Change = Box<dyn Fn(&mut Contact)>;

/// A document that is no contact, as it shall be.
pub struct Document {
    /// Its id.
    pub id: String,
    /// Its body.
    pub body: Box<RawValue>,
    /// The fields that the body stands for; others that are stored stay. Without any, the body replaces all of them.
    pub known: &'static [&'static str],
}

/// Everything that one transaction writes.
#[derive(Default)]
pub struct Commit {
    /// Contacts to change or to create.
    pub contacts: Vec<(ContactId, Change)>,
    /// Other documents.
    pub documents: Vec<Document>,
    /// Documents to forget where no server has seen them, and to write as given where one has.
    pub withdrawn: Vec<Document>,
    /// Pictures that the contacts refer to.
    pub pictures: Vec<Picture>,
    /// Facts of this device, by key, as they shall be; none for those to forget.
    pub local: Vec<(String, Option<String>)>,
    /// Id prefixes of documents to forget, before anything else is written.
    pub forget: Vec<String>,
    /// What notes in the activity of each contact how it was changed.
    pub noted: Option<Noted>,
    /// Whether another commit follows at once, which makes this one last too: it then does not wait for the disk.
    pub is_followed: bool,
}

impl Commit {
    /// Whose conversations it changes.
    #[must_use]
    pub fn conversations(&self) -> IdSet {
        let documents = self.documents.iter().chain(&self.withdrawn);
        let ids = documents.map(|document| &document.id).chain(&self.forget);
        ids.filter_map(|id| conversation::of_id(id)).collect()
    }
}
