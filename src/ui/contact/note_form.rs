//! The form of a note. What was typed is saved when the form goes away without having been cancelled.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::note::{Note, NoteColour};
use crate::state::record::Record;
use crate::state::use_app;
use crate::ui::kit::field::{Kind, TextField};
use crate::ui::kit::live::flag;

/// The names of the colours, in the order of [`NoteColour::ALL`].
const NAMES: [&str; 5] = ["Plain", "Yellow", "Green", "Blue", "Pink"];

/// A new note, or one that is there.
#[component]
pub fn NoteForm(
    /// Where it goes.
    record: Record,
    /// The note that is changed; none for a new one.
    note: Option<Note>,
    /// What happens when it is saved or cancelled.
    close: Callback<()>,
) -> impl IntoView {
    let app = use_app();
    let before = note.clone().unwrap_or_default();
    let title = RwSignal::new(before.title.clone());
    let body = RwSignal::new(before.text.clone());
    let colour = RwSignal::new(before.colour.clone());
    let error = RwSignal::new(None);
    let is_done = StoredValue::new(false);
    let known = StoredValue::new(note);
    let write = move || {
        let (title, body, colour) =
            (title.get_untracked(), body.get_untracked(), colour.get_untracked());
        record.write_note(known.get_value(), title, body, colour)
    };
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        spawn_local(async move {
            match write().await {
                Ok(()) => {
                    is_done.try_set_value(true);
                    close.try_run(());
                }
                Err(refusal) => drop(error.try_set(Some(refusal.sentence()))),
            }
        });
    };
    let cancel = move |_| {
        is_done.set_value(true);
        close.run(());
    };
    on_cleanup(move || {
        let is_typed = title.with_untracked(|typed| *typed != before.title)
            || body.with_untracked(|typed| *typed != before.text);
        if is_typed && !is_done.get_value() {
            let writing = write();
            spawn_local(async move { app.report(writing.await) });
        }
    });
    let choice = move |((shade, key), name): ((NoteColour, &'static str), &'static str)| {
        let own = shade.clone();
        view! {
            <label class="shade" data-colour=key title=name>
                <input
                    type="radio"
                    name="note-colour"
                    aria-label=name
                    prop:checked=flag(move || colour.with(|chosen| *chosen == own))
                    on:change=move |_| colour.set(shade.clone())
                />
            </label>
        }
        .into_any()
    };

    view! {
        <form class="entry-form" aria-label="Note" novalidate on:submit=save>
            <TextField label="Title" value=title error=RwSignal::new(None)/>
            <TextField label="Note" value=body error kind=Kind::Long/>
            <fieldset class="shades">
                <legend>"Colour"</legend>
                {NoteColour::ALL.into_iter().zip(NAMES).map(choice).collect_view()}
            </fieldset>
            <div class="foot">
                <button type="button" class="btn quiet" on:click=cancel>"Cancel"</button>
                <button class="btn primary">"Save note"</button>
            </div>
        </form>
    }
}
