//! Rows or faces.

use leptos::prelude::*;

use crate::state::list::View;
use crate::state::use_app;
use crate::ui::kit::icon::{Glyph, Icon};
use crate::ui::kit::live::text;

/// Two buttons, one of them pressed.
#[component]
pub fn ViewSwitch() -> impl IntoView {
    let list = use_app().list;
    let choice = move |name: &'static str, glyph: Glyph, choice: View| {
        view! {
            <button
                aria-label=name
                title=name
                aria-pressed=text(move || (list.view() == choice).to_string())
                on:click=move |_| list.set_view(choice)
            >
                <Icon glyph/>
            </button>
        }
    };

    view! {
        <div class="segment" role="group" aria-label="View">
            {choice("Rows", Glyph::Rows, View::Rows)}
            {choice("Faces", Glyph::Tiles, View::Faces)}
        </div>
    }
}
