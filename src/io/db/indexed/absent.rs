//! Which documents are certainly not stored. A first sync and an import bring thousands, and to ask for each of them
//! before it is written takes a third of the time that storing takes.

use std::collections::HashSet;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};

use indexed_db_futures::BuildPrimitive;
use indexed_db_futures::object_store::ObjectStore;
use indexed_db_futures::prelude::*;

use crate::io::db::DbError;
use crate::io::db::schema::STAMP;

/// Fewer documents are simply asked for.
const MANY: usize = 50;
/// The ids of more documents than these are not read for it.
const MOST: u32 = 20_000;

/// The documents that are stored under a stamp, as hashes of their ids: one that is not among them is not stored. Whoever
/// writes a document, in any tab, sets another stamp in the same transaction.
pub(super) struct Census {
    stamp: Option<String>,
    /// None where there are too many.
    hashes: Option<HashSet<u64>>,
}

impl Census {
    /// The census of a store of which so many documents are to be written, the one that is known already where it still
    /// holds. It is taken before another stamp is set. None for a few documents.
    pub(super) async fn take(
        known: Option<Self>,
        count: usize,
        docs: &ObjectStore<'_>,
        meta: &ObjectStore<'_>,
    ) -> Result<Option<Self>, DbError> {
        if count < MANY {
            return Ok(None);
        }
        let stamp: Option<String> = meta.get(STAMP.to_owned()).primitive()?.await?;
        match known {
            Some(known) if known.stamp == stamp || known.hashes.is_none() => Ok(Some(known)),
            _ => {
                let stored = docs.get_all_keys::<String>().with_limit(MOST).primitive()?.await?;
                let ids: Vec<String> = stored.filter_map(Result::ok).collect();
                let is_all = ids.len() < MOST as usize;
                let hashes = is_all.then(|| ids.iter().map(|id| hash(id)).collect());
                Ok(Some(Self { stamp, hashes }))
            }
        }
    }

    /// Whether a document may be stored.
    pub(super) fn may_have(&self, id: &str) -> bool {
        self.hashes.as_ref().is_none_or(|hashes| hashes.contains(&hash(id)))
    }

    /// Takes note that a document is written.
    pub(super) fn note(&mut self, id: &str) {
        if let Some(hashes) = &mut self.hashes {
            hashes.insert(hash(id));
        }
    }

    /// The census under the stamp that is set with what was noted.
    pub(super) fn under(mut self, stamp: &str) -> Self {
        self.stamp = Some(stamp.to_owned());
        self
    }
}

fn hash(id: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    id.hash(&mut hasher);
    hasher.finish()
}
