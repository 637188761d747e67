//! The contacts of the workspace as the screen sees them, and every command that changes them.
//! A command resolves after its transaction completed: what is shown as saved is saved.

mod arrived;
pub mod edit;
mod journal;
mod late;
mod load;
mod tabs;

use std::rc::Rc;
use std::sync::Arc;

use futures_util::FutureExt;
use futures_util::future::{LocalBoxFuture, Shared};
use leptos::prelude::*;
use leptos::task::spawn_local;

use self::arrived::Arrived;
use super::error::AppError;
use super::notices::Notices;
use super::workspace::Workspace;
use crate::domain::contact::Contact;
use crate::domain::contacts::Contacts;
use crate::domain::id::ContactId;
use crate::domain::id::kind::Kind;
use crate::domain::id::set::IdSet;
use crate::io::clock;
use crate::io::db::{Commit, Db};
use crate::io::tabs::{Announced, Tabs};

/// The name of the database.
const DATABASE: &str = "visage";

/// How often it is looked whether the store was read, in milliseconds.
const PATIENCE: u32 = 50;

/// How far the start has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Phase {
    /// The store is being opened and read.
    Opening,
    /// All contacts are there, and kept in this browser.
    Open,
    /// The browser keeps nothing for this page, for the reason it gave: what is entered lasts as long as the page.
    InMemory(String),
    /// The storage of the browser has not answered yet: what is entered lasts as long as the page, and goes there when it does.
    Waiting,
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
    /// A contact as it will be as soon as a change of it is stored.
    coming: RwSignal<Option<Arc<Contact>>>,
    phase: RwSignal<Phase>,
    // In one place: the book goes into every future.
    revisions: StoredValue<[RwSignal<usize>; Kind::ALL.len()]>,
    db: StoredValue<Shared<LocalBoxFuture<'static, Db>>, LocalStorage>,
    tabs: StoredValue<Option<Tabs>, LocalStorage>,
    /// What was changed and forgotten while the store was being read.
    meanwhile: StoredValue<(Vec<Contact>, Vec<ContactId>)>,
    workspace: Workspace,
    /// Whose conversations were changed and not looked at since; none for any.
    talked: StoredValue<Option<IdSet>>,
    partly: StoredValue<Partly>,
    arrived: StoredValue<Arrived>,
    is_draining: StoredValue<bool>,
    /// Who wants to know that something was stored here that waits to be sent.
    on_stored: StoredValue<Option<Rc<dyn Fn()>>, LocalStorage>,
    notices: Notices,
}

