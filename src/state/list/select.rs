//! Who is selected.

use std::time::Duration;

use leptos::prelude::*;

use super::List;
use crate::domain::id::ContactId;
use crate::domain::listed::Listed;
use crate::domain::selection::Selection;
use crate::domain::shown::Place;

impl List {
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

    /// Selects everybody in the list.
    pub fn select_every(self) {
        self.visible
            .with_untracked(|ids| self.selection.update(|selection| selection.select_all(ids)));
    }

    /// Moves the end of the selected range from one place of the list to another.
    pub fn stretch(self, from: usize, to: usize) {
        self.visible.with_untracked(|ids| {
            if let (Some(from), Some(to)) = (ids.get(from), ids.get(to)) {
                self.selection.update(|selection| selection.stretch(ids, from, to));
            }
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
        if self.is_whole() {
            return 0;
        }
        self.selection.with(|selection| {
            let in_sight = |ids: &Listed| ids.iter().filter(|id| selection.contains(*id)).count();
            selection.len() - self.visible.with(in_sight)
        })
    }

    /// Takes out of the selection whoever is no longer there, in a task of its own; to be called below the root, whenever
    /// contacts changed.
    pub fn keep_up_soon(self) {
        set_timeout(move || self.keep_up(), Duration::ZERO);
    }

    fn keep_up(self) {
        if self.selection.with_untracked(Selection::is_empty) {
            return;
        }
        // Who was restored leaves the selection in Trash: what is deleted for good must be seen there.
        let in_trash = self.shown.with_untracked(|shown| shown.place == Place::Trash);
        self.book.contacts().with_untracked(|contacts| {
            self.selection
                .maybe_update(|selection| selection.retain(|id| contacts.is_in(id, in_trash)));
        });
    }
}
