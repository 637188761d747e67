//! Where the focus is.

use leptos::prelude::*;
use web_sys::HtmlElement;
use web_sys::wasm_bindgen::JsCast;

/// Whether nothing that is seen has the focus: what had it is gone, or was just hidden.
#[must_use]
pub fn is_lost() -> bool {
    let active = document().active_element().and_then(|active| active.dyn_into().ok());
    // The body is in nothing either; what is hidden gives the focus up a moment later.
    active.is_none_or(|active: HtmlElement| active.offset_parent().is_none())
}
