//! The commands on notes.

use super::{Record, document};
use crate::domain::id::entry::NOTE;
use crate::domain::note::{FIELDS, Note, NoteColour};
use crate::io::clock;
use crate::io::db::Document;
use crate::state::error::AppError;

impl Record {
    /// Writes a note: a new one, or one that is there.
    ///
    /// # Errors
    /// When it cannot be kept or nothing was stored.
    pub async fn write_note(
        self,
        known: Option<Note>,
        title: String,
        text: String,
        colour: NoteColour,
    ) -> Result<(), AppError> {
        let (now, is_new) = (clock::now(), known.is_none());
        let before = known.unwrap_or_else(|| self.new_note());
        let mut note = Note { colour, updated_at: now, ..before.clone() };
        note.write(&title, &text)?;
        let is_same = (&note.title, &note.text, &note.colour)
            == (&before.title, &before.text, &before.colour);
        if is_same && !is_new {
            return Ok(());
        }
        self.store(documents(&note)?, is_new).await?;
        self.app.notices.done(if is_new { "Note added." } else { "Note saved." }, None);
        Ok(())
    }

    /// Puts a note above the others, or back among them.
    pub fn pin_note(self, note: Note, pinned: bool) {
        let done = if pinned { "Note pinned." } else { "Note unpinned." };
        let after = Note { pinned, ..note.clone() };
        self.app.store_with_undo(documents(&after), move || documents(&note), done);
    }

    /// Deletes a note.
    pub fn delete_note(self, note: Note) {
        let after = Note { deleted_at: Some(clock::now()), ..note.clone() };
        self.app.store_with_undo(documents(&after), move || documents(&note), "Note deleted.");
    }

    fn new_note(self) -> Note {
        Note::new(self.new_id(), &self.app.workspace.me(), clock::now())
    }
}

fn documents(note: &Note) -> Result<Vec<Document>, AppError> {
    Ok(vec![document(note.id.doc_id(NOTE), note, FIELDS)?])
}
