//! Keys that work on every page: `/` searches, `c` adds a contact. They stay out of the way of typing and of dialogs.

use leptos::ev;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use web_sys::wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent};

use super::routes::CONTACTS;
use crate::state::App;

/// The id of the search box, which `/` goes to.
pub const SEARCH: &str = "search";

/// Listens until the component that called this is gone.
pub fn listen(app: App) {
    let navigate = use_navigate();
    let handle = window_event_listener(ev::keydown, move |event| {
        if !is_free(&event) {
            return;
        }
        match event.key().as_str() {
            "/" => {
                event.prevent_default();
                if !focus_search() {
                    navigate(CONTACTS, NavigateOptions::default());
                    request_animation_frame(|| {
                        focus_search();
                    });
                }
            }
            "c" => {
                event.prevent_default();
                app.adding.set(true);
            }
            _ => {}
        }
    });
    on_cleanup(move || handle.remove());
}

/// Whether a key press is nobody else's: no modifier, no text being typed, no dialog open.
fn is_free(event: &KeyboardEvent) -> bool {
    let has_modifier = event.ctrl_key() || event.meta_key() || event.alt_key();
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let types = |target: &Element| {
        target
            .closest("input, textarea, select, dialog, [contenteditable]")
            .ok()
            .flatten()
            .is_some()
    };
    !has_modifier && !event.default_prevented() && !target.is_some_and(|target| types(&target))
}

fn focus_search() -> bool {
    let search = document().get_element_by_id(SEARCH);
    let search = search.and_then(|search| search.dyn_into::<HtmlElement>().ok());
    search.is_some_and(|search| search.focus().is_ok())
}
