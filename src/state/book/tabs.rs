//! Other tabs of this browser: what they store shows here at once, and the other way round.

use leptos::prelude::WithValue;

use super::Book;
use crate::domain::id::ContactId;
use crate::io::tabs::Announced;

impl Book {
    /// Takes over what another tab has stored.
    pub(super) async fn take_over(self, announced: Announced) {
        // What cannot be read now is read with the next start.
        let stored = self.db().await.contacts_of(&announced.contacts).await.unwrap_or_default();
        let is_stored = |id: &ContactId| stored.iter().any(|contact| contact.id == *id);
        let gone: Vec<ContactId> =
            announced.contacts.iter().filter(|id| !is_stored(id)).copied().collect();
        self.refresh(stored);
        if !gone.is_empty() {
            self.take_off(&gone);
        }
        if announced.others {
            self.revise();
        }
    }

    pub(super) fn announce(self, announced: &Announced) {
        self.tabs.with_value(|tabs| {
            if let Some(tabs) = tabs {
                tabs.announce(announced);
            }
        });
    }
}
