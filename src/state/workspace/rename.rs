//! Changes of the settings that contacts follow: what they hold as a text gets another name, or goes. In portions, so
//! that the page stays alive; the settings are stored with the first one. **Undo** takes both back.

use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::edit::Define;
use crate::domain::contact::Contact;
use crate::domain::id::ContactId;
use crate::domain::rename::Rename;
use crate::io::clock;
use crate::io::db::{Change, Commit};
use crate::state::App;
use crate::state::error::AppError;
use crate::state::locale::number;

/// Contacts in one transaction, as in changes of many contacts.
const PORTION: usize = 2_000;

impl App {
    /// How many contacts would follow, those in Trash among them.
    #[must_use]
    pub fn holders_count(self, rename: &Rename) -> usize {
        self.holders(rename).len()
    }

    /// Makes a change that contacts follow, says so, and offers to undo it.
    pub fn rename(self, done: impl Into<String>, what: Define, rename: Rename) {
        if self.workspace.renaming.with_untracked(|text| !text.is_empty()) {
            return self
                .notices
                .refused("Contacts still follow the change before. Wait until that is done.");
        }
        let (done, inverse) = (done.into(), what.inverse(self.workspace));
        let before = self.holders(&rename);
        spawn_local(async move {
            let shared = Rc::new(rename);
            let change = |contact: &Arc<Contact>| -> (ContactId, Change) {
                let rename = shared.clone();
                let change = move |contact: &mut Contact| take(contact, rename.applied(contact));
                (contact.id, Box::new(change))
            };
            let outcome = self.follow(what, &before, change).await;
            if let Err(error) = outcome {
                return self.notices.refused(error.sentence());
            }
            let done = match before.len() {
                0 => done,
                1 => format!("{done} 1 contact was changed."),
                count => format!("{done} {} contacts were changed.", number(count)),
            };
            let undo = StoredValue::new_local(Some((inverse, shared, before)));
            let undo = move |()| {
                if let Some((inverse, rename, before)) =
                    undo.try_update_value(Option::take).flatten()
                {
                    spawn_local(self.take_back(inverse, rename, before));
                }
            };
            self.notices.done(done, Some(Callback::new(undo)));
        });
    }

    async fn take_back(self, inverse: Define, rename: Rc<Rename>, before: Vec<Arc<Contact>>) {
        let change = |contact: &Arc<Contact>| -> (ContactId, Change) {
            let (rename, before) = (rename.clone(), contact.clone());
            let change = move |now: &mut Contact| take(now, rename.undone(now, &before));
            (contact.id, Box::new(change))
        };
        self.notices.undone(self.follow(inverse, &before, change).await);
    }

    /// Stores the change with the first contacts, then the others.
    async fn follow(
        self,
        what: Define,
        contacts: &[Arc<Contact>],
        change: impl Fn(&Arc<Contact>) -> (ContactId, Change),
    ) -> Result<(), AppError> {
        let mut what = Some(what);
        let mut done = 0;
        loop {
            let portion = contacts.iter().skip(done).take(PORTION);
            let portion: Vec<_> = portion.map(&change).collect();
            done += portion.len();
            let is_followed = done < contacts.len();
            let noted = Some(self.book.noted());
            let commit = Commit { contacts: portion, noted, is_followed, ..Commit::default() };
            let stored = match what.take() {
                Some(what) => self.workspace.write(self.book, what, commit).await.map(drop),
                None => self.book.commit(commit).await,
            };
            let progress = match is_followed && stored.is_ok() {
                true => {
                    let (done, all) = (number(done), number(contacts.len()));
                    format!("Contacts follow: {done} of {all}…")
                }
                false => String::new(),
            };
            self.workspace.renaming.set(progress);
            stored?;
            if !is_followed {
                return Ok(());
            }
            // The page shows how far it is, and takes clicks and keys.
            clock::sleep(0).await;
        }
    }

    /// The contacts that would follow, in the order of the store, where neighbours are read together.
    fn holders(self, rename: &Rename) -> Vec<Arc<Contact>> {
        let mut holders: Vec<Arc<Contact>> = self.book.contacts().with_untracked(|contacts| {
            let every = contacts.every();
            every.filter(|contact| rename.applied(contact).is_some()).cloned().collect()
        });
        holders.sort_unstable_by_key(|contact| contact.id);
        holders
    }
}

fn take(contact: &mut Contact, changed: Option<Contact>) {
    if let Some(changed) = changed {
        *contact = Contact { updated_at: clock::now(), ..changed };
    }
}
