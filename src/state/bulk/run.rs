//! How a change of many contacts is made: of a few portion by portion in the store; of more by way of the journal, which
//! saves it at once and has the documents written later.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::*;

use super::{Bulk, Done};
use crate::domain::bulk::{Action, Step};
use crate::domain::id::ContactId;
use crate::domain::journal::{PART, Part};
use crate::domain::time::Timestamp;
use crate::io::clock::{self, Turn};
use crate::io::db::{Change, Commit};
use crate::state::error::AppError;

/// Contacts in one transaction: enough to be quick, few enough that the page answers between two of them. A change of
/// no more than that is stored in less time than one waits for.
const PORTION: usize = 2_000;

impl Bulk {
    /// What the action will do: for each contact, in the order of the store, what takes it back. Those that are so already
    /// are left out: they are not written, and not said to be changed.
    pub(super) async fn prepare(
        self,
        mut ids: Vec<ContactId>,
        action: &Action,
        at: Timestamp,
    ) -> Done {
        ids.sort_unstable();
        let mut done = Done::with_capacity(ids.len());
        let mut turn = Turn::begin();
        for portion in ids.chunks(PART) {
            turn.rest().await;
            if self.is_cancelled.get_value() {
                return Done::new();
            }
            self.book.contacts().with_untracked(|contacts| {
                let step = |id: &ContactId| {
                    let mut contact = (**contacts.get(*id)?).clone();
                    Some((*id, action.apply(&mut contact, at)?))
                };
                done.extend(portion.iter().filter_map(step));
            });
        }
        done
    }

    /// Makes the change, and returns for whom it was made, with what takes it back.
    pub(super) async fn run(
        self,
        mut done: Done,
        action: &Action,
        at: Timestamp,
    ) -> (Done, Result<(), AppError>) {
        if self.is_for_journal(&done).await {
            let parts = parts(&done, |portion| {
                let ids = portion.iter().map(|(id, _)| *id).collect();
                Part::change(ids, action.clone(), at)
            });
            let parts = parts.await;
            let (count, outcome) = self.run_journaled(&parts).await;
            done.truncate(count);
            return (done, outcome);
        }
        // In the transaction what takes it back is noted anew, from the contact as it is stored.
        let stored = Rc::new(RefCell::new(Done::new()));
        let ids: Vec<ContactId> = done.iter().map(|(id, _)| *id).collect();
        let change = |_, id: ContactId| -> Change {
            let (stored, action) = (stored.clone(), action.clone());
            Box::new(move |contact| {
                if let Some(step) = action.apply(contact, at) {
                    stored.borrow_mut().push((id, step));
                }
            })
        };
        let (count, outcome) = self.run_stored(&ids, change).await;
        // Of a portion that was not stored nothing needs to be undone.
        let mut stored = stored.take();
        stored.truncate(count);
        (stored, outcome)
    }

    /// Takes a change of `at` back, and returns for how many contacts.
    pub(super) async fn run_back(
        self,
        done: &Rc<Done>,
        at: Timestamp,
    ) -> (usize, Result<(), AppError>) {
        let now = clock::now();
        if self.is_for_journal(done).await {
            let parts = parts(done, |portion| Part::undo(portion, at, now)).await;
            return self.run_journaled(&parts).await;
        }
        let ids: Vec<ContactId> = done.iter().map(|(id, _)| *id).collect();
        let change = |place: usize, _: ContactId| -> Change {
            let done = done.clone();
            Box::new(move |contact| {
                if let Some((_, step)) = done.get(place) {
                    step.undo(contact, at, now);
                }
            })
        };
        self.run_stored(&ids, change).await
    }

    async fn is_for_journal(self, done: &Done) -> bool {
        done.len() > PORTION && self.book.has_journal().await
    }

    /// Saves all of it at once, then shows it; returns for how many contacts it was done.
    async fn run_journaled(self, parts: &[Rc<Part>]) -> (usize, Result<(), AppError>) {
        let names = match self.book.save(parts).await {
            Ok(names) => names,
            Err(error) => return (0, Err(error)),
        };
        let (mut count, mut outcome) = (0, Ok(()));
        let mut stay = parts.len();
        let mut turn = Turn::begin();
        for (at, part) in parts.iter().enumerate() {
            if turn.rest().await {
                self.progress(count);
            }
            if self.is_cancelled.get_value() && stay == parts.len() {
                match self.book.cut(names.get(at..).unwrap_or_default()).await {
                    Ok(others) => stay = at + others,
                    Err(error) => outcome = Err(error),
                }
                self.is_cancelled.set_value(false);
            }
            if at >= stay {
                break;
            }
            self.book.take_in_part(part);
            count += part.ids().len();
        }
        self.progress(count);
        // Drawn as done before everything that waited for it begins.
        clock::sleep(0).await;
        self.book.show_whole();
        clock::sleep(0).await;
        (count, outcome)
    }

    /// Stores the changes portion by portion; returns for how many that was done.
    async fn run_stored(
        self,
        ids: &[ContactId],
        mut change: impl FnMut(usize, ContactId) -> Change,
    ) -> (usize, Result<(), AppError>) {
        let mut done = 0;
        let mut outcome = Ok(());
        while let Some(portion) = ids.get(done..).filter(|rest| !rest.is_empty()) {
            self.progress(done);
            // The page shows how far it is, and takes clicks and keys.
            clock::sleep(0).await;
            if self.is_cancelled.get_value() {
                break;
            }
            let portion = portion.get(..PORTION).unwrap_or(portion);
            let change = |(at, id): (usize, &ContactId)| (*id, change(done + at, *id));
            let contacts = portion.iter().enumerate().map(change).collect();
            let is_followed = done + portion.len() < ids.len();
            let noted = Some(self.book.noted());
            let commit = Commit { contacts, noted, is_followed, ..Commit::default() };
            outcome = self.book.commit(commit).await;
            if outcome.is_err() {
                break;
            }
            done += portion.len();
        }
        if done > 0 && done < ids.len() {
            // Nothing follows after all: this makes what was stored last.
            outcome = outcome.and(self.book.commit(Commit::default()).await);
        }
        (done, outcome)
    }
}

/// Cuts a change into the parts of a journal.
async fn parts(
    done: &[(ContactId, Step)],
    part: impl Fn(&[(ContactId, Step)]) -> Part,
) -> Vec<Rc<Part>> {
    let mut parts = Vec::with_capacity(done.len().div_ceil(PART));
    let mut turn = Turn::begin();
    for portion in done.chunks(PART) {
        turn.rest().await;
        parts.push(Rc::new(part(portion)));
    }
    parts
}
