//! What a list shows: the contacts that match a search and a filter, in the order of a sort.

use std::sync::Arc;

use super::Contacts;
use crate::domain::contact::Contact;
use crate::domain::date::Calendar;
use crate::domain::filter::Filter;
use crate::domain::id::ContactId;
use crate::domain::listed::Listed;
use crate::domain::rows::Rows;
use crate::domain::search::{Fit, Query};
use crate::domain::sort::Sort;
use crate::domain::time::Timestamp;

/// What is searched for, chosen and ordered by.
#[derive(Debug, Clone, Copy)]
pub struct Listing<'a> {
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

    /// The contacts in Trash since before a point in time.
    #[must_use]
    pub fn trashed_before(&self, limit: Timestamp) -> Vec<ContactId> {
        let in_trash = self.columns.in_trash().iter().filter_map(|row| self.rows.get(row as usize));
        let is_old = |contact: &&Arc<Contact>| contact.deleted_at.is_some_and(|at| at < limit);
        in_trash.filter(is_old).map(|contact| contact.id).collect()
    }

    /// Up to `count` listed contacts that match a query, by name; first those in whose name each of its words begins a
    /// word. Nobody for an empty query.
    #[must_use]
    pub fn find(&self, query: &Query, count: usize) -> Vec<Arc<Contact>> {
        if query.is_empty() {
            return Vec::new();
        }
        let matching = self.columns.search.matches(query);
        let (mut best, mut others) = (Vec::new(), Vec::new());
        for row in self.by_name.iter().filter(|row| matching.contains(**row)) {
            let found = match query.fit(self.columns.name(*row)) {
                Some(Fit::Begins) => &mut best,
                _ => &mut others,
            };
            if found.len() < count {
                found.push(*row);
            }
            if best.len() == count {
                break;
            }
        }
        let rows = best.into_iter().chain(others).take(count);
        rows.filter_map(|row| self.rows.get(row as usize).cloned()).collect()
    }

    /// The contacts to show, in order.
    #[must_use]
    pub fn select(&self, listing: &Listing<'_>) -> Listed {
        if listing.filter.is_none() && listing.query.is_empty() {
            // Every listed contact, and nothing to look at.
            return self.listed_at(self.columns.sorted(self.by_name.clone(), listing.sort));
        }
        let mut rows = listing.filter.unwrap_or(&self.columns.listed).clone();
        if !listing.query.is_empty() {
            rows.keep(&self.columns.search.matches(listing.query));
        }
        let mut ordered: Vec<u32> =
            self.by_name.iter().copied().filter(|row| rows.contains(*row)).collect();
        // Contacts in Trash stand in no order yet.
        rows.take(&self.columns.listed);
        if !rows.is_empty() {
            ordered = self.sorted_by_name(ordered.into_iter().chain(rows.iter()));
        }
        self.listed_at(self.columns.sorted(ordered, listing.sort))
    }

    fn listed_at(&self, rows: Vec<u32>) -> Listed {
        Listed::new(rows, &self.ids)
    }
}
