//! What a list shows: the contacts that match a search and a filter, in the order of a sort.

use super::Contacts;
use crate::domain::date::Calendar;
use crate::domain::filter::Filter;
use crate::domain::id::ContactId;
use crate::domain::rows::Rows;
use crate::domain::search::Query;
use crate::domain::sort::Sort;

/// What is searched for, chosen and ordered by.
#[derive(Debug, Clone, Copy)]
pub struct Selection<'a> {
    /// What is typed into the search box.
    pub query: &'a Query,
    /// What the filter matches, from [`Contacts::matching`] or [`Contacts::trashed`]; none for every listed contact.
    pub filter: Option<&'a Rows>,
    /// The order.
    pub sort: &'a Sort,
}

impl Contacts {
    /// The rows of the contacts that a filter matches, which [`Rows::count`] counts. They are those of this moment: a
    /// change of contacts asks for new ones.
    #[must_use]
    pub fn matching(&self, filter: &Filter, calendar: &Calendar<'_>) -> Rows {
        filter.rows(&self.columns, calendar)
    }

    /// The rows of the contacts in Trash that were not merged into others.
    #[must_use]
    pub fn trashed(&self) -> Rows {
        self.columns.in_trash().clone()
    }

    /// The ids of the contacts to show, in order.
    #[must_use]
    pub fn select(&self, selection: &Selection<'_>) -> Vec<ContactId> {
        let mut rows = selection.filter.unwrap_or(&self.columns.listed).clone();
        if !selection.query.is_empty() {
            rows.keep(&self.columns.search.matches(selection.query));
        }
        let mut ordered: Vec<u32> =
            self.by_name.iter().copied().filter(|row| rows.contains(*row)).collect();
        // Contacts in Trash stand in no order yet.
        rows.take(&self.columns.listed);
        if !rows.is_empty() {
            ordered.extend(rows.iter());
            ordered = self.sorted_by_name(ordered);
        }
        self.ids(self.columns.sorted(ordered, selection.sort).into_iter())
    }
}
