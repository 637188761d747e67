//! The list as rows: a grid of which only what is in view is drawn.

use std::sync::Arc;

use leptos::ev::{KeyboardEvent, MouseEvent};
use leptos::html;
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_navigate;
use web_sys::Element;
use web_sys::wasm_bindgen::JsCast;

use super::FaceDrop;
use crate::domain::contact::Contact;
use crate::domain::id::ContactId;
use crate::state::locale::ago;
use crate::state::use_app;
use crate::ui::kit::avatar::Avatar;
use crate::ui::kit::virtual_rows::{VirtualRows, use_virtual_rows};
use crate::ui::picture::drop::DropTarget;
use crate::ui::routes;

/// The height of the header row in pixels; the CSS says the same.
const HEADER: f64 = 38.0;

/// The rows, one of which has the keyboard.
#[component]
pub fn Rows() -> impl IntoView {
    let list = use_app().list;
    let visible = list.visible();
    let scroller = NodeRef::<html::Div>::new();
    let rows = use_virtual_rows(scroller, move || visible.with(|ids| ids.len()));
    let focus = use_row_focus(scroller, rows, move || visible.with_untracked(|ids| ids.len()));
    restore_scroll(scroller, rows);
    let drawn = move || {
        let (first, last) = rows.range.get();
        visible.with(|ids| {
            let ids = ids.get(first..last.min(ids.len())).unwrap_or_default();
            (first..).zip(ids.iter().copied()).collect::<Vec<_>>()
        })
    };

    view! {
        <div
            class="grid scroller"
            node_ref=scroller
            role="grid"
            aria-label="Contacts"
            aria-rowcount=move || visible.with(|ids| ids.len() + 1).to_string()
            on:scroll:target=move |event| rows.scrolled.set(event.target().scroll_top().into())
            on:keydown=move |event| focus.press(&event)
        >
            <div role="rowgroup">
                <div class="row head" role="row" aria-rowindex="1">
                    <span role="columnheader" aria-sort="ascending">"Name"</span>
                    <span role="columnheader">"Email"</span>
                    <span role="columnheader">"Phone"</span>
                    <span role="columnheader">"Type"</span>
                    <span role="columnheader">"Tags"</span>
                    <span role="columnheader">"Last activity"</span>
                </div>
            </div>
            <div class="run" role="rowgroup" style:--height=move || rows.height.get()>
                <For each=drawn key=|row| *row let((index, id))>
                    <Row index id focus/>
                </For>
            </div>
        </div>
    }
}

/// One contact.
#[component]
fn Row(index: usize, id: ContactId, focus: RowFocus) -> impl IntoView {
    let book = use_app().book;
    let faces: FaceDrop = expect_context();
    let contact = Memo::new(move |_| book.contact(id));
    let read = move |read: fn(&Contact) -> String| {
        move || contact.with(|contact| contact.as_deref().map(read).unwrap_or_default())
    };
    let tags = move || contact.with(|contact| tags(contact.as_ref()));
    let kind = move || {
        let kind = read(|contact| contact.contact_type.clone())();
        (!kind.is_empty()).then(|| view! { <span class="tag">{kind}</span> })
    };
    let navigate = use_navigate();
    let open = move |event: MouseEvent| {
        if !is_on_control(&event) {
            navigate(&routes::contact(id), Default::default());
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
            style:--at=index.to_string()
            on:click=open
        >
            <span class="who" role="gridcell">
                <DropTarget on_drop=move |incoming| faces.take(id, incoming)>
                    <Avatar contact size="m"/>
                </DropTarget>
                <span class="clip" node_ref=link>
                    <A href=routes::contact(id) attr:tabindex=move || focus.tabindex(index)>
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

fn tags(contact: Option<&Arc<Contact>>) -> impl IntoView + use<> {
    let tags = contact.map(|contact| contact.tags.clone()).unwrap_or_default();
    tags.into_iter().map(|tag| view! { <span class="tag"><bdi>{tag}</bdi></span> }).collect_view()
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
    Effect::new(move |before: Option<()>| {
        let at = rows.scrolled.get();
        if before.is_some() {
            list.scrolled.set_value(at);
        }
    });
    // Another search starts at its first match.
    Effect::new(move |before: Option<()>| {
        list.search.track();
        if let (Some(()), Some(scroller)) = (before, scroller.get_untracked()) {
            scroller.set_scroll_top(0);
        }
    });
}

/// The one row that the Tab key reaches, moved by the arrow keys.
#[derive(Clone, Copy)]
struct RowFocus {
    active: RwSignal<usize>,
    /// Whether the active row should take the focus as soon as it is drawn.
    wanted: RwSignal<bool>,
    rows: VirtualRows,
    scroller: NodeRef<html::Div>,
    count: Callback<(), usize>,
}

fn use_row_focus(
    scroller: NodeRef<html::Div>,
    rows: VirtualRows,
    count: impl Fn() -> usize + Send + Sync + 'static,
) -> RowFocus {
    let count = Callback::new(move |()| count());
    let (active, wanted) = (RwSignal::new(0), RwSignal::new(false));
    RowFocus { active, wanted, rows, scroller, count }
}

impl RowFocus {
    /// The row that has the keyboard, brought within what is drawn, so that there always is one.
    fn reachable(self) -> usize {
        let (first, last) = self.rows.range.get();
        self.active.get().clamp(first, last.saturating_sub(1).max(first))
    }

    fn tabindex(self, index: usize) -> &'static str {
        if self.reachable() == index { "0" } else { "-1" }
    }

    /// Gives a row the focus when its turn comes.
    fn follow(self, index: usize, link: NodeRef<html::Span>) {
        Effect::new(move |_| {
            if !self.wanted.get() || self.active.get() != index {
                return;
            }
            let link = link.get().and_then(|link| link.first_element_child());
            if let Some(link) = link.and_then(|link| link.dyn_into::<web_sys::HtmlElement>().ok()) {
                let _ = link.focus();
                self.wanted.set(false);
            }
        });
    }

    fn press(self, event: &KeyboardEvent) {
        let (at, last) = (self.reachable(), self.count.run(()).saturating_sub(1));
        let page = self.rows.rows_in_view();
        let next = match event.key().as_str() {
            "ArrowDown" => at + 1,
            "ArrowUp" => at.saturating_sub(1),
            "PageDown" => at + page,
            "PageUp" => at.saturating_sub(page),
            "Home" => 0,
            "End" => last,
            _ => return,
        };
        event.prevent_default();
        let next = next.min(last);
        if let (Some(top), Some(scroller)) =
            (self.rows.reveal(next, HEADER), self.scroller.get_untracked())
        {
            scroller.set_scroll_top(top as i32);
        }
        self.active.set(next);
        self.wanted.set(true);
    }
}
