//! The country in which phone numbers without a plus are dialled.

use leptos::prelude::*;

use crate::domain::workspace::Workspace;
use crate::state::locale::countries;
use crate::state::use_app;
use crate::state::workspace::edit::Define;
use crate::ui::kit::field::Choice;
use crate::ui::kit::live::watch;

/// The choice of a country, by the names in the reader's language.
#[component]
pub fn HomeCountry() -> impl IntoView {
    let app = use_app();
    let settings = app.workspace.settings();
    let known = StoredValue::new(countries());
    let names = known.with_value(|all| all.iter().map(|(_, name)| name.clone()).collect());
    let value = RwSignal::new(String::new());
    watch(move || {
        let code = settings.with(|settings| settings.country.clone());
        let named = known.with_value(|all| {
            all.iter().find(|(known, _)| *known == code).map(|(_, name)| name.clone())
        });
        let name = named.unwrap_or(code);
        if value.with_untracked(|now| *now != name) {
            value.set(name);
        }
    });
    let save = Callback::new(move |()| {
        let chosen = value.get_untracked();
        let code = known.with_value(|all| {
            all.iter().find(|(_, name)| *name == chosen).map(|(code, _)| (*code).to_owned())
        });
        let code = code.unwrap_or_default();
        let done = match code.is_empty() {
            true => "Phone numbers have no country now.".to_owned(),
            false => format!("Phone numbers without + are dialled in {chosen} now."),
        };
        app.define(done, Define::settings(part, move |settings| settings.country = code));
    });

    view! {
        <section class="part" aria-labelledby="phone-numbers">
            <h3 id="phone-numbers">"Phone numbers"</h3>
            <p class="muted">"A number without + is taken as one of this country, so that two spellings of it are known as one."</p>
            <Choice label="Country" options=Signal::stored(names) value on_leave=save/>
        </section>
    }
    .into_any()
}

fn part(settings: &mut Workspace, from: &Workspace) {
    settings.country.clone_from(&from.country);
}
