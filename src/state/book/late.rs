//! Storage that answers after the page has begun without it, as on a phone that has just woken up: what was entered
//! meanwhile goes along, and what was stored before is there.

use futures_util::FutureExt;
use leptos::prelude::*;

use super::{Book, Phase};
use crate::io::clock;
use crate::io::sync::facts;
use crate::state::chunk::{Done, chunk};

/// How long to wait before a part of the program is asked for anew, in milliseconds.
const PATIENCE: u32 = 5_000;

chunk! { fn over() -> fn(Book) -> Done as sync { |book| Box::pin(book.go_over()) } }

impl Book {
    /// Waits for storage that has not answered in time, and goes over to it.
    pub(super) async fn wait_for_storage(self) {
        loop {
            match over().await {
                Ok(go_over) => return go_over(self).await,
                Err(_) => clock::sleep(PATIENCE).await,
            }
        }
    }

    async fn go_over(self) {
        let memory = self.db().await;
        let disk = match memory.late().await {
            Some(Ok(disk)) => disk,
            Some(Err(error)) => return self.phase.set(Phase::InMemory(error.to_string())),
            None => return,
        };
        self.phase.set(Phase::Opening);
        // Whoever wants to read or to write from now on waits until everything is there.
        let over = async move { disk.over(memory, &[facts::CONNECTION, facts::FORMER]).await };
        self.db.set_value(over.boxed_local().shared());
        self.load().await;
        self.tell_all();
        self.tell_stored();
    }
}
