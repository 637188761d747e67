//! Does something whenever elements change their size.

use leptos::prelude::*;
use web_sys::wasm_bindgen::JsCast;
use web_sys::wasm_bindgen::closure::Closure;
use web_sys::{Element, ResizeObserver};

/// Watches elements for as long as the component that called this is there; `act` is also called once at the start.
pub fn on_resize(elements: &[&Element], act: impl Fn() + 'static) {
    let act = Closure::<dyn Fn()>::new(act);
    // Where the browser cannot watch, sizes stay as they are at first.
    let Ok(observer) = ResizeObserver::new(act.as_ref().unchecked_ref()) else { return };
    elements.iter().for_each(|element| observer.observe(element));
    let held = StoredValue::new_local((observer, act));
    on_cleanup(move || held.with_value(|(observer, _)| observer.disconnect()));
}
