//! The contacts of the workspace as the screen sees them, and every command that changes them.
//! A command resolves after its transaction completed: what is shown as saved is saved.

mod journal;
mod load;
mod tabs;

use std::sync::Arc;

use futures_util::FutureExt;
use futures_util::future::{LocalBoxFuture, Shared};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::error::AppError;
use super::notices::Notices;
use super::stage::Ready;
use crate::domain::contact::Contact;
use crate::domain::contact::draft::{self, Field};
use crate::domain::contacts::Contacts;
use crate::domain::id::ContactId;
use crate::domain::id::set::IdSet;
use crate::io::clock;
use crate::io::db::{Change, Commit, Db};
use crate::io::tabs::{Announced, Tabs};

/// The name of the database.
const DATABASE: &str = "visage";

/// How far the start has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Phase {
    /// The store is being opened and read.
    Opening,
    /// All contacts are there, and kept in this browser.
    Open,
    /// The browser keeps nothing for this page, for the reason it gave: what is entered lasts as long as the page.
    InMemory(String),
}

/// A change that memory takes in portion by portion.
#[derive(Debug, Default)]
struct Partly {
    /// How many such changes there are.
    count: usize,
    /// Contacts that came from the store since the one of this tab was saved, and so have it.
    stored: IdSet,
}

/// The contacts and the commands on them.
#[derive(Clone, Copy)]
pub struct Book {
    contacts: RwSignal<Contacts>,
    phase: RwSignal<Phase>,
    revision: RwSignal<usize>,
    db: StoredValue<Shared<LocalBoxFuture<'static, Db>>, LocalStorage>,
    tabs: StoredValue<Option<Tabs>, LocalStorage>,
    /// What was changed and forgotten while the store was being read.
    meanwhile: StoredValue<(Vec<Contact>, Vec<ContactId>)>,
    partly: StoredValue<Partly>,
    is_draining: StoredValue<bool>,
    notices: Notices,
}

impl Book {
    pub(super) fn open(notices: Notices) -> Self {
        let book = Self {
            contacts: RwSignal::new(Contacts::default()),
            phase: RwSignal::new(Phase::Opening),
            revision: RwSignal::new(0),
            db: StoredValue::new_local(
                Db::open(DATABASE, journal::fetch_reader).boxed_local().shared(),
            ),
            tabs: StoredValue::new_local(None),
            meanwhile: StoredValue::default(),
            partly: StoredValue::default(),
            is_draining: StoredValue::default(),
            notices,
        };
        let hear = move |announced| spawn_local(book.take_over(announced));
        book.tabs.set_value(Some(Tabs::open(hear)));
        spawn_local(book.load());
        book
    }

    /// All contacts.
    #[must_use]
    pub const fn contacts(self) -> RwSignal<Contacts> {
        self.contacts
    }

    /// How far the start has come.
    #[must_use]
    pub fn phase(self) -> Signal<Phase> {
        self.phase.into()
    }

    /// Rises whenever documents other than contacts were written or forgotten.
    #[must_use]
    pub(super) const fn revision(self) -> RwSignal<usize> {
        self.revision
    }

    /// One contact as it is now; none when there is no such contact.
    #[must_use]
    pub fn contact(self, id: ContactId) -> Option<Arc<Contact>> {
        self.contacts.with(|contacts| contacts.get(id).cloned())
    }

    /// Saves a new contact with these fields and this picture.
    ///
    /// # Errors
    /// When a field cannot be kept or nothing was stored.
    pub async fn create(
        self,
        fields: Vec<(Field, String)>,
        picture: Option<Ready>,
    ) -> Result<Contact, AppError> {
        let (id, now) = (clock::new_contact_id(), clock::now());
        let mut contact = Contact::new(id, now);
        for (field, typed) in &fields {
            field.write(&mut contact, typed)?;
        }
        draft::check(&contact)?;
        contact.picture = picture.as_ref().map(|ready| ready.reference.clone());
        let stored = contact.clone();
        let commit = Commit {
            contacts: vec![(id, Box::new(move |fresh: &mut Contact| *fresh = stored.clone()))],
            pictures: picture.into_iter().map(|ready| ready.picture).collect(),
            ..Commit::default()
        };
        self.commit(commit).await?;
        Ok(contact)
    }

