//! Settings: who is here, how pictures and fields behave, how it looks, and where the data is. Everything is saved at
//! once, and can be undone where it is said.

pub mod appearance;
pub mod arrows;
pub mod backup;
pub mod choices;
pub mod country;
pub mod custom;
pub mod data;
pub mod definition;
pub mod layout;
pub mod layout_preview;
pub mod names;
pub mod new_field;
pub mod notifications;
pub mod people;
pub mod pictures;
pub mod removed;
pub mod sync;
pub mod template_form;
pub mod templates;
pub mod types;
pub mod you;

use leptos::prelude::*;

use self::appearance::Appearance;
use self::country::HomeCountry;
use self::custom::CustomFields;
use self::data::Data;
use self::layout::Layout;
use self::notifications::Notifications;
use self::people::People;
use self::pictures::Pictures;
use self::removed::Removed;
use self::templates::Templates;
use self::types::ContactTypes;
use self::you::You;
use crate::state::chunk::chunk;
use crate::state::use_app;
use crate::ui::kit::live::text;
use crate::ui::later::{Draw, Later, drawn};

/// The page, which is fetched when it is first opened.
pub static PAGE: Later<Draw> = Later::new(|| Box::pin(page()));

chunk! { fn page() -> Draw as settings { || view! { <SettingsPage/> }.into_any() } }

/// All settings of this version.
#[component]
fn SettingsPage() -> impl IntoView {
    let workspace = use_app().workspace;
    view! {
        <main class="page settings">
            <h1>"Settings"</h1>
            <p class="progress" role="status">{text(move || workspace.renaming().get())}</p>
            <Sync/>
            <You/>
            <People/>
            <Pictures/>
            <section class="card">
                <h2>"Fields"</h2>
                <Layout/>
                <CustomFields/>
                <Removed/>
                <ContactTypes/>
                <HomeCountry/>
            </section>
            <Templates/>
            <Data/>
            <Notifications/>
            <Appearance/>
        </main>
    }
    .into_any()
}

#[component]
fn Sync() -> impl IntoView {
    let app = use_app();
    view! {
        <section class="card sync-card" aria-labelledby="sync">
            <h2 id="sync">"Sync"</h2>
            {drawn(&sync::PART, move || app.say_absent())}
        </section>
    }
    .into_any()
}
