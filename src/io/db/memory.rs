//! The store in memory, for pages that the browser keeps nothing for. The same contract as the one on disk.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};

use super::edit::{changed, replaced};
use super::reader::Page;
use super::{Blob, Commit, DbError, end_of};
use crate::domain::contact::Contact;
use crate::domain::doc::Record;
use crate::domain::id::Digest;
use crate::domain::picture::Size;

/// Documents by id and pictures by digest.
#[derive(Default)]
pub(super) struct Memory {
    docs: RefCell<BTreeMap<String, Record>>,
    pictures: RefCell<HashMap<Digest, (Blob, Blob)>>,
}

impl Memory {
    pub(super) fn read(&self, prefix: &str, page: &mut Page<'_>) {
        let docs = self.docs.borrow();
        let range = docs.range(prefix.to_owned()..end_of(prefix));
        let texts = range.map(|(id, record)| (id.clone(), record.json.clone())).collect();
        page(texts, None);
    }

    pub(super) fn pictures(&self, digests: &[Digest], size: Size) -> Vec<Option<Blob>> {
        let pictures = self.pictures.borrow();
        let pick = |digest| {
            pictures.get(digest).map(|(full, thumb)| match size {
                Size::Full => full.clone(),
                Size::Thumb => thumb.clone(),
            })
        };
        digests.iter().map(pick).collect()
    }

    pub(super) fn commit(&self, commit: &Commit, device: &str) -> Result<Vec<Contact>, DbError> {
        let mut docs = self.docs.borrow_mut();
        let is_forgotten = |id: &String| commit.forget.iter().any(|prefix| id.starts_with(prefix));
        let before = |id: &String| docs.get(id).filter(|_| !is_forgotten(id));
        let mut records = Vec::new();
        let mut contacts = Vec::new();
        for (id, change) in &commit.contacts {
            let change = (change, commit.noted.as_ref());
            let (written, contact) = changed(*id, before(&id.doc_id()), None, change, device)?;
            records.extend(written);
            contacts.push(contact);
        }
        for document in &commit.documents {
            records.push(replaced(document, before(&document.id), device)?);
        }
        // From here on nothing fails, so that a refused commit leaves no trace.
        docs.retain(|id, _| !is_forgotten(id));
        docs.extend(records.into_iter().map(|record| (record.id.clone(), record)));
        let pictures = commit.pictures.iter().cloned();
        let mut kept = self.pictures.borrow_mut();
        kept.extend(pictures.map(|picture| (picture.digest, (picture.full, picture.thumb))));
        Ok(contacts)
    }
}
