//! A server in memory that keeps revision trees as CouchDB does: a winner, conflicts, tombstones, 409 and compaction.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use serde_json::{Value, json};
use visage::domain::replication::leaf::{Leaf, nearest};

use crate::copies::{Doc, get, raw, read, write};

/// A revision of a document.
#[derive(Debug, Clone)]
struct Rev {
    rev: String,
    parent: Option<String>,
    body: Doc,
}

impl Rev {
    fn is_deleted(&self) -> bool {
        get(&self.body, "_deleted") == Some("true")
    }

    fn number(&self) -> u64 {
        self.rev.split_once('-').unwrap().0.parse().unwrap()
    }
}

/// A database.
#[derive(Debug, Clone, Default)]
pub(crate) struct Server {
    docs: BTreeMap<String, Vec<Rev>>,
    log: Vec<String>,
    /// Tells a database that was made anew from the former one.
    pub(crate) epoch: u32,
}

impl Server {
    pub(crate) fn anew(epoch: u32) -> Self {
        Self { epoch, ..Self::default() }
    }

    /// Writes a document as `_bulk_docs` does, and answers with its row. `branch`: another node of the cluster had not
    /// seen what this one would refuse the write for.
    pub(crate) fn write(&mut self, doc: &str, branch: bool) -> Value {
        let mut body = read(doc);
        let id: String = serde_json::from_str(body.remove("_id").unwrap().get()).unwrap();
        let over: Option<String> =
            body.remove("_rev").map(|rev| serde_json::from_str(rev.get()).unwrap());
        let conflict =
            json!({"id": id, "error": "conflict", "reason": "Document update conflict."});
        let winner = self.winner(&id);
        let is_leaf = over.as_ref().is_some_and(|over| {
            self.leaves(&id).iter().any(|leaf| leaf.rev == *over && !leaf.is_deleted())
        });
        let is_known = over.as_ref().is_some_and(|over| {
            self.docs.get(&id).is_some_and(|revs| revs.iter().any(|known| known.rev == *over))
        });
        let parent = match (&over, &winner) {
            (None, None) => None,
            // What is deleted is made anew, but not deleted again.
            (None, Some(winner)) if winner.is_deleted() && get(&body, "_deleted").is_none() => {
                Some(winner.rev.clone())
            }
            (Some(over), _) if is_leaf || (branch && is_known) => Some(over.clone()),
            _ => return conflict,
        };
        let mut hasher = DefaultHasher::new();
        (&parent, write(&body)).hash(&mut hasher);
        let number =
            parent.as_ref().map_or(0, |rev| rev.split_once('-').unwrap().0.parse::<u64>().unwrap());
        let rev = format!("{}-{:016x}", number + 1, hasher.finish());
        let revs = self.docs.entry(id.clone()).or_default();
        if revs.iter().any(|known| known.rev == rev) {
            return conflict;
        }
        revs.push(Rev { rev: rev.clone(), parent, body });
        self.log.push(id.clone());
        json!({"ok": true, "id": id, "rev": rev})
    }

    fn leaves(&self, id: &str) -> Vec<&Rev> {
        let Some(revs) = self.docs.get(id) else { return Vec::new() };
        let is_leaf =
            |rev: &&Rev| !revs.iter().any(|other| other.parent.as_ref() == Some(&rev.rev));
        revs.iter().filter(is_leaf).collect()
    }

    fn winner(&self, id: &str) -> Option<Rev> {
        let order = |rev: &&Rev| (!rev.is_deleted(), rev.number(), rev.rev.clone());
        self.leaves(id).into_iter().max_by_key(order).cloned()
    }

    fn shown(&self, id: &str, rev: &Rev) -> String {
        let mut body = rev.body.clone();
        let live: Vec<&str> = self
            .leaves(id)
            .into_iter()
            .filter(|leaf| !leaf.is_deleted() && leaf.rev != rev.rev)
            .map(|leaf| &*leaf.rev)
            .collect();
        let mut ids = Vec::new();
        let mut at = Some(rev.rev.clone());
        while let Some(rev) = at {
            ids.push(rev.split_once('-').unwrap().1.to_owned());
            at = self.docs[id]
                .iter()
                .find(|known| known.rev == rev)
                .and_then(|known| known.parent.clone());
        }
        body.insert("_id".into(), raw(&json!(id).to_string()));
        body.insert("_rev".into(), raw(&json!(rev.rev).to_string()));
        body.insert("_conflicts".into(), raw(&json!(live).to_string()));
        body.insert(
            "_revisions".into(),
            raw(&json!({"start": rev.number(), "ids": ids}).to_string()),
        );
        write(&body)
    }

    /// The changes behind `since`, at most so many, and how far they go.
    pub(crate) fn changes(&self, since: usize, most: usize) -> (Vec<Leaf>, usize) {
        let upto = (since + most).min(self.log.len());
        let rows = self.log[since.min(upto)..upto].iter();
        let rows = rows.map(|id| Leaf::read(&self.shown(id, &self.winner(id).unwrap())).unwrap());
        (rows.collect(), upto)
    }

    /// All leaves of a document, tombstones too, and the body that they come from, unless it was compacted.
    pub(crate) fn open(&self, id: &str, is_compacted: bool) -> (Vec<Leaf>, Option<String>) {
        let leaves = self.leaves(id);
        let leaves: Vec<Leaf> =
            leaves.iter().map(|leaf| Leaf::read(&self.shown(id, leaf)).unwrap()).collect();
        let base = nearest(&leaves).filter(|_| !is_compacted);
        let base = base.and_then(|rev| self.docs[id].iter().find(|known| known.rev == rev));
        (leaves.clone(), base.map(|rev| write(&rev.body)))
    }

    /// The bodies that are shown, without tombstones.
    pub(crate) fn bodies(&self) -> BTreeMap<String, String> {
        let winners = self.docs.keys().filter_map(|id| Some((id.clone(), self.winner(id)?)));
        winners
            .filter(|(_, rev)| !rev.is_deleted())
            .map(|(id, rev)| (id, write(&rev.body)))
            .collect()
    }

    /// The revision of a document that is not deleted, where it has no conflict.
    pub(crate) fn clear(&self, id: &str) -> Option<String> {
        let live: Vec<&Rev> =
            self.leaves(id).into_iter().filter(|leaf| !leaf.is_deleted()).collect();
        (live.len() == 1).then(|| live[0].rev.clone())
    }

    /// How many documents have conflicts.
    pub(crate) fn conflicts(&self) -> usize {
        let live =
            |id: &String| self.leaves(id).into_iter().filter(|leaf| !leaf.is_deleted()).count();
        self.docs.keys().filter(|id| live(id) > 1).count()
    }
}
