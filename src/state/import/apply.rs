//! What a row or a card does to the contact that it is about.

use std::rc::Rc;

use leptos::prelude::*;
use serde_json::value::to_raw_value;

use super::row::{Entry, Portrait, note_bits};
use super::run::Run;
use super::words;
use crate::domain::contact::Contact;
use crate::domain::contact::picture::PictureRef;
use crate::domain::csv::Row;
use crate::domain::event::{self, Event};
use crate::domain::id::entry::{EVENT, EntryId, NOTE};
use crate::domain::id::{ContactId, FieldKey};
use crate::domain::import::incoming::Incoming;
use crate::domain::import::record::ImportPart;
use crate::domain::import::{Change as Made, rejected};
use crate::domain::note::{self, Note};
use crate::io::clock;
use crate::io::db::{Change, Commit, Document, Noted, Picture};
use crate::state::error::AppError;

impl Run {
    /// What becomes of a row, or why it is refused.
    pub(super) fn made(&self, entry: &mut Entry) -> Result<Made, String> {
        let name_of = |key: &FieldKey| {
            let field = self.rules.fields.iter().find(|field| field.key == *key);
            field.map(|field| field.name.clone()).unwrap_or_default()
        };
        let refused = |refusal: &_| words::refusal(refusal, &name_of);
        let incoming = entry.incoming.as_mut().map_err(|refusal| refused(refusal))?;
        let fresh = self.fresh(entry.bits);
        if self.known.get(fresh).is_some() {
            // Whoever has neither email nor phone is found again as the one that this row made before.
            incoming.id.get_or_insert(fresh);
        }
        let made = self.rules.change(incoming, &self.known, fresh, self.record.at);
        made.map_err(|refusal| refused(&refusal))
    }

    /// What becomes of a card with its picture: one that has none takes it, unless the rules leave that to merging.
    pub(super) fn with_portrait(
        &mut self,
        made: Made,
        portrait: Portrait,
        row: &Row,
    ) -> (Made, Option<(PictureRef, Picture)>) {
        let who = || row.cells.first().cloned().unwrap_or_default();
        let (reference, picture) = match portrait {
            Portrait::Ready(reference, picture) => (reference, picture),
            Portrait::Absent => return (made, None),
            Portrait::Spoilt(reason) => {
                self.spoilt.push((who(), reason));
                return (made, None);
            }
            Portrait::Elsewhere(address) => {
                self.elsewhere.push((who(), address));
                return (made, None);
            }
        };
        let is_classic = untrack(|| self.import.app.workspace.is_classic());
        let taken = Some(reference.clone());
        let made = match made {
            Made::Create(contact) => Made::Create(Contact { picture: taken, ..contact }),
            Made::Update { before, after } if after.picture.is_none() && !is_classic => {
                Made::Update { before, after: Contact { picture: taken, ..after } }
            }
            Made::Same(id) => match self.known.get(id).cloned() {
                Some(before) if before.picture.is_none() && !is_classic => {
                    let after = Contact::clone(&before);
                    let after = Contact { picture: taken, updated_at: self.record.at, ..after };
                    Made::Update { before, after }
                }
                _ => return (Made::Same(id), None),
            },
            made @ Made::Update { .. } => return (made, None),
        };
        (made, Some((reference, picture)))
    }

    /// The id of a contact that is made of a row; another one where the contact of an earlier import of the same file went
    /// to Trash or was merged.
    fn fresh(&self, bits: u128) -> ContactId {
        let contacts = self.import.app.book.contacts();
        let is_gone = |id: ContactId| {
            contacts.with_untracked(|all| all.get(id).is_some_and(|contact| !contact.is_listed()))
        };
        (0..)
            .map(|again| ContactId::from_random(bits.wrapping_add(again)))
            .find(|id| !is_gone(*id))
            .unwrap_or_else(clock::new_contact_id)
    }

    /// The change of the stored contact. A known one is written anew over what is stored by then.
    pub(super) fn change(
        &self,
        made: Made,
        incoming: Incoming,
        picture: Option<PictureRef>,
    ) -> Option<(ContactId, Change)> {
        match made {
            Made::Create(made) => {
                Some((made.id, Box::new(move |contact: &mut Contact| *contact = made.clone())))
            }
            Made::Update { after, .. } => {
                let (rules, at) = (Rc::clone(&self.rules), self.record.at);
                let write = move |contact: &mut Contact| {
                    let mut written = contact.clone();
                    if incoming.write(&mut written, &rules).is_ok() {
                        *contact = written;
                        contact.updated_at = at;
                    }
                    if contact.picture.is_none() {
                        contact.picture.clone_from(&picture);
                    }
                };
                Some((after.id, Box::new(write)))
            }
            Made::Same(_) => None,
        }
    }

    /// Makes the notes of a row, unless the contact has them.
    pub(super) async fn note(
        &self,
        id: ContactId,
        texts: &[String],
        made: &Made,
        part: &mut ImportPart,
        commit: &mut Commit,
    ) -> Result<(), AppError> {
        for text in texts {
            let own = EntryId::from_random(id, note_bits(id, text));
            let document = own.doc_id(NOTE);
            let is_new = matches!(made, Made::Create(_));
            if !is_new {
                let stored = self.import.app.book.db().await.documents(&document).await?;
                if !stored.is_empty() {
                    continue;
                }
                part.notes.push(document.clone());
            }
            let mut note = Note::new(own, &self.record.by, self.record.at);
            // A text without anything in it makes no note.
            if note.write("", text).is_ok() {
                let body = to_raw_value(&note).map_err(|_| AppError::Shipped)?;
                commit.documents.push(Document { id: document, body, known: note::FIELDS });
            }
        }
        Ok(())
    }

    pub(super) fn refuse(&mut self, row: &Row, reason: &str) {
        self.record.refused += 1;
        rejected::push(self.rejected.get_or_insert_default(), row, reason);
    }

    /// Notes in the activity of each contact how it was changed. That it came in, the import says.
    pub(super) fn noted(&self) -> Noted {
        let (by, at) = (self.record.by.clone(), self.record.at);
        Box::new(move |before, after| {
            let Some(before) = before else { return Vec::new() };
            let events = event::of_change(Some(before), after, &by, at, &mut clock::random_bits);
            let document = |event: &Event| {
                let body = to_raw_value(event).ok()?;
                Some(Document { id: event.id.doc_id(EVENT), body, known: event::FIELDS })
            };
            events.iter().filter_map(document).collect()
        })
    }
}
