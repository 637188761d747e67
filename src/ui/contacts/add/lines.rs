//! The emails, or the phones, of the form: as many lines as are asked for, one of them primary.

use leptos::prelude::*;

use crate::domain::contact::Contact;
use crate::domain::contact::draft::DraftError;
use crate::domain::contact::entries::MAX_ENTRIES;
use crate::domain::contact::phone::PhoneLabel;
use crate::domain::contact::phone::numbering::Country;
use crate::state::error::draft;

/// One email or phone.
#[derive(Clone, Copy, Default)]
pub struct Line {
    /// What is typed.
    pub value: RwSignal<String>,
    /// What is wrong with it.
    pub error: RwSignal<Option<String>>,
    /// What a phone reaches, by its name for people; empty for none.
    pub label: RwSignal<String>,
}

/// All of them. Every line that there may be is made at the start; the first ones are in use.
#[derive(Clone, Copy)]
pub struct Lines {
    all: [Line; MAX_ENTRIES],
    count: RwSignal<usize>,
    primary: RwSignal<usize>,
}

impl Default for Lines {
    fn default() -> Self {
        Self {
            all: [(); MAX_ENTRIES].map(|()| Line::default()),
            count: RwSignal::new(1),
            primary: RwSignal::new(0),
        }
    }
}

impl Lines {
    /// How many lines there are.
    #[must_use]
    pub fn count(self) -> usize {
        self.count.get()
    }

    /// The line at a place.
    #[must_use]
    pub fn line(self, at: usize) -> Line {
        self.all.get(at).copied().unwrap_or_default()
    }

    /// Whether a line is the primary one.
    #[must_use]
    pub fn is_primary(self, at: usize) -> bool {
        self.primary.get() == at
    }

    /// Makes a line the primary one.
    pub fn make_primary(self, at: usize) {
        self.primary.set(at);
    }

    /// Whether there is room for another.
    #[must_use]
    pub fn has_room(self) -> bool {
        self.count() < MAX_ENTRIES
    }

    /// Adds an empty line.
    pub fn add(self) {
        self.count.update(|count| *count = (*count + 1).min(MAX_ENTRIES));
    }

    /// Takes a line away: those below it move up. Where it was the primary one, the first is.
    pub fn remove(self, at: usize) {
        let last = self.count.get_untracked() - 1;
        for (line, next) in self.all.iter().zip(self.all.iter().skip(1)).take(last).skip(at) {
            line.take_over(*next);
        }
        self.line(last).clear();
        self.count.set(last);
        self.primary.update(|primary| match at {
            _ if *primary == at => *primary = 0,
            _ if *primary > at => *primary -= 1,
            _ => {}
        });
    }

    /// Empties all, and leaves one.
    pub fn clear(self) {
        self.all.into_iter().for_each(Line::clear);
        self.count.set(1);
        self.primary.set(0);
    }

    /// Whether anything is typed, in another box than `except`.
    #[must_use]
    pub fn is_touched(self, except: Option<RwSignal<String>>) -> bool {
        let has_text = |line: &Line| line.value.with_untracked(|text| !text.trim().is_empty());
        self.all.iter().any(|line| Some(line.value) != except && has_text(line))
    }

    /// Says what is wrong with the first line, unless that is said already.
    pub fn complain(self, sentence: String) {
        let error = self.line(0).error;
        if error.with_untracked(Option::is_none) {
            error.set(Some(sentence));
        }
    }

    /// Puts the emails into a contact; whether all could be kept.
    pub fn put_emails(self, contact: &mut Contact) -> bool {
        let mut primary = None;
        let is_fine = self.put(|at, line| {
            line.value.with_untracked(|typed| contact.add_email(typed))?;
            primary = primary
                .or((at == self.primary.get_untracked()).then_some(contact.emails.len() - 1));
            Ok(())
        });
        primary.is_none_or(|at| contact.make_email_primary(at).is_ok()) && is_fine
    }

    /// Puts the phones into a contact; whether all could be kept.
    pub fn put_phones(self, contact: &mut Contact, home: Option<Country>) -> bool {
        let mut primary = None;
        let is_fine = self.put(|at, line| {
            line.value.with_untracked(|typed| contact.add_phone(typed, home))?;
            let place = contact.phones.len() - 1;
            primary = primary.or((at == self.primary.get_untracked()).then_some(place));
            let label = line.label.with_untracked(|name| {
                PhoneLabel::ALL.into_iter().find(|label| label.name() == name)
            });
            contact.label_phone(place, label)
        });
        primary.is_none_or(|at| contact.make_phone_primary(at).is_ok()) && is_fine
    }

    /// Hands the lines in which something is typed to `keep`, and says beside each why it is refused.
    fn put(self, mut keep: impl FnMut(usize, Line) -> Result<(), DraftError>) -> bool {
        let mut is_fine = true;
        for (at, line) in self.all.into_iter().enumerate() {
            let refusal = match line.value.with_untracked(|typed| typed.trim().is_empty()) {
                true => None,
                false => keep(at, line).err(),
            };
            is_fine &= refusal.is_none();
            line.error.set(refusal.as_ref().map(draft));
        }
        is_fine
    }
}

impl Line {
    fn take_over(self, other: Self) {
        self.value.set(other.value.get_untracked());
        self.error.set(other.error.get_untracked());
        self.label.set(other.label.get_untracked());
    }

    fn clear(self) {
        self.value.set(String::new());
        self.error.set(None);
        self.label.set(String::new());
    }
}
