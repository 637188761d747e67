//! Sync in memory.

use std::collections::BTreeMap;
use std::ops::Bound::{Excluded, Unbounded};

use super::{Memory, is_here};
use crate::domain::doc::Record;
use crate::domain::id::Digest;
use crate::io::db::Picture;
use crate::io::db::sync::{Facts, Settle};

impl Memory {
    pub(in crate::io::db) fn waiting(&self) -> Vec<String> {
        let docs = self.docs.borrow();
        docs.values().filter(|record| record.dirty).map(|record| record.id.clone()).collect()
    }

    pub(in crate::io::db) fn records(&self, ids: &[String]) -> Vec<Record> {
        let docs = self.docs.borrow();
        ids.iter().filter_map(|id| docs.get(id).cloned()).collect()
    }

    pub(in crate::io::db) fn ids_after(&self, id: Option<&str>) -> Vec<String> {
        let docs = self.docs.borrow();
        let behind = docs.range::<str, _>((id.map_or(Unbounded, Excluded), Unbounded));
        behind.map(|(id, _)| id.clone()).collect()
    }

    pub(in crate::io::db) fn settle(
        &self,
        ids: &[String],
        facts: &Facts,
        settle: &mut Settle<'_>,
    ) -> Vec<Record> {
        let stored: BTreeMap<String, Record> =
            self.records(ids).into_iter().map(|record| (record.id.clone(), record)).collect();
        let written = settle(&stored);
        let pairs = written.iter().map(|record| (record.id.clone(), record.clone()));
        self.docs.borrow_mut().extend(pairs);
        self.put_local(facts);
        written
    }

    pub(in crate::io::db) fn pictures_waiting(&self) -> Vec<Digest> {
        let (pictures, uploaded) = (self.pictures.borrow(), self.uploaded.borrow());
        pictures.keys().filter(|digest| !uploaded.contains(digest)).copied().collect()
    }

    pub(in crate::io::db) fn keep_uploaded(&self, pictures: &[Picture]) {
        self.uploaded.borrow_mut().extend(pictures.iter().map(|picture| picture.digest));
        self.put_pictures(pictures);
    }

    pub(in crate::io::db) fn forget_uploads(&self) {
        let pictures = self.pictures.borrow();
        let is_here = |digest: &Digest| pictures.get(digest).is_some_and(|(full, _)| is_here(full));
        // What is not here cannot be sent.
        self.uploaded.borrow_mut().retain(|digest| !is_here(digest));
    }

    pub(in crate::io::db) fn clear(&self) {
        self.docs.borrow_mut().clear();
        self.pictures.borrow_mut().clear();
        self.uploaded.borrow_mut().clear();
        self.local.borrow_mut().clear();
    }
}
