//! The contact types that are offered.

use leptos::prelude::*;

use super::names::{NameList, Names};
use crate::domain::rename::{Named, Rename};
use crate::domain::workspace::Workspace;
use crate::domain::workspace::edit::{name, shift};
use crate::state::error;
use crate::state::use_app;
use crate::state::workspace::edit::Define;

/// Add, rename, move and remove them; contacts follow.
#[component]
pub fn ContactTypes() -> impl IntoView {
    let app = use_app();
    let types = app.workspace.contact_types();
    let change = move |change: &dyn Fn(&mut Vec<String>)| {
        let mut all = types.get_untracked();
        change(&mut all);
        Define::settings(part, move |settings| settings.contact_types = all)
    };
    let at = move |at: usize| types.with_untracked(|all| all.get(at).cloned());
    let kept = move |typed: &str, except: Option<usize>| {
        types.with_untracked(|all| {
            let others = all.iter().enumerate().filter(|(at, _)| Some(*at) != except);
            name(typed, others.map(|(_, name)| name.as_str())).map_err(|error| error::name(&error))
        })
    };
    let names = Names {
        list: "types",
        one: "contact type",
        names: types,
        on_add: Callback::new(move |typed: String| {
            let name = kept(&typed, None)?;
            let done = format!("Contact type “{name}” was added.");
            app.define(done, change(&|all| all.push(name.clone())));
            Ok(())
        }),
        on_rename: Callback::new(move |(place, typed): (usize, String)| {
            let to = kept(&typed, Some(place))?;
            let Some(from) = at(place) else { return Ok(()) };
            let done = format!("“{from}” is now “{to}”.");
            let rename = Rename { what: Named::ContactType, from, to: Some(to.clone()) };
            let renamed = change(&|all| {
                all.iter_mut().skip(place).take(1).for_each(|name| name.clone_from(&to));
            });
            app.rename(done, renamed, rename);
            Ok(())
        }),
        on_remove: Callback::new(move |place: usize| {
            let Some(from) = at(place) else { return };
            if types.with_untracked(Vec::len) < 2 {
                return app.notices.refused("Keep one contact type at least, or rename this one.");
            }
            let done = format!("Contact type “{from}” was removed.");
            let rename = Rename { what: Named::ContactType, from, to: None };
            app.rename(done, change(&|all| drop(all.remove(place))), rename);
        }),
        on_move: Callback::new(move |(place, by): (usize, isize)| {
            let Some(name) = at(place) else { return };
            let done = format!("“{name}” was moved.");
            app.define(done, change(&|all| shift(all, place, by)));
        }),
    };

    view! {
        <section class="part" aria-labelledby="contact-types">
            <h3 id="contact-types">"Contact types"</h3>
            <p class="muted">"Renaming a type renames it in its contacts. Removing one leaves them without a type."</p>
            <NameList names label="Contact types"/>
        </section>
    }
    .into_any()
}

fn part(settings: &mut Workspace, from: &Workspace) {
    settings.contact_types.clone_from(&from.contact_types);
}
