//! The Contacts page: every contact, found as one types, as rows or as a wall of faces.

pub mod add;
pub mod bulk_dialog;
pub mod empty;
pub mod face_drop;
pub mod in_view;
pub mod row_focus;
pub mod rows;
pub mod search_box;
pub mod selection_bar;
pub mod storage_banner;
pub mod view_switch;
pub mod wall;

use leptos::prelude::*;

use self::empty::{Nobody, NobodyFound};
use self::face_drop::FaceDrop;
use self::rows::Rows;
use self::search_box::SearchBox;
use self::selection_bar::SelectionBar;
use self::storage_banner::StorageBanner;
use self::view_switch::{ViewSwitch, sync_with_address};
use self::wall::Wall;
use super::kit::icon::{Glyph, Icon};
use super::kit::live::{part, text};
use super::picture::position::Position;
use super::picture::trouble::Trouble;
use crate::domain::contacts::Contacts;
use crate::state::book::Phase;
use crate::state::list::View;
use crate::state::locale::number;
use crate::state::use_app;

/// What the list has to show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Content {
    Opening,
    Nobody,
    NobodyFound,
    People(View),
}

/// Header, Smart Lists and the list itself.
#[component]
pub fn ContactsPage() -> impl IntoView {
    let app = use_app();
    sync_with_address(app.list);
    let faces = FaceDrop::provide();
    let content = Memo::new(move |_| match app.book.phase().get() {
        Phase::Opening if app.book.contacts().with(Contacts::is_empty) => Content::Opening,
        _ if app.list.is_incomplete() => Content::Opening,
        _ if app.book.contacts().with(Contacts::is_empty) => Content::Nobody,
        _ if app.list.visible().with(|ids| ids.is_empty()) => Content::NobodyFound,
        _ => Content::People(app.list.view.get()),
    });
    let all = text(move || number(app.book.contacts().with(Contacts::len)));

    view! {
        <main class="page list">
            <header>
                <h1>"Contacts"</h1>
                <span class="grow"></span>
                <SearchBox/>
                <ViewSwitch/>
                <button class="btn primary" on:click=move |_| app.adding.set(true)>
                    <Icon glyph=Glyph::Plus/>"Add contact"
                </button>
            </header>
            <div class="tabs" role="tablist" aria-label="Smart lists">
                <button role="tab" aria-selected="true" aria-controls="contacts-panel" aria-describedby="count-all">"All"</button>
                <span class="badge soft" id="count-all">{all}</span>
            </div>
            <div class="banners">
                <StorageBanner/>
                <Trouble stage=faces.stage()/>
            </div>
            <div class="panel" id="contacts-panel" role="tabpanel" aria-label="All">
                {part(move || Some(match content.get() {
                    Content::Opening => view! { <Opening/> }.into_any(),
                    Content::Nobody => view! { <Nobody/> }.into_any(),
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
