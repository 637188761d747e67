//! What stands typed in a box when the page is put away or closed. A phone ends a page that nobody looks at without a word,
//! and a box that still has the focus has not said `change` by then; a desk closes it in the midst of a word.

use leptos::ev;
use leptos::prelude::*;
use web_sys::wasm_bindgen::JsCast;
use web_sys::{Element, Event};

/// What text is typed into; the others say `change` when they are chosen.
const BOXES: &str = "textarea, input:not([type=checkbox], [type=radio], [type=file])";
/// What is typed here is kept nowhere, and nobody would miss it, or is kept by itself when the typing pauses.
const PASSING: &str = ".find, .notes > .bar, .composer";

/// Has it be taken as typed when the page is put away, and has the browser ask whoever closes it, for as long as the
/// component that called this is there.
pub fn take_typed() {
    let typed = StoredValue::new_local(None::<Element>);
    let typing = window_event_listener(ev::input, move |event| {
        typed.set_value(event.target().and_then(|target| target.dyn_into().ok()).filter(is_kept));
    });
    let taken = window_event_listener(ev::change, move |_| typed.set_value(None));
    let hiding = window_event_listener(ev::visibilitychange, move |_| {
        let page = document();
        let focused = page.active_element().filter(|_| page.hidden());
        let focused = focused.filter(|element| element.matches(BOXES) == Ok(true));
        if let Some((focused, change)) = focused.zip(Event::new("change").ok()) {
            typed.set_value(None);
            // Nobody is there to hear that it was not heard.
            let _ = focused.dispatch_event(&change);
        }
    });
    // There is no time left to store it, only to ask.
    let closing = window_event_listener(ev::beforeunload, move |event| {
        let focused = document().active_element();
        if focused.is_some() && typed.with_value(|typed| *typed == focused) {
            event.prevent_default();
        }
    });
    on_cleanup(move || {
        typing.remove();
        taken.remove();
        hiding.remove();
        closing.remove();
    });
}

fn is_kept(element: &Element) -> bool {
    element.matches(BOXES) == Ok(true)
        && element.closest(PASSING).is_ok_and(|around| around.is_none())
}