    /// Saves one field, and offers to undo that.
    ///
    /// # Errors
    /// When the text cannot be kept or nothing was stored.
    pub async fn write(self, id: ContactId, field: Field, typed: String) -> Result<(), AppError> {
        let Some(before) = self.contact_now(id) else { return Ok(()) };
        let mut after = (*before).clone();
        field.write(&mut after, &typed)?;
        draft::check(&after)?;
        if after == *before {
            return Ok(());
        }
        self.edit(id, move |contact| field.restore(contact, &after)).await?;
        let undo = move || self.run(id, move |contact| field.restore(contact, &before));
        self.notices.done("Saved.", Some(Callback::new(move |()| undo.clone()())));
        Ok(())
    }

    /// Sets, replaces or (with none) removes the picture, and offers to undo that.
    ///
    /// # Errors
    /// When nothing was stored.
    pub async fn set_picture(self, id: ContactId, picture: Option<Ready>) -> Result<(), AppError> {
        let Some(before) = self.contact_now(id) else { return Ok(()) };
        let reference = picture.as_ref().map(|ready| ready.reference.clone());
        let done = match (&before.picture, &reference) {
            (_, None) => "Picture removed.",
            (None, _) => "Picture set.",
            _ => "Picture replaced.",
        };
        let change = set(move |contact: &mut Contact| contact.picture.clone_from(&reference));
        let commit = Commit {
            contacts: vec![(id, change)],
            pictures: picture.into_iter().map(|ready| ready.picture).collect(),
            ..Commit::default()
        };
        self.commit(commit).await?;
        let undo = move |()| {
            let before = before.clone();
            self.run(id, move |contact| contact.picture.clone_from(&before.picture));
        };
        self.notices.done(done, Some(Callback::new(undo)));
        Ok(())
    }

    /// The open store, as soon as it is open.
    pub(super) async fn db(self) -> Db {
        self.db.get_value().await
    }

    /// Stores a change and shows it.
    pub(super) async fn commit(self, commit: Commit) -> Result<(), AppError> {
        let contacts = self.db().await.commit(&commit).await?;
        let announced = Announced {
            contacts: contacts.iter().map(|contact| contact.id).collect(),
            others: !commit.documents.is_empty() || !commit.forget.is_empty(),
            many: false,
        };
        self.refresh(contacts);
        if announced.others {
            self.revise();
        }
        self.announce(&announced);
        if !commit.is_followed {
            self.remember();
        }
        Ok(())
    }

    fn revise(self) {
        self.revision.set(self.revision.get_untracked() + 1);
    }

    /// The one way in which a change reaches the screen.
    pub(super) fn refresh(self, contacts: Vec<Contact>) {
        self.take_in(contacts);
        self.contacts.notify();
    }

    /// Takes in contacts as they are stored, which the next refresh shows.
    fn take_in(self, contacts: Vec<Contact>) {
        self.partly.update_value(|partly| {
            if partly.count > 0 {
                partly.stored.extend(contacts.iter().map(|contact| contact.id));
            }
        });
        if self.is_opening() {
            self.meanwhile.update_value(|(changed, _)| changed.extend(contacts.iter().cloned()));
        }
        self.contacts.update_untracked(|known| known.upsert(contacts));
    }

    /// Takes contacts that are gone from the store off the screen.
    pub(super) fn forget(self, ids: &[ContactId]) {
        self.take_off(ids);
        self.announce(&Announced { contacts: ids.to_vec(), ..Announced::default() });
        self.remember();
    }

    fn take_off(self, ids: &[ContactId]) {
        if self.is_opening() {
            self.meanwhile.update_value(|(_, forgotten)| forgotten.extend(ids));
        }
        self.contacts.update(|known| known.remove(ids));
    }

    async fn edit(
        self,
        id: ContactId,
        change: impl Fn(&mut Contact) + 'static,
    ) -> Result<(), AppError> {
        self.commit(Commit { contacts: vec![(id, set(change))], ..Commit::default() }).await
    }

    /// Runs an undo; what it cannot store it says.
    fn run(self, id: ContactId, change: impl Fn(&mut Contact) + 'static) {
        spawn_local(async move {
            match self.edit(id, change).await {
                Ok(()) => self.notices.done("Undone.", None),
                Err(error) => self.notices.refused(error.sentence()),
            }
        });
    }

    fn contact_now(self, id: ContactId) -> Option<Arc<Contact>> {
        self.contacts.with_untracked(|contacts| contacts.get(id).cloned())
    }

    fn is_opening(self) -> bool {
        self.phase.with_untracked(|phase| *phase == Phase::Opening)
    }
}

/// A change that also notes when it was made.
fn set(change: impl Fn(&mut Contact) + 'static) -> Change {
    Box::new(move |contact| {
        change(contact);
        contact.updated_at = clock::now();
    })
}
