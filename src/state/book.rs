//! The contacts of the workspace as the screen sees them, and every command that changes them.
//! A command resolves after its transaction completed: what is shown as saved is saved.

pub mod edit;
mod tabs;

use std::sync::Arc;

use futures_util::FutureExt;
use futures_util::future::{LocalBoxFuture, Shared};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::error::AppError;
use super::notices::Notices;
use super::workspace::Workspace;
use crate::domain::contact::Contact;
use crate::domain::contacts::Contacts;
use crate::domain::head;
use crate::domain::id::ContactId;
use crate::io::db::{Commit, Db, Kept};
use crate::io::local;
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
    workspace: Workspace,
    notices: Notices,
}

impl Book {
    pub(super) fn open(notices: Notices, workspace: Workspace) -> Self {
        let book = Self {
            contacts: RwSignal::new(Contacts::default()),
            phase: RwSignal::new(Phase::Opening),
            revision: RwSignal::new(0),
            db: StoredValue::new_local(Db::open(DATABASE).boxed_local().shared()),
            tabs: StoredValue::new_local(None),
            meanwhile: StoredValue::default(),
            workspace,
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
        // First, since the contacts are read into the columns of custom fields.
        self.workspace.read(&db).await;
        let mut contacts = Contacts::default();
        self.workspace.definitions().with_untracked(|definitions| contacts.define(definitions));
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
