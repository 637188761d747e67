//! What is shown otherwise than it was saved, and the way to another list.

use leptos::prelude::*;

use super::{Columns, List, View, saved};
use crate::domain::filter::Filter;
use crate::domain::filter::field::Field;
use crate::domain::selection::Selection;
use crate::domain::shown::{Place, Shown, columns_text};
use crate::domain::smart_list::SmartList;
use crate::domain::sort::Sort;

impl List {
    /// Goes to another list, shown as it was saved. Who was selected there is no longer.
    pub fn go(self, place: Place) {
        self.selection.update(Selection::clear);
        self.scrolled.set_value(0.0);
        self.shown.set(Shown::of(place));
    }

    /// Whether something differs that can be saved.
    #[must_use]
    pub fn is_changed(self) -> bool {
        self.shown.with(|shown| shown.is_changed() && shown.place != Place::Trash)
    }

    /// Takes back whatever differs from how the list was saved.
    pub fn discard(self) {
        self.shown.update(|shown| *shown = Shown::of(shown.place.clone()));
    }

    /// Changes how the list is shown; what comes to be as saved does not count as different.
    pub fn change(self, change: impl FnOnce(&mut Shown)) {
        let saved = self.saved();
        self.shown.update(|shown| {
            change(shown);
            shown.settle(&saved);
        });
    }

    /// Shows rows or faces; rows are what a list without a view of its own shows.
    pub fn set_view(self, view: View) {
        let is_own = view == View::Rows && self.saved().view.is_empty();
        self.change(|shown| shown.view = (!is_own).then(|| view.key().to_owned()));
    }

    /// Shows those that match another filter, in its text form.
    pub fn set_filter(self, filter: &Filter) {
        self.change(|shown| shown.filter = Some(filter.to_string()));
    }

    /// Sorts the list; the order of a list that was saved without one is not kept.
    pub fn sort_by(self, sort: &Sort) {
        let text = sort.to_string();
        let is_own = *sort == Sort::default() && self.saved().sort.is_empty();
        self.change(|shown| shown.sort = (!is_own).then_some(text));
    }

    /// Sets the columns of its rows.
    pub fn set_columns(self, columns: &Columns) {
        let usual = untrack(|| self.definitions.with(|known| SmartList::every().columns(known)));
        let is_own = *columns == usual && self.saved().columns.is_empty();
        let columns: Vec<_> =
            columns.iter().map(|(field, width)| SmartList::column(field, *width)).collect();
        self.change(|shown| shown.columns = (!is_own).then(|| columns_text(&columns)));
    }

    /// Makes a column as wide as this, in pixels.
    pub fn set_width(self, field: &Field, width: u32) {
        let mut columns = untrack(|| self.columns());
        if let Some((_, kept)) = columns.iter_mut().find(|(other, _)| other == field) {
            *kept = Some(width);
        }
        self.set_columns(&columns);
    }

    /// The list as it was saved.
    fn saved(self) -> SmartList {
        untrack(|| self.shown.with(|shown| saved(shown, self.lists)))
    }
}
