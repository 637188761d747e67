//! All contacts of a workspace in memory, with the columns that search and order are read from.
//! One `upsert` keeps contacts and columns together; memory is a cache of the store and never its judge.
//! What a list shows is chosen and ordered in `contacts::select`.

mod alike;
pub mod same;
pub mod select;

use std::sync::Arc;

use super::columns::Columns;
use super::contact::Contact;
use super::filter::field::Definitions;
use super::id::ContactId;
use super::id::set::{IdMap, IdSet};
use super::rows::Rows;
use super::sort::by_text;

/// Up to this many changes are put into the order one by one; more are sorted in at once.
const FEW: usize = 32;

/// Contacts by id, the columns beside them, and their order by name.
#[derive(Debug, Default)]
pub struct Contacts {
    rows: Vec<Arc<Contact>>,
    /// The id of each row, side by side: a list of all ids must not look into every contact.
    ids: Arc<Vec<ContactId>>,
    row_of: IdMap<u32>,
    columns: Columns,
    /// Listed rows by folded name, then by id, so that equal names keep their order on every device.
    by_name: Vec<u32>,
    samples: usize,
    /// Who has an unread message, in order, among them contacts that are still to come.
    unread: Vec<ContactId>,
    /// Listed contacts that are known to exist and not read yet.
    pending: usize,
}

impl Contacts {
    /// The beginning of a list that is still being read: its first contacts, and how many it has in all.
    #[must_use]
    pub fn of_head(first: Vec<Contact>, total: usize) -> Self {
        let mut contacts = Self::default();
        contacts.upsert(first);
        contacts.pending = total.saturating_sub(contacts.by_name.len());
        contacts
    }

