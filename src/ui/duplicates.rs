//! Contacts that may be the same person.

use leptos::prelude::*;

/// Holds the place of the page; what it will do comes with merging.
#[component]
pub fn DuplicatesPage() -> impl IntoView {
    view! {
        <main class="page blank">
            <h1>"Duplicates"</h1>
            <p class="muted">"This version does not look for duplicates yet. Nothing is ever merged by itself."</p>
        </main>
    }
}
