//! Tasks about a contact: documents `task:<contact>:<uuid>`. When one is due is a day, and perhaps a time of day, on the
//! reader's clock: nine in the morning is nine in the morning wherever the assignee is.

pub mod due;
pub mod repeat;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use self::due::Due;
use self::repeat::Repeat;
use super::contact::draft::{DraftError, MAX_TEXT, clean};
use super::date::{Calendar, Date};
use super::doc;
use super::id::entry::EntryId;
use super::time::Timestamp;

/// The names of the document fields that [`Task`] writes; all others are left as they are.
pub const FIELDS: &[&str] = &[
    "title",
    "due",
    "assignee",
    "repeat",
    "repeat_from",
    "done_at",
    "author",
    "created_at",
    "updated_at",
    "deleted_at",
];

/// Why a task cannot be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum TaskError {
    /// It has no title.
    #[error("a task needs a title")]
    Nameless,
    /// The title is longer than [`MAX_TEXT`].
    #[error("longer than {MAX_TEXT} characters")]
    TooLong,
    /// The text is no day, nor a day with a time.
    #[error("not a day such as 2026-01-31, nor one with a time such as 2026-01-31T14:30")]
    Due,
}

/// A task.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Task {
    /// Its id, which is part of the document's id and not of its body.
    #[serde(skip)]
    pub id: EntryId,
    /// What is to be done.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// Until when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Due>,
    /// Who does it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub assignee: String,
    /// How often it comes again.
    #[serde(default, skip_serializing_if = "Repeat::is_never")]
    pub repeat: Repeat,
    /// The day that the repetition counts from, so that the 31st stays the 31st after a February.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub repeat_from: Option<Due>,
    /// When it was done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub done_at: Option<Timestamp>,
    /// Who set it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub author: String,
    /// When it was set.
    #[serde(default)]
    pub created_at: Timestamp,
    /// When it was last changed.
    #[serde(default)]
    pub updated_at: Timestamp,
    /// Since when it is deleted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deleted_at: Option<Timestamp>,
}

/// Open tasks by when they are due, each part in order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Agenda<'a> {
    /// Their day or time is over.
    pub overdue: Vec<&'a Task>,
    /// They are due in what is left of today.
    pub today: Vec<&'a Task>,
    /// They are due on a later day.
    pub later: Vec<&'a Task>,
    /// They are due at no time.
    pub undated: Vec<&'a Task>,
}

impl Task {
    /// A task of `author` without a title, created `now`.
    #[must_use]
    pub fn new(id: EntryId, author: &str, now: Timestamp) -> Self {
        let author = author.to_owned();
        Self { id, author, created_at: now, updated_at: now, ..Self::default() }
    }

    /// The task in a document's body; none when the body is none. A `null` counts as absent.
    #[must_use]
    pub fn from_json(id: EntryId, json: &str) -> Option<Self> {
        let task: Self = doc::read(json)?;
        Some(Self { id, ..task })
    }

    /// Takes over a title as it was typed.
    ///
    /// # Errors
    /// When it cannot be kept; the task is then as it was.
    pub fn write_title(&mut self, typed: &str) -> Result<(), TaskError> {
        let title = clean(typed).map_err(|_: DraftError| TaskError::TooLong)?;
        if title.is_empty() {
            return Err(TaskError::Nameless);
        }
        self.title = title;
        Ok(())
    }

    /// Sets when it is due; a repetition counts from there.
    pub fn set_due(&mut self, due: Option<Due>) {
        if self.due != due {
            (self.due, self.repeat_from) = (due, None);
        }
    }

    /// Ticks it off at the time `now`, which is `today` for the reader, and returns the one that comes next where it
    /// repeats: on the first of its days that is after both its own and today. A task without a day does not repeat.
    pub fn complete(&mut self, now: Timestamp, today: Date, next: EntryId) -> Option<Self> {
        let was_done = self.done_at.is_some();
        (self.done_at, self.updated_at) = (Some(now), now);
        let due = self.due.filter(|_| !was_done)?;
        let from = self.repeat_from.unwrap_or(due);
        let day = self.repeat.after(from.day, due.day.max(today))?;
        Some(Self {
            id: next,
            due: Some(Due { day, ..due }),
            repeat_from: Some(from),
            done_at: None,
            created_at: now,
            ..self.clone()
        })
    }

    /// Whether it is still to be done.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        self.done_at.is_none() && self.deleted_at.is_none()
    }

    /// Whether its day, or its time today, is over.
    #[must_use]
    pub fn is_overdue(&self, calendar: &Calendar<'_>, now: Timestamp) -> bool {
        self.is_open() && self.due.is_some_and(|due| due.is_over(calendar, now))
    }
}

/// The open tasks by when they are due: by day, those for the whole day before those with a time, then by id.
#[must_use]
pub fn agenda<'a>(tasks: &'a [Task], calendar: &Calendar<'_>, now: Timestamp) -> Agenda<'a> {
    let mut open: Vec<&Task> = tasks.iter().filter(|task| task.is_open()).collect();
    open.sort_unstable_by_key(|task| (task.due, task.id));
    let mut agenda = Agenda::default();
    for task in open {
        let part = match task.due {
            None => &mut agenda.undated,
            Some(due) if due.is_over(calendar, now) => &mut agenda.overdue,
            Some(due) if due.day == calendar.today => &mut agenda.today,
            Some(_) => &mut agenda.later,
        };
        part.push(task);
    }
    agenda
}
