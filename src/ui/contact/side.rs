//! What is due, and the pinned notes.

use leptos::prelude::*;

use super::history::Open;
use super::notes::linked;
use super::tasks::{due, line};
use crate::domain::note::Note;
use crate::state::record::Record;
use crate::ui::kit::live::part;

/// As many tasks as are read at a glance.
const MOST: usize = 8;

/// The panel on the right.
#[component]
pub fn Agenda(
    /// Whose.
    record: Record,
    /// To open the tabs with the rest.
    open: Open,
) -> impl IntoView {
    let tasks = part(move || {
        let all = record.tasks().with(|tasks| due(tasks));
        if all.is_empty() {
            return Some(view! { <p class="faint small">"Nothing is due."</p> }.into_any());
        }
        let others = all.len().saturating_sub(MOST);
        let lines = all.into_iter().take(MOST).map(|task| line(record, task, None)).collect_view();
        let rest = (others > 0).then(|| view! {
            <button class="btn quiet" on:click=move |_| open.choose("Tasks")>{format!("{others} more")}</button>
        }.into_any());
        Some(view! { <ul role="list" aria-label="Due tasks">{lines}</ul>{rest} }.into_any())
    });
    let pinned = part(move || {
        let is_pinned = |note: &&Note| note.pinned && note.deleted_at.is_none();
        let notes = record
            .with_notes(|notes| notes.iter().filter(is_pinned).cloned().collect::<Vec<Note>>());
        if notes.is_empty() {
            return None;
        }
        let title = if notes.len() == 1 { "Pinned note" } else { "Pinned notes" };
        let sheet = |note: Note| {
            let title = (!note.title.is_empty())
                .then(|| view! { <b dir="auto">{note.title.clone()}</b> }.into_any());
            view! {
                <div class="sheet-note" data-colour=note.colour.key().to_owned()>
                    {title}
                    <p class="body" dir="auto">{linked(&note.text)}</p>
                </div>
            }
            .into_any()
        };
        Some(view! { <h2>{title}</h2>{notes.into_iter().map(sheet).collect_view()} }.into_any())
    });

    view! {
        <aside class="agenda" aria-label="Agenda">
            <h2>"Tasks"</h2>
            {tasks}
            {pinned}
        </aside>
    }
}
