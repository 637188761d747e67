//! Other tabs of this browser: what they store shows here at once, and the other way round.

use leptos::prelude::WithValue;

use super::Book;
use crate::domain::id::ContactId;
use crate::domain::id::set::IdSet;
use crate::io::db::Kept;
use crate::io::tabs::Announced;

impl Book {
    /// Takes over what another tab has stored.
    pub(super) async fn take_over(self, announced: Announced) {
        let db = self.db().await;
        // What is kept in this page only is no other tab's.
        if *db.kept() != Kept::Here {
            return;
        }
        if announced.many {
            return self.take_over_many().await;
        }
        // What cannot be read now is read with the next start; it is not gone.
        let Ok(stored) = db.contacts_of(&announced.contacts).await else { return };
        let known: IdSet = stored.iter().map(|contact| contact.id).collect();
        let gone: Vec<ContactId> =
            announced.contacts.iter().filter(|id| !known.contains(id)).copied().collect();
        self.refresh(stored);
        if !gone.is_empty() {
            self.take_off(&gone);
        }
        self.revise(&announced);
    }

    pub(super) fn announce(self, announced: &Announced) {
        self.tabs.with_value(|tabs| {
            if let Some(tabs) = tabs {
                tabs.announce(announced);
            }
        });
    }
}
