//! The keys of a list of tabs: the arrows go round, Home and End go to its ends. Going to a tab chooses it.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use web_sys::wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// Takes a key that was pressed in a tablist, whose children the tabs are.
pub fn press(event: &KeyboardEvent) {
    let bar = event.current_target().and_then(|target| target.dyn_into::<Element>().ok());
    let tabs = bar.map(|bar| tabs_in(&bar)).unwrap_or_default();
    let focused = document().active_element();
    let Some(at) = tabs.iter().position(|tab| focused.as_ref() == Some(tab)) else { return };
    let next = match event.key().as_str() {
        "ArrowRight" => (at + 1) % tabs.len(),
        "ArrowLeft" => (at + tabs.len() - 1) % tabs.len(),
        "Home" => 0,
        "End" => tabs.len() - 1,
        _ => return,
    };
    event.prevent_default();
    if let Some(next) = tabs.get(next) {
        let _ = next.focus();
        next.click();
    }
}

fn tabs_in(bar: &Element) -> Vec<HtmlElement> {
    let children = bar.children();
    (0..children.length())
        .filter_map(|at| children.item(at)?.dyn_into::<HtmlElement>().ok())
        .filter(|child| child.get_attribute("role").as_deref() == Some("tab"))
        .collect()
}
