//! Other tabs of this browser: what they store shows here at once, and the other way round.

use leptos::prelude::WithValue;

use super::Book;
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

    pub(super) async fn take_stored(self, announced: &Announced) {
        // What cannot be read now is read with the next start; it is not gone.
        if let Ok(stored) = self.db().await.contacts_of(&announced.contacts).await {
            self.show(announced, stored);
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
