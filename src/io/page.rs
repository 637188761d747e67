//! What happens to the page as a whole: the network comes back, somebody looks at it again, or leaves.

use js_sys::Function;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::Event;

/// Calls `act` when the network comes or goes, and when the page is looked at again, for as long as it lives.
pub fn on_return(act: impl Fn() + 'static) {
    let Some(window) = web_sys::window() else { return };
    let act = Closure::<dyn Fn(Event)>::new(move |event: Event| {
        let document = web_sys::window().and_then(|window| window.document());
        // One that nobody looks at any more is told so by the same event.
        let is_left = event.type_() == "visibilitychange"
            && document.is_some_and(|document| document.hidden());
        if !is_left {
            act();
        }
    });
    let listener: &Function = act.as_ref().unchecked_ref();
    // None of these fails for a listener that is a function.
    for event in ["online", "offline", "pageshow"] {
        let _ = window.add_event_listener_with_callback(event, listener);
    }
    if let Some(document) = window.document() {
        let _ = document.add_event_listener_with_callback("visibilitychange", listener);
    }
    act.forget();
}

/// Has the browser ask whoever leaves the page while `is_wanted` says so.
pub fn ask_on_leaving(is_wanted: impl Fn() -> bool + 'static) {
    let Some(window) = web_sys::window() else { return };
    let ask = Closure::<dyn Fn(Event)>::new(move |event: Event| {
        if is_wanted() {
            event.prevent_default();
        }
    });
    let _ = window.add_event_listener_with_callback("beforeunload", ask.as_ref().unchecked_ref());
    ask.forget();
}

/// Loads the page anew.
pub fn reload() {
    if let Some(window) = web_sys::window() {
        // Without it the page stays as it is.
        let _ = window.location().reload();
    }
}
