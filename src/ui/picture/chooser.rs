//! The browser's own file chooser, behind whatever button opens it.

use leptos::ev::MouseEvent;
use leptos::html;
use leptos::prelude::*;

use super::drop::from_input;
use crate::state::stage::Stage;

/// The files that it offers; what a file is, its content decides.
const ACCEPT: &str = "image/jpeg,image/png";

/// The hidden input **Choose picture**.
#[component]
pub fn Chooser(
    /// Where the picture goes.
    stage: Stage,
    /// The input, for [`open`].
    input: NodeRef<html::Input>,
) -> impl IntoView {
    view! {
        <input
            type="file"
            hidden
            aria-label="Choose picture"
            accept=ACCEPT
            node_ref=input
            // It may lie in the button that opens it, and must not press it again.
            on:click=|event: MouseEvent| event.stop_propagation()
            on:change:target=move |event| stage.take(from_input(&event.target()))
        />
    }
}

/// Opens the file chooser.
pub fn open(input: NodeRef<html::Input>) {
    if let Some(input) = input.get_untracked() {
        input.click();
    }
}
