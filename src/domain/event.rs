//! What happened to a contact, and who did it: documents `event:<contact>:<uuid>`, which never change.

mod change;

use serde::{Deserialize, Serialize};

use super::by_key::by_key;
use super::contact::Contact;
use super::doc;
use super::id::Digest;
use super::id::entry::EntryId;
use super::id::merge::MergeId;
use super::merge::record::Merge;
use super::time::Timestamp;

/// The names of the document fields that [`Event`] writes; all others are left as they are.
pub const FIELDS: &[&str] = &["kind", "at", "by", "field", "from", "to", "picture", "merge"];

/// What kind of thing happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EventKind {
    /// The contact was created.
    Created,
    /// A field was changed.
    Changed,
    /// The picture was set, replaced or removed; the event has the one that was there before, to be used again.
    Picture,
    /// It went to Trash.
    Deleted,
    /// It came back from Trash.
    Restored,
    /// Another contact was merged into it, or it into another.
    Merged,
    /// It came in by an import.
    Imported,
    /// Two devices changed a field; `from` is the value that gave way.
    Conflict,
    /// What a later version calls so.
    Other(Box<str>),
}

impl EventKind {
    /// Those that this version knows, with their names in documents.
    pub const ALL: [(Self, &'static str); 8] = [
        (Self::Created, "created"),
        (Self::Changed, "changed"),
        (Self::Picture, "picture"),
        (Self::Deleted, "deleted"),
        (Self::Restored, "restored"),
        (Self::Merged, "merged"),
        (Self::Imported, "imported"),
        (Self::Conflict, "conflict"),
    ];
}

by_key!(EventKind by ALL);

/// One thing that happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// Its id, which is part of the document's id and not of its body.
    #[serde(skip)]
    pub id: EntryId,
    /// What kind of thing it is.
    pub kind: EventKind,
    /// When it happened.
    #[serde(default)]
    pub at: Timestamp,
    /// Who did it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub by: String,
    /// Which field it was about, by its key in columns: `last_name`, `custom.<key>`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub field: String,
    /// What stood there before, as people read it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub from: String,
    /// What stands there since.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub to: String,
    /// The picture that was there before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picture: Option<Digest>,
    /// The merge that this was: `from` names who was merged in, or `to` who came back when it was undone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub merge: Option<MergeId>,
}

impl Event {
    /// The event in a document's body; none when the body is none. A `null` counts as absent.
    #[must_use]
    pub fn from_json(id: EntryId, json: &str) -> Option<Self> {
        let event: Self = doc::read(json)?;
        Some(Self { id, ..event })
    }
}

/// What a change of a contact did, one event for each field, in the order of the form; nothing where only times changed.
/// Without `before` the contact was created. `fresh` draws the random bits of each id.
#[must_use]
pub fn of_change(
    before: Option<&Contact>,
    after: &Contact,
    by: &str,
    at: Timestamp,
    fresh: &mut dyn FnMut() -> u128,
) -> Vec<Event> {
    let Some(before) = before else {
        let id = EntryId::from_random(after.id, fresh());
        return vec![Event::bare(id, EventKind::Created, by, at)];
    };
    let changes = change::changes(before, after).into_iter();
    changes
        .map(|change| Event {
            field: change.field,
            from: change.from,
            to: change.to,
            picture: change.picture,
            ..Event::bare(EntryId::from_random(after.id, fresh()), change.kind, by, at)
        })
        .collect()
}

/// Other contacts were merged into this one, or came out of it again.
#[must_use]
pub fn of_merge(id: EntryId, merge: &Merge, is_undone: bool, by: &str, at: Timestamp) -> Event {
    let names = merge.names();
    let (from, to) = if is_undone { (String::new(), names) } else { (names, String::new()) };
    Event { from, to, merge: Some(merge.id), ..Event::bare(id, EventKind::Merged, by, at) }
}

impl Event {
    /// The contact came in by an import of a file.
    #[must_use]
    pub fn of_import(id: EntryId, file: &str, by: &str, at: Timestamp) -> Self {
        Self { to: file.to_owned(), ..Self::bare(id, EventKind::Imported, by, at) }
    }

    /// Whether it says how the contact came to be here.
    #[must_use]
    pub fn is_beginning(&self) -> bool {
        matches!(self.kind, EventKind::Created | EventKind::Imported)
    }

    fn bare(id: EntryId, kind: EventKind, by: &str, at: Timestamp) -> Self {
        let nothing = String::new;
        Self {
            id,
            kind,
            at,
            by: by.to_owned(),
            field: nothing(),
            from: nothing(),
            to: nothing(),
            picture: None,
            merge: None,
        }
    }
}
