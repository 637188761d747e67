//! What came of an import.

use leptos::prelude::*;
use leptos_router::components::A;

use crate::state::import::{Import, Outcome, save_rejected};
use crate::state::locale::number;
use crate::state::use_app;
use crate::ui::kit::note::Alert;
use crate::ui::routes::{CONTACTS, link};

/// The counts, what was refused and why, and the way back.
pub fn done(import: Import, outcome: &Outcome) -> AnyView {
    let app = use_app();
    let record = &outcome.record;
    let counts = [
        (record.created, "added"),
        (record.changed, "updated"),
        (record.same, "already up to date"),
        (record.refused, "refused"),
    ];
    let counts = counts.map(|(count, words)| {
        view! { <div><dt>{words}</dt><dd>{number(count)}</dd></div> }.into_any()
    });
    let head = match (outcome.is_stopped, &outcome.trouble) {
        (true, _) => "The import was stopped",
        (false, Some(_)) => "The import ended early",
        (false, None) => "The import is done",
    };
    let id = record.id;
    let is_undoable = record.created + record.changed > 0;
    let undo = move |_| {
        import.leave();
        app.undo_import(id);
    };
    let rejected = outcome.rejected.clone().map(|file| {
        let name = record.file.clone();
        let save = move |_| {
            if !save_rejected(&name, &file) {
                app.notices.refused("The browser did not take the file. Free some space, and try again.");
            }
        };
        view! {
            <p>
                "The refused rows are in a file of their own, each with its number and the reason. Mend them there and import that file."
            </p>
            <div class="actions">
                <button class="btn" on:click=save>"Download refused rows"</button>
            </div>
        }
        .into_any()
    });

    view! {
        <section class="card" aria-label="Result">
            <h2>{head}</h2>
            <p class="unseen" role="status">{head}</p>
            {outcome.trouble.clone().map(|trouble| view! { <Alert text=trouble/> })}
            <dl class="counts">{Vec::from(counts)}</dl>
            {rejected}
            {listed("elsewhere on the web and not fetched", &outcome.elsewhere)}
            {listed("left out", &outcome.spoilt)}
            <div class="actions">
                <A href=link(CONTACTS) attr:class="btn primary">"Show contacts"</A>
                {is_undoable.then(|| view! {
                    <button class="btn" on:click=undo>"Undo import"</button>
                }.into_any())}
                <button class="btn quiet" on:click=move |_| import.leave()>"Import another file"</button>
            </div>
        </section>
    }
    .into_any()
}

/// Pictures that did not come along: whose, and why or where.
fn listed(what: &str, all: &[(String, String)]) -> Option<AnyView> {
    const MOST: usize = 50;
    if all.is_empty() {
        return None;
    }
    let rows = all.iter().take(MOST).map(|(who, why)| {
        view! { <li><b dir="auto">{who.clone()}</b>" "<span class="faint" dir="auto">{why.clone()}</span></li> }
            .into_any()
    });
    let head = match all.len() {
        1 => format!("1 picture is {what}"),
        count => format!("{} pictures are {what}", number(count)),
    };
    Some(
        view! {
            <details class="elsewhere">
                <summary>{head}</summary>
                <ul>{rows.collect_view()}</ul>
            </details>
        }
        .into_any(),
    )
}
