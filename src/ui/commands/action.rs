//! What can be done from the commands, and how.

use leptos::prelude::*;

use crate::domain::id::ContactId;
use crate::domain::selection::Selection;
use crate::domain::shown::Place;
use crate::state::App;
use crate::state::list::{Tool, View, Whom};
use crate::state::settings::Theme;
use crate::ui::contacts::address::{address, of_place};
use crate::ui::kit::icon::Glyph;
use crate::ui::routes::{self, is_contacts};
use crate::ui::shortcuts::focus_search;

/// What choosing an entry does.
#[derive(Debug, Clone, PartialEq)]
pub enum Does {
    /// Opens the page of a contact.
    Contact(ContactId),
    /// Shows a list.
    List(Place),
    /// Goes to a page.
    Page(&'static str),
    /// Anything else.
    Action(Action),
}

/// What can be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// Opens the form for a new contact.
    AddContact,
    /// Goes to the search box.
    Search,
    /// Opens a dialog.
    Open(Tool),
    /// Saves what differs from how the list was saved.
    SaveList,
    /// Selects everybody in the list.
    SelectAll,
    /// Selects nobody.
    ClearSelection,
    /// Shows rows or faces.
    Show(View),
    /// Light or dark.
    Theme(Theme),
}

/// An action as it is listed.
#[derive(Debug, Clone, Copy)]
pub struct Listed {
    /// What it does.
    pub action: Action,
    /// What it is called.
    pub title: &'static str,
    /// Other words by which it is found.
    pub also: &'static str,
    /// Its drawing, as the path of an icon.
    pub path: &'static str,
    /// The key that does the same.
    pub keys: &'static str,
}

/// All actions, in the order in which they are offered.
pub const ACTIONS: [Listed; 15] = [
    listed(Action::AddContact, "Add contact", "new create person", Glyph::Plus.path(), "C"),
    listed(Action::Search, "Search contacts", "find", Glyph::Search.path(), "/"),
    listed(Action::Open(Tool::Filter), "Edit filter", "conditions", FUNNEL, ""),
    listed(Action::Open(Tool::Columns), "Choose columns", "fields widths", COLUMNS, ""),
    listed(Action::SaveList, "Save list", "keep changes", CHECK, ""),
    listed(Action::Open(Tool::Create), "Add smart list", "new create", Glyph::Plus.path(), ""),
    listed(Action::Open(EXPORT), "Export list", "save file download csv vcard", EXPORTED, ""),
    listed(Action::SelectAll, "Select all", "everybody", CHECK, ""),
    listed(Action::ClearSelection, "Clear selection", "nobody none", Glyph::Cross.path(), "Esc"),
    listed(Action::Show(View::Rows), "Show rows", "view table", Glyph::Rows.path(), ""),
    listed(Action::Show(View::Faces), "Show faces", "view wall tiles", Glyph::Tiles.path(), ""),
    listed(Action::Open(Tool::Keys), "Keyboard shortcuts", "keys help", KEYS, "?"),
    listed(Action::Theme(Theme::Light), "Light theme", "bright appearance", SUN, ""),
    listed(Action::Theme(Theme::Dark), "Dark theme", "night appearance", MOON, ""),
    listed(Action::Theme(Theme::System), "System theme", "automatic appearance", HALVES, ""),
];

const FUNNEL: &str = "M4 6h16M7 12h10M10 18h4";
const COLUMNS: &str = "M5.5 5h13A1.5 1.5 0 0 1 20 6.5v11a1.5 1.5 0 0 1-1.5 1.5h-13A1.5 1.5 0 0 1 4 17.5v-11A1.5 1.5 0 0 1 5.5 5ZM9.5 5v14M14.5 5v14";
const EXPORT: Tool = Tool::Export(Whom::Listed);
const EXPORTED: &str = "M12 4v11M7.5 10.5 12 15l4.5-4.5M5 19h14";
const CHECK: &str = "m5 12.5 4.5 4.5L19 7.5";
const KEYS: &str = "M5 6h14a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V8a2 2 0 0 1 2-2ZM7 10h.01M11 10h.01M15 10h.01M17.5 14h.01M6.5 14h.01M9.5 14h5";
const SUN: &str = "M8 12a4 4 0 1 0 8 0a4 4 0 1 0-8 0ZM12 3v2M12 19v2M3 12h2M19 12h2M5.6 5.6 7 7M17 17l1.4 1.4M5.6 18.4 7 17M17 7l1.4-1.4";
const MOON: &str = "M20 14.5A8.5 8.5 0 1 1 9.5 4a6.8 6.8 0 0 0 10.5 10.5Z";
const HALVES: &str = "M4 12a8 8 0 1 0 16 0a8 8 0 1 0-16 0ZM12 4v16M12 8h6.5M12 12h8M12 16h6.5";

const fn listed(
    action: Action,
    title: &'static str,
    also: &'static str,
    path: &'static str,
    keys: &'static str,
) -> Listed {
    Listed { action, title, also, path, keys }
}

/// Whether an action would change anything now.
pub fn is_offered(app: App, action: Action) -> bool {
    let list = app.list;
    match action {
        Action::SaveList => list.is_changed(),
        Action::SelectAll => list
            .visible()
            .with(|ids| !ids.is_empty() && !list.selection.with(|selection| selection.covers(ids))),
        Action::Open(EXPORT) => {
            let is_trash = list.shown.with(|shown| shown.place == Place::Trash);
            !is_trash && list.visible().with(|ids| !ids.is_empty())
        }
        Action::ClearSelection => !list.selection.with(Selection::is_empty),
        Action::Show(view) => list.view() != view,
        Action::Theme(theme) => app.settings.theme().get() != theme,
        Action::AddContact | Action::Search | Action::Open(_) => true,
    }
}

/// Does what was chosen on the page of `path`; `go` goes to an address.
pub fn perform(app: App, does: Does, path: &str, go: &dyn Fn(&str)) {
    let list = app.list;
    let is_here = is_contacts(path);
    // The list as it was left.
    let show_list = || {
        if !is_here {
            let (shown, search) = (list.shown.get_untracked(), list.search.get_untracked());
            go(&address(&shown, search.trim()));
        }
    };
    let action = match does {
        Does::Contact(id) => return go(&routes::contact(id)),
        Does::Page(address) => return go(address),
        Does::List(place) if is_here => return list.go(place),
        Does::List(place) => {
            list.go(place.clone());
            return go(&of_place(place));
        }
        Does::Action(action) => action,
    };
    match action {
        Action::AddContact => app.adding.set(true),
        Action::Theme(theme) => app.settings.set_theme(theme),
        Action::Open(Tool::Keys) => list.tool.set(Some(Tool::Keys)),
        Action::Open(tool) => {
            show_list();
            list.tool.set(Some(tool));
        }
        Action::Search => {
            show_list();
            request_animation_frame(|| {
                focus_search();
            });
        }
        Action::SaveList => {
            show_list();
            app.save_shown();
        }
        Action::SelectAll => {
            show_list();
            list.select_every();
        }
        Action::ClearSelection => list.selection.update(Selection::clear),
        Action::Show(view) => {
            list.set_view(view);
            show_list();
        }
    }
}
