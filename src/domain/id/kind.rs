//! Which documents are read together: what has changed among those of one kind is of no interest to who reads another.

use super::entry::{EVENT, NOTE, TASK};
use super::import::IMPORT;
use super::merge::MERGE;
use super::{CONVERSATION, FIELD, LIST, MESSAGE};

/// Documents that are read together. Contacts are none of them: each is read for itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Smart Lists.
    Lists,
    /// Messages and the states of conversations.
    Conversations,
    /// Notes, tasks, events and merges.
    Entries,
    /// Settings and custom fields.
    Workspace,
    /// What is no duplicate.
    Duplicates,
    /// Imports.
    Imports,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Lists,
        Self::Conversations,
        Self::Entries,
        Self::Workspace,
        Self::Duplicates,
        Self::Imports,
    ];

    /// That of the document with this id, or of those whose ids begin with it.
    #[must_use]
    pub fn of(id: &str) -> Option<Self> {
        Some(match id.get(..=id.find(':')?)? {
            LIST => Self::Lists,
            MESSAGE | CONVERSATION => Self::Conversations,
            NOTE | TASK | EVENT | MERGE => Self::Entries,
            FIELD | "settings:" => Self::Workspace,
            "duplicates:" => Self::Duplicates,
            IMPORT => Self::Imports,
            _ => return None,
        })
    }

    /// Those of some documents, each once.
    #[must_use]
    pub fn of_all<'a>(ids: impl Iterator<Item = &'a str>) -> Vec<Self> {
        let mut kinds = Vec::new();
        for kind in ids.filter_map(Self::of) {
            if !kinds.contains(&kind) {
                kinds.push(kind);
            }
        }
        kinds
    }
}
