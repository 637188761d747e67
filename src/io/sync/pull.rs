//! Reading what has changed on the server, page by page, each taken in together with where the next one begins.

use std::collections::BTreeMap;

use futures_util::future::join;

use super::asks::Asks;
use super::{Engine, Going, News, Trouble, facts};
use crate::domain::doc::Record;
use crate::domain::id::Digest;
use crate::domain::replication::leaf::{Leaf, nearest};
use crate::domain::replication::pull::{page, resolve};
use crate::io::couch::{Changes, CouchError, Feed};
use crate::io::db::unnamed::buried;

/// How many changes are asked for at once.
pub(super) const PAGE: u32 = 500;
/// How many where the network breaks off larger ones.
const SMALLEST: u32 = 10;

impl Engine {
    /// Reads the changes to their end. While a page is stored the next one is on its way, and faces that somebody looks at
    /// come in between: the first time may take long. Returns whether a round was asked for meanwhile.
    pub(super) async fn pull(&mut self, asks: &mut Asks) -> Result<bool, Trouble> {
        let mut is_due = false;
        let mut page = self.changes(Feed::Normal).await?;
        while page.rows > 0 && page.pending != Some(0) {
            let (couch, since, limit) = (self.couch.clone(), page.since.clone(), self.limit);
            let next = couch.changes(Some(&since), limit, Feed::Normal);
            let (taken, next) = join(self.take(page), next).await;
            taken?;
            page = self.read(next).await?;
            is_due |= self.hear_all(asks);
            let thumbs = asks.thumbs();
            self.fetch_asked(thumbs, asks).await?;
        }
        self.take(page).await?;
        self.done = 0;
        Ok(is_due)
    }

    /// Waits for changes, and takes them in. Returns whether there were any.
    pub(super) async fn listen(&mut self) -> Result<bool, Trouble> {
        let changes = self.changes(Feed::Longpoll).await?;
        let is_new = changes.rows > 0;
        if is_new {
            self.take(changes).await?;
        }
        Ok(is_new)
    }

    /// The next page.
    async fn changes(&mut self, feed: Feed) -> Result<Changes, Trouble> {
        let changes = self.couch.changes(self.since.as_deref(), self.limit, feed).await;
        self.read(changes).await
    }

    /// A page as it was read; another one where it has to be read in another way.
    async fn read(&mut self, changes: Result<Changes, CouchError>) -> Result<Changes, Trouble> {
        match changes {
            // It was given by another database.
            Err(CouchError::Refused(400, _)) if self.since.is_some() => {
                self.compare_all().await?;
                Ok(self.couch.changes(None, self.limit, Feed::Normal).await?)
            }
            Err(CouchError::Broken(words)) => {
                self.limit = (self.limit / 4).max(SMALLEST);
                Err(CouchError::Broken(words).into())
            }
            Ok(changes) => {
                self.limit = (self.limit * 2).min(PAGE);
                Ok(changes)
            }
            Err(error) => Err(error.into()),
        }
    }

    async fn take(&mut self, changes: Changes) -> Result<(), Trouble> {
        let is_attached = |leaf: &Leaf| attached(&leaf.id).is_some();
        let (files, leaves): (Vec<Leaf>, Vec<Leaf>) =
            changes.leaves.into_iter().partition(is_attached);
        // Settled before the page counts as read, since nobody would come back to them.
        for leaf in leaves.iter().filter(|leaf| !leaf.conflicts.is_empty()) {
            self.resolve(&leaf.id).await?;
        }
        if self.since.as_ref() != Some(&changes.since) {
            let ids: Vec<String> = leaves.iter().map(|leaf| leaf.id.clone()).collect();
            let mut facts = vec![(facts::SINCE.to_owned(), Some(changes.since.clone()))];
            let deleted: Vec<Digest> = digests(files.iter().filter(|leaf| leaf.is_deleted));
            facts.extend(self.db.stored_of(&deleted).await?.into_iter().map(buried));
            let mut settle = |stored: &_| page(&leaves, stored).store;
            let stored = self.db.settle(&ids, &facts, &mut settle).await?;
            self.since = Some(changes.since);
            self.is_moved = true;
            self.tell_stored(stored);
        }
        let offered = digests(files.iter().filter(|leaf| !leaf.is_deleted));
        if !offered.is_empty() {
            self.tell(News::Offered(offered));
        }
        self.done += changes.rows as u64;
        if let Some(pending) = changes.pending.filter(|pending| *pending > 0) {
            self.tell(News::Going(Going::Syncing(self.done, Some(self.done + pending))));
        }
        Ok(())
    }

    /// Settles a document by all of its leaves.
    pub(super) async fn resolve(&self, id: &str) -> Result<(), Trouble> {
        let leaves = self.couch.open(id).await?;
        let ancestor = match nearest(&leaves) {
            Some(rev) => self.couch.revision(id, rev).await?,
            None => None,
        };
        let mut burial = None;
        let mut settle = |stored: &BTreeMap<String, Record>| {
            let resolved = resolve(&leaves, ancestor.as_deref(), stored.get(id));
            burial = resolved.burial;
            resolved.store.into_iter().collect()
        };
        let stored = self.db.settle(&[id.to_owned()], &[], &mut settle).await?;
        self.tell_stored(stored);
        if let Some(burial) = burial {
            // What was not buried now is, when the document is next met with these leaves.
            self.couch.bulk(burial).await?;
        }
        Ok(())
    }
}

/// The digests of what is kept beside the documents.
fn digests<'a>(files: impl Iterator<Item = &'a Leaf>) -> Vec<Digest> {
    files.filter_map(|leaf| attached(&leaf.id)).collect()
}

/// The digest of the picture, thumbnail or file of a message that a document is; none of other documents. These are kept
/// beside the documents, and come when somebody looks at them.
fn attached(id: &str) -> Option<Digest> {
    let kinds = ["picture:", "thumb:", "file:"];
    kinds.iter().find_map(|kind| id.strip_prefix(kind))?.parse().ok()
}
