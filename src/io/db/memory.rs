//! The store in memory, for pages that the browser keeps nothing for. The same contract as the one on disk.

mod sync;

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Bound::{Excluded, Included, Unbounded};

use super::backup::{PAGE, Page};
use super::conversations::Slice;
use super::edit::{changed, replaced};
use super::reader;
use super::unnamed::{Sweep, loose};
use super::{Blob, Commit, DbError, Picture, end_of};
use crate::domain::contact::Contact;
use crate::domain::doc::Record;
use crate::domain::id::Digest;
use crate::domain::picture::Size;
use crate::domain::replication::push::deleted;

/// Documents by id and pictures by digest.
#[derive(Default)]
pub(super) struct Memory {
    docs: RefCell<BTreeMap<String, Record>>,
    pictures: RefCell<HashMap<Digest, (Blob, Blob)>>,
    uploaded: RefCell<HashSet<Digest>>,
    local: RefCell<BTreeMap<String, String>>,
}

impl Memory {
    pub(super) fn read(&self, prefix: &str, page: &mut reader::Page<'_>) {
        let docs = self.docs.borrow();
        let range = docs.range(prefix.to_owned()..end_of(prefix));
        page(range.filter_map(body).collect(), None);
    }

    pub(super) fn slice(&self, slice: &Slice<'_>) -> Vec<(String, String)> {
        let docs = self.docs.borrow();
        let range = docs.range::<str, _>((Included(slice.from), Excluded(slice.to)));
        let most = slice.most as usize;
        match slice.backwards {
            false => range.take(most).filter_map(body).collect(),
            true => range.rev().take(most).filter_map(body).collect(),
        }
    }

    pub(super) fn local(&self, prefix: &str) -> Vec<(String, String)> {
        let local = self.local.borrow();
        let range = local.range(prefix.to_owned()..end_of(prefix));
        range.map(|(key, text)| (key.clone(), text.clone())).collect()
    }

    /// A document.
    pub(super) fn document(&self, id: &str) -> Option<String> {
        self.docs.borrow().get_key_value(id).and_then(body).map(|(_, json)| json)
    }

    pub(super) fn pictures(&self, digests: &[Digest], size: Size) -> Vec<Option<Blob>> {
        let pictures = self.pictures.borrow();
        let pick = |digest| {
            pictures.get(digest).and_then(|(full, thumb)| match size {
                Size::Full => Some(full).filter(|full| is_here(full)).cloned(),
                Size::Thumb => Some(thumb.clone()),
            })
        };
        digests.iter().map(pick).collect()
    }

    pub(super) fn documents_after(&self, key: Option<&str>) -> Page<(String, String)> {
        let docs = self.docs.borrow();
        let behind = docs.range::<str, _>((key.map_or(Unbounded, Excluded), Unbounded));
        let page: Vec<_> = behind.filter_map(body).take(PAGE as usize).collect();
        let last = page.last().filter(|_| page.len() == PAGE as usize).map(|(id, _)| id.clone());
        (page, last)
    }

    pub(super) fn pictures_after(&self, key: Option<&str>) -> Page<Picture> {
        let pictures = self.pictures.borrow();
        let is_behind = |digest: &&Digest| key.is_none_or(|key| *digest.to_string() > *key);
        let mut digests: Vec<&Digest> = pictures.keys().filter(is_behind).collect();
        digests.sort_unstable();
        digests.truncate(PAGE as usize);
        let last = digests.last().filter(|_| digests.len() == PAGE as usize);
        let last = last.map(ToString::to_string);
        let picture = |digest: &Digest| {
            let (full, thumb) = pictures.get(digest).filter(|(full, _)| is_here(full))?.clone();
            Some(Picture { digest: *digest, full, thumb })
        };
        (digests.into_iter().filter_map(picture).collect(), last)
    }

    pub(super) fn all_documents(&self) -> Vec<(String, String)> {
        self.docs.borrow().iter().filter_map(body).collect()
    }

    /// Those that are here in full.
    pub(super) fn all_pictures(&self) -> Vec<Picture> {
        let pictures = self.pictures.borrow();
        let picture = |(digest, (full, thumb)): (&Digest, &(Blob, Blob))| Picture {
            digest: *digest,
            full: full.clone(),
            thumb: thumb.clone(),
        };
        pictures.iter().filter(|(_, (full, _))| is_here(full)).map(picture).collect()
    }

