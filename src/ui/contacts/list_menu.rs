//! What can be done with the chosen Smart List.

use leptos::prelude::*;

use crate::domain::id::ListId;
use crate::domain::shown::Place;
use crate::state::App;
use crate::state::chunk::chunk;
use crate::state::list::{Tool, Whom};
use crate::state::use_app;
use crate::ui::kit::live::{part, when};
use crate::ui::kit::menu::{Item, Menu};
use crate::ui::later::{Draw, Later, drawn};

/// The menu of the chosen list, none for those that are not saved.
#[component]
pub fn ListMenu() -> impl IntoView {
    let app = use_app();
    let is_wanted = move || app.list.shown.with(|shown| matches!(shown.place, Place::Saved(_)));
    let absent = move || {
        app.notices.refused(
            "The menu of the lists could not be loaded. Check the connection, then choose the list again.",
        );
    };
    when(is_wanted, move || drawn(&MENU, absent))
}

/// The menu itself, which is fetched when it is first wanted.
pub static MENU: Later<Draw> = Later::new(|| Box::pin(menu()));

chunk! { fn menu() -> Draw as lists { || view! { <Open/> }.into_any() } }

#[component]
fn Open() -> impl IntoView {
    let app = use_app();
    let chosen = Memo::new(move |_| {
        app.list.shown.with(|shown| match shown.place {
            Place::Saved(id) => Some(id),
            _ => None,
        })
    });
    let items = Signal::derive(move || chosen.get().map(|id| items(app, id)).unwrap_or_default());
    part(move || chosen.get().map(|_| view! { <Menu name="List actions" items/> }.into_any()))
}

fn items(app: App, id: ListId) -> Vec<Item> {
    let place = untrack(|| app.lists.with(|lists| lists.iter().position(|list| list.id == id)));
    let count = untrack(|| app.lists.with(<[_]>::len));
    let item = |name: &'static str, action: Callback<()>| Item { name: name.into(), action };
    let open = |tool: Tool| Callback::new(move |()| app.list.tool.set(Some(tool)));
    let mut items = vec![
        item("Rename", open(Tool::Rename(id))),
        item("Save as new list", open(Tool::Create)),
        item("Copy", Callback::new(move |()| app.copy_list(id))),
    ];
    if let Some(list) = untrack(|| app.lists.get(id)).filter(|list| app.lists.is_mine(list)) {
        let share = Callback::new(move |()| app.share_list(id, !list.shared));
        items.push(item(if list.shared { "Stop sharing" } else { "Share with everybody" }, share));
    }
    items.push(item("Export", open(Tool::Export(Whom::Listed))));
    if let Some(place) = place {
        if place > 0 {
            items.push(item("Move left", Callback::new(move |()| app.reorder_list(id, place - 1))));
        }
        if place + 1 < count {
            items
                .push(item("Move right", Callback::new(move |()| app.reorder_list(id, place + 1))));
        }
    }
    items.push(item("About this list", open(Tool::About(id))));
    items.push(item("Delete list", Callback::new(move |()| app.delete_list(id))));
    items
}
