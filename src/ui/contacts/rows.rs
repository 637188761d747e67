//! The list as rows: a grid of which only what is in view is drawn.

use leptos::ev::MouseEvent;
use leptos::html;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use web_sys::Element;
use web_sys::wasm_bindgen::JsCast;

use super::cell::{cell, track};
use super::face_drop::FaceDrop;
use super::head::Head;
use super::in_view::in_view;
use super::marks::Marks;
use super::row_focus::{RowFocus, use_row_focus};
use super::row_keys;
use super::touch::Touch;
use crate::domain::contact::Contact;
use crate::domain::filter::field::Field;
use crate::domain::id::ContactId;
use crate::domain::selection::Selection;
use crate::state::list::Columns;
use crate::state::use_app;
use crate::ui::kit::avatar::Avatar;
use crate::ui::kit::live::{flag, memo, part, text, watch};
use crate::ui::kit::virtual_rows::{VirtualRows, use_virtual_rows};
use crate::ui::picture::drop::DropTarget;
use crate::ui::routes;

/// The rows, drawn anew when other columns are chosen.
#[component]
pub fn Rows() -> impl IntoView {
    let list = use_app().list;
    let columns = Memo::new(move |_| list.columns());
    let fields = Memo::new(move |_| columns.with(fields));
    part(move || Some(view! { <Grid fields=fields.get() columns/> }.into_any()))
}

/// The fields in the order of their columns, the name always first.
fn fields(columns: &Columns) -> Vec<Field> {
    let others = columns.iter().map(|(field, _)| field).filter(|field| **field != Field::Name);
    std::iter::once(&Field::Name).chain(others).cloned().collect()
}

/// Header and rows, one of which has the keyboard.
#[component]
fn Grid(fields: Vec<Field>, columns: Memo<Columns>) -> impl IntoView {
    let list = use_app().list;
    let visible = list.visible();
    let scroller = NodeRef::<html::Div>::new();
    let rows = use_virtual_rows(scroller, move || list.count());
    let focus = use_row_focus(scroller, rows, move || untrack(|| list.count()));
    row_keys::listen(list, focus);
    restore_scroll(scroller, rows);
    let touch = Touch::new(list);
    let is_selecting = memo(move || !list.selection.with(Selection::is_empty));
    let shape = Memo::new({
        let fields = fields.clone();
        move |_| columns.with(|columns| shape(&fields, columns))
    });
    let head = fields.clone();
    let fields = StoredValue::new(fields);
    let draw = Box::new(move |index, id| view! { <Row index id focus fields/> }.into_any());

    view! {
        <div
            class="grid scroller"
            class:selecting=flag(move || is_selecting.get())
            node_ref=scroller
            role="grid"
            aria-label="Contacts"
            aria-multiselectable="true"
            aria-rowcount=text(move || (list.count() + 1).to_string())
            style:--tracks=text(move || shape.with(|(tracks, _)| tracks.clone()))
            style:--least=text(move || shape.with(|(_, least)| format!("{least}px")))
            on:pointerdown=move |event| touch.press(&event)
            on:pointermove=move |event| touch.stray(&event)
            on:pointerup=move |_| touch.lift()
            on:pointercancel=move |_| touch.lift()
            on:touchend=move |event| touch.end(&event)
            on:contextmenu=move |event| touch.menu(&event)
            on:click:capture=move |event| touch.click(&event)
            on:scroll:target=move |event| rows.scrolled.set(event.target().scroll_top().into())
        >
            <div role="rowgroup">
                <Head fields=head/>
            </div>
            <div class="run" role="rowgroup" style:--height=text(move || rows.height.get())>
                {in_view(visible, rows, draw)}
            </div>
            <Marks/>
        </div>
    }
}

/// The tracks of the columns, and the least width of a row in pixels; narrower, the list scrolls sideways.
fn shape(fields: &[Field], columns: &Columns) -> (String, u32) {
    let (mut tracks, mut least) = (String::new(), PADDING);
    for field in fields {
        let width = columns.iter().find(|(other, _)| other == field).and_then(|(_, width)| *width);
        let (own, needed) = track(field);
        least += width.unwrap_or(needed) + GAP;
        match width {
            Some(width) => tracks.push_str(&format!(" {width}px")),
            None => tracks.push_str(&format!(" {own}")),
        }
    }
    (tracks, least)
}

/// What the checkbox and the margins of a row need, and what stands between two columns, in pixels, as in the CSS.
const PADDING: u32 = 66;
const GAP: u32 = 12;

/// One contact.
#[component]
fn Row(
    index: usize,
    id: Memo<Option<ContactId>>,
    focus: RowFocus,
    fields: StoredValue<Vec<Field>>,
) -> impl IntoView {
    let app = use_app();
    let (book, list) = (app.book, app.list);
    let faces: FaceDrop = expect_context();
    let contact = Memo::new(move |_| book.contact(id.get()?));
    let is_selected = memo(move || {
        id.get().is_some_and(|id| list.selection.with(|selection| selection.contains(id)))
    });
    let address = move || id.get().map(routes::contact).unwrap_or_default();
    let name =
        move || contact.with(|contact| contact.as_deref().map(Contact::name).unwrap_or_default());
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
    let cells = fields.with_value(|fields| {
        fields.iter().skip(1).map(|field| cell(field, contact)).collect_view()
    });

    view! {
        <div
            class="row"
            role="row"
            aria-rowindex=index + 2
            aria-label=text(name)
            aria-selected=text(move || is_selected.get().to_string())
            style:--at=index.to_string()
            on:click=open
        >
            <span class="pick" role="gridcell">
                <input
                    type="checkbox"
                    tabindex="-1"
                    aria-label=text(move || format!("Select {}", name()))
                    prop:checked=flag(move || is_selected.get())
                    on:click=pick
                />
            </span>
            <span class="who" role="gridcell">
                <DropTarget on_drop=drop>
                    <Avatar contact size="m"/>
                </DropTarget>
                <span class="clip" node_ref=link>
                    // The router takes these links too; its own kind looks at the address for each row.
                    <a href=text(move || routes::link(&address())) tabindex=text(move || focus.tabindex(index).to_owned())>
                        {text(name)}
                    </a>
                </span>
            </span>
            {cells}
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
    // Another search, filter or list starts at its first match.
    let mut is_first = true;
    watch(move || {
        list.search.track();
        list.filter().track();
        list.sort().track();
        if std::mem::replace(&mut is_first, false) {
            return;
        }
        // Only from further down: setting it makes the browser lay the page out at once.
        let scroller = scroller.get_untracked().filter(|_| rows.scrolled.get_untracked() > 0.0);
        if let Some(scroller) = scroller {
            scroller.set_scroll_top(0);
        }
    });
}
