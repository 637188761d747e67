//! The lines between the panels, which can be moved by pointer and by keys.

use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::prelude::*;
use web_sys::Element;
use web_sys::wasm_bindgen::JsCast;

use crate::state::panels::{Panels, Side, WIDTHS};
use crate::ui::kit::live::text;

/// How far a key moves it, in pixels.
const STEP: i32 = 16;

/// The line beside a panel.
#[component]
pub fn Separator(
    /// The widths.
    panels: Panels,
    /// Whose width it changes.
    side: Side,
) -> impl IntoView {
    let width = panels.width(side);
    // Where the drag began, and how wide the panel was then.
    let held = StoredValue::new(None::<(i32, i32)>);
    let press = move |event: PointerEvent| {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        if let Some(target) = target {
            // Without it the drag ends where the pointer leaves the line.
            let _ = target.set_pointer_capture(event.pointer_id());
        }
        event.prevent_default();
        held.set_value(Some((event.client_x(), width.get_untracked())));
    };
    let drag = move |event: PointerEvent| {
        if let Some((from, before)) = held.get_value() {
            panels.set_width(side, before + outward(side, event.client_x() - from));
        }
    };
    let keys = move |event: KeyboardEvent| {
        let step = match event.key().as_str() {
            "ArrowLeft" => -STEP,
            "ArrowRight" => STEP,
            _ => return,
        };
        event.prevent_default();
        panels.set_width(side, width.get_untracked() + outward(side, step));
    };
    let name = match side {
        Side::Profile => "Width of the profile",
        Side::Agenda => "Width of the agenda",
        Side::Index => "Width of the list",
        Side::About => "Width of the contact",
    };

    view! {
        <div
            class="splitter"
            role="separator"
            tabindex="0"
            aria-orientation="vertical"
            aria-label=name
            aria-valuemin=WIDTHS.0
            aria-valuemax=WIDTHS.1
            aria-valuenow=text(move || width.get().to_string())
            on:pointerdown=press
            on:pointermove=drag
            on:pointerup=move |_| held.set_value(None)
            on:pointercancel=move |_| held.set_value(None)
            on:keydown=keys
        ></div>
    }
}

/// A way to the right as a change of the panel's width, in the direction in which the page is read.
fn outward(side: Side, way: i32) -> i32 {
    let is_rtl = document()
        .document_element()
        .is_some_and(|root| root.get_attribute("dir").as_deref() == Some("rtl"));
    if side.is_first() == is_rtl { -way } else { way }
}
