//! A question before something is lost.

use leptos::prelude::*;

use super::dialog::Dialog;

/// Asks, and does `on_yes` or `on_no`.
#[component]
pub fn Confirm(
    /// The question, which is the dialog's name too.
    question: &'static str,
    /// What would happen.
    #[prop(into)]
    consequence: String,
    /// The button that does it.
    yes: &'static str,
    /// The button that does not, which has the focus.
    no: &'static str,
    /// Does it.
    on_yes: impl Fn() + Send + 'static,
    /// Does not.
    on_no: impl Fn() + Copy + Send + 'static,
) -> impl IntoView {
    view! {
        <Dialog name=question class="confirm" on_cancel=on_no>
            <h2>{question}</h2>
            <p class="muted">{consequence}</p>
            <footer>
                <button class="btn" autofocus on:click=move |_| on_no()>{no}</button>
                <button class="btn bad" on:click=move |_| on_yes()>{yes}</button>
            </footer>
        </Dialog>
    }
}
