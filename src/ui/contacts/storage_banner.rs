//! What must be known about where the contacts are: in memory only, or only a sample.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::contacts::Contacts;
use crate::state::book::Phase;
use crate::state::use_app;
use crate::ui::kit::live::{part, when};

/// Lasting words above the list, where there is something to say.
#[component]
pub fn StorageBanner() -> impl IntoView {
    let app = use_app();
    let in_memory = move || match app.book.phase().get() {
        Phase::InMemory(_) => {
            Some("This browser keeps nothing for this page. What you enter is gone when you leave.")
        }
        Phase::Waiting => Some(
            "This browser keeps nothing for this page as long as its storage does not answer. What you enter is kept as soon as it does.",
        ),
        Phase::Opening | Phase::Open => None,
    };
    let has_samples = move || app.book.contacts().with(Contacts::samples) > 0;
    let remove = move |_| spawn_local(app.remove_sample());

    view! {
        {part(move || in_memory().map(|text| view! { <p class="note warn" role="status">{text}</p> }.into_any()))}
        {when(has_samples, move || view! {
            <div class="note quiet">
                <span class="grow">"You are looking at sample contacts."</span>
                <button class="btn" on:click=remove>"Remove sample contacts"</button>
            </div>
        }.into_any())}
    }
}
