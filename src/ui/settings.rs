//! Settings: how it looks, and where the data is.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::contacts::Contacts;
use crate::state::book::Phase;
use crate::state::chunk::chunk;
use crate::state::locale::number;
use crate::state::settings::Theme;
use crate::state::use_app;
use crate::ui::kit::live::{flag, memo, part, text};
use crate::ui::later::{Draw, Later};

/// The page, which is fetched when it is first opened.
pub static PAGE: Later<Draw> = Later::new(|| Box::pin(page()));

chunk! { fn page() -> Draw as settings { || view! { <SettingsPage/> }.into_any() } }

/// All settings of this version.
#[component]
fn SettingsPage() -> impl IntoView {
    view! {
        <main class="page settings">
            <h1>"Settings"</h1>
            <Sync/>
            <Data/>
            <Appearance/>
        </main>
    }
}

#[component]
fn Sync() -> impl IntoView {
    view! {
        <section class="card">
            <h2>"Sync"</h2>
            <p class="muted">"This version works in one browser. It does not connect to a server yet."</p>
        </section>
    }
}

#[component]
fn Data() -> impl IntoView {
    let app = use_app();
    let where_kept = text(move || match app.book.phase().get() {
        Phase::Opening => "Opening…".to_owned(),
        Phase::Open => "Contacts and pictures are kept in this browser, on this device.".to_owned(),
        Phase::InMemory(reason) => format!(
            "This browser keeps nothing for this page ({reason}). What you enter is gone when you leave."
        ),
    });
    let count = text(move || match app.book.contacts().with(Contacts::len) {
        1 => "1 contact".to_owned(),
        count => format!("{} contacts", number(count)),
    });
    let has_samples = memo(move || app.book.contacts().with(Contacts::samples) > 0);
    let load = move |_| spawn_local(app.load_sample());
    let remove = move |_| spawn_local(app.remove_sample());

    view! {
        <section class="card">
            <h2>"Data"</h2>
            <p class="muted">{where_kept}</p>
            <p class="num">{count}</p>
            <div class="actions">
                {part(move || Some(if has_samples.get() {
                    view! { <button class="btn" on:click=remove>"Remove sample contacts"</button> }.into_any()
                } else {
                    view! { <button class="btn" on:click=load>"Load sample contacts"</button> }.into_any()
                }))}
            </div>
        </section>
    }
}

#[component]
fn Appearance() -> impl IntoView {
    let settings = use_app().settings;
    let choice = move |(theme, name): (Theme, &'static str)| {
        view! {
            <label class="radio">
                <input
                    type="radio"
                    name="theme"
                    prop:checked=flag(move || settings.theme().get() == theme)
                    on:change=move |_| settings.set_theme(theme)
                />
                {name}
            </label>
        }
    };
    let names = ["As the system has it", "Light", "Dark"];

    view! {
        <section class="card">
            <h2>"Appearance"</h2>
            <fieldset>
                <legend>"Theme"</legend>
                {Theme::ALL.into_iter().zip(names).map(choice).collect_view()}
            </fieldset>
        </section>
    }
}
