//! Contacts that may be the same: groups in which each shares an email, a phone or a name with another one of the group.
//! They are found row by row, so that a page stays alive meanwhile. Nothing is merged by itself.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use serde::{Deserialize, Serialize};

use super::contacts::Contacts;
use super::doc;
use super::id::ContactId;
use super::rows::Rows;
use super::time::Timestamp;

/// The document id prefix of dismissed groups; what follows is a UUID.
pub const DUPLICATES: &str = "duplicates:";

/// The names of the document fields that [`Dismissed`] writes; all others are left as they are.
pub const FIELDS: &[&str] = &["contacts", "at", "by", "undone_at"];

/// What two contacts are alike in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Alike {
    /// They have an email in common, whatever its case.
    Email,
    /// They have a phone in common: the same number in E.164, or the same digits.
    Phone,
    /// They have the same name, whatever its case and accents. That alone says little.
    Name,
}

/// Contacts that may be the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// All of them, at least two.
    pub ids: Vec<ContactId>,
    /// Those of them that are connected by more than a name; where there are several such, the most.
    pub sure: Vec<ContactId>,
    /// What connects them, each once: email, phone digits or folded name.
    pub why: Vec<(Alike, String)>,
}

/// A group that shall not be shown again, unless somebody else joins it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dismissed {
    /// Who is in it.
    pub contacts: Vec<ContactId>,
    /// When it was dismissed.
    pub at: Timestamp,
    /// Who dismissed it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub by: String,
    /// When that was taken back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undone_at: Option<Timestamp>,
}

impl Dismissed {
    /// What a document's body says; none when the body is none. A `null` counts as absent.
    #[must_use]
    pub fn from_json(json: &str) -> Option<Self> {
        doc::read(json)
    }

    /// Whether it hides a group: everybody in that was in the one that was dismissed.
    #[must_use]
    pub fn hides(&self, group: &Group) -> bool {
        self.undone_at.is_none() && group.ids.iter().all(|id| self.contacts.contains(id))
    }
}

/// Looks for groups, some rows at a time. What it has seen must not change meanwhile: begin anew then.
#[derive(Debug)]
pub struct Finder {
    next: u32,
    named: Rows,
    /// The first row with each key, by the key's hash.
    first: HashMap<u64, u32>,
    all: Forest,
    sure: Forest,
    /// What connects which two rows.
    links: Vec<(Alike, String, u32)>,
}

impl Finder {
    /// Before the first row.
    #[must_use]
    pub fn new(contacts: &Contacts) -> Self {
        let forest = || Forest((0..contacts.row_count() as u32).collect());
        Self {
            next: 0,
            named: contacts.named_rows(),
            first: HashMap::with_capacity(contacts.row_count()),
            all: forest(),
            sure: forest(),
            links: Vec::new(),
        }
    }

    /// Looks at the next `many` rows, and says whether that was all.
    pub fn step(&mut self, contacts: &Contacts, many: u32) -> bool {
        let end = (self.next + many).min(self.all.0.len() as u32);
        for row in self.next..end {
            if contacts.listed_row(row).is_none() {
                continue;
            }
            let Self { first, all, sure, links, named, .. } = self;
            contacts.alike(row, named, &mut |alike, key| {
                let other = *first.entry(hash(alike, key)).or_insert(row);
                if other == row || !has(contacts, named, other, alike, key) {
                    return;
                }
                all.connect(other, row);
                if alike != Alike::Name {
                    sure.connect(other, row);
                }
                links.push((alike, key.to_owned(), row));
            });
        }
        self.next = end;
        end as usize == self.all.0.len()
    }

    /// The groups: first those with more than a name in common, each in the order of its first contact.
    #[must_use]
    pub fn groups(mut self, contacts: &Contacts) -> Vec<Group> {
        let mut rows: Vec<u32> = (0..self.all.0.len() as u32).collect();
        let mut sizes = vec![0_u32; rows.len()];
        for row in &rows {
            if let Some(size) = sizes.get_mut(self.all.root(*row) as usize) {
                *size += 1;
            }
        }
        rows.retain(|row| sizes.get(self.all.root(*row) as usize).is_some_and(|size| *size > 1));
        let (mut places, mut found) = (HashMap::new(), Vec::<Found>::new());
        for row in rows {
            let place = *places.entry(self.all.root(row)).or_insert(found.len());
            if place == found.len() {
                found.push(Found::default());
            }
            if let Some(found) = found.get_mut(place) {
                found.rows.push(row);
            }
        }
        for (alike, key, row) in std::mem::take(&mut self.links) {
            let place = places.get(&self.all.root(row));
            if let Some(found) = place.and_then(|place| found.get_mut(*place)) {
                found.why.push((alike, key));
            }
        }
        let mut groups: Vec<Group> =
            found.into_iter().map(|found| found.group(contacts, &mut self.sure)).collect();
        groups.sort_by_key(|group| group.sure.is_empty());
        groups
    }
}

/// A group on its way.
#[derive(Default)]
struct Found {
    rows: Vec<u32>,
    why: Vec<(Alike, String)>,
}

impl Found {
    fn group(self, contacts: &Contacts, sure: &mut Forest) -> Group {
        let Self { rows, mut why } = self;
        why.sort_unstable();
        why.dedup();
        let ids = |rows: &[u32]| rows.iter().filter_map(|row| contacts.listed_row(*row)).collect();
        let mut parts: Vec<(u32, Vec<u32>)> = Vec::new();
        for row in &rows {
            let root = sure.root(*row);
            match parts.iter_mut().find(|(known, _)| *known == root) {
                Some((_, part)) => part.push(*row),
                None => parts.push((root, vec![*row])),
            }
        }
        // Of equally many the first.
        let most = parts.iter().rev().map(|(_, part)| part).max_by_key(|part| part.len());
        let most = most.filter(|part| part.len() > 1).map(|part| ids(part)).unwrap_or_default();
        Group { ids: ids(&rows), sure: most, why }
    }
}

/// Which rows are connected, each by the one that it hangs on.
#[derive(Debug)]
struct Forest(Vec<u32>);

impl Forest {
    fn root(&mut self, row: u32) -> u32 {
        let mut at = row;
        while let Some(next) = self.0.get(at as usize).copied().filter(|next| *next != at) {
            // Halves the way for the next time.
            let over = self.0.get(next as usize).copied().unwrap_or(next);
            if let Some(slot) = self.0.get_mut(at as usize) {
                *slot = over;
            }
            at = over;
        }
        at
    }

    fn connect(&mut self, one: u32, other: u32) {
        let (one, other) = (self.root(one), self.root(other));
        // The lower row stays on top, so that a group begins with its first contact.
        if let Some(slot) = self.0.get_mut(one.max(other) as usize) {
            *slot = one.min(other);
        }
    }
}

fn hash(alike: Alike, key: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    (alike, key).hash(&mut hasher);
    hasher.finish()
}

/// Whether a row has a key indeed, and not only one with the same hash.
fn has(contacts: &Contacts, named: &Rows, row: u32, alike: Alike, key: &str) -> bool {
    let mut is_there = false;
    contacts.alike(row, named, &mut |known, text| is_there |= known == alike && text == key);
    is_there
}
