//! An address that leads nowhere.

use leptos::prelude::*;
use leptos_router::components::A;

use super::routes::{CONTACTS, link};

/// Says so, and leads back.
#[component]
pub fn NotFound() -> impl IntoView {
    view! {
        <main class="page blank">
            <h1>"There is no such page"</h1>
            <p class="muted">"The address may be mistyped, or the page was moved."</p>
            <A href=link(CONTACTS) attr:class="btn primary">"Go to Contacts"</A>
        </main>
    }
}
