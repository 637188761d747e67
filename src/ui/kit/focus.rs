//! Where the focus is, and where it goes.

use leptos::leptos_dom::helpers::queue_microtask;
use leptos::prelude::*;
use web_sys::wasm_bindgen::JsCast;
use web_sys::{Element, FocusOptions, HtmlElement};

/// Whether nothing that is seen has the focus: what had it is gone, or was just hidden. The page as a whole has it only
/// in the place of something else.
#[must_use]
pub fn is_lost() -> bool {
    let active = document().active_element().and_then(|active| active.dyn_into().ok());
    // The body is in nothing either; what is hidden gives the focus up a moment later.
    let is_seen =
        |active: &HtmlElement| active.offset_parent().is_some() && active.tag_name() != "MAIN";
    !active.as_ref().is_some_and(is_seen)
}

/// Gives an element the focus, and says whether there is one to give it to.
pub fn give(element: Option<Element>) -> bool {
    let element = element.and_then(|element| element.dyn_into::<HtmlElement>().ok());
    element.is_some_and(|element| element.focus().is_ok())
}

/// Keeps the focus where it is while a list is drawn anew, to be called before that: what comes in above moves others, for
/// which they leave the page for a moment.
pub fn keep() {
    let active = document().active_element().and_then(|active| active.dyn_into().ok());
    let Some(active): Option<HtmlElement> = active else { return };
    queue_microtask(move || {
        // Not `is_lost`, for which the page would have to be laid out.
        let is_in_nothing = document().active_element().is_none_or(|now| now.tag_name() == "BODY");
        if is_in_nothing && active.is_connected() {
            let options = FocusOptions::new();
            // It may be out of sight, where one has scrolled on.
            options.set_prevent_scroll(true);
            let _ = active.focus_with_options(&options);
        }
    });
}

/// Gives the focus to the first element of a selector within another, and says whether there is one.
pub fn give_first(within: &Element, selector: &str) -> bool {
    give(within.query_selector(selector).ok().flatten())
}

/// Takes the focus from the page that is about to go: taken from it as it goes, the browser lays out both pages first.
pub fn leave() {
    let active = document().active_element().and_then(|active| active.dyn_into().ok());
    if let Some(active) =
        active.filter(|active: &HtmlElement| matches!(active.closest("main"), Ok(Some(_))))
    {
        let _ = active.blur();
    }
}

/// Where what had the focus went with its page, the new page has it: the next Tab goes on from its beginning.
pub fn take_up() {
    let main = document().query_selector("main").ok().flatten().filter(|_| is_lost());
    if let Some(main) = main {
        // Setting an attribute under a fixed name does not fail.
        let _ = main.set_attribute("tabindex", "-1");
        give(Some(main));
    }
}
