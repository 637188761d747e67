//! What a field offers while one types: what other contacts have there, and the people of the workspace.

use leptos::prelude::*;

use super::suggest::Suggestion;
use crate::domain::contact::draft::Field;
use crate::domain::filter::field::{Definitions, Field as Column};
use crate::domain::search::fold::fold;
use crate::domain::workspace::Workspace as Settings;
use crate::state::book::Book;
use crate::state::workspace::Workspace;
use crate::state::{App, use_app};

/// As many as a list can be read.
const MOST: usize = 200;

/// What other contacts have in a field, the most frequent first; none for names, addresses and the like.
pub fn offers(field: Field, value: RwSignal<String>) -> Option<Signal<Vec<Suggestion>>> {
    let App { book, workspace, .. } = use_app();
    let column = match field {
        Field::Tags => Column::Tag,
        Field::Owner => Column::Owner,
        Field::Company
        | Field::JobTitle
        | Field::Source
        | Field::City
        | Field::Region
        | Field::Country
        | Field::Timezone => Column::named(field.key(), &Definitions::default())?,
        _ => return None,
    };
    let known = Memo::new(move |_| {
        let mut known = if field == Field::Owner { people(workspace) } else { Vec::new() };
        for text in used(book, &column) {
            if !known.contains(&text) {
                known.push(text);
            }
        }
        known
    });
    let plain = |text: &String| (text.clone(), text.clone());
    Some(match field {
        Field::Tags => one_more(value, known.into()),
        _ => Signal::derive(move || known.with(|known| known.iter().map(plain).collect())),
    })
}

/// What can follow in a box of several texts with commas between them.
pub fn one_more(value: RwSignal<String>, known: Signal<Vec<String>>) -> Signal<Vec<Suggestion>> {
    Signal::derive(move || value.with(|typed| known.with(|known| completed(typed, known))))
}

/// The names of the people of the workspace.
pub fn people(workspace: Workspace) -> Vec<String> {
    let names = |settings: &Settings| {
        settings.people.iter().map(|person| person.name.clone()).collect::<Vec<_>>()
    };
    workspace.settings().with(names)
}

fn used(book: Book, column: &Column) -> Vec<String> {
    book.contacts().with_untracked(|contacts| {
        let values = contacts.columns().values(column).into_iter();
        values.map(|value| value.text).take(MOST).collect()
    })
}

/// The texts that can follow those that are typed, each behind them.
fn completed(typed: &str, known: &[String]) -> Vec<Suggestion> {
    let (before, begun) = typed.rsplit_once(',').unwrap_or(("", typed));
    let begun = fold(begun.trim());
    let given: Vec<&str> = before.split(',').map(str::trim).collect();
    let lead = if before.trim().is_empty() { String::new() } else { format!("{before}, ") };
    let fresh = known.iter().filter(|tag| {
        !begun.is_empty() && !given.contains(&tag.as_str()) && fold(tag).contains(&begun)
    });
    fresh.map(|tag| (tag.clone(), format!("{lead}{tag}"))).collect()
}
