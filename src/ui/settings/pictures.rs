//! When pictures of contacts may be changed.

use leptos::prelude::*;

use crate::domain::workspace::{PictureRules, Workspace};
use crate::state::use_app;
use crate::state::workspace::edit::Define;
use crate::ui::kit::live::flag;

/// The two rules, each with what it does.
#[component]
pub fn Pictures() -> impl IntoView {
    let app = use_app();
    let settings = app.workspace.settings();
    let rule = move |rules: PictureRules,
                     id: &'static str,
                     name: &'static str,
                     means: &'static str| {
        let is_classic = rules.is_classic();
        let is_set =
            flag(move || settings.with(|now| now.picture_rules.is_classic() == is_classic));
        let set = move |_| {
            let rules = rules.clone();
            let set = Define::settings(part, move |settings| settings.picture_rules = rules);
            app.define(format!("Picture rules are “{name}” now."), set);
        };
        view! {
            <div class="rule">
                <label class="radio">
                    <input type="radio" name="picture-rules" aria-describedby=id prop:checked=is_set on:change=set/>
                    {name}
                </label>
                <p class="muted" id=id>{means}</p>
            </div>
        }
        .into_any()
    };

    view! {
        <section class="card">
            <h2>"Pictures"</h2>
            <fieldset>
                <legend>"Picture rules"</legend>
                {rule(
                    PictureRules::Open,
                    "rules-open",
                    "Open",
                    "Pictures can be set, replaced and removed at any time, and are shown on the contact's page.",
                )}
                {rule(
                    PictureRules::Classic,
                    "rules-classic",
                    "Classic",
                    "A picture is set while a contact is created, and not shown on its page. Later only a merge brings one in.",
                )}
            </fieldset>
        </section>
    }
    .into_any()
}

fn part(settings: &mut Workspace, from: &Workspace) {
    settings.picture_rules.clone_from(&from.picture_rules);
}
