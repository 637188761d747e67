//! The Contacts page: what is searched for, which contacts that leaves, and where the reader was.

use std::sync::Arc;

use leptos::prelude::*;

use super::book::Book;
use crate::domain::contacts::Contacts;
use crate::domain::id::ContactId;
use crate::domain::search::Query;
use crate::domain::selection::Selection;

/// Rows, or a wall of faces.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum View {
    /// A row for each contact.
    #[default]
    Rows,
    /// A face for each contact.
    Faces,
}

/// The ids that a list shows, in its order.
pub type Ids = Arc<Vec<ContactId>>;

/// What the Contacts page shows.
#[derive(Clone, Copy)]
pub struct List {
    /// What is typed into the search box.
    pub search: RwSignal<String>,
    /// Rows or faces.
    pub view: RwSignal<View>,
    /// Who is selected.
    pub selection: RwSignal<Selection>,
    /// How far the list was scrolled when it was left, in pixels.
    pub scrolled: StoredValue<f64>,
    visible: Memo<Ids>,
    pending: Memo<usize>,
}

impl List {
    pub(super) fn new(book: Book) -> Self {
        let search = RwSignal::new(String::new());
        let query = Memo::new(move |_| search.with(|typed| Query::parse(typed)));
        let visible = Memo::new(move |_| {
            book.contacts().with(|contacts| query.with(|query| Arc::new(contacts.search(query))))
        });
        let pending = Memo::new(move |_| book.contacts().with(Contacts::pending));
        let view = RwSignal::new(View::default());
        let selection = RwSignal::new(Selection::default());
        Self { search, view, selection, scrolled: StoredValue::new(0.0), visible, pending }
    }

    /// Selects a contact or takes it out; with `to_here` everybody from the last one to it.
    pub fn select(self, id: ContactId, to_here: bool) {
        self.visible.with_untracked(|ids| {
            self.selection.update(|selection| match to_here {
                true => selection.extend(ids, id),
                false => selection.toggle(id),
            });
        });
    }

    /// Selects everybody in the list, or, where all are, nobody.
    pub fn select_all(self) {
        self.visible.with_untracked(|ids| {
            self.selection.update(|selection| match selection.covers(ids) {
                true => selection.clear(),
                false => selection.select_all(ids),
            });
        });
    }

    /// The selected contacts in the order of the list, those out of sight last.
    #[must_use]
    pub fn selected(self) -> Vec<ContactId> {
        let in_order =
            |selection: &Selection| self.visible.with_untracked(|ids| selection.in_order(ids));
        self.selection.with_untracked(in_order)
    }

    /// How many of the selected contacts the list does not show now.
    #[must_use]
    pub fn selected_out_of_sight(self) -> usize {
        self.selection.with(|selection| {
            let in_sight = |ids: &Ids| ids.iter().filter(|id| selection.contains(**id)).count();
            selection.len() - self.visible.with(in_sight)
        })
    }

    /// Takes out of the selection whoever lists no longer show.
    pub fn keep_up(self, book: Book) {
        Effect::new(move |_| {
            book.contacts().with(|contacts| {
                if self.selection.with_untracked(Selection::is_empty) {
                    return;
                }
                let is_there = |id| contacts.get(id).is_some_and(|contact| contact.is_listed());
                self.selection.update(|selection| selection.retain(is_there));
            });
        });
    }

    /// How many contacts the list has, those to come among them.
    #[must_use]
    pub fn count(self) -> usize {
        let pending = self.pending.get();
        self.visible.with(|ids| ids.len()) + pending
    }

    /// Whether what is searched for cannot be told yet, since not all contacts were read.
    #[must_use]
    pub fn is_incomplete(self) -> bool {
        self.pending.get() > 0 && !self.search.with(|typed| typed.trim().is_empty())
    }

    /// The contacts to show, in order.
    #[must_use]
    pub const fn visible(self) -> Memo<Ids> {
        self.visible
    }
}
