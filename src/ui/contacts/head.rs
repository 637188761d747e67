//! The header of the rows: all at once is selected here, sorted here, and made wider or narrower here.

use leptos::ev::PointerEvent;
use leptos::prelude::*;
use web_sys::Element;
use web_sys::wasm_bindgen::JsCast;

use crate::domain::filter::field::Field;
use crate::domain::sort::Sort;
use crate::state::locale::number;
use crate::state::use_app;
use crate::ui::kit::live::{flag, memo, text};

/// The narrowest column, in pixels.
const NARROWEST: f64 = 60.0;

/// The header row.
#[component]
pub fn Head(
    /// The fields, in the order of their columns.
    fields: Vec<Field>,
) -> impl IntoView {
    let list = use_app().list;
    let visible = list.visible();
    let is_all =
        memo(move || list.selection.with(|selection| visible.with(|ids| selection.covers(ids))));

    view! {
        <div class="row head" role="row" aria-rowindex="1">
            <span class="pick" role="columnheader">
                <input
                    type="checkbox"
                    aria-label=text(move || format!("Select all {}", number(list.count())))
                    prop:checked=flag(move || is_all.get())
                    on:change=move |_| list.select_all()
                />
            </span>
            {fields.into_iter().map(|field| view! { <Title field/> }.into_any()).collect_view()}
        </div>
    }
}

/// The title of a column: a click sorts by it, another turns the order around.
#[component]
fn Title(field: Field) -> impl IntoView {
    let list = use_app().list;
    let label = title(&field).to_owned();
    let own = field.clone();
    let order = move || list.sort().with(|sort| (sort.field == own).then_some(sort.descending));
    let direction = {
        let order = order.clone();
        text(move || {
            match order() {
                None => "none",
                Some(false) => "ascending",
                Some(true) => "descending",
            }
            .to_owned()
        })
    };
    let arrow = text(move || {
        match order() {
            None => "",
            Some(false) => " ↑",
            Some(true) => " ↓",
        }
        .to_owned()
    });
    let sorted = field.clone();
    let sort = move |_| {
        let descending =
            list.sort().with_untracked(|sort| sort.field == sorted && !sort.descending);
        let sort = Sort { field: sorted.clone(), descending };
        list.sort_by(&sort);
    };
    let start = StoredValue::new(None::<(f64, f64)>);
    let take = move |event: PointerEvent| {
        event.prevent_default();
        let grip = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let Some(grip) = grip else { return };
        let _ = grip.set_pointer_capture(event.pointer_id());
        let width =
            grip.parent_element().map_or(0.0, |title| title.get_bounding_client_rect().width());
        start.set_value(Some((f64::from(event.client_x()), width)));
    };
    let pull = move |event: PointerEvent| {
        if let Some((from, width)) = start.get_value() {
            let moved = f64::from(event.client_x()) - from;
            // To the left is wider where one reads from the right.
            let moved = if is_right_to_left() { -moved } else { moved };
            list.set_width(&field, (width + moved).max(NARROWEST) as u32);
        }
    };

    view! {
        <span role="columnheader" aria-sort=direction>
            <button class="sort" on:click=sort>{label}<span aria-hidden="true">{arrow}</span></button>
            <span
                class="grip"
                aria-hidden="true"
                on:pointerdown=take
                on:pointermove=pull
                on:pointerup=move |_| start.set_value(None)
                on:pointercancel=move |_| start.set_value(None)
            ></span>
        </span>
    }
}

/// What stands over a column: the label of its field, shorter where the mark of the type says enough.
pub fn title(field: &Field) -> &str {
    match field {
        Field::Type => "Type",
        Field::Tag => "Tags",
        _ => field.label(),
    }
}

fn is_right_to_left() -> bool {
    document()
        .document_element()
        .is_some_and(|root| root.get_attribute("dir").as_deref() == Some("rtl"))
}
