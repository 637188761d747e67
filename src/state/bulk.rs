//! One change for many contacts: so that the page stays alive, with progress, cancel and one Undo.

mod run;
mod words;

use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use self::words::{doing, finished, nothing_to_do};
use super::book::Book;
use super::error::AppError;
use super::locale::number;
use super::notices::Notices;
use crate::domain::bulk::{Action, Step};
use crate::domain::id::ContactId;
use crate::domain::time::Timestamp;
use crate::io::clock;

/// A change that is under way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Running {
    /// What is being done.
    pub label: String,
    /// How much of it is done.
    pub done: usize,
    /// How much there is to do; zero where nobody knows yet.
    pub total: usize,
    /// How far it has come, in words.
    pub words: String,
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
type Done = Vec<(ContactId, Step)>;

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

    /// Stops after the portion that is being done.
    pub fn cancel(self) {
        self.is_cancelled.set_value(true);
    }

    /// Changes these contacts, and offers to undo that.
    pub fn start(self, ids: Vec<ContactId>, action: Action) {
        if !self.begin(&doing(&action), ids.len()) {
            return;
        }
        spawn_local(async move {
            // What was asked for is on the screen before the work begins.
            clock::sleep(0).await;
            let at = clock::now();
            let done = self.prepare(ids, &action, at).await;
            let total = done.len();
            if total == 0 && !self.is_cancelled.get_value() {
                self.notices.done(nothing_to_do(&action), None);
            }
            let (done, outcome) = self.run(done, &action, at).await;
            self.running.set(None);
            clock::sleep(0).await;
            self.tell(&action, done, total, &outcome, at);
        });
    }

    fn tell(
        self,
        action: &Action,
        done: Done,
        total: usize,
        outcome: &Result<(), AppError>,
        at: Timestamp,
    ) {
        if let Err(error) = outcome {
            self.notices.refused(error.sentence());
        }
        let count = done.len();
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
        let done = StoredValue::new_local(Rc::new(done));
        let undo = move |()| self.undo(done.get_value(), at);
        self.notices.done(text, Some(Callback::new(undo)));
    }

    fn undo(self, done: Rc<Done>, at: Timestamp) {
        if !self.begin("Undoing", done.len()) {
            return;
        }
        spawn_local(async move {
            let (count, outcome) = self.run_back(&done, at).await;
            self.running.set(None);
            match outcome {
                Ok(()) if count < done.len() => self.notices.refused(format!(
                    "Undone for {} of {} contacts, then stopped.",
                    number(count),
                    number(done.len())
                )),
                outcome => self.notices.undone(outcome),
            }
        });
    }

    /// Shows that a change is under way, unless another one is.
    pub(super) fn begin(self, label: &str, total: usize) -> bool {
        let is_free = self.running.with_untracked(Option::is_none);
        if is_free {
            self.is_cancelled.set_value(false);
            let words = if total > 0 { of_all(0, total) } else { String::new() };
            self.running.set(Some(Running { label: label.to_owned(), done: 0, total, words }));
        } else {
            self.notices.refused("Another change is under way. Wait for it, or cancel it.");
        }
        is_free
    }

    /// The change has ended.
    pub(super) fn end(self) {
        self.running.set(None);
    }

    /// Whether somebody wants it to stop.
    pub(super) fn is_cancelled(self) -> bool {
        self.is_cancelled.get_value()
    }

    /// Shows for how many contacts it was done.
    fn progress(self, done: usize) {
        let total =
            self.running.with_untracked(|running| running.as_ref().map_or(0, |it| it.total));
        self.show(done, total, of_all(done, total));
    }

    /// Shows how far it has come.
    pub(super) fn show(self, done: usize, total: usize, words: String) {
        self.running.update(|running| {
            if let Some(running) = running {
                (running.done, running.total, running.words) = (done, total, words);
            }
        });
    }
}

fn of_all(done: usize, total: usize) -> String {
    format!("{} of {}", number(done), number(total))
}
