//! The commands on Smart Lists, as the screen calls them.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::App;
use super::chunk::{Absent, chunk};
use super::error::AppError;
use super::list::Tool;
use crate::domain::id::ListId;
use crate::domain::shown::Place;
use crate::domain::smart_list::SmartList;

chunk! {
    fn commands() -> Commands as lists {
        Commands { save: App::save_list_now, reorder: App::reorder_list_now }
    }
}

/// The commands that the Contacts page offers by itself; the others belong to what is fetched with its menus.
#[derive(Clone, Copy)]
struct Commands {
    save: fn(App, ListId),
    reorder: fn(App, ListId, usize),
}

impl App {
    /// Saves what is shown as a new list, and goes there.
    pub fn create_list(self, name: String) {
        let shown = self.list.applied().get_untracked();
        let needs_filter = shown.filter.is_empty();
        spawn_local(async move {
            match self.lists.create(shown, name).await {
                Ok(id) => {
                    self.list.go(Place::Saved(id));
                    // A list of everybody is what **All** is: this one wants a filter.
                    self.list.tool.set(needs_filter.then_some(Tool::Filter));
                }
                Err(error) => self.notices.refused(error.sentence()),
            }
        });
    }

    /// Saves what is shown: as the list that it came from, or as a new one, whose name is asked for.
    pub fn save_shown(self) {
        match self.list.shown.with_untracked(|shown| shown.place.clone()) {
            Place::Saved(id) => self.save_list(id),
            _ => self.list.tool.set(Some(Tool::Create)),
        }
    }

    /// Saves what is shown as the list that it came from.
    fn save_list(self, id: ListId) {
        self.run_list(move |commands| (commands.save)(self, id));
    }

    /// Brings a list to another place among the tabs.
    pub fn reorder_list(self, id: ListId, to: usize) {
        self.run_list(move |commands| (commands.reorder)(self, id, to));
    }

    fn run_list(self, act: impl FnOnce(Commands) + 'static) {
        let act: Box<dyn FnOnce(Commands)> = Box::new(act);
        spawn_local(async move {
            match commands().await {
                Ok(commands) => act(commands),
                Err(Absent) => self.say_absent(),
            }
        });
    }

    fn save_list_now(self, id: ListId) {
        let shown = self.list.applied().get_untracked();
        self.change_list(id, saved, move |list| SmartList {
            filter: shown.filter,
            columns: shown.columns,
            sort: shown.sort,
            view: shown.view,
            ..list
        });
    }

    /// Gives a list another name.
    pub fn rename_list(self, id: ListId, name: String) {
        self.change_list(id, saved, move |list| SmartList { name, ..list });
    }

    /// Shows a list to everybody, or again to its maker only.
    pub fn share_list(self, id: ListId, shared: bool) {
        let done = move |list: &SmartList| match shared {
            true => format!("The list “{}” is shared with everybody.", list.name),
            false => format!("The list “{}” is yours only.", list.name),
        };
        self.change_list(id, done, move |list| SmartList { shared, ..list });
    }

    /// Saves a copy of a list, as it was saved, and goes there.
    pub fn copy_list(self, id: ListId) {
        let Some(list) = untrack(|| self.lists.get(id)) else { return };
        spawn_local(async move {
            let name = format!("{} (copy)", list.name);
            match self.lists.create(list, name).await {
                Ok(id) => self.list.go(Place::Saved(id)),
                Err(error) => self.notices.refused(error.sentence()),
            }
        });
    }

    /// Deletes a list, and shows everybody.
    pub fn delete_list(self, id: ListId) {
        spawn_local(async move {
            let deleted = self.lists.delete(id).await;
            if deleted.is_ok()
                && self.list.shown.with_untracked(|shown| shown.place == Place::Saved(id))
            {
                self.list.go(Place::All);
            }
            self.report(deleted);
        });
    }

    fn reorder_list_now(self, id: ListId, to: usize) {
        spawn_local(async move { self.report(self.lists.reorder(id, to).await) });
    }

    fn change_list(
        self,
        id: ListId,
        done: impl FnOnce(&SmartList) -> String + 'static,
        change: impl FnOnce(SmartList) -> SmartList + 'static,
    ) {
        spawn_local(async move {
            let saved: Result<(), AppError> = self.lists.change(id, change, done).await;
            if saved.is_ok() {
                // What was shown otherwise may be how it is saved now.
                self.list.change(|_| ());
            }
            self.report(saved);
        });
    }
}

fn saved(list: &SmartList) -> String {
    format!("The list “{}” was saved.", list.name)
}
