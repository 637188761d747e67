//! What can be done with the chosen Smart List.

use leptos::prelude::*;

use crate::domain::id::ListId;
use crate::domain::shown::Place;
use crate::state::list::Tool;
use crate::state::use_app;
use crate::ui::kit::live::part;
use crate::ui::kit::menu::{Item, Menu};

/// The menu of the chosen list; none for those that are not saved.
#[component]
pub fn ListMenu() -> impl IntoView {
    let app = use_app();
    let chosen = Memo::new(move |_| {
        app.list.shown.with(|shown| match shown.place {
            Place::Saved(id) => Some(id),
            _ => None,
        })
    });
    let items = move || chosen.get().map(items).unwrap_or_default();
    let items = Signal::derive(items);

    view! {
        {part(move || chosen.get().map(|_| view! { <Menu name="List actions" items/> }.into_any()))}
    }
}

fn items(id: ListId) -> Vec<Item> {
    let app = use_app();
    let place = untrack(|| app.lists.with(|lists| lists.iter().position(|list| list.id == id)));
    let count = untrack(|| app.lists.with(<[_]>::len));
    let item = |name, action: Callback<()>| Item { name, action };
    let mut items = vec![
        item("Rename", Callback::new(move |()| app.list.tool.set(Some(Tool::Rename(id))))),
        item("Save as new list", Callback::new(move |()| app.list.tool.set(Some(Tool::Create)))),
        item("Copy", Callback::new(move |()| app.copy_list(id))),
    ];
    if let Some(place) = place {
        if place > 0 {
            items.push(item("Move left", Callback::new(move |()| app.reorder_list(id, place - 1))));
        }
        if place + 1 < count {
            items
                .push(item("Move right", Callback::new(move |()| app.reorder_list(id, place + 1))));
        }
    }
    items.push(item("Delete list", Callback::new(move |()| app.delete_list(id))));
    items
}
