//! A store on disk that answers after the page has begun without it: what was entered meanwhile is taken over.

use std::collections::BTreeMap;

use super::unnamed::{DRAFT, LOOSE};
use super::{Backend, Commit, Db, DbError, Kept};
use crate::domain::doc::Record;
use crate::domain::replication::merge::merge;

/// Documents that are written at a time.
const TOGETHER: usize = 500;

impl Db {
    /// The store on disk, as soon as it answers; none where nobody waits for it, since it was there in time or never will be.
    ///
    /// # Errors
    /// When it could not be opened.
    pub async fn late(&self) -> Option<Result<Self, DbError>> {
        let opening = self.late.take()?;
        Some(opening.await.map(Self::on_disk))
    }

    /// This store, with everything that `other`, which is in memory, has, and those facts of `other` that are none here and
    /// whose keys begin with one of `prefixes`; `other` where that could not be written, for the reason that it then tells.
    pub async fn over(self, other: Self, prefixes: &[&str]) -> Self {
        match self.take_over(&other, prefixes).await {
            Ok(()) => self,
            Err(error) => Self { kept: Kept::InMemory(error.to_string()), ..other },
        }
    }

    async fn take_over(&self, other: &Self, prefixes: &[&str]) -> Result<(), DbError> {
        let Backend::Memory(memory) = &*other.backend else { return Ok(()) };
        // First, so that there is never a name without its picture.
        let pictures = memory.all_pictures();
        self.commit(&Commit { pictures, is_followed: true, ..Commit::default() }).await?;
        for documents in memory.all_documents().chunks(TOGETHER) {
            let ids: Vec<String> = documents.iter().map(|(id, _)| id.clone()).collect();
            let mut with = |stored: &BTreeMap<String, Record>| {
                let documents = documents.iter();
                documents.map(|(id, json)| joined(id, json, stored.get(id))).collect()
            };
            self.settle(&ids, &[], &mut with).await?;
        }
        let mut local = Vec::new();
        for prefix in [DRAFT, LOOSE].iter().chain(prefixes) {
            let known = self.local(prefix).await?;
            let mut facts = memory.local(prefix);
            facts.retain(|(key, _)| known.iter().all(|(known, _)| known != key));
            local.extend(facts.into_iter().map(|(key, text)| (key, Some(text))));
        }
        // Waits for the disk, with all that was written before it.
        self.commit(&Commit { local, ..Commit::default() }).await?;
        Ok(())
    }
}

/// The record of a document with this body, over what is stored.
fn joined(id: &str, json: &str, before: Option<&Record>) -> Record {
    let json =
        before.map_or_else(|| json.to_owned(), |before| merge(id, None, &[&before.json, json]));
    Record { id: id.to_owned(), json, dirty: true, ..before.cloned().unwrap_or_default() }
}
