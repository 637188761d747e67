//! Trash: who is in it stays restorable for sixty days, and goes for good then, or when somebody says so; the face, the
//! files and what a merge has kept of them go too, unless somebody else has them.

use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::Deserialize;

use super::App;
use super::book::Phase;
use super::chunk::{Absent, Done, chunk};
use super::locale::number;
use crate::domain::id::ContactId;
use crate::domain::id::entry::everything_of;
use crate::domain::id::merge::MERGE;
use crate::domain::time::{DAY, Timestamp};
use crate::io::clock;
use crate::io::db::Commit;

/// How long a deleted contact can be restored, in days.
pub const KEPT_DAYS: i64 = 60;

chunk! { fn sweep() -> fn(App) -> Done as bulk { |app| Box::pin(app.sweep_now()) } }
chunk! { fn purge() -> fn(App, Vec<ContactId>) -> Done as bulk { |app, ids| Box::pin(app.purge_now(ids)) } }

/// What of a merge says whose it is.
#[derive(Deserialize)]
struct MergedInto {
    survivor: ContactId,
}

impl App {
    /// Deletes contacts in Trash for good, with their conversations.
    pub fn purge(self, ids: Vec<ContactId>) {
        spawn_local(async move {
            match purge().await {
                Ok(purge) => purge(self, ids).await,
                Err(Absent) => self.say_absent(),
            }
        });
    }

    async fn purge_now(self, ids: Vec<ContactId>) {
        // Only from Trash: who was restored meanwhile stays.
        let is_trashed = |id: &ContactId| {
            let all = self.book.contacts();
            all.with_untracked(|all| {
                all.get(*id).is_some_and(|contact| contact.deleted_at.is_some())
            })
        };
        let ids: Vec<ContactId> = ids.into_iter().filter(is_trashed).collect();
        let count = ids.len();
        // Those who were merged into them go too: nobody would find them again.
        let all = self.book.contacts();
        let ids: Vec<ContactId> =
            all.with_untracked(|all| ids.iter().flat_map(|id| all.members(*id)).collect());
        let merges = self.merges_into(&ids).await;
        let forget = ids.iter().copied().flat_map(everything_of).chain(merges).collect();
        match self.book.commit(Commit { forget, ..Commit::default() }).await {
            Ok(()) => {
                self.book.forget(&ids);
                let contacts = if count == 1 {
                    "1 contact".to_owned()
                } else {
                    format!("{} contacts", number(count))
                };
                self.notices.done(format!("{contacts} deleted for good."), None);
                self.sweep_now().await;
            }
            Err(error) => self.notices.refused(error.sentence()),
        }
    }

    /// The documents of what was merged into these contacts, which keep everybody as they were.
    async fn merges_into(self, ids: &[ContactId]) -> Vec<String> {
        // What cannot be read now is of no use to anybody either.
        let stored = self.book.db().await.documents(MERGE).await.unwrap_or_default();
        let is_of_these = |(_, json): &(String, String)| {
            let merge = serde_json::from_str::<MergedInto>(json);
            merge.is_ok_and(|merge| ids.contains(&merge.survivor))
        };
        stored.into_iter().filter(is_of_these).map(|(id, _)| id).collect()
    }

    /// Drops the pictures and files of what was deleted for good, here and then on the server; to be called after that, and
    /// with each start for what was left.
    pub(super) fn sweep_soon(self) {
        spawn_local(async move {
            if self.book.db().await.is_anything_loose().await
                && let Ok(sweep) = sweep().await
            {
                sweep(self).await;
            }
        });
    }

    async fn sweep_now(self) {
        // What could not be dropped is with the next start.
        let dropped = self.book.db().await.drop_loose().await.unwrap_or_default();
        if !dropped.is_empty() {
            self.faces.forget(&dropped);
            self.book.tell_stored();
        }
    }

    /// Deletes for good who has been in Trash for too long; to be called below the root.
    pub fn empty_old_trash(self) {
        if self.book.phase().get() == Phase::Opening {
            return;
        }
        self.sweep_soon();
        let limit = Timestamp::from_millis(clock::now().millis() - KEPT_DAYS * DAY);
        let old = self.book.contacts().with_untracked(|contacts| contacts.trashed_before(limit));
        if !old.is_empty() {
            self.purge(old);
        }
    }
}
