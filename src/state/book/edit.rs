//! Changes of one contact, each noted in its activity, and each with Undo.

use std::pin::Pin;
use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use serde_json::value::to_raw_value;

use super::Book;
use crate::domain::contact::Contact;
use crate::domain::contact::draft::{self, Field};
use crate::domain::contact::part::Part;
use crate::domain::contact::picture::PictureRef;
use crate::domain::event::{self, Event};
use crate::domain::id::ContactId;
use crate::domain::id::entry::EVENT;
use crate::io::clock;
use crate::io::db::{Change, Commit, Document, Noted};
use crate::state::error::AppError;
use crate::state::stage::Ready;

/// What puts in what was typed.
type Edit = Box<dyn FnOnce(&mut Contact) -> Result<(), AppError>>;

/// A change on its way into the store.
pub type Saving = Pin<Box<dyn Future<Output = Result<(), AppError>>>>;

impl Book {
    /// Saves a new contact with this picture; `fill` puts in what was typed.
    ///
    /// # Errors
    /// When a field cannot be kept or nothing was stored.
    pub async fn create(
        self,
        fill: impl FnOnce(&mut Contact) -> Result<(), AppError>,
        picture: Option<Ready>,
    ) -> Result<Contact, AppError> {
        let (id, now) = (clock::new_contact_id(), clock::now());
        let mut contact = Contact::new(id, now);
        fill(&mut contact)?;
        draft::check(&contact)?;
        contact.picture = picture.as_ref().map(|ready| ready.reference.clone());
        let stored = contact.clone();
        let commit = Commit {
            contacts: vec![(id, Box::new(move |fresh: &mut Contact| *fresh = stored.clone()))],
            pictures: picture.into_iter().map(|ready| ready.picture).collect(),
            noted: Some(self.noted()),
            ..Commit::default()
        };
        self.commit(commit).await?;
        Ok(contact)
    }

    /// Saves one field, and offers to undo that.
    ///
    /// # Errors
    /// When the text cannot be kept or nothing was stored.
    pub fn write(self, id: ContactId, field: Field, typed: String) -> Saving {
        let home = self.workspace.home();
        let write = move |contact: &mut Contact| Ok(field.write_within(contact, &typed, home)?);
        self.change(id, Part::Field(field), write)
    }

    /// Changes one part of a contact, and offers to undo that.
    ///
    /// # Errors
    /// When what was typed cannot be kept or nothing was stored.
    pub fn change(
        self,
        id: ContactId,
        part: Part,
        change: impl FnOnce(&mut Contact) -> Result<(), AppError> + 'static,
    ) -> Saving {
        Box::pin(self.change_now(id, part, Box::new(change)))
    }

    async fn change_now(self, id: ContactId, part: Part, change: Edit) -> Result<(), AppError> {
        // The change before may be on its way still, and of the same part: two phones, two channels.
        let coming = self.coming.get_untracked().filter(|coming| coming.id == id);
        let Some(before) = coming.or_else(|| self.contact_now(id)) else { return Ok(()) };
        let mut after = (*before).clone();
        change(&mut after)?;
        draft::check(&after)?;
        if after == *before {
            return Ok(());
        }
        let own = part.clone();
        let after = Arc::new(after);
        self.coming.set(Some(Arc::clone(&after)));
        let stored = {
            let after = Arc::clone(&after);
            self.edit(id, Box::new(move |contact| own.restore(contact, &after))).await
        };
        // Another change of it may have come meanwhile.
        let is_it = |coming: &Option<Arc<Contact>>| {
            coming.as_ref().is_some_and(|it| Arc::ptr_eq(it, &after))
        };
        if self.coming.with_untracked(is_it) {
            self.coming.set(None);
        }
        stored?;
        let undo = move |()| {
            let (part, before) = (part.clone(), before.clone());
            self.run(id, Box::new(move |contact| part.restore(contact, &before)));
        };
        self.notices.done("Saved.", Some(Callback::new(undo)));
        Ok(())
    }

    /// Sets, replaces or (with none) removes the picture, and offers to undo that.
    ///
    /// # Errors
    /// When nothing was stored.
    pub async fn set_picture(self, id: ContactId, picture: Option<Ready>) -> Result<(), AppError> {
        let reference = picture.as_ref().map(|ready| ready.reference.clone());
        let pictures = picture.into_iter().map(|ready| ready.picture).collect();
        self.put_picture(id, reference, Commit { pictures, ..Commit::default() }).await
    }

    /// Gives a contact a picture that is stored, or none, together with what else `commit` stores, and offers to undo that.
    ///
    /// # Errors
    /// When nothing was stored.
    pub async fn put_picture(
        self,
        id: ContactId,
        reference: Option<PictureRef>,
        commit: Commit,
    ) -> Result<(), AppError> {
        let Some(before) = self.contact_now(id) else { return Ok(()) };
        let done = match (&before.picture, &reference) {
            (_, None) => "Picture removed.",
            (None, _) => "Picture set.",
            _ => "Picture replaced.",
        };
        let change = set(move |contact: &mut Contact| contact.picture.clone_from(&reference));
        let noted = Some(self.noted());
        self.commit(Commit { contacts: vec![(id, change)], noted, ..commit }).await?;
        let undo = move |()| {
            let before = before.clone();
            self.run(id, Box::new(move |contact| contact.picture.clone_from(&before.picture)));
        };
        self.notices.done(done, Some(Callback::new(undo)));
        Ok(())
    }

    async fn edit(self, id: ContactId, change: Change) -> Result<(), AppError> {
        let noted = Some(self.noted());
        self.commit(Commit { contacts: vec![(id, set(change))], noted, ..Commit::default() }).await
    }

    /// Notes changes as made by whoever is here.
    pub(in crate::state) fn noted(self) -> Noted {
        let me = self.workspace.me();
        Box::new(move |before, after| {
            let events =
                event::of_change(before, after, &me, clock::now(), &mut clock::random_bits);
            events.iter().filter_map(document).collect()
        })
    }

    /// Runs an undo; what it cannot store it says.
    fn run(self, id: ContactId, change: Change) {
        spawn_local(async move { self.notices.undone(self.edit(id, change).await) });
    }
}

/// The document of an event.
fn document(event: &Event) -> Option<Document> {
    let body = to_raw_value(event).ok()?;
    Some(Document { id: event.id.doc_id(EVENT), body, known: event::FIELDS })
}

/// A change that also notes when it was made.
fn set(change: impl Fn(&mut Contact) + 'static) -> Change {
    Box::new(move |contact| {
        change(contact);
        contact.updated_at = clock::now();
    })
}
