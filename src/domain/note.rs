//! Notes about a contact: documents `note:<contact>:<uuid>`. Their text is plain; what becomes a link in it is found in
//! `links`.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::by_key::by_key;
use super::contact::draft::MAX_TEXT;
use super::doc::{self, is_false};
use super::id::entry::EntryId;
use super::search::fold::fold;
use super::search::{Query, SEPARATOR};
use super::time::Timestamp;

/// The longest text of a note, in characters.
pub const MAX_NOTE: usize = 20_000;

/// The names of the document fields that [`Note`] writes; all others are left as they are.
pub const FIELDS: &[&str] =
    &["title", "text", "colour", "pinned", "author", "created_at", "updated_at", "deleted_at"];

/// Why a note cannot be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum NoteError {
    /// There is neither title nor text.
    #[error("a note needs a title or a text")]
    Empty,
    /// The title is longer than [`MAX_TEXT`].
    #[error("a title longer than {MAX_TEXT} characters")]
    LongTitle,
    /// The text is longer than [`MAX_NOTE`].
    #[error("a text longer than {MAX_NOTE} characters")]
    LongText,
}

/// The paper of a note.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum NoteColour {
    /// That of the page.
    #[default]
    Plain,
    /// Yellow.
    Yellow,
    /// Green.
    Green,
    /// Blue.
    Blue,
    /// Pink.
    Pink,
    /// One of a later version, shown as plain.
    Other(Box<str>),
}

impl NoteColour {
    /// Those that can be chosen, with their names in documents.
    pub const ALL: [(Self, &'static str); 5] = [
        (Self::Plain, "plain"),
        (Self::Yellow, "yellow"),
        (Self::Green, "green"),
        (Self::Blue, "blue"),
        (Self::Pink, "pink"),
    ];

    fn is_plain(&self) -> bool {
        *self == Self::Plain
    }
}

by_key!(NoteColour by ALL);

/// A note.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Note {
    /// Its id, which is part of the document's id and not of its body.
    #[serde(skip)]
    pub id: EntryId,
    /// Its title, on one line.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// Its text.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// Its paper.
    #[serde(default, skip_serializing_if = "NoteColour::is_plain")]
    pub colour: NoteColour,
    /// Whether it stands above the others.
    #[serde(default, skip_serializing_if = "is_false")]
    pub pinned: bool,
    /// Who wrote it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub author: String,
    /// When it was written.
    #[serde(default)]
    pub created_at: Timestamp,
    /// When it was last changed.
    #[serde(default)]
    pub updated_at: Timestamp,
    /// Since when it is deleted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deleted_at: Option<Timestamp>,
}

impl Note {
    /// An empty note of `author`, created `now`.
    #[must_use]
    pub fn new(id: EntryId, author: &str, now: Timestamp) -> Self {
        let author = author.to_owned();
        Self { id, author, created_at: now, updated_at: now, ..Self::default() }
    }

    /// The note in a document's body; none when the body is none. A `null` counts as absent.
    #[must_use]
    pub fn from_json(id: EntryId, json: &str) -> Option<Self> {
        let note: Self = doc::read(json)?;
        Some(Self { id, ..note })
    }

    /// Takes over what was typed: the title on one line, the text with its lines, both without what cannot be seen.
    ///
    /// # Errors
    /// When it cannot be kept; the note is then as it was.
    pub fn write(&mut self, title: &str, text: &str) -> Result<(), NoteError> {
        let line: String = title.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).collect();
        let (title, text) = (clean(&line), clean(&text.replace("\r\n", "\n")));
        if title.is_empty() && text.is_empty() {
            return Err(NoteError::Empty);
        }
        if title.chars().count() > MAX_TEXT {
            return Err(NoteError::LongTitle);
        }
        if text.chars().count() > MAX_NOTE {
            return Err(NoteError::LongText);
        }
        (self.title, self.text) = (title, text);
        Ok(())
    }

    /// Whether every word of a query stands in its title or its text.
    #[must_use]
    pub fn is_found(&self, query: &Query) -> bool {
        query.fit(&format!("{}{SEPARATOR}{}", fold(&self.title), fold(&self.text))).is_some()
    }
}

/// Puts notes into their order: pinned ones first, then the latest changed, then by id, as on every device.
pub fn order(notes: &mut [Note]) {
    notes.sort_unstable_by(|a, b| {
        (b.pinned, b.updated_at, b.id).cmp(&(a.pinned, a.updated_at, a.id))
    });
}

/// The notes that are not deleted and match a query, in their order; all for an empty query.
pub fn found<'a>(notes: &'a [Note], query: &'a Query) -> impl Iterator<Item = &'a Note> {
    notes.iter().filter(|note| note.deleted_at.is_none() && note.is_found(query))
}

fn clean(text: &str) -> String {
    let is_kept = |letter: &char| matches!(letter, '\n' | '\t') || !letter.is_control();
    text.chars().filter(is_kept).collect::<String>().trim().to_owned()
}
