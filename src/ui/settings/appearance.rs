//! Light or dark.

use leptos::prelude::*;

use crate::state::settings::Theme;
use crate::state::use_app;
use crate::ui::kit::live::flag;

/// What this browser prefers.
#[component]
pub fn Appearance() -> impl IntoView {
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
