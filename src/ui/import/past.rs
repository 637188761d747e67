//! The imports that can still be undone.

use leptos::prelude::*;

use crate::domain::import::record::ImportRecord;
use crate::state::import::past::watch_past;
use crate::state::locale::{moment, number};
use crate::state::use_app;
use crate::ui::kit::live::part;

/// Each with what it did, and with its Undo.
#[component]
pub fn Past() -> impl IntoView {
    let app = use_app();
    let past = watch_past(app);
    part(move || {
        let past = past.get();
        if past.is_empty() {
            return None;
        }
        let entries = past.into_iter().map(|record| entry(&record)).collect_view();
        Some(
            view! {
                <section class="card past" aria-label="Imports">
                    <h2>"Imports of the last 60 days"</h2>
                    <ul role="list">{entries}</ul>
                </section>
            }
            .into_any(),
        )
    })
}

fn entry(record: &ImportRecord) -> AnyView {
    let app = use_app();
    let id = record.id;
    let file = record.file.clone();
    let counts = format!(
        "{} added, {} updated, {} refused",
        number(record.created),
        number(record.changed),
        number(record.refused)
    );
    let state = match record.ended_at {
        Some(_) => String::new(),
        None => format!(
            "Stopped after {} rows, before its end. Import the file again to go on: nobody comes in twice. Or undo it.",
            number(record.rows())
        ),
    };
    let is_stopped = !state.is_empty();

    view! {
        <li>
            <span class="words">
                <b dir="auto">{file.clone()}</b>
                <span class="muted">{moment(record.at)}" · "{counts}</span>
                {is_stopped.then(|| view! { <span class="note warn">{state}</span> }.into_any())}
            </span>
            <button
                class="btn small"
                aria-label=format!("Undo the import of {file}")
                on:click=move |_| app.undo_import(id)
            >
                "Undo"
            </button>
        </li>
    }
    .into_any()
}
