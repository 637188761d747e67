//! Which contacts of a list are selected: one by one, from here to there, or all that match.

use super::id::ContactId;
use super::id::set::IdSet;
use super::listed::Listed;

/// Selected contacts, on the screen or not.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection {
    chosen: IdSet,
    /// Where a range starts: what was chosen last.
    anchor: Option<ContactId>,
}

impl Selection {
    /// How many are selected.
    #[must_use]
    pub fn len(&self) -> usize {
        self.chosen.len()
    }

    /// Whether nobody is selected.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.chosen.is_empty()
    }

    /// Whether this contact is selected.
    #[must_use]
    pub fn contains(&self, id: ContactId) -> bool {
        self.chosen.contains(&id)
    }

    /// Whether everybody in this list is selected, and somebody is in it.
    #[must_use]
    pub fn covers(&self, list: &Listed) -> bool {
        !list.is_empty() && self.len() >= list.len() && list.iter().all(|id| self.contains(id))
    }

    /// Selects one, or takes it out; the next range starts there.
    pub fn toggle(&mut self, id: ContactId) {
        if !self.chosen.remove(&id) {
            self.chosen.insert(id);
        }
        self.anchor = Some(id);
    }

    /// Selects everybody in the list from the one that was chosen last to this one.
    /// Where that one is not in the list, this one alone.
    pub fn extend(&mut self, list: &Listed, to: ContactId) {
        let from = self.anchor.and_then(|anchor| list.place(anchor));
        match (from, list.place(to)) {
            (Some(from), Some(to)) => self.chosen.extend(list.range(from, to)),
            _ => {
                self.chosen.insert(to);
                self.anchor = Some(to);
            }
        }
    }

    /// Moves the end of a range from one contact of the list to another: who then lies between its start and its end is
    /// selected, who did before and does no longer is not. A contact that was not selected starts a range of its own.
    pub fn stretch(&mut self, list: &Listed, from: ContactId, to: ContactId) {
        let (Some(start), Some(end)) = (list.place(from), list.place(to)) else { return };
        let anchor = self.anchor.filter(|_| self.contains(from));
        let anchor = anchor.and_then(|anchor| list.place(anchor)).unwrap_or(start);
        for id in list.range(anchor, start) {
            self.chosen.remove(&id);
        }
        self.chosen.extend(list.range(anchor, end));
        self.anchor = list.get(anchor);
    }

    /// Selects everybody in the list, beyond the screen too.
    pub fn select_all(&mut self, list: &Listed) {
        self.chosen.extend(list.iter());
    }

    /// Selects nobody.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// Takes out those that are no longer there, and says whether somebody was.
    pub fn retain(&mut self, is_there: impl Fn(ContactId) -> bool) -> bool {
        let before = (self.len(), self.anchor);
        self.chosen.retain(|id| is_there(*id));
        self.anchor = self.anchor.filter(|id| is_there(*id));
        before != (self.len(), self.anchor)
    }

    /// The selected contacts, first those in the list in its order, then the others by id.
    #[must_use]
    pub fn in_order(&self, list: &Listed) -> Vec<ContactId> {
        let mut ids: Vec<ContactId> = list.iter().filter(|id| self.contains(*id)).collect();
        if ids.len() < self.len() {
            let listed: IdSet = ids.iter().copied().collect();
            let mut rest: Vec<ContactId> = self.chosen.difference(&listed).copied().collect();
            rest.sort_unstable();
            ids.append(&mut rest);
        }
        ids
    }
}
