//! Toasts: what has just happened, with Undo where it can be taken back.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::error::AppError;
use crate::io::clock;

/// How long a toast stays, in milliseconds: long enough to read it and to reach its button.
const STAY: u32 = 8_000;
/// More toasts than this are not readable; the oldest goes.
const MOST: usize = 3;

/// Whether a toast tells of something done or of something refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Done; goes away by itself.
    Done,
    /// Refused; stays until it is dismissed.
    Refused,
}

/// One toast.
#[derive(Clone)]
pub struct Notice {
    /// Tells toasts apart.
    pub id: u64,
    /// What happened.
    pub text: String,
    /// Done or refused.
    pub tone: Tone,
    /// What can be done about it: the button's name and what it does.
    pub action: Option<(&'static str, Callback<()>)>,
}

/// The toasts on the screen, oldest first.
#[derive(Clone, Copy, Default)]
pub struct Notices {
    shown: RwSignal<Vec<Notice>>,
    held: RwSignal<bool>,
    /// When somebody last went on to the next control by a key, in milliseconds.
    stepped: StoredValue<i64>,
}

impl Notices {
    /// The toasts on the screen, oldest first.
    #[must_use]
    pub fn shown(self) -> Signal<Vec<Notice>> {
        self.shown.into()
    }

    /// Says that something was done.
    pub fn done(self, text: impl Into<String>, undo: Option<Callback<()>>) {
        let undo = undo.map(|undo| ("Undo", undo));
        let id = self.push(text.into(), Tone::Done, undo);
        spawn_local(async move {
            clock::sleep(STAY).await;
            while self.is_waited_for() {
                clock::sleep(STAY / 4).await;
            }
            self.dismiss(id);
        });
    }

    /// Says that something was undone, or why it was not.
    pub(super) fn undone(self, outcome: Result<(), AppError>) {
        match outcome {
            Ok(()) => self.done("Undone.", None),
            Err(error) => self.refused(error.sentence()),
        }
    }

    /// Says that something was refused.
    pub fn refused(self, text: impl Into<String>) {
        self.push(text.into(), Tone::Refused, None);
    }

    /// Says that something could not be had, and offers to ask for it once more.
    pub fn absent(self, text: impl Into<String>, again: Callback<()>) {
        self.push(text.into(), Tone::Refused, Some(("Try again", again)));
    }

    /// Takes a toast away.
    pub fn dismiss(self, id: u64) {
        self.shown.update(|shown| shown.retain(|notice| notice.id != id));
    }

    /// Keeps toasts while somebody is on the way through the page by keys: the button may be what they are going to.
    pub fn step(self) {
        self.stepped.set_value(clock::now().millis());
    }

    fn is_waited_for(self) -> bool {
        let since = clock::now().millis() - self.stepped.get_value();
        self.held.get_untracked() || (0..i64::from(STAY / 4)).contains(&since)
    }

    /// Keeps toasts while somebody points at them or has the focus in them.
    pub fn hold(self, held: bool) {
        self.held.set(held);
    }

    fn push(self, text: String, tone: Tone, action: Option<(&'static str, Callback<()>)>) -> u64 {
        let id = clock::random();
        self.shown.update(|shown| {
            shown.push(Notice { id, text, tone, action });
            let surplus = shown.len().saturating_sub(MOST);
            shown.drain(..surplus);
        });
        id
    }
}
