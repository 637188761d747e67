//! The activity of a contact: what happened, from messages, notes, tasks and events, by day, the latest first.

use std::sync::Arc;

use super::conversation::Message;
use super::date::{Calendar, Date};
use super::event::{Event, EventKind};
use super::note::Note;
use super::task::Task;
use super::time::Timestamp;

/// What can be chosen to be seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ActivityKind {
    /// Messages.
    Message,
    /// Notes.
    Note,
    /// Tasks.
    Task,
    /// Changes of fields, creation, Trash, and what later versions add.
    Change,
    /// Pictures.
    Picture,
    /// Merges.
    Merge,
    /// Imports.
    Import,
    /// Values that gave way when two devices changed one field.
    Conflict,
}

/// Something that happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Happening<'a> {
    /// A message.
    Message(&'a Message),
    /// A note that was written.
    Note(&'a Note),
    /// A task that was set, or done where it is done.
    Task(&'a Task),
    /// Anything else.
    Event(&'a Event),
}

/// Where it all comes from.
#[derive(Debug, Clone, Copy, Default)]
pub struct Sources<'a> {
    /// The messages of the conversation.
    pub messages: &'a [Arc<Message>],
    /// The notes.
    pub notes: &'a [Note],
    /// The tasks.
    pub tasks: &'a [Task],
    /// The events.
    pub events: &'a [Event],
}

/// A day, and what happened on it.
pub type Day<'a> = (Date, Vec<Happening<'a>>);

impl ActivityKind {
    /// All of them, in the order of the menu.
    pub const ALL: [Self; 8] = [
        Self::Message,
        Self::Note,
        Self::Task,
        Self::Change,
        Self::Picture,
        Self::Merge,
        Self::Import,
        Self::Conflict,
    ];
}

impl Happening<'_> {
    /// When it happened.
    #[must_use]
    pub fn at(&self) -> Timestamp {
        match self {
            Self::Message(message) => message.created_at,
            Self::Note(note) => note.created_at,
            Self::Task(task) => task.done_at.unwrap_or(task.created_at),
            Self::Event(event) => event.at,
        }
    }

    /// What it is chosen by.
    #[must_use]
    pub const fn kind(&self) -> ActivityKind {
        match self {
            Self::Message(_) => ActivityKind::Message,
            Self::Note(_) => ActivityKind::Note,
            Self::Task(_) => ActivityKind::Task,
            Self::Event(event) => match event.kind {
                EventKind::Picture => ActivityKind::Picture,
                EventKind::Merged => ActivityKind::Merge,
                EventKind::Imported => ActivityKind::Import,
                EventKind::Conflict => ActivityKind::Conflict,
                EventKind::Created
                | EventKind::Changed
                | EventKind::Deleted
                | EventKind::Restored
                | EventKind::Other(_) => ActivityKind::Change,
            },
        }
    }
}

/// What happened by the reader's days, the latest first, deleted notes and tasks left out; of these kinds, or of all where
/// none is named. At most the latest `most`, and how many there are beside them.
#[must_use]
pub fn by_day<'a>(
    sources: Sources<'a>,
    kinds: &[ActivityKind],
    most: usize,
    calendar: &Calendar<'_>,
) -> (Vec<Day<'a>>, usize) {
    let Sources { messages, notes, tasks, events } = sources;
    let notes = notes.iter().filter(|note| note.deleted_at.is_none());
    let tasks = tasks.iter().filter(|task| task.deleted_at.is_none());
    let all = messages
        .iter()
        .map(|message| Happening::Message(message))
        .chain(notes.map(Happening::Note));
    let all = all.chain(tasks.map(Happening::Task)).chain(events.iter().map(Happening::Event));
    let is_wanted = |item: &Happening<'_>| kinds.is_empty() || kinds.contains(&item.kind());
    let mut wanted: Vec<Happening<'a>> = all.filter(is_wanted).collect();
    // Messages come in the order of their conversation; the later of two at one time stands first too.
    wanted.reverse();
    wanted.sort_by_key(|item| std::cmp::Reverse(item.at()));
    let others = wanted.len().saturating_sub(most);
    wanted.truncate(most);
    let mut days: Vec<Day<'a>> = Vec::new();
    for item in wanted {
        let day = calendar.day_of(item.at());
        match days.last_mut() {
            Some((last, items)) if *last == day => items.push(item),
            _ => days.push((day, vec![item])),
        }
    }
    (days, others)
}
