//! What is seen: components and pages over the state, thin, with every control under its role and name.

pub mod commands;
pub mod contact;
pub mod contacts;
pub mod conversations;
pub mod duplicates;
pub mod export;
pub mod import;
pub mod key_table;
pub mod kit;
pub mod later;
pub mod merge;
pub mod not_found;
pub mod pages;
pub mod picture;
pub mod rail;
pub mod routes;
pub mod settings;
pub mod shell;
pub mod shortcuts;

use leptos::prelude::*;

use self::shell::Shell;
use crate::state::start;

/// The whole app: opens the store in the background and draws at once.
#[component]
pub fn Visage() -> impl IntoView {
    provide_context(start());
    view! { <Shell/> }
}
