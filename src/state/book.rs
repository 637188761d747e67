//! The contacts of the workspace as the screen sees them, and every command that changes them.
//! A command resolves after its transaction completed: what is shown as saved is saved.

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
use crate::domain::head;
use crate::domain::id::ContactId;
use crate::io::db::{Change, Commit, Db, Kept};
use crate::io::tabs::{Announced, Tabs};
use crate::io::{clock, local};

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
    notices: Notices,
}

impl Book {
    pub(super) fn open(notices: Notices) -> Self {
        let book = Self {
            contacts: RwSignal::new(Contacts::default()),
            phase: RwSignal::new(Phase::Opening),
            revision: RwSignal::new(0),
            db: StoredValue::new_local(Db::open(DATABASE).boxed_local().shared()),
            tabs: StoredValue::new_local(None),
            meanwhile: StoredValue::default(),
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
        if self.is_opening() {
            self.meanwhile.update_value(|(changed, _)| changed.extend(contacts.iter().cloned()));
        }
        self.contacts.update(|known| known.upsert(contacts));
    }

    /// Takes contacts that are gone from the store off the screen.
    pub(super) fn forget(self, ids: &[ContactId]) {
        self.take_off(ids);
        self.announce(&Announced { contacts: ids.to_vec(), others: false });
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

    async fn load(self) {
        let db = self.db().await;
        if let Some(head) = db.head().await {
            self.contacts.set(head);
        }
        let mut contacts = Contacts::default();
        let read = db.contacts(|page| contacts.fill(page)).await;
        contacts.settle();
        self.warn_of_loss(contacts.len());
        let (changed, forgotten) =
            self.meanwhile.try_update_value(std::mem::take).unwrap_or_default();
        contacts.upsert(changed);
        contacts.remove(&forgotten);
        self.contacts.set(contacts);
        match read {
            Ok(0) => {}
            Ok(damaged) => self.notices.refused(format!(
                "{damaged} stored contacts are damaged and not shown. They were left as they are."
            )),
            Err(error) => self.notices.refused(format!(
                "The contacts in this browser could not be read ({error}). Reload the page to try again."
            )),
        }
        self.phase.set(match db.kept() {
            Kept::Here => Phase::Open,
            Kept::InMemory(reason) => Phase::InMemory(reason.clone()),
        });
        self.remember();
    }

    /// A damaged database opens empty and without an error: only a note outside it can tell.
    fn warn_of_loss(self, found: usize) {
        let kept = local::get(local::CANARY).and_then(|count| count.parse::<usize>().ok());
        if let (0, Some(before @ 1..)) = (found, kept) {
            self.notices.refused(format!(
                "This browser no longer has the {before} contacts that were kept here. It was cleared, or its storage is damaged."
            ));
        }
    }

    /// Leaves the notes that the next start reads: how many contacts there are, and the first of them.
    fn remember(self) {
        if self.phase.get_untracked() != Phase::Open {
            return;
        }
        let count = self.contacts.with_untracked(Contacts::len).to_string();
        local::set(local::CANARY, Some(&count));
        spawn_local(async move {
            let head =
                |stamp: &str| self.contacts.with_untracked(|known| head::write(known, stamp));
            self.db().await.keep_head(head).await;
        });
    }
}

/// A change that also notes when it was made.
fn set(change: impl Fn(&mut Contact) + 'static) -> Change {
    Box::new(move |contact| {
        change(contact);
        contact.updated_at = clock::now();
    })
}
