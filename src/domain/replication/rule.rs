//! Which rule merges which field of which kind of document.

use crate::domain::id::{CONTACT, CONVERSATION, FIELD, MESSAGE, WORKSPACE};

use super::element::Key;

/// How a field is merged that several copies have changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rule {
    /// One value stands, and the others are kept as lost.
    Whole,
    /// With other fields as one value: they say nothing without each other.
    Together(&'static [&'static str]),
    /// A list by its elements.
    List(Key),
    /// An object by its keys.
    Map,
    /// The later time or the greater number.
    Largest,
    /// Since when it is deleted: an edit wins.
    Deleted,
    /// How far a message has come.
    Delivery,
}

/// What a snooze is made of.
const SNOOZE: &[&str] = &["snoozed_after", "snoozed_until"];

/// Fields that tell nothing of what somebody did to a document, so that no delete gives way for them.
pub(super) const BOOKKEEPING: &[&str] = &["last_activity_at", "lost", "updated_at", "v"];

/// Documents that never change once they are made: what is told apart is the whole.
const IMMUTABLE: &[&str] = &["event:", "file:", "picture:", "thumb:"];

/// Those of them that have an attachment, which a body that is written anew would lose.
const ATTACHED: &[&str] = &["file:", "picture:", "thumb:"];

/// Whether documents of this id never change once they are made.
pub(super) fn is_immutable(id: &str) -> bool {
    IMMUTABLE.iter().any(|kind| id.starts_with(kind))
}

/// Whether documents of this id are nothing without their attachment, and so are sent before those that name them.
pub(super) fn is_attached(id: &str) -> bool {
    ATTACHED.iter().any(|kind| id.starts_with(kind))
}

/// The rule for a field of the document with this id.
pub(super) fn rule(id: &str, field: &str) -> Rule {
    match (kind(id), field) {
        (_, "updated_at" | "last_activity_at") => Rule::Largest,
        (_, "deleted_at") | (FIELD, "removed_at") => Rule::Deleted,
        (CONTACT, "tags") => Rule::List(Key::Folded),
        (CONTACT, "aliases" | "followers" | "dnd") => Rule::List(Key::Whole),
        (CONTACT, "emails") => Rule::List(Key::Email),
        (CONTACT, "phones") => Rule::List(Key::Phone),
        (CONTACT, "custom") => Rule::Map,
        (CONVERSATION, "read_up_to") => Rule::Largest,
        (CONVERSATION, field) if SNOOZE.contains(&field) => Rule::Together(SNOOZE),
        (MESSAGE, field) if super::delivery::FIELDS.contains(&field) => Rule::Delivery,
        (FIELD, "choices") => Rule::List(Key::Of("name")),
        (WORKSPACE, "contact_types") => Rule::List(Key::Folded),
        (WORKSPACE, "people" | "templates") => Rule::List(Key::Of("id")),
        (WORKSPACE, "form") => Rule::List(Key::Of("field")),
        _ => Rule::Whole,
    }
}

/// The kind of document that an id names, by its prefix.
fn kind(id: &str) -> &str {
    let kinds = [CONTACT, CONVERSATION, MESSAGE, FIELD, WORKSPACE];
    kinds.into_iter().find(|kind| id.starts_with(kind)).unwrap_or_default()
}
