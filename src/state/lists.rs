//! The Smart Lists of the workspace: read from the store at the start and whenever documents change, and every command
//! that changes them.

use leptos::prelude::*;
use leptos::task::spawn_local;
use serde_json::value::to_raw_value;

use super::book::{Book, Phase};
use super::error::AppError;
use super::notices::Notices;
use super::turn::turn;
use crate::domain::id::kind::Kind;
use crate::domain::id::{LIST, ListId};
use crate::domain::smart_list::{FIELDS, Position, SmartList, moved, order};
use crate::io::clock;
use crate::io::db::{Commit, Document};

/// The saved lists that whoever is here sees, deleted ones left out.
#[derive(Clone, Copy)]
pub struct Lists {
    /// None until they were read.
    known: RwSignal<Option<Vec<SmartList>>>,
    book: Book,
    notices: Notices,
}

impl Lists {
    pub(super) fn new(book: Book, notices: Notices) -> Self {
        Self { known: RwSignal::new(None), book, notices }
    }

    /// Reads them now, and whenever documents change or who is here; to be called once, below the root.
    pub fn keep_up(self) {
        self.book.workspace().who().with(|_| ());
        self.book.workspace().settings().with(|_| ());
        let revision = self.book.revision(Kind::Lists).get();
        if self.book.phase().get() != Phase::Opening {
            spawn_local(self.read(revision));
        }
    }

    /// Whether they were read.
    #[must_use]
    pub fn is_known(self) -> bool {
        self.known.with(Option::is_some)
    }

    /// Looks at all of them, in the order of their tabs.
    pub fn with<T>(self, look: impl FnOnce(&[SmartList]) -> T) -> T {
        self.known.with(|known| look(known.as_deref().unwrap_or_default()))
    }

    /// One of them.
    #[must_use]
    pub fn get(self, id: ListId) -> Option<SmartList> {
        self.with(|lists| lists.iter().find(|list| list.id == id).cloned())
    }

    /// Saves a list as a new one behind the others, and returns its id.
    ///
    /// # Errors
    /// When nothing was stored.
    pub async fn create(self, list: SmartList, name: String) -> Result<ListId, AppError> {
        let (id, now) = (clock::new_list_id(), clock::now());
        let me = self.book.workspace().me();
        let fresh = untrack(|| self.with(|lists| SmartList::new(id, lists, &me, now)));
        let list = SmartList {
            name,
            filter: list.filter,
            columns: list.columns,
            sort: list.sort,
            view: list.view,
            ..fresh
        };
        let saved = format!("The list “{}” was saved.", list.name);
        self.store(vec![list]).await?;
        self.notices.done(saved, None);
        Ok(id)
    }

    /// Changes a list, says what was `done`, and offers to undo that.
    ///
    /// # Errors
    /// When nothing was stored.
    pub async fn change(
        self,
        id: ListId,
        change: impl FnOnce(SmartList) -> SmartList,
        done: impl FnOnce(&SmartList) -> String,
    ) -> Result<(), AppError> {
        let _turn = turn().await;
        let Some(before) = untrack(|| self.get(id)) else { return Ok(()) };
        let (updated_by, updated_at) = (self.book.workspace().me(), Some(clock::now()));
        let changed = SmartList { updated_by, updated_at, ..change(before.clone()) };
        let done = done(&changed);
        self.store(vec![changed]).await?;
        self.done(done, before);
        Ok(())
    }

    /// Whether a list is of whoever is here, who may then share it.
    #[must_use]
    pub fn is_mine(self, list: &SmartList) -> bool {
        let me = self.book.workspace().me();
        self.book.workspace().settings().with(|settings| list.is_of(&me, &settings.people))
    }

    /// Deletes a list, which touches none of its contacts, and offers to undo that.
    ///
    /// # Errors
    /// When nothing was stored.
    pub async fn delete(self, id: ListId) -> Result<(), AppError> {
        let _turn = turn().await;
        let Some(before) = untrack(|| self.get(id)) else { return Ok(()) };
        let name = before.name.clone();
        let gone = SmartList { deleted_at: Some(clock::now()), ..before.clone() };
        self.store(vec![gone]).await?;
        self.done(format!("The list “{name}” was deleted. Its contacts stay."), before);
        Ok(())
    }

    /// Deletes a list that nobody has changed since it was saved, as a part of taking something larger back.
    pub(super) async fn withdraw(self, id: ListId) -> Result<(), AppError> {
        let _turn = turn().await;
        let is_untouched = |list: &SmartList| list.updated_at == list.made_at;
        let Some(list) = untrack(|| self.get(id)).filter(is_untouched) else { return Ok(()) };
        self.store(vec![SmartList { deleted_at: Some(clock::now()), ..list }]).await
    }

    /// Brings a list to another place among the tabs.
    ///
    /// # Errors
    /// When nothing was stored.
    pub async fn reorder(self, id: ListId, to: usize) -> Result<(), AppError> {
        let _turn = turn().await;
        let placed = |lists: &[SmartList]| -> Vec<SmartList> {
            let place = |(id, position): (ListId, Position)| {
                let list = lists.iter().find(|list| list.id == id)?.clone();
                Some(SmartList { position, ..list })
            };
            moved(lists, id, to).into_iter().filter_map(place).collect()
        };
        let lists = untrack(|| self.with(placed));
        if lists.is_empty() { Ok(()) } else { self.store(lists).await }
    }

    fn done(self, text: String, before: SmartList) {
        let undo = move |()| {
            let before = before.clone();
            spawn_local(async move { self.notices.undone(self.store(vec![before]).await) });
        };
        self.notices.done(text, Some(Callback::new(undo)));
    }

    async fn store(self, lists: Vec<SmartList>) -> Result<(), AppError> {
        let document = |list: &SmartList| -> Result<Document, AppError> {
            let body = to_raw_value(list).map_err(|_| AppError::Shipped)?;
            Ok(Document { id: list.id.doc_id(), body, known: FIELDS })
        };
        let documents = lists.iter().map(document).collect::<Result<_, _>>()?;
        self.book.commit(Commit { documents, ..Commit::default() }).await?;
        // At once, and not only when they were read again: whoever saved one goes there now.
        self.known.update(|known| {
            let known = known.get_or_insert_default();
            known.retain(|list| lists.iter().all(|changed| changed.id != list.id));
            known.extend(lists.into_iter().filter(|list| list.deleted_at.is_none()));
            order(known);
        });
        Ok(())
    }

    async fn read(self, revision: usize) {
        let documents = self.book.db().await.documents(LIST).await;
        if self.book.revision(Kind::Lists).get_untracked() != revision {
            // They changed meanwhile, and are being read again.
            return;
        }
        let documents = documents.unwrap_or_else(|error| {
            self.notices.refused(format!(
                "The lists in this browser could not be read ({error}). Reload the page to try again."
            ));
            Vec::new()
        });
        let list =
            |(id, json): &(String, String)| SmartList::from_json(ListId::from_doc_id(id)?, json);
        let mut lists: Vec<SmartList> = documents.iter().filter_map(list).collect();
        if lists.len() < documents.len() {
            self.notices.refused(format!(
                "{} stored lists are damaged and not shown. They were left as they are.",
                documents.len() - lists.len()
            ));
        }
        let me = self.book.workspace().me();
        self.book.workspace().settings().with_untracked(|settings| {
            lists.retain(|list| list.deleted_at.is_none() && list.is_for(&me, &settings.people));
        });
        order(&mut lists);
        self.known.set(Some(lists));
    }
}
