//! The page of one contact: its face on top, and what is known about it, saved as one leaves a field.

pub mod fields;
pub mod hero;

use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_params_map;

use self::fields::Fields;
use self::hero::{Actions, Hero};
use super::contacts::address::of;
use super::kit::icon::{Glyph, Icon};
use super::kit::live::{memo, part, watch};
use super::later::{Draw, Later};
use super::routes::{CONTACTS, link};
use crate::domain::id::ContactId;
use crate::state::book::Phase;
use crate::state::chunk::chunk;
use crate::state::stage::Stage;
use crate::state::use_app;

/// The page, which is fetched when a contact is first opened.
pub static PAGE: Later<Draw> = Later::new(|| Box::pin(page()));

chunk! { fn page() -> Draw as contact { || view! { <ContactPage/> }.into_any() } }

/// The contact of the address.
#[component]
fn ContactPage() -> impl IntoView {
    let params = use_params_map();
    let id =
        Memo::new(move |_| params.with(|params| params.get_str("id")?.parse::<ContactId>().ok()));
    let book = use_app().book;
    let is_open = memo(move || book.phase().get() != Phase::Opening);
    let known = Memo::new(move |_| id.get().filter(|id| book.contact(*id).is_some()));

    part(move || {
        Some(match (known.get(), is_open.get()) {
        (Some(id), _) => view! { <Record id/> }.into_any(),
        (None, false) => {
            view! { <main class="page blank"><p role="status" class="muted">"Opening…"</p></main> }
                .into_any()
        }
        (None, true) => view! { <Unknown/> }.into_any(),
    })
    })
}

#[component]
fn Record(id: ContactId) -> impl IntoView {
    let app = use_app();
    let contact = Signal::derive(move || app.book.contact(id));
    let stage = Stage::default();
    watch(move || {
        if let Some(ready) = stage.ready() {
            stage.clear();
            app.set_picture(id, Some(ready));
        }
    });

    view! {
        <main class="page contact">
            <section class="profile" aria-label="Profile">
                <div class="panelhead">
                    <A href=move || link(&of(app.list)) attr:class="btn quiet icon-only" attr:aria-label="Back to contacts">
                        <Icon glyph=Glyph::Back/>
                    </A>
                    <span class="grow"></span>
                    <Actions id contact stage/>
                </div>
                <Hero contact stage/>
            </section>
            <section class="details" aria-label="Fields">
                <Fields id/>
            </section>
        </main>
    }
}

#[component]
fn Unknown() -> impl IntoView {
    view! {
        <main class="page blank">
            <h1>"There is no such contact"</h1>
            <p class="muted">"It may have been removed, or it is kept in another browser."</p>
            <A href=link(CONTACTS) attr:class="btn primary">"Go to Contacts"</A>
        </main>
    }
}
