//! The list as rows: a grid of which only what is in view is drawn.

use leptos::ev::MouseEvent;
use leptos::html;
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_navigate;
use web_sys::Element;
use web_sys::wasm_bindgen::JsCast;

use super::face_drop::FaceDrop;
use super::in_view::in_view;
use super::row_focus::{RowFocus, use_row_focus};
use crate::domain::contact::Contact;
use crate::domain::id::ContactId;
use crate::domain::selection::Selection;
use crate::state::locale::{ago, number};
use crate::state::use_app;
use crate::ui::kit::avatar::Avatar;
use crate::ui::kit::live::{flag, memo, part, text, watch};
use crate::ui::kit::tags::tags;
use crate::ui::kit::virtual_rows::{VirtualRows, use_virtual_rows};
use crate::ui::picture::drop::DropTarget;
use crate::ui::routes;

/// The rows, one of which has the keyboard.
#[component]
pub fn Rows() -> impl IntoView {
    let list = use_app().list;
    let visible = list.visible();
    let scroller = NodeRef::<html::Div>::new();
    let rows = use_virtual_rows(scroller, move || list.count());
    let focus = use_row_focus(scroller, rows, move || untrack(|| list.count()));
    restore_scroll(scroller, rows);
    let is_all =
        memo(move || list.selection.with(|selection| visible.with(|ids| selection.covers(ids))));
    let is_selecting = memo(move || !list.selection.with(Selection::is_empty));
    let draw = Box::new(move |index, id| view! { <Row index id focus/> }.into_any());

    view! {
        <div
            class="grid scroller"
            class:selecting=move || is_selecting.get()
            node_ref=scroller
            role="grid"
            aria-label="Contacts"
            aria-multiselectable="true"
            aria-rowcount=text(move || (list.count() + 1).to_string())
            on:scroll:target=move |event| rows.scrolled.set(event.target().scroll_top().into())
            on:keydown=move |event| focus.press(&event)
        >
            <div role="rowgroup">
                <div class="row head" role="row" aria-rowindex="1">
                    <span class="pick" role="columnheader">
                        <input
                            type="checkbox"
                            aria-label=text(move || format!("Select all {}", number(list.count())))
                            prop:checked=flag(move || is_all.get())
                            on:change=move |_| list.select_all()
                        />
                    </span>
                    <span role="columnheader" aria-sort="ascending">"Name"</span>
                    <span role="columnheader">"Email"</span>
                    <span role="columnheader">"Phone"</span>
                    <span role="columnheader">"Type"</span>
                    <span role="columnheader">"Tags"</span>
                    <span role="columnheader">"Last activity"</span>
                </div>
            </div>
            <div class="run" role="rowgroup" style:--height=text(move || rows.height.get())>
                {in_view(visible, rows, draw)}
            </div>
        </div>
    }
}

/// One contact.
#[component]
fn Row(index: usize, id: Memo<Option<ContactId>>, focus: RowFocus) -> impl IntoView {
    let app = use_app();
    let (book, list) = (app.book, app.list);
    let faces: FaceDrop = expect_context();
    let is_selected = memo(move || {
        id.get().is_some_and(|id| list.selection.with(|selection| selection.contains(id)))
    });
    let contact = Memo::new(move |_| book.contact(id.get()?));
    let address = move || id.get().map(routes::contact).unwrap_or_default();
    let read = move |read: fn(&Contact) -> String| {
        text(move || contact.with(|contact| contact.as_deref().map(read).unwrap_or_default()))
    };
    let tags = part(move || contact.with(|contact| Some(tags(contact.as_ref()?))));
    let kind = part(move || {
        let kind = contact.with(|contact| contact.as_ref().map(|c| c.contact_type.clone()))?;
        (!kind.is_empty()).then(|| view! { <span class="tag">{kind}</span> }.into_any())
    });
    let navigate = use_navigate();
    let open = move |event: MouseEvent| {
        if !is_on_control(&event) {
            navigate(&untrack(address), Default::default());
        }
    };
    let drop = move |incoming| {
        if let Some(id) = id.get_untracked() {
            faces.take(id, incoming);
        }
    };
    let pick = move |event: MouseEvent| {
        if let Some(id) = id.get_untracked() {
            list.select(id, event.shift_key());
        }
    };
    let link = NodeRef::<html::Span>::new();
    focus.follow(index, link);

    view! {
        <div
            class="row"
            role="row"
            aria-rowindex=index + 2
            aria-label=read(Contact::name)
            aria-selected=text(move || is_selected.get().to_string())
            style:--at=index.to_string()
            on:click=open
        >
            <span class="pick" role="gridcell">
                <input
                    type="checkbox"
                    tabindex="-1"
                    aria-label=text(move || format!("Select {}", contact.with(|c| c.as_deref().map(Contact::name).unwrap_or_default())))
                    prop:checked=flag(move || is_selected.get())
                    on:click=pick
                />
            </span>
            <span class="who" role="gridcell">
                <DropTarget on_drop=drop>
                    <Avatar contact size="m"/>
                </DropTarget>
                <span class="clip" node_ref=link>
                    <A href=address attr:tabindex=text(move || focus.tabindex(index).to_owned())>
                        <bdi>{read(Contact::name)}</bdi>
                    </A>
                </span>
            </span>
            <span class="clip muted email" role="gridcell">{read(|c| c.email().to_owned())}</span>
            <span class="clip muted num phone" role="gridcell">{read(|c| c.phone().to_owned())}</span>
            <span class="kind" role="gridcell">{kind}</span>
            <span class="tags" role="gridcell">{tags}</span>
            <span class="faint num last" role="gridcell">{read(|c| ago(c.last_activity_at))}</span>
        </div>
    }
}

/// Whether a click in a row is meant for something in it.
fn is_on_control(event: &MouseEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|target| target.closest("a, button, input").ok().flatten().is_some())
}

/// Goes back to where the reader was when the page was left, and notes where that is.
fn restore_scroll(scroller: NodeRef<html::Div>, rows: VirtualRows) {
    let list = use_app().list;
    scroller.on_load(move |scroller| {
        let at = list.scrolled.get_value();
        request_animation_frame(move || scroller.set_scroll_top(at as i32));
    });
    let mut is_restored = false;
    watch(move || {
        let at = rows.scrolled.get();
        if std::mem::replace(&mut is_restored, true) {
            list.scrolled.set_value(at);
        }
    });
    // Another search starts at its first match.
    watch(move || {
        list.search.track();
        // Only from further down: setting it makes the browser lay the page out at once.
        let scroller = scroller.get_untracked().filter(|_| rows.scrolled.get_untracked() > 0.0);
        if let Some(scroller) = scroller {
            scroller.set_scroll_top(0);
        }
    });
}
