//! What can be done with the chosen Smart List, and the question for a name.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use crate::domain::id::ListId;
use crate::domain::shown::Place;
use crate::state::use_app;
use crate::ui::kit::dialog::Dialog;
use crate::ui::kit::field::TextField;
use crate::ui::kit::live::part;
use crate::ui::kit::menu::{Item, Menu};

/// The menu of the chosen list; none for those that are not saved.
#[component]
pub fn ListMenu() -> impl IntoView {
    let app = use_app();
    let renaming = RwSignal::new(None::<ListId>);
    let chosen = Memo::new(move |_| {
        app.list.shown.with(|shown| match shown.place {
            Place::Saved(id) => Some(id),
            _ => None,
        })
    });
    let items = move || chosen.get().map(|id| items(id, renaming)).unwrap_or_default();
    let items = Signal::derive(items);

    view! {
        {part(move || chosen.get().map(|_| view! { <Menu name="List actions" items/> }.into_any()))}
        {part(move || renaming.get().map(|id| view! { <Rename id renaming/> }.into_any()))}
        {part(move || app.list.naming.get().then(|| view! { <Create/> }.into_any()))}
    }
}

fn items(id: ListId, renaming: RwSignal<Option<ListId>>) -> Vec<Item> {
    let app = use_app();
    let place = untrack(|| app.lists.with(|lists| lists.iter().position(|list| list.id == id)));
    let count = untrack(|| app.lists.with(<[_]>::len));
    let item = |name, action: Callback<()>| Item { name, action };
    let mut items = vec![
        item("Rename", Callback::new(move |()| renaming.set(Some(id)))),
        item("Save as new list", Callback::new(move |()| app.list.naming.set(true))),
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

/// Asks for the name of a new list, which keeps what is shown now.
#[component]
fn Create() -> impl IntoView {
    let app = use_app();
    let close = move || app.list.naming.set(false);
    view! {
        <NameDialog
            title="Add smart list"
            yes="Save list"
            start=String::new()
            on_name=Callback::new(move |name| { close(); app.create_list(name); })
            on_cancel=Callback::new(move |()| close())
        />
    }
}

#[component]
fn Rename(id: ListId, renaming: RwSignal<Option<ListId>>) -> impl IntoView {
    let app = use_app();
    let start = untrack(|| app.lists.get(id)).map(|list| list.name).unwrap_or_default();
    let close = move || renaming.set(None);
    view! {
        <NameDialog
            title="Rename list"
            yes="Rename"
            start
            on_name=Callback::new(move |name| { close(); app.rename_list(id, name); })
            on_cancel=Callback::new(move |()| close())
        />
    }
}

/// Asks for a name.
#[component]
fn NameDialog(
    title: &'static str,
    yes: &'static str,
    start: String,
    on_name: Callback<String>,
    on_cancel: Callback<()>,
) -> impl IntoView {
    let (value, error) = (RwSignal::new(start), RwSignal::new(None));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let name = value.get_untracked().trim().to_owned();
        match name.chars().count() {
            0 => error.set(Some("Give the list a name.".to_owned())),
            1..=80 => on_name.run(name),
            _ => error.set(Some("Shorten the name to 80 characters.".to_owned())),
        }
    };
    view! {
        <Dialog name=title class="confirm" on_cancel=move || on_cancel.run(())>
            <form novalidate on:submit=submit>
                <h2>{title}</h2>
                <TextField label="Name" value error/>
                <footer>
                    <button type="button" class="btn quiet" on:click=move |_| on_cancel.run(())>"Cancel"</button>
                    <button class="btn primary">{yes}</button>
                </footer>
            </form>
        </Dialog>
    }
}