    pub(super) fn restore(
        &self,
        documents: &[(String, String)],
        pictures: &[Picture],
        device: &str,
    ) -> usize {
        let mut docs = self.docs.borrow_mut();
        let mut written = 0;
        for (id, json) in documents {
            if let Some(record) = Record::restored(id, docs.get(id), json, device) {
                docs.insert(id.clone(), record);
                written += 1;
            }
        }
        self.put_pictures(pictures);
        written
    }

    pub(super) fn sweep(&self, sweep: &Sweep) {
        let (mut pictures, mut uploaded) = (self.pictures.borrow_mut(), self.uploaded.borrow_mut());
        for digest in &sweep.drop {
            pictures.remove(digest);
            uploaded.remove(digest);
        }
        for digest in &sweep.send_again {
            if pictures.get(digest).is_some_and(|(full, _)| is_here(full)) {
                uploaded.remove(digest);
            }
        }
        self.put_local(&sweep.facts);
    }

    fn put_pictures(&self, pictures: &[Picture]) {
        let pictures = pictures.iter().cloned();
        let mut kept = self.pictures.borrow_mut();
        kept.extend(pictures.map(|picture| (picture.digest, (picture.full, picture.thumb))));
    }

    fn put_local(&self, facts: &[(String, Option<String>)]) {
        let mut local = self.local.borrow_mut();
        for (key, text) in facts {
            match text {
                Some(text) => drop(local.insert(key.clone(), text.clone())),
                None => drop(local.remove(key)),
            }
        }
    }

    pub(super) fn commit(&self, commit: &Commit, device: &str) -> Result<Vec<Contact>, DbError> {
        let mut docs = self.docs.borrow_mut();
        let is_forgotten = |id: &String| commit.forget.iter().any(|prefix| id.starts_with(prefix));
        let before = |id: &String| docs.get(id).filter(|_| !is_forgotten(id));
        // What this commit has changed already is what its next change of the same is made to.
        let mut records: HashMap<String, Record> = HashMap::new();
        let mut contacts = Vec::new();
        for (id, change) in &commit.contacts {
            let change = (change, commit.noted.as_ref());
            let own = id.doc_id();
            let stored = records.get(&own).or_else(|| before(&own));
            let (written, contact) = changed(*id, stored, None, change, device)?;
            records.extend(written.into_iter().map(|record| (record.id.clone(), record)));
            contacts.push(contact);
        }
        for document in &commit.documents {
            let stored = records.get(&document.id).or_else(|| before(&document.id));
            let record = replaced(document, stored, device)?;
            records.insert(record.id.clone(), record);
        }
        let mut withdrawn = Vec::new();
        for document in &commit.withdrawn {
            match before(&document.id) {
                Some(record) if record.is_out() => {
                    let record = replaced(document, Some(record), device)?;
                    records.insert(record.id.clone(), record);
                }
                _ => withdrawn.push(document.id.clone()),
            }
        }
        // From here on nothing fails, so that a refused commit leaves no trace. What a server has goes as a tombstone.
        for record in docs.values().filter(|record| is_forgotten(&record.id)) {
            if let Some(tombstone) = deleted(record, device) {
                records.entry(record.id.clone()).or_insert(tombstone);
            }
        }
        let forgotten = docs.iter().filter(|(id, _)| is_forgotten(id)).filter_map(body);
        let named: Vec<_> =
            forgotten.flat_map(|(_, json)| Digest::all_in(&json).collect::<Vec<_>>()).collect();
        let facts = named.into_iter().map(|digest| (loose(digest), Some(String::new())));
        self.put_local(&facts.collect::<Vec<_>>());
        docs.retain(|id, _| !is_forgotten(id) && !withdrawn.contains(id));
        docs.extend(records);
        self.put_local(&commit.local);
        self.put_pictures(&commit.pictures);
        Ok(contacts)
    }
}

/// Of a picture that a server has, the thumbnail may be all that is here.
fn is_here(full: &Blob) -> bool {
    full.size() > 0
}

/// Id and body of a document; none of a tombstone, which is shown to nobody.
fn body((id, record): (&String, &Record)) -> Option<(String, String)> {
    (!record.is_deleted()).then(|| (id.clone(), record.json.clone()))
}
