//! What is seen: components and pages over the state, thin, with every control under its role and name.

mod contact;
mod contacts;
mod conversations;
mod duplicates;
mod kit;
mod not_found;
mod picture;
mod rail;
mod routes;
mod settings;
mod shell;
mod shortcuts;

use leptos::prelude::*;

use self::shell::Shell;
use crate::state::start;

/// The whole app: opens the store in the background and draws at once.
#[component]
pub fn Visage() -> impl IntoView {
    provide_context(start());
    view! { <Shell/> }
}
