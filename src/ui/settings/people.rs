//! The people of the workspace, who own contacts and follow them.

use leptos::prelude::*;

use super::names::{NameList, Names};
use crate::domain::rename::{Named, Rename};
use crate::domain::workspace::Person;
use crate::domain::workspace::edit::{name, shift};
use crate::state::error;
use crate::state::workspace::edit::{Define, people};
use crate::state::{App, use_app};

/// Add, rename, move and remove them; owners and followers of contacts are renamed too.
#[component]
pub fn People() -> impl IntoView {
    let app = use_app();
    let settings = app.workspace.settings();
    let me = app.workspace.who();
    // Whoever is here has a section of their own.
    let others = Signal::derive(move || {
        let is_other = |person: &&Person| me.with(|me| person.id != *me);
        settings.with(|settings| settings.people.iter().filter(is_other).cloned().collect())
    });
    let others: Signal<Vec<Person>> = others;
    let names = Signal::derive(move || {
        others.with(|all| all.iter().map(|person| person.name.clone()).collect::<Vec<_>>())
    });
    let at = move |at: usize| others.with_untracked(|all| all.get(at).cloned());
    let names = Names {
        list: "people",
        one: "person",
        names,
        on_add: Callback::new(move |typed: String| {
            app.add_person(called(app, &typed, None)?);
            Ok(())
        }),
        on_rename: Callback::new(move |(place, typed): (usize, String)| {
            let Some(person) = at(place) else { return Ok(()) };
            rename(app, &person, called(app, &typed, Some(&person.id))?);
            Ok(())
        }),
        on_remove: Callback::new(move |place: usize| {
            let Some(person) = at(place) else { return };
            let done = format!(
                "{} was removed from the people. Contacts keep their owner and followers.",
                person.name
            );
            let remove = Define::settings(people, move |settings| {
                settings.people.retain(|known| known.id != person.id);
            });
            app.define(done, remove);
        }),
        on_move: Callback::new(move |(place, by): (usize, isize)| {
            let Some(person) = at(place) else { return };
            let done = format!("{} was moved.", person.name);
            let mut order = others.get_untracked();
            shift(&mut order, place, by);
            let moved = Define::settings(people, move |settings| {
                let place = |person: &Person| order.iter().position(|known| known.id == person.id);
                settings.people.sort_by_key(place);
            });
            app.define(done, moved);
        }),
    };

    view! {
        <section class="card">
            <h2>"People"</h2>
            <p class="muted">
                "They can own contacts and follow them. Renaming somebody renames them in their contacts too."
            </p>
            <NameList names label="People"/>
        </section>
    }
    .into_any()
}

/// The name in what was typed for the person with this id, or the sentence for why it cannot be kept.
pub fn called(app: App, typed: &str, id: Option<&str>) -> Result<String, String> {
    app.workspace.settings().with_untracked(|settings| {
        let others = settings.people.iter().filter(|person| Some(person.id.as_str()) != id);
        name(typed, others.map(|person| person.name.as_str())).map_err(|error| error::name(&error))
    })
}

/// Gives somebody another name, and contacts with them.
pub fn rename(app: App, person: &Person, to: String) {
    let (id, from) = (person.id.clone(), person.name.clone());
    let name = to.clone();
    let renamed = Define::settings(people, move |settings| {
        settings.change_person(&id, |person| person.name = name);
    });
    if from.is_empty() {
        return app.define(format!("You are {to} now."), renamed);
    }
    let done = format!("{from} is now {to}.");
    app.rename(done, renamed, Rename { what: Named::Person, from, to: Some(to) });
}
