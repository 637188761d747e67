//! The start: what is stored is read, and what the next start reads first is kept.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Book, Phase};
use crate::domain::contacts::Contacts;
use crate::domain::head;
use crate::io::db::Kept;
use crate::io::local;
use crate::state::chunk::{Done, chunk};

chunk! { fn keeper() -> fn(Book) -> Done as workspace { |book| Box::pin(book.keep_head()) } }

impl Book {
    pub(super) async fn load(self) {
        let db = self.db().await;
        if self.contacts.with_untracked(Contacts::is_empty)
            && let Some(head) = db.head().await
        {
            self.contacts.set(head);
        }
        // First, since the contacts are read into the columns of custom fields.
        self.workspace.read(&db).await;
        let mut contacts = Contacts::default();
        self.workspace.definitions().with_untracked(|definitions| contacts.define(definitions));
        let read = db.contacts(|page| contacts.fill(page)).await;
        contacts.settle();
        if *db.kept() == Kept::Here {
            self.warn_of_loss(contacts.len());
        }
        let (changed, forgotten) =
            self.meanwhile.try_update_value(std::mem::take).unwrap_or_default();
        contacts.upsert(changed);
        contacts.remove(&forgotten);
        self.contacts.set(contacts);
        match read {
            Ok(0) => {}
            Ok(damaged) => self.notices.refused(format!(
                "{damaged} stored contacts are damaged and not shown. They were left as they are."
            )),
            Err(error) => self.notices.refused(format!(
                "The contacts in this browser could not be read ({error}). Reload the page to try again."
            )),
        }
        if db.is_journal_damaged() {
            self.notices.refused(
                "A change of many contacts that is kept in this browser cannot be read, and may be missing from some of them. It was left as it is.",
            );
        }
        self.phase.set(match db.kept() {
            Kept::Here => Phase::Open,
            Kept::InMemory(reason) => Phase::InMemory(reason.clone()),
            Kept::NotYet => {
                spawn_local(self.wait_for_storage());
                Phase::Waiting
            }
        });
        self.remember();
        if db.is_to_drain() {
            self.drain();
        }
    }

    /// A damaged database opens empty and without an error: only a note outside it can tell.
    fn warn_of_loss(self, found: usize) {
        let kept = local::get(local::CANARY).and_then(|count| count.parse::<usize>().ok());
        if let (0, Some(before @ 1..)) = (found, kept) {
            self.notices.refused(format!(
                "This browser no longer has the {before} contacts that were kept here. It was cleared, or its storage is damaged."
            ));
        }
    }

    /// Leaves the notes that the next start reads: how many contacts there are, and the first of them.
    pub(in crate::state) fn remember(self) {
        let is_partial = self.partly.with_value(|partly| partly.count > 0);
        if is_partial || self.phase.get_untracked() != Phase::Open {
            return;
        }
        let count = self.contacts.with_untracked(Contacts::len).to_string();
        local::set(local::CANARY, Some(&count));
        spawn_local(async move {
            // Without it the next start takes longer, and that is all.
            if let Ok(keep) = keeper().await {
                keep(self).await;
            }
        });
    }

    async fn keep_head(self) {
        let head = |stamp: &str| self.contacts.with_untracked(|known| head::write(known, stamp));
        self.db().await.keep_head(head).await;
    }
}
