//! The Contacts page: which list it shows and what differs from how that was saved, what is searched for, which contacts
//! that leaves, and who of them is selected.

mod change;
mod select;

use std::time::Duration;

use leptos::prelude::*;

use super::book::Book;
use super::lists::Lists;
use super::locale::calendar;
use crate::domain::contacts::Contacts;
use crate::domain::contacts::select::Listing;
use crate::domain::date::Date;
use crate::domain::filter::Filter;
use crate::domain::filter::field::{Definitions, Field};
use crate::domain::id::ListId;
use crate::domain::listed::Listed;
use crate::domain::rows::Rows;
use crate::domain::search::Query;
use crate::domain::selection::Selection;
use crate::domain::shown::{Place, Shown};
use crate::domain::smart_list::SmartList;
use crate::domain::sort::Sort;

/// Rows, or a wall of faces.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum View {
    /// A row for each contact.
    #[default]
    Rows,
    /// A face for each contact.
    Faces,
}

impl View {
    /// As lists and addresses write it.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Rows => "rows",
            Self::Faces => "faces",
        }
    }
}

/// A dialog that is fetched when it is first wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tool {
    /// Everything there is to go to and to do, from any page.
    Commands,
    /// The keys, from any page.
    Keys,
    /// The filter of the list.
    Filter,
    /// Its columns.
    Columns,
    /// What is exported of whom.
    Export(Whom),
    /// The name under which it is saved as a new one.
    Create,
    /// Another name for a saved one.
    Rename(ListId),
    /// Who made, shared and changed a saved one.
    About(ListId),
}

/// Who is exported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whom {
    /// The selected contacts.
    Selected,
    /// Everybody in the list.
    Listed,
}

/// The columns of a list, with their widths in pixels where those were changed.
pub type Columns = Vec<(Field, Option<u32>)>;

/// What the Contacts page shows.
#[derive(Clone, Copy)]
pub struct List {
    /// What is typed into the search box.
    pub search: RwSignal<String>,
    /// Which list, and what about it differs from how it was saved.
    pub shown: RwSignal<Shown>,
    /// Who is selected.
    pub selection: RwSignal<Selection>,
    /// The dialog about the list, or about everything, that is open.
    pub tool: RwSignal<Option<Tool>>,
    /// How far the list was scrolled when it was left, in pixels.
    pub scrolled: StoredValue<f64>,
    applied: Memo<SmartList>,
    filter: Memo<Filter>,
    sort: Memo<Sort>,
    visible: Memo<Listed>,
    pending: Memo<usize>,
    today: Signal<Date>,
    definitions: Signal<Definitions>,
    /// Rises a moment after contacts have changed: what is counted waits until the change itself is on the screen.
    counted: RwSignal<usize>,
    lists: Lists,
    book: Book,
}

impl List {
    pub(super) fn new(
        book: Book,
        lists: Lists,
        definitions: Signal<Definitions>,
        today: Signal<Date>,
    ) -> Self {
        let search = RwSignal::new(String::new());
        let shown = RwSignal::new(Shown::default());
        let query = Memo::new(move |_| search.with(|typed| Query::parse(typed)));
        let applied = Memo::new(move |_| shown.with(|shown| shown.applied(saved(shown, lists))));
        let filter =
            Memo::new(move |_| applied.with(|list| definitions.with(|known| list.filter(known))));
        let sort =
            Memo::new(move |_| applied.with(|list| definitions.with(|known| list.sort(known))));
        let matching = Memo::new_with_compare(
            move |_| {
                let is_trash = shown.with(|shown| shown.place == Place::Trash);
                book.contacts().with(|contacts| match (is_trash, filter.with(Filter::is_empty)) {
                    (true, true) => Some(contacts.trashed()),
                    (false, true) => None,
                    _ => Some(filter.with(|filter| matching(contacts, filter, today.get()))),
                })
            },
            // Whenever contacts change, so may the order of those that match.
            |_, _| true,
        );
        let visible = Memo::new(move |_| {
            let all = book.contacts();
            matching.with(|filter: &Option<Rows>| {
                sort.with(|sort| {
                    query.with(|query| {
                        let listing = Listing { query, filter: filter.as_ref(), sort };
                        all.with(|contacts| contacts.select(&listing))
                    })
                })
            })
        });
        let pending = Memo::new(move |_| book.contacts().with(Contacts::pending));
        let selection = RwSignal::new(Selection::default());
        let scrolled = StoredValue::new(0.0);
        Self {
            search,
            shown,
            selection,
            tool: RwSignal::new(None),
            scrolled,
            applied,
            filter,
            sort,
            visible,
            pending,
            today,
            definitions,
            counted: RwSignal::new(0),
            lists,
            book,
        }
    }