impl Book {
    pub(super) fn open(notices: Notices, workspace: Workspace) -> Self {
        let book = Self {
            contacts: RwSignal::new(Contacts::default()),
            coming: RwSignal::new(None),
            phase: RwSignal::new(Phase::Opening),
            revisions: StoredValue::new(Kind::ALL.map(|_| RwSignal::new(0))),
            db: StoredValue::new_local(
                Db::open(DATABASE, journal::fetch_reader).boxed_local().shared(),
            ),
            tabs: StoredValue::new_local(None),
            meanwhile: StoredValue::default(),
            workspace,
            // They have not been looked at yet.
            talked: StoredValue::new(None),
            partly: StoredValue::default(),
            arrived: StoredValue::default(),
            is_draining: StoredValue::default(),
            on_stored: StoredValue::new_local(None),
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

    /// The settings, and who is here.
    pub(super) const fn workspace(self) -> Workspace {
        self.workspace
    }

    /// How far the start has come.
    #[must_use]
    pub fn phase(self) -> Signal<Phase> {
        self.phase.into()
    }

    /// Waits until all contacts were read: who is not known yet would be taken for absent.
    pub(super) async fn opened(self) {
        while self.phase.get_untracked() == Phase::Opening {
            clock::sleep(PATIENCE).await;
        }
    }

    /// Rises whenever documents of this kind were written or forgotten.
    #[must_use]
    pub(super) fn revision(self, kind: Kind) -> RwSignal<usize> {
        let [lists, conversations, entries, workspace, duplicates, imports] =
            self.revisions.get_value();
        match kind {
            Kind::Lists => lists,
            Kind::Conversations => conversations,
            Kind::Entries => entries,
            Kind::Workspace => workspace,
            Kind::Duplicates => duplicates,
            Kind::Imports => imports,
        }
    }

    /// Whose conversations were changed since this was asked last; none for any.
    pub(super) fn take_talked(self) -> Option<IdSet> {
        self.talked.try_update_value(|talked| talked.replace(IdSet::default())).flatten()
    }

    /// One contact as it is now; none when there is no such contact.
    #[must_use]
    pub fn contact(self, id: ContactId) -> Option<Arc<Contact>> {
        self.contacts.with(|contacts| contacts.get(id).cloned())
    }

    /// One contact as it was typed, though that may still be on its way into the store: that it is stored is said when it
    /// is, and what could not be stored is as it was.
    #[must_use]
    pub fn coming(self, id: ContactId) -> Option<Arc<Contact>> {
        let coming = self.coming.get().filter(|coming| coming.id == id);
        coming.or_else(|| self.contact(id))
    }

    /// The open store, as soon as it is open.
    pub(super) async fn db(self) -> Db {
        self.db.get_value().await
    }

    /// Stores a change and shows it.
    pub(super) async fn commit(self, commit: Commit) -> Result<(), AppError> {
        let contacts = self.db().await.commit(&commit).await?;
        let written = commit.documents.iter().chain(&commit.withdrawn);
        let written = written.map(|document| &*document.id);
        let forgotten = commit.forget.iter().map(String::as_str);
        let announced = Announced {
            contacts: contacts.iter().map(|contact| contact.id).collect(),
            conversations: commit.conversations().into_iter().collect(),
            others: Kind::of_all(written.chain(forgotten)),
            many: false,
        };
        self.refresh(contacts);
        self.revise(&announced);
        self.announce(&announced);
        self.tell_stored();
        if !commit.is_followed {
            self.remember();
        }
        Ok(())
    }

    /// Has somebody told whenever something was stored in this browser that waits to be sent.
    pub(super) fn on_stored(self, tell: Rc<dyn Fn()>) {
        self.on_stored.set_value(Some(tell));
    }

    /// Tells that something waits to be sent, or to be taken from the server.
    pub(super) fn tell_stored(self) {
        if let Some(tell) = self.on_stored.get_value() {
            tell();
        }
    }

    /// Tells those who look at documents that are no contacts.
    fn revise(self, announced: &Announced) {
        if announced.others.contains(&Kind::Conversations) {
            self.talked.update_value(|talked| match announced.conversations.as_slice() {
                [] => *talked = None,
                ids => talked.iter_mut().for_each(|talked| talked.extend(ids)),
            });
        }
        for kind in &announced.others {
            let revision = self.revision(*kind);
            revision.set(revision.get_untracked() + 1);
        }
    }

    /// The one way in which a change reaches the screen.
    pub(super) fn refresh(self, contacts: Vec<Contact>) {
        self.take_in(contacts);
        self.contacts.notify();
    }

    /// Takes in contacts as they are stored, which the next refresh shows.
    fn take_in(self, contacts: Vec<Contact>) {
        self.take_arrived();
        self.put_in(contacts);
    }

    fn put_in(self, contacts: Vec<Contact>) {
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
        self.take_arrived();
        self.put_off(ids);
        self.contacts.notify();
    }

    fn put_off(self, ids: &[ContactId]) {
        if self.is_opening() {
            self.meanwhile.update_value(|(_, forgotten)| forgotten.extend(ids));
        }
        self.contacts.update_untracked(|known| known.remove(ids));
    }

    pub(super) fn contact_now(self, id: ContactId) -> Option<Arc<Contact>> {
        self.contacts.with_untracked(|contacts| contacts.get(id).cloned())
    }

    fn is_opening(self) -> bool {
        self.phase.with_untracked(|phase| *phase == Phase::Opening)
    }
}
