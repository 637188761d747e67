//! Pictures and files that nothing names any more. They go with the last document that did when it is deleted for good:
//! from this device, from the server, and then from every other device.
//!
//! Each step is a fact of this device until the next one is done, so that none is lost when the page is closed.

use std::collections::BTreeSet;

use super::{Backend, Db, DbError};
use crate::domain::id::Digest;
use crate::domain::picture::Size;

/// What begins the keys of what documents named that were deleted for good, until it is known whether others do.
pub(super) const LOOSE: &str = "loose:";
/// What begins the keys of what is gone from this device, until it is from the server.
const GONE: &str = "gone:";
/// What begins the keys of what somebody has deleted on the server, until it is known whether it is named here.
const BURIED: &str = "buried:";
/// What the keys of drafts begin with, which name the files of messages that are still being written.
pub const DRAFT: &str = "draft:";

/// Pictures and files in one transaction, of which thousands would keep the page busy.
const TOGETHER: usize = 100;

/// How often it is looked anew when something was stored meanwhile. What is left then is looked at another time.
const TRIES: usize = 3;

/// What becomes of pictures and files, in one transaction.
#[derive(Default)]
pub(super) struct Sweep {
    /// To be dropped.
    pub drop: Vec<Digest>,
    /// To be sent to the server again.
    pub send_again: Vec<Digest>,
    /// Facts of this device, by key, as they shall be.
    pub facts: Vec<(String, Option<String>)>,
}

/// The fact that a document which named this picture or file was deleted for good.
pub(super) fn loose(digest: Digest) -> String {
    format!("{LOOSE}{digest}")
}

/// The fact that somebody has deleted this picture or file on the server.
#[must_use]
pub fn buried(digest: Digest) -> (String, Option<String>) {
    (format!("{BURIED}{digest}"), Some(String::new()))
}

/// The fact that this picture or file is to be taken from the server is settled.
#[must_use]
pub fn taken(digest: Digest) -> (String, Option<String>) {
    (format!("{GONE}{digest}"), None)
}

impl Db {
    /// Whether something was deleted for good whose pictures and files are still to be looked at.
    pub async fn is_anything_loose(&self) -> bool {
        self.noted(LOOSE).await.is_ok_and(|loose| !loose.is_empty())
    }

    /// Drops pictures and files of what was deleted for good, unless something else names them, and returns which. A server
    /// may have them.
    ///
    /// # Errors
    /// When nothing was dropped.
    pub async fn drop_loose(&self) -> Result<Vec<Digest>, DbError> {
        let sweep = |digest: Digest, is_named: bool, sweep: &mut Sweep| {
            sweep.facts.push((loose(digest), None));
            if !is_named {
                sweep.drop.push(digest);
                sweep.facts.push((format!("{GONE}{digest}"), Some(String::new())));
            }
        };
        Ok(self.sweep(LOOSE, &sweep).await?.drop)
    }

    /// Drops what somebody has deleted on the server; what is named here is to be sent there again. Returns whether
    /// something is.
    ///
    /// # Errors
    /// When nothing was dropped.
    pub async fn drop_buried(&self) -> Result<bool, DbError> {
        let sweep = |digest: Digest, is_named: bool, sweep: &mut Sweep| {
            sweep.facts.push((format!("{BURIED}{digest}"), None));
            match is_named {
                true => sweep.send_again.push(digest),
                false => sweep.drop.push(digest),
            }
        };
        let swept = self.sweep(BURIED, &sweep).await?;
        Ok(!swept.send_again.is_empty())
    }

    /// What is gone from here and may be on the server.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn gone(&self) -> Result<Vec<Digest>, DbError> {
        self.noted(GONE).await
    }

    /// Of these pictures and files, those that are stored here.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn stored_of(&self, digests: &[Digest]) -> Result<Vec<Digest>, DbError> {
        let thumbs = self.pictures(digests, Size::Thumb).await?;
        let stored = digests.iter().zip(thumbs).filter(|(_, thumb)| thumb.is_some());
        Ok(stored.map(|(digest, _)| *digest).collect())
    }

    async fn sweep(
        &self,
        prefix: &str,
        decide: &dyn Fn(Digest, bool, &mut Sweep),
    ) -> Result<Sweep, DbError> {
        let mut swept = Sweep::default();
        for _ in 0..TRIES {
            let stamp = match &*self.backend {
                Backend::Indexed(store) => store.stamp().await?,
                Backend::Memory(_) => None,
            };
            let noted = self.noted(prefix).await?;
            let named = self.named(&noted).await?;
            let mut is_done = true;
            for digests in noted.chunks(TOGETHER) {
                let mut sweep = Sweep::default();
                for digest in digests {
                    decide(*digest, named.contains(digest), &mut sweep);
                }
                is_done = match &*self.backend {
                    // Whoever has stored something since may have named one of them.
                    Backend::Indexed(store) => store.sweep(&sweep, stamp.as_deref()).await?,
                    Backend::Memory(store) => {
                        store.sweep(&sweep);
                        true
                    }
                };
                if !is_done {
                    break;
                }
                swept.drop.append(&mut sweep.drop);
                swept.send_again.append(&mut sweep.send_again);
            }
            if is_done {
                break;
            }
        }
        Ok(swept)
    }

    /// The pictures and files of which there is such a fact.
    async fn noted(&self, prefix: &str) -> Result<Vec<Digest>, DbError> {
        let facts = self.local(prefix).await?;
        Ok(facts.iter().filter_map(|(key, _)| key.strip_prefix(prefix)?.parse().ok()).collect())
    }

    /// Those of these pictures and files that a document names, or a draft.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn named(&self, among: &[Digest]) -> Result<BTreeSet<Digest>, DbError> {
        let mut unknown: BTreeSet<Digest> = among.iter().copied().collect();
        let mut named = BTreeSet::new();
        let mut look = |text: &str| {
            named.extend(Digest::all_in(text).filter(|digest| unknown.remove(digest)));
            unknown.is_empty()
        };
        if among.is_empty() {
            return Ok(named);
        }
        let mut is_done = false;
        for (_, draft) in self.local(DRAFT).await? {
            is_done |= look(&draft);
        }
        let mut last: Option<String> = None;
        while !is_done {
            let (documents, next) = self.documents_after(last.as_deref()).await?;
            is_done = documents.iter().any(|(_, json)| look(json)) || next.is_none();
            last = next;
        }
        Ok(named)
    }
}
