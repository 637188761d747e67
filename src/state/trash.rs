//! Trash: who is in it stays restorable for sixty days, and goes for good then, or when somebody says so.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::App;
use super::book::Phase;
use super::chunk::{Absent, Done, chunk};
use super::locale::number;
use crate::domain::id::ContactId;
use crate::domain::id::entry::everything_of;
use crate::domain::time::{DAY, Timestamp};
use crate::io::clock;
use crate::io::db::Commit;

/// How long a deleted contact can be restored, in days.
pub const KEPT_DAYS: i64 = 60;

chunk! { fn purge() -> fn(App, Vec<ContactId>) -> Done as bulk { |app, ids| Box::pin(app.purge_now(ids)) } }

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
        let forget = ids.iter().copied().flat_map(everything_of).collect();
        match self.book.commit(Commit { forget, ..Commit::default() }).await {
            Ok(()) => {
                self.book.forget(&ids);
                let contacts = if count == 1 {
                    "1 contact".to_owned()
                } else {
                    format!("{} contacts", number(count))
                };
                self.notices.done(format!("{contacts} deleted for good."), None);
            }
            Err(error) => self.notices.refused(error.sentence()),
        }
    }

    /// Deletes for good who has been in Trash for too long; to be called below the root.
    pub fn empty_old_trash(self) {
        if self.book.phase().get() == Phase::Opening {
            return;
        }
        let limit = Timestamp::from_millis(clock::now().millis() - KEPT_DAYS * DAY);
        let old = self.book.contacts().with_untracked(|contacts| contacts.trashed_before(limit));
        if !old.is_empty() {
            self.purge(old);
        }
    }
}
