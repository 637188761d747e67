//! A message in place: beside the thing that it is about.

use leptos::prelude::*;

use super::icon::{Glyph, Icon};

/// An `alert` with what is wrong and what to do, and with buttons for doing it.
#[component]
pub fn Alert(
    /// What to read.
    #[prop(into)]
    text: String,
    /// What can be done about it.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="note bad" role="alert">
            <Icon glyph=Glyph::Picture/>
            <span class="grow">{text}</span>
            {children.map(|children| children())}
        </div>
    }
}
