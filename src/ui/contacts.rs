//! The Contacts page: every contact, found as one types, as rows or as a wall of faces.

pub mod add;
pub mod address;
pub mod bulk_dialog;
pub mod cell;
pub mod empty;
pub mod face_drop;
pub mod filter_bar;
pub mod head;
pub mod in_view;
pub mod list_menu;
pub mod marks;
pub mod row_focus;
pub mod row_keys;
pub mod rows;
pub mod search_box;
pub mod selection_bar;
pub mod storage_banner;
pub mod tabs;
pub mod tools;
pub mod touch;
pub mod view_switch;
pub mod wall;

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use self::address::sync_with_address;
use self::empty::{EmptyTrash, Nobody, NobodyFound};
use self::face_drop::FaceDrop;
use self::filter_bar::{FilterBar, unknown};
use self::rows::Rows;
use self::search_box::SearchBox;
use self::selection_bar::SelectionBar;
use self::storage_banner::StorageBanner;
use self::tabs::Tabs;
use self::view_switch::ViewSwitch;
use self::wall::Wall;
use super::kit::icon::{Glyph, Icon};
use super::kit::live::{part, text, when};
use super::picture::position::Position;
use super::picture::trouble::Trouble;
use super::routes::IMPORT;
use crate::domain::contacts::Contacts;
use crate::domain::shown::Place;
use crate::state::book::Phase;
use crate::state::list::View;
use crate::state::use_app;

/// What the list has to show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Content {
    Opening,
    Nobody,
    NobodyFound,
    EmptyTrash,
    People(View),
}

/// Header, Smart Lists and the list itself.
#[component]
pub fn ContactsPage() -> impl IntoView {
    let app = use_app();
    sync_with_address(app.list);
    // A dialog about the list goes with it.
    on_cleanup(move || app.list.tool.set(None));
    let faces = FaceDrop::provide();
    let content = Memo::new(move |_| match app.book.phase().get() {
        Phase::Opening if app.book.contacts().with(Contacts::is_empty) => Content::Opening,
        _ if app.list.is_incomplete() => Content::Opening,
        _ if app.list.visible().with(|ids| !ids.is_empty()) => Content::People(app.list.view()),
        _ if app.list.shown.with(|shown| shown.place == Place::Trash) => Content::EmptyTrash,
        _ if app.book.contacts().with(Contacts::is_empty) => Content::Nobody,
        _ => Content::NobodyFound,
    });
    let navigate = use_navigate();
    let import = move || navigate(IMPORT, NavigateOptions::default());
    let panel = text(move || match app.list.applied().with(|list| list.name.clone()) {
        name if name.is_empty() => "All".to_owned(),
        name => name,
    });

    view! {
        <main class="page list">
            <header>
                <h1>"Contacts"</h1>
                <span class="grow"></span>
                <SearchBox/>
                <ViewSwitch/>
                <button class="btn" aria-label="Import" on:click=move |_| import()>
                    <Icon glyph=Glyph::Tray/><span class="wide">"Import"</span>
                </button>
                <button class="btn primary" aria-label="Add contact" on:click=move |_| app.adding.set(true)>
                    <Icon glyph=Glyph::Plus/>"Add"<span class="wide">" contact"</span>
                </button>
            </header>
            <Tabs/>
            <FilterBar/>
            <div class="banners">
                <StorageBanner/>
                <MissingList/>
                {part(move || app.list.filter().with(unknown))}
                <Trouble stage=faces.stage()/>
            </div>
            <div class="panel" id="contacts-panel" role="tabpanel" aria-label=panel>
                {part(move || Some(match content.get() {
                    Content::Opening => view! { <Opening/> }.into_any(),
                    Content::Nobody => view! { <Nobody/> }.into_any(),
                    Content::EmptyTrash => view! { <EmptyTrash/> }.into_any(),
                    Content::NobodyFound => view! { <NobodyFound/> }.into_any(),
                    Content::People(View::Rows) => view! { <Rows/> }.into_any(),
                    Content::People(View::Faces) => view! { <Wall/> }.into_any(),
                }))}
            </div>
            <SelectionBar/>
            <Position stage=faces.stage()/>
        </main>
    }
}

/// The moment before the store was read.
#[component]
fn Opening() -> impl IntoView {
    view! { <p class="blank muted" role="status">"Opening your contacts…"</p> }
}

/// Says that the address asks for a list that is not here.
#[component]
fn MissingList() -> impl IntoView {
    let app = use_app();
    let is_missing = move || {
        app.lists.is_known()
            && app.list.shown.with(|shown| match &shown.place {
                Place::Saved(id) => app.lists.get(*id).is_none(),
                Place::Nowhere(_) => true,
                Place::All | Place::Trash => false,
            })
    };
    when(is_missing, move || {
        view! {
        <p class="note bad" role="alert">
            "The list of this address is not here: it was deleted, is not shared with you, or belongs to another workspace."
            <button class="btn small" on:click=move |_| app.list.go(Place::All)>"Show all contacts"</button>
        </p>
    }.into_any()
    })
}
