//! What comes from the server: shown at once, unless it comes in pages, which are shown some at a time.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Book;
use crate::domain::contact::Contact;
use crate::domain::id::ContactId;
use crate::domain::id::set::IdSet;
use crate::io::clock;
use crate::io::tabs::Announced;

/// From so many contacts on, what comes after them is shown later and together.
const MANY: usize = 50;
/// How much later, in milliseconds.
const TOGETHER: u32 = 200;

/// What is stored and not shown yet, in the order in which it came.
#[derive(Default)]
pub(super) struct Arrived {
    pages: Vec<(Announced, Vec<Contact>)>,
    /// What was taken in of it by somebody else's change, and is still to be told to those who look at other documents.
    taken: Vec<Announced>,
    /// Whether they are shown when some time has passed.
    is_waiting: bool,
}

impl Book {
    /// Takes over what came from the server, and tells the other tabs.
    pub(in crate::state) async fn take_synced(self, announced: Announced, stored: Vec<Contact>) {
        self.announce(&announced);
        if self.db().await.is_to_drain() {
            // What is still to be written into them is shown all the same.
            return self.take_stored(&announced).await;
        }
        let is_many = stored.len() >= MANY;
        let mut is_waiting = false;
        self.arrived.update_value(|arrived| {
            arrived.pages.push((announced, stored));
            is_waiting = arrived.is_waiting;
            arrived.is_waiting |= is_many;
        });
        if !is_waiting {
            self.show_arrived();
            if is_many {
                spawn_local(self.show_the_rest());
            }
        }
    }

    async fn show_the_rest(self) {
        loop {
            clock::sleep(TOGETHER).await;
            let is_empty = self.arrived.with_value(|arrived| arrived.pages.is_empty());
            if is_empty {
                return self.arrived.update_value(|arrived| arrived.is_waiting = false);
            }
            self.show_arrived();
        }
    }

    /// Shows what has come, now.
    pub(in crate::state) fn show_arrived(self) {
        self.take_arrived();
        let taken = self.arrived.try_update_value(|arrived| std::mem::take(&mut arrived.taken));
        let taken = taken.unwrap_or_default();
        if !taken.is_empty() {
            self.contacts.notify();
        }
        for announced in &taken {
            self.revise(announced);
        }
    }

    /// Shows contacts as they are stored; those that were announced and are not among them are gone.
    pub(super) fn show(self, announced: &Announced, stored: Vec<Contact>) {
        self.arrived.update_value(|arrived| arrived.pages.push((announced.clone(), stored)));
        self.show_arrived();
    }

    /// Takes in what has come, so that what was changed here since does not give way to it.
    pub(super) fn take_arrived(self) {
        let pages = self.arrived.try_update_value(|arrived| std::mem::take(&mut arrived.pages));
        for (announced, stored) in pages.unwrap_or_default() {
            let known: IdSet = stored.iter().map(|contact| contact.id).collect();
            let is_gone = |id: &&ContactId| !known.contains(*id);
            let gone: Vec<ContactId> = announced.contacts.iter().filter(is_gone).copied().collect();
            self.put_in(stored);
            if !gone.is_empty() {
                self.put_off(&gone);
            }
            self.arrived.update_value(|arrived| arrived.taken.push(announced));
        }
    }
}
