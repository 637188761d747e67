//! Whether the window is as narrow as a phone, as the style sheets draw the line.

use leptos::prelude::*;
use web_sys::wasm_bindgen::JsCast;
use web_sys::wasm_bindgen::closure::Closure;

/// The line.
const QUERY: &str = "(max-width: 720px)";

/// Whether it is, for as long as the component that called this is there.
pub fn is_narrow() -> Signal<bool> {
    let query = window().match_media(QUERY).ok().flatten();
    let narrow = RwSignal::new(query.as_ref().is_some_and(web_sys::MediaQueryList::matches));
    let Some(query) = query else { return narrow.into() };
    let own = query.clone();
    let changed = Closure::<dyn Fn()>::new(move || {
        narrow.try_set(own.matches());
    });
    let changed = StoredValue::new_local(changed);
    changed.with_value(|changed| {
        // Fails on no browser that has media queries.
        let _ = query.add_event_listener_with_callback("change", changed.as_ref().unchecked_ref());
    });
    let query = StoredValue::new_local(query);
    on_cleanup(move || {
        query.with_value(|query| {
            changed.with_value(|changed| {
                let _ = query.remove_event_listener_with_callback(
                    "change",
                    changed.as_ref().unchecked_ref(),
                );
            });
        });
    });
    narrow.into()
}
