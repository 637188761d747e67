//! One change for many contacts: in portions, so that the page stays alive, with progress, cancel and one Undo.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::book::Book;
use super::error::{AppError, draft};
use super::locale::number;
use super::notices::Notices;
use crate::domain::bulk::{Action, Step};
use crate::domain::id::ContactId;
use crate::io::clock;
use crate::io::db::{Change, Commit};

/// Contacts in one transaction: enough to be quick, few enough that the page answers between two of them.
const PORTION: usize = 2_000;

/// A change that is under way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Running {
    /// What is being done.
    pub label: String,
    /// For how many contacts it was done.
    pub done: usize,
    /// For how many it will be.
    pub total: usize,
}

/// The changes of many contacts at once; one at a time.
#[derive(Clone, Copy)]
pub struct Bulk {
    running: RwSignal<Option<Running>>,
    is_running: Memo<bool>,
    is_cancelled: StoredValue<bool>,
    book: Book,
    notices: Notices,
}

/// What was done, to take it back: the contacts, and for each what undoes it.
type Done = Rc<RefCell<Vec<(ContactId, Step)>>>;

impl Bulk {
    pub(super) fn new(book: Book, notices: Notices) -> Self {
        let running = RwSignal::new(None);
        let is_running = Memo::new(move |_| running.with(Option::is_some));
        Self { running, is_running, is_cancelled: StoredValue::new(false), book, notices }
    }

    /// The change that is under way.
    #[must_use]
    pub fn running(self) -> Signal<Option<Running>> {
        self.running.into()
    }

    /// Whether a change is under way. Meanwhile what is costly to keep up for every portion waits.
    #[must_use]
    pub fn is_running(self) -> bool {
        self.is_running.get()
    }

    /// Stops after the portion that is being stored.
    pub fn cancel(self) {
        self.is_cancelled.set_value(true);
    }

    /// Changes these contacts, and offers to undo that.
    pub fn start(self, ids: Vec<ContactId>, action: Action) {
        if let Err(error) = action.check() {
            return self.notices.refused(draft(&error));
        }
        if self.running.with_untracked(Option::is_some) {
            return self.notices.refused("Another change is under way. Wait for it, or cancel it.");
        }
        self.running.set(Some(Running { label: doing(&action), done: 0, total: ids.len() }));
        spawn_local(async move {
            let mut ids = self.those_to_change(ids, &action).await;
            if ids.is_empty() {
                self.running.set(None);
                return self.notices.done(nothing_to_do(&action), None);
            }
            // In the order of the store, where neighbours are read together.
            ids.sort_unstable();
            let (done, at) = (Done::default(), clock::now());
            let steps = done.clone();
            let change = |id: ContactId| -> Change {
                let (steps, action) = (steps.clone(), action.clone());
                Box::new(move |contact| {
                    if let Some(step) = action.apply(contact, at) {
                        steps.borrow_mut().push((id, step));
                    }
                })
            };
            let (count, outcome) = self.run(&doing(&action), &ids, change).await;
            // Of a portion that was not stored nothing needs to be undone.
            done.borrow_mut().truncate(count);
            self.tell(&action, count, ids.len(), &outcome, Rc::new(done.take()), at);
        });
    }

    fn tell(
        self,
        action: &Action,
        count: usize,
        total: usize,
        outcome: &Result<(), AppError>,
        steps: Rc<Vec<(ContactId, Step)>>,
        at: crate::domain::time::Timestamp,
    ) {
        if let Err(error) = outcome {
            self.notices.refused(error.sentence());
        }
        if count == 0 {
            return;
        }
        let text = match count < total {
            true => format!(
                "{} Stopped before the other {}.",
                finished(action, count),
                number(total - count)
            ),
            false => finished(action, count),
        };
        let steps = StoredValue::new_local(steps);
        let undo = move |()| self.undo(steps.get_value(), at);
        self.notices.done(text, Some(Callback::new(undo)));
    }

