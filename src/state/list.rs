//! The Contacts page: what is searched for, which contacts that leaves, and where the reader was.

use std::sync::Arc;

use leptos::prelude::*;

use super::book::Book;
use crate::domain::contacts::Contacts;
use crate::domain::id::ContactId;
use crate::domain::search::Query;

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
        Self { search, view, scrolled: StoredValue::new(0.0), visible, pending }
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
