//! Changes of many contacts: saved in one step, taken into memory part by part, and then written into the documents while
//! nobody waits for it.

use std::rc::Rc;

use futures_util::FutureExt;
use futures_util::future::LocalBoxFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Book;
use crate::domain::id::ContactId;
use crate::domain::id::kind::Kind;
use crate::domain::id::set::IdSet;
use crate::domain::journal::Part;
use crate::io::clock;
use crate::io::db::{DbError, Kept, Reader};
use crate::io::tabs::Announced;
use crate::state::chunk::{Done, chunk};
use crate::state::error::AppError;

/// How long to rest between two parts that are written into their documents, in milliseconds: what somebody does
/// meanwhile comes first.
const PAUSE: u32 = 20;

chunk! { fn drain() -> fn(Book) -> Done as bulk { |book| Box::pin(book.drain_now()) } }

chunk! { fn reader() -> Reader as bulk { Reader::default() } }

/// Fetches what reads journals.
pub(super) fn fetch_reader() -> LocalBoxFuture<'static, Option<Reader>> {
    async { reader().await.ok() }.boxed_local()
}

impl Book {
    /// Whether a change can be saved before the documents have it.
    pub(in crate::state) async fn has_journal(self) -> bool {
        let db = self.db().await;
        *db.kept() == Kept::Here && !db.is_journal_damaged()
    }

    /// Saves the parts of a change, and returns their names. Memory has to take them in next, one by one, and show them
    /// by [`Self::show_whole`].
    pub(in crate::state) async fn save(self, parts: &[Rc<Part>]) -> Result<Vec<String>, AppError> {
        let names = self.db().await.append(parts).await?;
        self.partly.update_value(|partly| {
            partly.count += 1;
            partly.stored.clear();
        });
        self.announce_many();
        Ok(names)
    }

    /// Takes saved parts back as far as no document has them, and returns how many of them stay.
    pub(in crate::state) async fn cut(self, names: &[String]) -> Result<usize, AppError> {
        let stay = self.db().await.cut(names).await?;
        self.announce_many();
        Ok(stay)
    }

    /// Makes the change of a saved part to what memory holds.
    pub(in crate::state) fn take_in_part(self, part: &Part) {
        let is_stored = |id| self.partly.with_value(|partly| partly.stored.contains(&id));
        let changed = |id: &ContactId| {
            let before = self.contact_now(*id).filter(|_| !is_stored(*id))?;
            let mut contact = (*before).clone();
            part.apply(&mut contact).then_some(contact)
        };
        let changed = part.ids().iter().filter_map(changed).collect();
        self.contacts.update_untracked(|known| known.upsert(changed));
    }

    /// Shows a change of which memory has all parts, and has the documents written.
    pub(in crate::state) fn show_whole(self) {
        self.partly.update_value(|partly| {
            partly.count -= 1;
            if partly.count == 0 {
                partly.stored = IdSet::default();
            }
        });
        self.refresh(Vec::new());
        self.remember();
        self.drain();
    }

    /// Takes over a change of many contacts from another tab.
    pub(super) async fn take_over_many(self) {
        let db = self.db().await;
        self.partly.update_value(|partly| partly.count += 1);
        // What cannot be read now is read with the next start; it is not gone.
        let _ = db.contacts(|page| self.take_in(page)).await;
        self.show_whole();
    }

    /// Writes into their documents what was saved without them, here or in another tab, unless that is being done.
    pub(super) fn drain(self) {
        if self.is_draining.get_value() {
            return;
        }
        self.is_draining.set_value(true);
        spawn_local(async move {
            // Absent, it is still saved, and the next start tries again.
            if let Ok(drain) = drain().await {
                drain(self).await;
            }
            self.is_draining.set_value(false);
        });
    }

    /// Takes over whatever is stored now, of every kind, here and in other tabs.
    pub(in crate::state) async fn take_in_all(self) {
        self.tell_all();
        self.take_over_many().await;
        self.tell_stored();
    }

    /// Says here and in other tabs that anything may be otherwise now, of every kind.
    pub(super) fn tell_all(self) {
        let everything = Announced { others: Kind::ALL.to_vec(), ..Announced::default() };
        self.revise(&everything);
        self.announce(&everything);
        // Whoever hears of many looks at contacts only, and so is told of them apart.
        self.announce_many();
    }

    /// Has the documents written that were saved without them, and waits for it.
    pub(in crate::state) async fn drained(self) -> Result<(), DbError> {
        if let Ok(drain) = drain().await {
            drain(self).await;
        }
        match self.db().await.is_to_drain() {
            true => Err(DbError::Absent),
            false => Ok(()),
        }
    }

    async fn drain_now(self) {
        let db = self.db().await;
        loop {
            match db.drain().await {
                Ok(true) => clock::sleep(PAUSE).await,
                Ok(false) => return self.tell_stored(),
                Err(error) => {
                    return self.notices.refused(format!(
                        "Changes of many contacts are saved, but not all of them could be put in their places ({error}). The next start tries again."
                    ));
                }
            }
        }
    }

    pub(super) fn announce_many(self) {
        self.announce(&Announced { many: true, ..Announced::default() });
    }
}
