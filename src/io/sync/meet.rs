//! Recognising a database: one that was made anew, or put back to what it was, knows nothing of what it confirmed.

use std::collections::BTreeMap;

use super::{Engine, Trouble, facts};
use crate::domain::doc::Record;
use crate::domain::replication::pull::unseen;
use crate::domain::replication::push::Push;
use crate::io::clock;
use crate::io::couch::{CouchError, Mark};
use crate::io::db::DbError;

/// How long the mark on the server may be behind what was read, in milliseconds.
const RENEWED: i64 = 60_000;

impl Engine {
    /// Finds out whether it is the database that this device was in sync with.
    pub(super) async fn meet(&mut self) -> Result<(), Trouble> {
        if self.is_met {
            return Ok(());
        }
        let there = self.couch.mark(self.db.device()).await?;
        if self.is_known(there.as_ref()) {
            self.mark = there;
            self.is_met = true;
            return Ok(());
        }
        self.compare_all().await?;
        let rev = there.and_then(|there| there.rev);
        let epoch = format!("{:016x}", clock::random());
        self.leave_mark(Mark { epoch, count: 0, rev }).await
    }

    /// Whether a mark is the one that this device has left, or a later one whose answer was lost.
    fn is_known(&self, there: Option<&Mark>) -> bool {
        there
            .zip(self.mark.as_ref())
            .is_some_and(|(there, known)| there.epoch == known.epoch && there.count >= known.count)
    }

    /// Begins from the beginning: everything is compared, and nothing is removed.
    pub(super) async fn compare_all(&mut self) -> Result<(), DbError> {
        // Whoever has met none yet has nothing that one confirmed.
        if self.mark.is_some() {
            self.forget_confirmations().await?;
            // What another database did not take, this one may.
            self.push = Push::default();
        }
        self.since = None;
        self.is_anew = true;
        self.db.settle(&[], &[(facts::SINCE.to_owned(), None)], &mut |_| Vec::new()).await?;
        Ok(())
    }

    async fn forget_confirmations(&self) -> Result<(), DbError> {
        let mut last: Option<String> = None;
        loop {
            let ids = self.db.ids_after(last.as_deref()).await?;
            let Some(id) = ids.last() else { break };
            last = Some(id.clone());
            let mut forget = |stored: &BTreeMap<String, Record>| {
                let known = stored.values();
                let known = known.filter(|record| record.rev.is_some());
                known.map(unseen).collect()
            };
            self.db.settle(&ids, &[], &mut forget).await?;
        }
        self.db.forget_uploads().await
    }

    /// Tells the server that this device goes on: before anything is sent, since a server that is put back to what it was
    /// before that must not be taken for the one that has it; and some time after something was read. Whether it is still
    /// the same database is known afterwards.
    pub(super) async fn renew_mark(&mut self, is_waiting: bool) -> Result<(), Trouble> {
        if self.mark_due() != Some(0) && !is_waiting {
            return Ok(());
        }
        // Read first: CouchDB takes what is written over another revision, too.
        match self.couch.mark(self.db.device()).await? {
            Some(there) if self.is_known(Some(&there)) => {
                self.leave_mark(Mark { count: there.count + 1, ..there }).await
            }
            _ => {
                self.is_met = false;
                Ok(())
            }
        }
    }

    /// In how many milliseconds the mark is to be renewed; none when nothing was read.
    pub(super) fn mark_due(&self) -> Option<u32> {
        let left = self.marked_at.millis() + RENEWED - clock::now().millis();
        self.is_moved.then(|| left.clamp(0, RENEWED) as u32)
    }

    /// Leaves a mark; where somebody else did meanwhile, the database is to be met again.
    async fn leave_mark(&mut self, mut mark: Mark) -> Result<(), Trouble> {
        match self.couch.leave_mark(self.db.device(), &mark).await {
            Ok(rev) => mark.rev = Some(rev),
            Err(CouchError::Refused(409, _)) => {
                self.is_met = false;
                return Ok(());
            }
            Err(error) => return Err(error.into()),
        }
        self.marked_at = clock::now();
        self.is_moved = false;
        let text = serde_json::to_string(&mark).ok();
        self.db.settle(&[], &[(facts::MARK.to_owned(), text)], &mut |_| Vec::new()).await?;
        self.mark = Some(mark);
        self.is_met = true;
        Ok(())
    }
}
