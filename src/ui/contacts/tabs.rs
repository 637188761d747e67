//! The Smart Lists as tabs with their counts. The one that is shown as chosen is the one that is applied: both are read
//! from the same place.

use std::time::Duration;

use leptos::prelude::*;

use super::list_menu::ListMenu;
use crate::domain::contacts::Contacts;
use crate::domain::id::ListId;
use crate::domain::shown::Place;
use crate::domain::smart_list::SmartList;
use crate::state::list::Tool;
use crate::state::locale::number;
use crate::state::use_app;
use crate::ui::kit::icon::{Glyph, Icon};
use crate::ui::kit::live::{text, watch};
use crate::ui::kit::tab_keys;

/// What a tab needs to be drawn.
#[derive(Clone, PartialEq)]
struct Entry {
    place: Place,
    name: String,
}

/// The tabs, and what can be done with the chosen list.
#[component]
pub fn Tabs() -> impl IntoView {
    let app = use_app();
    let trashed =
        Memo::new(move |_| app.book.contacts().with(|contacts| contacts.trashed().count()));
    let entries = Memo::new(move |_| {
        let place = app.list.shown.with(|shown| shown.place.clone());
        let saved =
            |list: &SmartList| Entry { place: Place::Saved(list.id), name: list.name.clone() };
        let mut entries = vec![Entry { place: Place::All, name: "All".to_owned() }];
        app.lists.with(|lists| entries.extend(lists.iter().map(saved)));
        if trashed.get() > 0 || place == Place::Trash {
            entries.push(Entry { place: Place::Trash, name: "Trash".to_owned() });
        }
        entries
    });
    let dragged = RwSignal::new(None::<ListId>);
    let tab = move |entry: Entry| view! { <Tab entry trashed dragged/> }.into_any();

    view! {
        <div class="tabs">
            <div class="run" role="tablist" aria-label="Smart lists" on:keydown=move |event| tab_keys::press(&event)>
                <For each=move || entries.get() key=|entry| (entry.place_key(), entry.name.clone()) let(entry)>
                    {tab(entry)}
                </For>
            </div>
            <ListMenu/>
            <button class="btn quiet add" on:click=move |_| app.list.tool.set(Some(Tool::Create))>
                <Icon glyph=Glyph::Plus/>"Add smart list"
            </button>
        </div>
    }
}

impl Entry {
    fn place_key(&self) -> String {
        match &self.place {
            Place::Saved(id) => id.to_string(),
            Place::Trash => "trash".to_owned(),
            Place::All | Place::Nowhere(_) => String::new(),
        }
    }
}

/// One list: a click shows it, dragging it moves it.
#[component]
fn Tab(entry: Entry, trashed: Memo<usize>, dragged: RwSignal<Option<ListId>>) -> impl IntoView {
    let app = use_app();
    let Entry { place, name } = entry;
    let id = match &place {
        Place::Saved(id) => Some(*id),
        _ => None,
    };
    let own = place.clone();
    let counted = in_turn(app.list.counted());
    let count = text(move || {
        let count = match &own {
            Place::Saved(id) => match app.lists.get(*id) {
                Some(list) => {
                    counted.track();
                    app.list.count_of(&app.workspace.definitions().with(|known| list.filter(known)))
                }
                None => 0,
            },
            Place::Trash => trashed.get(),
            Place::All | Place::Nowhere(_) => app.book.contacts().with(Contacts::len),
        };
        number(count)
    });
    let own = place.clone();
    let is_chosen = Memo::new(move |_| {
        app.list.shown.with(|shown| {
            shown.place == own || own == Place::All && matches!(shown.place, Place::Nowhere(_))
        })
    });
    let count_id = format!("count-{}", id.map_or_else(|| name.to_lowercase(), |id| id.to_string()));
    let drop = move |event: web_sys::DragEvent| {
        let (Some(moved), Some(here)) = (dragged.get_untracked(), id) else { return };
        event.prevent_default();
        dragged.set(None);
        let to = app.lists.with(|lists| lists.iter().position(|list| list.id == here));
        app.reorder_list(moved, to.unwrap_or_default());
    };

    view! {
        <button
            role="tab"
            aria-selected=text(move || is_chosen.get().to_string())
            aria-controls="contacts-panel"
            aria-describedby=count_id.clone()
            tabindex=text(move || if is_chosen.get() { "0" } else { "-1" }.to_owned())
            draggable=id.is_some().to_string()
            on:click=move |_| app.list.go(place.clone())
            on:dragstart=move |_| dragged.set(id)
            on:dragover=move |event| {
                if dragged.with_untracked(Option::is_some) && id.is_some() {
                    event.prevent_default();
                }
            }
            on:drop=drop
        >
            <bdi>{name}</bdi>
        </button>
        <span class="badge soft" id=count_id>{count}</span>
    }
}

/// Follows a signal in a task of its own, so that what many do when it changes does not keep the page busy.
fn in_turn(signal: RwSignal<usize>) -> RwSignal<usize> {
    let own = RwSignal::new(signal.get_untracked());
    watch(move || {
        let now = signal.get();
        let follow = move || {
            if own.try_get_untracked().is_some_and(|known| known != now) {
                own.set(now);
            }
        };
        set_timeout(follow, Duration::ZERO);
    });
    own
}
