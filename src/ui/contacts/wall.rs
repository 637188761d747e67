//! The list as a wall of faces.

use leptos::html;
use leptos::prelude::*;
use leptos_router::components::A;

use super::face_drop::FaceDrop;
use super::in_view::{each, in_view};
use crate::domain::contact::Contact;
use crate::domain::id::ContactId;
use crate::state::use_app;
use crate::ui::kit::avatar::Avatar;
use crate::ui::kit::live::text;
use crate::ui::kit::virtual_rows::use_virtual_rows;
use crate::ui::picture::drop::DropTarget;
use crate::ui::routes;

/// As many faces side by side as fit.
#[component]
pub fn Wall() -> impl IntoView {
    let list = use_app().list;
    let visible = list.visible();
    let scroller = NodeRef::<html::Div>::new();
    let rows = use_virtual_rows(scroller, move || list.count());
    let count = Signal::derive(move || list.count().to_string());
    let lanes = rows.lanes;
    let draw = each(move |index, id| view! { <Tile index id lanes count/> }.into_any());

    view! {
        <div
            class="wall scroller"
            node_ref=scroller
            on:scroll:target=move |event| rows.scrolled.set(event.target().scroll_top().into())
        >
            <ul
                class="run"
                aria-label="Contacts"
                style:--height=text(move || rows.height.get())
                style:--lanes=text(move || lanes.get().to_string())
            >
                {in_view(visible, rows, draw)}
            </ul>
        </div>
    }
}

/// One face with its name.
#[component]
fn Tile(index: usize, id: ContactId, lanes: Memo<usize>, count: Signal<String>) -> impl IntoView {
    let book = use_app().book;
    let faces: FaceDrop = expect_context();
    let contact = Memo::new(move |_| book.contact(id));
    let read = move |read: fn(&Contact) -> String| {
        text(move || contact.with(|contact| contact.as_deref().map(read).unwrap_or_default()))
    };

    view! {
        <li
            class="tile"
            aria-posinset=index + 1
            aria-setsize=text(move || count.get())
            style:--at=text(move || (index / lanes.get()).to_string())
            style:--lane-at=text(move || (index % lanes.get()).to_string())
        >
            <A href=routes::link(&routes::contact(id))>
                <DropTarget on_drop=move |incoming| faces.take(id, incoming)>
                    <Avatar contact size="w"/>
                </DropTarget>
                <b class="clip"><bdi>{read(Contact::name)}</bdi></b>
                <span class="clip muted">{read(|contact| contact.contact_type.clone())}</span>
            </A>
        </li>
    }
}