    /// How many contacts lists show, those to come among them.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.by_name.len() + self.pending
    }

    /// Whether lists have nothing to show.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many listed contacts are known to exist and not read yet.
    #[must_use]
    pub const fn pending(&self) -> usize {
        self.pending
    }

    /// How many of them belong to the sample workspace.
    #[must_use]
    pub const fn samples(&self) -> usize {
        self.samples
    }

    /// The contact with this id.
    #[must_use]
    pub fn get(&self, id: ContactId) -> Option<&Arc<Contact>> {
        self.rows.get(*self.row_of.get(&id)? as usize)
    }

    /// A contact, and those that were merged into it.
    #[must_use]
    pub fn members(&self, id: ContactId) -> Vec<ContactId> {
        self.get(id).map_or_else(|| vec![id], |contact| contact.members().collect())
    }

    /// Who stands for a contact: it itself, or whom it was merged into in the end.
    #[must_use]
    pub fn survivor(&self, id: ContactId) -> ContactId {
        let mut found = id;
        // Documents from elsewhere may lead in a circle.
        for _ in 0..FEW {
            match self.get(found).and_then(|contact| contact.merged_into) {
                Some(next) => found = next,
                None => return found,
            }
        }
        id
    }

    /// Whether a contact is among those that lists show, or among those in Trash.
    #[must_use]
    pub fn is_in(&self, id: ContactId, trash: bool) -> bool {
        let rows = if trash { self.columns.in_trash() } else { &self.columns.listed };
        self.row_of.get(&id).is_some_and(|row| rows.contains(*row))
    }

    /// Every contact that lists show, by name.
    pub fn listed(&self) -> impl Iterator<Item = &Arc<Contact>> {
        self.by_name.iter().filter_map(|row| self.rows.get(*row as usize))
    }

    /// Takes in new and changed contacts; of one that comes twice the later stands.
    pub fn upsert(&mut self, contacts: Vec<Contact>) {
        // Most changes leave a contact where it stands: a tag for thousands must not sort everybody anew.
        let moving = |contact: &&Contact| !self.stays(contact);
        let moved: IdSet = contacts.iter().filter(moving).map(|contact| contact.id).collect();
        self.unlist(moved.iter().copied());
        let mut fresh = Rows::none(self.rows.len());
        for contact in contacts {
            let is_moved = moved.contains(&contact.id);
            let row = self.put(contact);
            if is_moved {
                fresh.set(row, true);
            }
        }
        self.list(&fresh);
    }

    /// Whether a changed contact stands in the order where it stood.
    fn stays(&self, contact: &Contact) -> bool {
        self.get(contact.id).is_some_and(|before| {
            before.is_listed()
                && contact.is_listed()
                && before.sample == contact.sample
                && before.name() == contact.name()
        })
    }

    /// Takes in a page of what is stored, each contact once, and leaves the order to [`Self::settle`].
    pub fn fill(&mut self, page: Vec<Contact>) {
        for contact in page {
            self.put(contact);
        }
    }

    /// Puts everything that was filled in into order, once.
    pub fn settle(&mut self) {
        self.by_name.clear();
        self.samples = 0;
        self.list(&Rows::none(0).inverse(self.rows.len()));
    }

    /// Forgets contacts that are gone from the store.
    pub fn remove(&mut self, ids: &[ContactId]) {
        self.unlist(ids.iter().copied());
        for id in ids {
            if let Some(row) = self.row_of.remove(id) {
                // The row stays, unreachable, until the next start: removal is rare and a hole is cheap.
                self.columns.forget(row);
            }
        }
    }

    /// Every contact, in Trash or not, in no order.
    pub fn every(&self) -> impl Iterator<Item = &Arc<Contact>> {
        self.row_of.values().filter_map(|row| self.rows.get(*row as usize))
    }

    /// Every sample contact, in Trash or not.
    #[must_use]
    pub fn sample_ids(&self) -> Vec<ContactId> {
        let rows = self.row_of.values().filter(|row| self.is_sample(**row));
        rows.filter_map(|row| Some(self.rows.get(*row as usize)?.id)).collect()
    }

    /// The columns that filters and sorts are read from.
    #[must_use]
    pub const fn columns(&self) -> &Columns {
        &self.columns
    }

    /// Takes over which custom fields there are; conditions and sorts on others find nothing.
    pub fn define(&mut self, definitions: &Definitions) {
        if self.columns.definitions() == definitions {
            return;
        }
        let contacts = self.rows.iter().map(|contact| &**contact);
        self.columns.define(definitions, (0..).zip(contacts));
    }

    /// Who has an unread message, in order.
    #[must_use]
    pub fn unread(&self) -> &[ContactId] {
        &self.unread
    }

    /// Takes over who has an unread message. Contacts that are read later are known by it too.
    pub fn set_unread(&mut self, mut ids: Vec<ContactId>) {
        ids.sort_unstable();
        let mut unread = Rows::none(self.rows.len());
        ids.iter().filter_map(|id| self.row_of.get(id)).for_each(|row| unread.insert(*row));
        self.columns.unread = unread;
        self.unread = ids;
    }

    fn put(&mut self, contact: Contact) -> u32 {
        let next = self.rows.len() as u32;
        let row = *self.row_of.entry(contact.id).or_insert(next);
        self.columns.put(row, &contact);
        if row == next && self.unread.binary_search(&contact.id).is_ok() {
            self.columns.unread.set(row, true);
        }
        let contact = Arc::new(contact);
        match self.rows.get_mut(row as usize) {
            Some(slot) => *slot = contact,
            None => {
                Arc::make_mut(&mut self.ids).push(contact.id);
                self.rows.push(contact);
            }
        }
        row
    }

    /// Takes contacts out of the order, while their sort keys are still those that they were put in by.
    fn unlist(&mut self, ids: impl Iterator<Item = ContactId>) {
        let rows: Vec<u32> = ids.filter_map(|id| self.row_of.get(&id).copied()).collect();
        let before = self.by_name.len();
        if rows.len() < FEW {
            for row in rows {
                let place =
                    self.by_name.binary_search_by(|other| self.key(*other).cmp(&self.key(row)));
                if let Ok(at) = place {
                    self.samples -= usize::from(self.is_sample(row));
                    self.by_name.remove(at);
                }
            }
            return;
        }
        let mut leaving = Rows::none(self.rows.len());
        rows.into_iter().for_each(|row| leaving.insert(row));
        self.by_name.retain(|row| !leaving.contains(*row));
        if self.by_name.len() < before {
            self.samples = self.by_name.iter().filter(|row| self.is_sample(**row)).count();
        }
    }

    /// Puts rows into the order: one by one when they are few, in one pass when they are many.
    fn list(&mut self, fresh: &Rows) {
        let is_listed =
            |row: &u32| self.rows.get(*row as usize).is_some_and(|contact| contact.is_listed());
        let fresh: Vec<u32> = fresh.iter().filter(is_listed).collect();
        self.samples += fresh.iter().filter(|row| self.is_sample(**row)).count();
        if fresh.len() < FEW {
            for row in fresh {
                let at = self.by_name.partition_point(|other| self.key(*other) < self.key(row));
                self.by_name.insert(at, row);
            }
            return;
        }
        // Those that stand in their order are not sorted again: a file comes in some hundred contacts at a time.
        let mut listed = Vec::with_capacity(self.by_name.len() + fresh.len());
        let mut rest = self.by_name.as_slice();
        for row in self.sorted_by_name(fresh.into_iter()) {
            let at = rest.partition_point(|other| self.key(*other) < self.key(row));
            let (before, after) = rest.split_at(at);
            listed.extend_from_slice(before);
            listed.push(row);
            rest = after;
        }
        listed.extend_from_slice(rest);
        self.by_name = listed;
    }

    /// These rows by name, equal names by id.
    fn sorted_by_name(&self, rows: impl Iterator<Item = u32>) -> Vec<u32> {
        let id = |row: u32| self.rows.get(row as usize).map(|contact| contact.id);
        by_text(rows, &|row| self.columns.name(row), &|a, b| id(a).cmp(&id(b)))
    }

    fn is_sample(&self, row: u32) -> bool {
        self.rows.get(row as usize).is_some_and(|contact| contact.sample)
    }

    fn key(&self, row: u32) -> (&str, Option<ContactId>) {
        (self.columns.name(row), self.rows.get(row as usize).map(|contact| contact.id))
    }
}
