//! The inbox.

use leptos::prelude::*;

/// Holds the place of the page; the inbox comes with its own version.
#[component]
pub fn ConversationsPage() -> impl IntoView {
    view! {
        <main class="page blank">
            <h1>"Conversations"</h1>
            <p class="muted">"Messages are not part of this version yet."</p>
        </main>
    }
}
