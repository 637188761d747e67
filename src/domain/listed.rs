//! The contacts that a list shows, in its order.

use std::sync::Arc;

use super::id::ContactId;

/// Contacts in order. The ids of all contacts stand in one place and are not copied for each list: with each letter typed
/// into the search a list may be as long as there are contacts.
#[derive(Debug, Clone, Default)]
pub struct Listed {
    /// Places among `ids`.
    rows: Arc<Vec<u32>>,
    ids: Arc<Vec<ContactId>>,
}

impl Listed {
    /// The contacts at these places among `ids`, which all are in it.
    pub(super) fn new(rows: Vec<u32>, ids: &Arc<Vec<ContactId>>) -> Self {
        Self { rows: Arc::new(rows), ids: Arc::clone(ids) }
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is nobody.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Who stands at a place of the list.
    #[must_use]
    pub fn get(&self, place: usize) -> Option<ContactId> {
        self.ids.get(*self.rows.get(place)? as usize).copied()
    }

    /// Everybody, in order.
    pub fn iter(&self) -> impl Iterator<Item = ContactId> {
        self.rows.iter().filter_map(|row| self.ids.get(*row as usize).copied())
    }

    /// Everybody between two places, both among them, whichever comes first.
    pub fn range(&self, one: usize, other: usize) -> impl Iterator<Item = ContactId> {
        (one.min(other)..=one.max(other)).map_while(|place| self.get(place))
    }

    /// Where somebody stands.
    #[must_use]
    pub fn place(&self, id: ContactId) -> Option<usize> {
        self.iter().position(|other| other == id)
    }
}

impl From<Vec<ContactId>> for Listed {
    fn from(ids: Vec<ContactId>) -> Self {
        Self::new((0..ids.len() as u32).collect(), &Arc::new(ids))
    }
}

impl PartialEq for Listed {
    fn eq(&self, other: &Self) -> bool {
        match Arc::ptr_eq(&self.ids, &other.ids) {
            true => self.rows == other.rows,
            false => self.len() == other.len() && self.iter().eq(other.iter()),
        }
    }
}

impl Eq for Listed {}
