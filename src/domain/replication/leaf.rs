//! A document as the server shows it: a row of `_changes`, or one leaf of several that were read with their history.

use serde::Deserialize;
use serde_json::value::RawValue;

use crate::domain::doc::{Body, DELETED, is_tombstone};

use super::vector::VECTOR;

/// A leaf of a document's revision tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leaf {
    /// The document's id.
    pub id: String,
    /// Its revision.
    pub rev: String,
    /// Its body without what belongs to CouchDB; of a tombstone its mark and its version vector.
    pub body: String,
    /// Whether it is a tombstone.
    pub is_deleted: bool,
    /// The revisions of the other leaves that are no tombstones (`conflicts=true`).
    pub conflicts: Vec<String>,
    /// The revisions before it, the latest first (`revs=true`).
    pub ancestors: Vec<String>,
}

/// `_revisions`: the number of the latest, and the rest of each.
#[derive(Deserialize)]
struct Revisions {
    start: u64,
    ids: Vec<String>,
}

impl Leaf {
    /// The leaf in a document's exact text; none for what is none, and for documents of the server's own.
    #[must_use]
    pub fn read(doc: &str) -> Option<Self> {
        let mut body: Body = serde_json::from_str(doc).ok()?;
        let text = |value: Box<RawValue>| serde_json::from_str::<String>(value.get()).ok();
        let id = body.remove("_id").and_then(text)?;
        let rev = body.remove("_rev").and_then(text)?;
        let conflicts = body.remove("_conflicts");
        let conflicts = conflicts.and_then(|list| serde_json::from_str(list.get()).ok());
        let revisions = body.remove("_revisions");
        let revisions =
            revisions.and_then(|known| serde_json::from_str::<Revisions>(known.get()).ok());
        let is_deleted = is_tombstone(&body);
        body.retain(|field, _| match is_deleted {
            true => field == DELETED || field == VECTOR,
            false => !field.starts_with('_'),
        });
        Some(Self {
            rev,
            body: serde_json::to_string(&body).ok()?,
            is_deleted,
            conflicts: conflicts.unwrap_or_default(),
            ancestors: revisions.map(ancestors).unwrap_or_default(),
            id,
        })
        .filter(|leaf| !leaf.id.starts_with('_'))
    }

    /// What the server chooses by: a leaf that is no tombstone, then the longest history, then the greater text.
    pub(super) fn precedence(&self) -> (bool, u64, &str) {
        let (number, text) = self.rev.split_once('-').unwrap_or_default();
        (!self.is_deleted, number.parse().unwrap_or_default(), text)
    }
}

fn ancestors(revisions: Revisions) -> Vec<String> {
    let numbered = (0..).zip(revisions.ids).skip(1);
    numbered.map(|(back, id)| format!("{}-{id}", revisions.start.saturating_sub(back))).collect()
}

/// The nearest revision that all leaves that are no tombstones come from: the base of their merge, if the server still
/// has it.
#[must_use]
pub fn nearest(leaves: &[Leaf]) -> Option<&str> {
    let mut live = leaves.iter().filter(|leaf| !leaf.is_deleted);
    let first = live.next()?;
    let rest: Vec<&Leaf> = live.collect();
    let mut ancestors = first.ancestors.iter();
    let nearest = ancestors.find(|rev| rest.iter().all(|leaf| leaf.ancestors.contains(rev)));
    nearest.filter(|_| !rest.is_empty()).map(String::as_str)
}
