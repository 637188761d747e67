//! A table before it is imported: what each column is for, and its first rows.

use leptos::prelude::*;

use super::options::questions;
use super::target::targets;
use crate::domain::csv::cell::plain;
use crate::domain::csv::dialect::{DELIMITERS, Dialect};
use crate::domain::import::column::Target;
use crate::state::import::{Import, Table};
use crate::state::use_app;
use crate::ui::kit::live::{flag, text};

/// The columns of the table, each with its choice, and the first rows under them.
pub fn table_preview(import: Import, table: &Table) -> AnyView {
    let guesses = import.guess(&table.header);
    let chosen = RwSignal::new(guesses.clone());
    let head = table.header.cells.iter().zip(&guesses).enumerate().map(|(at, (name, guess))| {
        view! {
            <th scope="col">
                <span class="name" dir="auto">{plain(name).to_owned()}</span>
                {choice(chosen, at, plain(name), guess)}
            </th>
        }
        .into_any()
    });
    let rows = table.rows.iter().map(|row| {
        let cells = (0..guesses.len()).map(|at| {
            let cell = row.cells.get(at).map(|cell| plain(cell).to_owned()).unwrap_or_default();
            let is_out = flag(move || chosen.with(|all| all.get(at) == Some(&Target::Skip)));
            view! { <td dir="auto" class:out=is_out>{cell}</td> }.into_any()
        });
        view! { <tr>{cells.collect_view()}</tr> }.into_any()
    });
    let count = text(move || {
        let used = chosen.with(|all| all.iter().filter(|one| **one != Target::Skip).count());
        let all = chosen.with(Vec::len);
        format!("{used} of {all} columns are imported.")
    });

    view! {
        <p class="intro">
            "Check what each column of "<b dir="auto">{import.file_name()}</b>" is for. Nothing is stored before you press Import."
        </p>
        <div class="between">
            {delimiter(import, table.dialect)}
            <span class="muted" role="status">{count}</span>
        </div>
        <div class="preview" tabindex="0" role="region" aria-label="First rows">
            <table>
                <thead><tr>{head.collect_view()}</tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
        {questions(import, move || chosen.get_untracked())}
    }
    .into_any()
}

/// What a column is for.
fn choice(chosen: RwSignal<Vec<Target>>, at: usize, name: &str, guess: &Target) -> AnyView {
    let fields = use_app().workspace.fields().get_untracked();
    let all = targets(name, guess, &fields);
    let now = all.iter().position(|(target, _)| target == guess);
    let options = all.iter().enumerate().map(|(index, (_, words))| {
        view! { <option value=index.to_string() selected=now == Some(index)>{words.clone()}</option> }
            .into_any()
    });
    let options = options.collect_view();
    let choose = move |index: String| {
        let target = index.parse::<usize>().ok().and_then(|index| all.get(index));
        if let Some((target, _)) = target {
            chosen.update(|chosen| {
                if let Some(own) = chosen.get_mut(at) {
                    own.clone_from(target);
                }
            });
        }
    };
    let label = format!("Column {}", name.trim());

    view! {
        <select aria-label=label on:change:target=move |event| choose(event.target().value())>
            {options}
        </select>
    }
    .into_any()
}

/// What stands between the cells, where the guess was wrong.
fn delimiter(import: Import, dialect: Dialect) -> AnyView {
    let word = |delimiter: char| match delimiter {
        ',' => "Comma".to_owned(),
        ';' => "Semicolon".to_owned(),
        '\t' => "Tab".to_owned(),
        other => other.to_string(),
    };
    let options = DELIMITERS.map(|delimiter| {
        let is_now = delimiter == dialect.delimiter;
        view! { <option value=delimiter.to_string() selected=is_now>{word(delimiter)}</option> }
            .into_any()
    });
    let choose = move |value: String| {
        if let Some(delimiter) = value.chars().next() {
            import.look_again(Dialect { delimiter, ..dialect });
        }
    };

    view! {
        <label class="delimiter">
            "Between cells"
            <select on:change:target=move |event| choose(event.target().value())>{Vec::from(options)}</select>
        </label>
    }
    .into_any()
}
