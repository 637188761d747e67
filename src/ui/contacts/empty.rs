//! What the list says when it has nobody to show, and what to do about it.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::state::use_app;
use crate::ui::kit::icon::{Glyph, Icon};
use crate::ui::kit::live::text;

/// An empty workspace.
#[component]
pub fn Nobody() -> impl IntoView {
    let app = use_app();

    view! {
        <div class="blank">
            <span class="face face-xl lone" aria-hidden="true"><Icon glyph=Glyph::People/></span>
            <h2>"Put faces to names"</h2>
            <p class="muted">
                "Add your first contact with a picture, or look around with 48 sample people. Everything stays in this browser."
            </p>
            <div class="actions">
                <button class="btn primary" on:click=move |_| app.adding.set(true)>"Add your first contact"</button>
                <LoadSample class="btn"/>
            </div>
        </div>
    }
}

/// A button that brings in the sample workspace.
#[component]
pub fn LoadSample(
    /// How it looks.
    class: &'static str,
) -> impl IntoView {
    let app = use_app();
    let loading = RwSignal::new(false);
    let load = move |_| {
        loading.set(true);
        spawn_local(async move {
            app.load_sample().await;
            loading.try_set(false);
        });
    };
    let label =
        text(move || if loading.get() { "Loading…" } else { "Load sample contacts" }.to_owned());

    view! { <button class=class disabled=loading on:click=load>{label}</button> }
}

/// A search without a match.
#[component]
pub fn NobodyFound() -> impl IntoView {
    let search = use_app().list.search;
    let sentence =
        text(move || format!("Nobody matches “{}”", search.with(|typed| typed.trim().to_owned())));

    view! {
        <div class="blank">
            <h2>{sentence}</h2>
            <p class="muted">"Every word must be found in a name, company, email, phone or tag."</p>
            <button class="btn" on:click=move |_| search.set(String::new())>"Clear search"</button>
        </div>
    }
}