    fn undo(self, steps: Rc<Vec<(ContactId, Step)>>, at: crate::domain::time::Timestamp) {
        spawn_local(async move {
            let now = clock::now();
            let ids: Vec<ContactId> = steps.iter().map(|(id, _)| *id).collect();
            let mut next = 0;
            let change = |_: ContactId| -> Change {
                let (steps, place) = (steps.clone(), next);
                next += 1;
                Box::new(move |contact| {
                    if let Some((_, step)) = steps.get(place) {
                        step.undo(contact, at, now);
                    }
                })
            };
            match self.run("Undoing", &ids, change).await {
                (_, Err(error)) => self.notices.refused(error.sentence()),
                (count, Ok(())) if count < ids.len() => self.notices.refused(format!(
                    "Undone for {} of {} contacts, then stopped.",
                    number(count),
                    number(ids.len())
                )),
                (_, Ok(())) => self.notices.done("Undone.", None),
            }
        });
    }

    /// Stores the changes portion by portion; returns for how many that was done.
    async fn run(
        self,
        label: &str,
        ids: &[ContactId],
        mut change: impl FnMut(ContactId) -> Change,
    ) -> (usize, Result<(), AppError>) {
        self.is_cancelled.set_value(false);
        let mut done = 0;
        let mut outcome = Ok(());
        let portions = ids.len().div_ceil(PORTION);
        for (at, portion) in ids.chunks(PORTION).enumerate() {
            self.running.set(Some(Running { label: label.to_owned(), done, total: ids.len() }));
            // The page shows how far it is, and takes clicks and keys.
            clock::sleep(0).await;
            if self.is_cancelled.get_value() {
                break;
            }
            let contacts = portion.iter().map(|id| (*id, change(*id))).collect();
            let is_followed = at + 1 < portions;
            outcome = self.book.commit(Commit { contacts, is_followed, ..Commit::default() }).await;
            if outcome.is_err() {
                break;
            }
            done += portion.len();
        }
        if done > 0 && done < ids.len() {
            // Nothing follows after all: this makes what was stored last.
            outcome = outcome.and(self.book.commit(Commit::default()).await);
        }
        self.running.set(None);
        (done, outcome)
    }

    /// Leaves out those that are so already: they are not written, and not said to be changed.
    async fn those_to_change(self, ids: Vec<ContactId>, action: &Action) -> Vec<ContactId> {
        let now = clock::now();
        let mut changing = Vec::with_capacity(ids.len());
        for portion in ids.chunks(PORTION) {
            clock::sleep(0).await;
            self.book.contacts().with_untracked(|contacts| {
                let changes = |id: &&ContactId| {
                    contacts.get(**id).is_some_and(|contact| {
                        action.apply(&mut (**contact).clone(), now).is_some()
                    })
                };
                changing.extend(portion.iter().filter(changes));
            });
        }
        changing
    }
}

fn doing(action: &Action) -> String {
    match action {
        Action::AddTag(tag) => format!("Adding the tag “{tag}”"),
        Action::RemoveTag(tag) => format!("Removing the tag “{tag}”"),
        Action::Write(..) | Action::Put(..) | Action::InsertTags(_) => {
            "Setting the field".to_owned()
        }
        Action::Delete(_) => "Moving to Trash".to_owned(),
        Action::Restore => "Restoring".to_owned(),
    }
}

fn finished(action: &Action, count: usize) -> String {
    let contacts = match count {
        1 => "1 contact".to_owned(),
        _ => format!("{} contacts", number(count)),
    };
    match action {
        Action::AddTag(tag) => format!("Tag “{tag}” added to {contacts}."),
        Action::RemoveTag(tag) => format!("Tag “{tag}” removed from {contacts}."),
        Action::Write(..) | Action::Put(..) | Action::InsertTags(_) => {
            format!("Field set for {contacts}.")
        }
        Action::Delete(_) => format!("{contacts} moved to Trash."),
        Action::Restore => format!("{contacts} restored."),
    }
}

fn nothing_to_do(action: &Action) -> String {
    match action {
        Action::AddTag(tag) => format!("All of them have the tag “{tag}” already."),
        Action::RemoveTag(tag) => format!("None of them has the tag “{tag}”."),
        _ => "All of them are so already.".to_owned(),
    }
}
