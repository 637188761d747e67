//! Keys that work on every page: `/` searches, `c` adds a contact, `?` tells all keys, Ctrl or Cmd with K opens the
//! commands. They stay out of the way of typing and of dialogs. Those of the rows are in `contacts::row_keys`.

use leptos::ev;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use web_sys::wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};

use super::routes::CONTACTS;
use crate::state::App;
use crate::state::list::Tool;
use crate::ui::kit::focus;

/// The id of the search box, which `/` goes to.
pub const SEARCH: &str = "search";

/// Listens until the component that called this is gone.
pub fn listen(app: App) {
    let navigate = use_navigate();
    let handle = window_event_listener(ev::keydown, move |event| {
        // A key that has just closed them is prevented.
        if is_for_commands(&event) && !event.default_prevented() && !is_dialog_open() {
            event.prevent_default();
            app.list.tool.set(Some(Tool::Commands));
            return;
        }
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
            "?" => {
                event.prevent_default();
                app.list.tool.set(Some(Tool::Keys));
            }
            _ => {}
        }
    });
    on_cleanup(move || handle.remove());
}

/// Whether a key press opens the commands, or closes them; where the keyboard writes another script the key that has
/// the K in Latin does.
pub fn is_for_commands(event: &KeyboardEvent) -> bool {
    let key = event.key();
    let is_k = key == "k" || !key.is_ascii() && event.code() == "KeyK";
    is_k && (event.ctrl_key() || event.meta_key()) && !event.alt_key() && !event.shift_key()
}

/// Whether a key press is nobody else's: no modifier, no text being typed, no dialog open.
pub fn is_free(event: &KeyboardEvent) -> bool {
    let has_modifier = event.ctrl_key() || event.meta_key() || event.alt_key();
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let types = |target: &Element| {
        let boxes = "input:not([type=checkbox]), textarea, select, [contenteditable]";
        target.closest(boxes).ok().flatten().is_some()
    };
    let is_typed = target.is_some_and(|target| types(&target));
    !has_modifier && !event.default_prevented() && !is_typed && !is_dialog_open()
}

/// What a key writes, letters small; where the keyboard writes another script, the Latin letter of the same key.
pub fn letter(event: &KeyboardEvent) -> String {
    let key = event.key();
    match (key.len(), event.code().strip_prefix("Key")) {
        (1, _) => key.to_ascii_lowercase(),
        (_, Some(latin)) if !key.is_ascii() => latin.to_ascii_lowercase(),
        _ => key,
    }
}

/// Clears the search box where Escape is pressed in it; in an empty one Escape is free for others.
pub fn clear_by_escape(event: &KeyboardEvent, search: RwSignal<String>) {
    if event.key() == "Escape" && !search.with_untracked(String::is_empty) {
        event.prevent_default();
        search.set(String::new());
    }
}

/// Whether a dialog has the page.
pub fn is_dialog_open() -> bool {
    document().query_selector("dialog[open]").ok().flatten().is_some()
}

/// Goes to the search box, if the page has one.
pub fn focus_search() -> bool {
    focus::give(document().get_element_by_id(SEARCH))
}
