//! One copy of a document among several, read and ranked; and which of several still stand.

use std::cmp::Ordering;

use crate::domain::doc::{Body, is_tombstone};

use super::vector::Vector;

/// A copy of a document.
#[derive(Debug)]
pub(super) struct Copy {
    /// Its fields.
    pub(super) body: Body,
    /// Its version vector.
    pub(super) vector: Vector,
    /// The body in the one form that all devices write.
    pub(super) text: String,
}

impl Copy {
    /// The copy in a body's text; none for what is no object.
    pub(super) fn read(json: &str) -> Option<Self> {
        let body: Body = serde_json::from_str(json).ok()?;
        let (vector, text) = (Vector::of(&body), serde_json::to_string(&body).ok()?);
        Some(Self { body, vector, text })
    }

    /// The exact text of a field.
    pub(super) fn get(&self, field: &str) -> Option<&str> {
        self.body.get(field).map(|value| value.get())
    }

    /// Whether it is a tombstone.
    pub(super) fn is_deleted(&self) -> bool {
        is_tombstone(&self.body)
    }

    /// The highest first. A copy that contains another's edits is ahead of it; among concurrent ones the one that has
    /// seen more edits leads, then the greater text. That is arbitrary, and it is meant to be: nobody can know which of
    /// two edits is the better one, no clock is asked, and all fields of one conflict go to the same copy, so that no
    /// street comes to stand in another's city.
    pub(super) fn by_rank(&self, other: &Self) -> Ordering {
        other.vector.rank(&self.vector).then_with(|| other.text.cmp(&self.text))
    }

    /// Whether its vector says nothing about what it contains: it was written by somebody who left the vector out, or
    /// as it was.
    fn is_unversioned(&self, base: Option<&Self>) -> bool {
        let is_as_before = |base: &Self| base.vector == self.vector && base.text != self.text;
        self.vector.is_empty() || base.is_some_and(is_as_before)
    }
}

/// The copies that have something to say, of ranked ones: neither contained in another, nor as the base still is where
/// others are not, nor deleted where another is edited.
pub(super) fn standing<'a>(all: &'a [Copy], base: Option<&Copy>) -> Vec<&'a Copy> {
    let is_contained = |copy: &Copy| {
        !copy.is_unversioned(base) && all.iter().any(|other| copy.vector < other.vector)
    };
    let mut standing: Vec<&Copy> = all.iter().filter(|copy| !is_contained(copy)).collect();
    drop_some(&mut standing, |copy| base.is_some_and(|base| base.text == copy.text));
    drop_some(&mut standing, Copy::is_deleted);
    standing
}

/// Drops those copies, unless that are all.
fn drop_some(copies: &mut Vec<&Copy>, is_dropped: impl Fn(&Copy) -> bool) {
    if !copies.iter().all(|copy| is_dropped(copy)) {
        copies.retain(|copy| !is_dropped(copy));
    }
}
