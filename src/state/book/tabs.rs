//! Other tabs of this browser: what they store shows here at once, and the other way round.

use leptos::prelude::WithValue;

use super::Book;
use crate::domain::contact::Contact;
use crate::domain::id::ContactId;
use crate::domain::id::set::IdSet;
use crate::io::db::Kept;
use crate::io::tabs::Announced;

impl Book {
    /// Takes over what another tab has stored.
    pub(super) async fn take_over(self, announced: Announced) {
        // What is kept in this page only is no other tab's.
        if *self.db().await.kept() != Kept::Here {
            return;
        }
        if announced.many {
            return self.take_over_many().await;
        }
        self.take_stored(&announced).await;
        self.tell_stored();
    }

    /// Takes over what came from the server, and tells the other tabs.
    pub(in crate::state) async fn take_synced(self, announced: Announced, stored: Vec<Contact>) {
        match self.db().await.is_to_drain() {
            // What is still to be written into them is shown all the same.
            true => self.take_stored(&announced).await,
            false => self.show(&announced, stored),
        }
        self.announce(&announced);
    }

    async fn take_stored(self, announced: &Announced) {
        // What cannot be read now is read with the next start; it is not gone.
        if let Ok(stored) = self.db().await.contacts_of(&announced.contacts).await {
            self.show(announced, stored);
        }
    }

    /// Shows contacts as they are stored; those that were announced and are not among them are gone.
    fn show(self, announced: &Announced, stored: Vec<Contact>) {
        let known: IdSet = stored.iter().map(|contact| contact.id).collect();
        let gone: Vec<ContactId> =
            announced.contacts.iter().filter(|id| !known.contains(id)).copied().collect();
        self.refresh(stored);
        if !gone.is_empty() {
            self.take_off(&gone);
        }
        self.revise(announced);
    }

    pub(super) fn announce(self, announced: &Announced) {
        self.tabs.with_value(|tabs| {
            if let Some(tabs) = tabs {
                tabs.announce(announced);
            }
        });
    }
}
