//! Where the data is, the sample, and backups.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::backup::Backup;
use crate::domain::contacts::Contacts;
use crate::state::book::Phase;
use crate::state::locale::number;
use crate::state::use_app;
use crate::ui::kit::live::{memo, part, text};

/// How many contacts there are, and where.
#[component]
pub fn Data() -> impl IntoView {
    let app = use_app();
    let where_kept = text(move || {
        match app.book.phase().get() {
        Phase::Opening => "Opening…".to_owned(),
        Phase::Open => "Contacts and pictures are kept in this browser, on this device.".to_owned(),
        Phase::InMemory(reason) => format!(
            "This browser keeps nothing for this page ({reason}). What you enter is gone when you leave."
        ),
        Phase::Waiting => {
            "The storage of this browser has not answered yet. What you enter is kept as soon as it does."
                .to_owned()
        }
    }
    });
    let count = text(move || match app.book.contacts().with(Contacts::len) {
        1 => "1 contact".to_owned(),
        count => format!("{} contacts", number(count)),
    });
    let has_samples = memo(move || app.book.contacts().with(Contacts::samples) > 0);
    let load = move |_| spawn_local(app.load_sample());
    let remove = move |_| spawn_local(app.remove_sample());

    view! {
        <section class="card">
            <h2>"Data"</h2>
            <p class="muted">{where_kept}</p>
            <p class="num">{count}</p>
            <div class="actions">
                {part(move || Some(if has_samples.get() {
                    view! { <button class="btn" on:click=remove>"Remove sample contacts"</button> }.into_any()
                } else {
                    view! { <button class="btn" on:click=load>"Load sample contacts"</button> }.into_any()
                }))}
            </div>
            <Backup/>
        </section>
    }
    .into_any()
}
