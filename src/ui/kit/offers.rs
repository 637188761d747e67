//! What a field offers while one types: what other contacts have there, and the people of the workspace.

use leptos::prelude::*;

use crate::domain::contact::draft::Field;
use crate::domain::filter::field::{Definitions, Field as Column};
use crate::state::book::Book;
use crate::state::{App, use_app};

/// As many as a list can be read.
const MOST: usize = 200;

/// What other contacts have in a field, the most frequent first; none for names, addresses and the like.
pub fn offers(field: Field, value: RwSignal<String>) -> Option<Signal<Vec<String>>> {
    let App { book, workspace, .. } = use_app();
    let column = match field {
        Field::Tags => Column::Tag,
        Field::Owner => {
            return Some(Signal::derive(move || {
                let people = workspace.settings().with(|settings| {
                    settings.people.iter().map(|person| person.name.clone()).collect::<Vec<_>>()
                });
                merged(people, used(book, &Column::Owner))
            }));
        }
        Field::Company
        | Field::JobTitle
        | Field::Source
        | Field::City
        | Field::Region
        | Field::Country
        | Field::Timezone => Column::named(field.key(), &Definitions::default())?,
        _ => return None,
    };
    if field != Field::Tags {
        return Some(Signal::stored(used(book, &column)));
    }
    let known = used(book, &column);
    Some(Signal::derive(move || value.with(|typed| completed(typed, &known))))
}

fn used(book: Book, column: &Column) -> Vec<String> {
    book.contacts().with_untracked(|contacts| {
        let values = contacts.columns().values(column).into_iter();
        values.map(|value| value.text).take(MOST).collect()
    })
}

fn merged(mut first: Vec<String>, then: Vec<String>) -> Vec<String> {
    for text in then {
        if !first.contains(&text) {
            first.push(text);
        }
    }
    first
}

/// The tags that can follow those that are typed, each behind them: a browser compares an offer with the whole text.
fn completed(typed: &str, known: &[String]) -> Vec<String> {
    let (before, _) = typed.rsplit_once(',').unwrap_or_default();
    let given: Vec<&str> = before.split(',').map(str::trim).collect();
    let lead = if before.trim().is_empty() { String::new() } else { format!("{before}, ") };
    let fresh = known.iter().filter(|tag| !given.contains(&tag.as_str()));
    fresh.map(|tag| format!("{lead}{tag}")).collect()
}