    /// How many contacts the list has, those to come among them.
    #[must_use]
    pub fn count(self) -> usize {
        let pending = if self.is_whole() { self.pending.get() } else { 0 };
        self.visible.with(Listed::len) + pending
    }

    /// Whether what the list shows cannot be told yet, since not all contacts or lists were read.
    #[must_use]
    pub fn is_incomplete(self) -> bool {
        let is_saved = self.shown.with(|shown| matches!(shown.place, Place::Saved(_)));
        (self.pending.get() > 0 && !self.is_whole()) || (is_saved && !self.lists.is_known())
    }

    /// The contacts to show, in order.
    #[must_use]
    pub const fn visible(self) -> Memo<Listed> {
        self.visible
    }

    /// The list as it is shown, saved or not.
    #[must_use]
    pub const fn applied(self) -> Memo<SmartList> {
        self.applied
    }

    /// Its filter.
    #[must_use]
    pub const fn filter(self) -> Memo<Filter> {
        self.filter
    }

    /// Its order.
    #[must_use]
    pub const fn sort(self) -> Memo<Sort> {
        self.sort
    }

    /// Rows or faces.
    #[must_use]
    pub fn view(self) -> View {
        let is_faces = self.applied.with(|list| list.view == View::Faces.key());
        if is_faces { View::Faces } else { View::Rows }
    }

    /// The columns of its rows.
    #[must_use]
    pub fn columns(self) -> Columns {
        self.applied.with(|list| self.definitions.with(|known| list.columns(known)))
    }

    /// Has everything counted anew, in a task of its own; to be called below the root, whenever contacts changed.
    pub fn count_soon(self) {
        set_timeout(move || self.counted.update(|times| *times += 1), Duration::ZERO);
    }

    /// Rises when everything is to be counted anew.
    #[must_use]
    pub const fn counted(self) -> RwSignal<usize> {
        self.counted
    }

    /// How many contacts a filter matches now.
    #[must_use]
    pub fn count_of(self, filter: &Filter) -> usize {
        self.book.contacts().with_untracked(|contacts| match filter.is_empty() {
            true => contacts.len(),
            false => matching(contacts, filter, self.today.get()).count(),
        })
    }

    /// Whether it is every contact there is.
    fn is_whole(self) -> bool {
        let is_all = self.shown.with(|shown| shown.place == Place::All);
        let is_by_name = self.sort.with(|sort| *sort == Sort::default());
        is_all
            && is_by_name
            && self.filter.with(Filter::is_empty)
            && self.search.with(|typed| typed.trim().is_empty())
    }
}

/// The list as it was saved; an empty one for those that are not saved.
fn saved(shown: &Shown, lists: Lists) -> SmartList {
    let list = match &shown.place {
        Place::Saved(id) => lists.get(*id),
        _ => None,
    };
    list.unwrap_or_else(SmartList::every)
}

fn matching(contacts: &Contacts, filter: &Filter, today: Date) -> Rows {
    calendar(today, |calendar| contacts.matching(filter, calendar))
}
