//! Several contacts that are one: which of them is the master, whose value wins in each row in which they differ, and
//! what comes of it. Nothing is lost: what gives way stands in the record of the merge (see `record`), by which it is
//! undone.

pub mod record;
mod result;
pub mod row;

use std::collections::BTreeSet;
use std::sync::Arc;

use thiserror::Error;

use self::row::Row;
use super::contact::Contact;
use super::id::ContactId;

/// The most contacts that are merged at once: more faces side by side cannot be compared.
pub const MAX_MERGED: usize = 10;

/// Why contacts cannot be merged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum MergeError {
    /// There are fewer than two, or one of them twice.
    #[error("a merge needs two contacts")]
    TooFew,
    /// There are more than [`MAX_MERGED`].
    #[error("a merge has room for {MAX_MERGED} contacts")]
    TooMany,
    /// One of them is in Trash, was merged already, or is gone.
    #[error("one of the contacts is not in the list")]
    Unlisted,
    /// It was undone, or its record is gone.
    #[error("the merge was undone")]
    Undone,
    /// The survivor was merged into another contact since.
    #[error("the survivor was merged since")]
    Merged,
}

/// Contacts that are to be merged, and what was chosen so far.
#[derive(Debug, Clone)]
pub struct Plan {
    contacts: Vec<Arc<Contact>>,
    master: usize,
    chosen: Vec<(Row, usize)>,
}

impl Plan {
    /// The merge of these contacts, the fullest of them as master; of two that are equally full the older.
    ///
    /// # Errors
    /// When there are too few or too many, or one of them is in Trash or merged already.
    pub fn new(contacts: Vec<Arc<Contact>>) -> Result<Self, MergeError> {
        let ids: BTreeSet<ContactId> = contacts.iter().map(|contact| contact.id).collect();
        if ids.len() < 2 || ids.len() < contacts.len() {
            return Err(MergeError::TooFew);
        }
        if ids.len() > MAX_MERGED {
            return Err(MergeError::TooMany);
        }
        if !contacts.iter().all(|contact| contact.is_listed()) {
            return Err(MergeError::Unlisted);
        }
        let mut plan = Self { contacts, master: 0, chosen: Vec::new() };
        let rows = plan.all_rows();
        let fullness = |contact: &Contact| rows.iter().filter(|row| !row.is_blank(contact)).count();
        let best =
            plan.contacts.iter().enumerate().max_by_key(|(_, contact)| {
                (fullness(contact), std::cmp::Reverse(contact.created_at))
            });
        plan.master = best.map_or(0, |(at, _)| at);
        Ok(plan)
    }

    /// The contacts, in the order in which they stand side by side.
    #[must_use]
    pub fn contacts(&self) -> &[Arc<Contact>] {
        &self.contacts
    }

    /// The one that stays.
    #[must_use]
    pub fn master(&self) -> Option<&Arc<Contact>> {
        self.contacts.get(self.master)
    }

    /// The others, in their order.
    pub fn others(&self) -> impl Iterator<Item = &Arc<Contact>> {
        let others = self.contacts.iter().enumerate().filter(|(at, _)| *at != self.master);
        others.map(|(_, contact)| contact)
    }

    /// Chooses who stays; nothing happens where it is none of them.
    pub fn choose_master(&mut self, id: ContactId) {
        self.master = self.place(id).unwrap_or(self.master);
    }

    /// Chooses whose value wins in a row; nothing happens where it has none.
    pub fn choose(&mut self, row: &Row, id: ContactId) {
        let Some(at) = self.place(id) else { return };
        let is_blank = self.contacts.get(at).is_none_or(|contact| row.is_blank(contact));
        if !is_blank && row.is_choice() {
            self.chosen.retain(|(known, _)| known != row);
            self.chosen.push((row.clone(), at));
        }
    }

    /// The rows in which they differ.
    #[must_use]
    pub fn rows(&self) -> Vec<Row> {
        let mut rows = self.all_rows();
        rows.retain(|row| {
            let mut texts = self.contacts.iter().map(|contact| row.text(contact));
            let first = texts.next();
            texts.any(|text| Some(text) != first)
        });
        rows
    }

    /// Whose value wins in a row: as chosen, else the master's, and where that is empty the first that is not.
    #[must_use]
    pub fn winner(&self, row: &Row) -> Option<&Arc<Contact>> {
        if let Some((_, at)) = self.chosen.iter().find(|(known, _)| known == row) {
            return self.contacts.get(*at);
        }
        let master = self.master()?;
        if !row.is_blank(master) {
            // A longer spelling of the master's name fills what is missing of it.
            let longer = self.others().find(|other| *row == Row::Name && is_longer(other, master));
            return Some(longer.unwrap_or(master));
        }
        self.others().find(|other| !row.is_blank(other)).or(Some(master))
    }

    fn all_rows(&self) -> Vec<Row> {
        let keys: BTreeSet<&str> =
            self.contacts.iter().flat_map(|contact| contact.custom.keys()).collect();
        let custom = keys.into_iter().map(|key| Row::Custom(key.to_owned()));
        Row::own().into_iter().chain(custom).collect()
    }

    fn place(&self, id: ContactId) -> Option<usize> {
        self.contacts.iter().position(|contact| contact.id == id)
    }
}

/// Whether a contact has both names, of which the master has the one and lacks the other.
fn is_longer(other: &Contact, master: &Contact) -> bool {
    let [mine, theirs] =
        [master, other].map(|contact| [contact.first_name.trim(), contact.last_name.trim()]);
    mine != theirs
        && theirs.iter().all(|name| !name.is_empty())
        && mine.iter().zip(theirs).all(|(mine, theirs)| mine.is_empty() || *mine == theirs)
}
