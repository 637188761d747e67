//! What the list says when it has nobody to show, and what to do about it.

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::components::A;

use crate::state::list::Tool;
use crate::state::use_app;
use crate::ui::kit::icon::{Glyph, Icon};
use crate::ui::kit::live::{text, when};
use crate::ui::routes::{IMPORT, link};

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
                <A href=link(IMPORT) attr:class="btn">"Import contacts"</A>
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

/// A search or a filter without a match.
#[component]
pub fn NobodyFound() -> impl IntoView {
    let list = use_app().list;
    let is_search = move || list.search.with(|typed| !typed.trim().is_empty());
    let sentence = text(move || match is_search() {
        true => format!("Nobody matches “{}”", list.search.with(|typed| typed.trim().to_owned())),
        false => "Nobody matches this filter".to_owned(),
    });
    let hint = text(move || {
        match is_search() {
            true => "Every word must be found in a name, company, email, phone or tag.",
            false => "Whoever comes to match it appears here by themselves.",
        }
        .to_owned()
    });

    view! {
        <div class="blank">
            <h2>{sentence}</h2>
            <p class="muted">{hint}</p>
            {when(is_search, move || view! {
                <button class="btn" on:click=move |_| list.search.set(String::new())>"Clear search"</button>
            }.into_any())}
            {when(move || !is_search(), move || view! {
                <button class="btn" on:click=move |_| list.tool.set(Some(Tool::Filter))>"Edit filter"</button>
            }.into_any())}
        </div>
    }
}

/// Nobody was deleted.
#[component]
pub fn EmptyTrash() -> impl IntoView {
    view! {
        <div class="blank">
            <h2>"Trash is empty"</h2>
            <p class="muted">"Whoever you delete can be restored from here for 60 days."</p>
        </div>
    }
}
