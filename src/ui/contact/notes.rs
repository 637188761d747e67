//! The notes about a contact: pinned ones first, then the latest, searched as one types.

use leptos::prelude::*;

use super::note_form::NoteForm;
use crate::domain::id::entry::EntryId;
use crate::domain::links::{Piece, links};
use crate::domain::note::{Note, found};
use crate::domain::search::Query;
use crate::state::locale::moment;
use crate::state::record::Record;
use crate::state::use_app;
use crate::ui::kit::field::TextField;
use crate::ui::kit::icon::{Glyph, Icon};
use crate::ui::kit::live::{memo, part, when};
use crate::ui::kit::menu::{Item, Menu};

/// From so many notes on there is a search.
const MANY: usize = 4;

/// The list, and the form for a new one.
#[component]
pub fn Notes(
    /// Whose they are.
    record: Record,
) -> impl IntoView {
    let is_adding = RwSignal::new(false);
    let search = RwSignal::new(String::new());
    let query = Memo::new(move |_| search.with(|typed| Query::parse(typed)));
    let shown = Memo::new(move |_| {
        query.with(|query| {
            record.with_notes(|notes| found(notes, query).map(|note| note.id).collect::<Vec<_>>())
        })
    });
    let count = Memo::new(move |_| {
        record.with_notes(|notes| notes.iter().filter(|note| note.deleted_at.is_none()).count())
    });
    let has_search = memo(move || count.get() >= MANY || search.with(|typed| !typed.is_empty()));
    let empty = move || {
        let sentence = match (record.is_known(), count.get(), shown.with(Vec::is_empty)) {
            (false, ..) => "Opening…",
            (_, 0, _) => "No notes yet. What is written here stays with the contact.",
            (_, _, true) => "No note matches.",
            _ => return None,
        };
        (!is_adding.get())
            .then(|| view! { <p class="muted" role="status">{sentence}</p> }.into_any())
    };

    view! {
        <div class="notes">
            <div class="bar">
                {when(move || has_search.get(), move || view! {
                    <TextField label="Search notes" value=search error=RwSignal::new(None)/>
                }.into_any())}
                {when(move || !is_adding.get(), move || view! {
                    <button class="btn" on:click=move |_| is_adding.set(true)>
                        <Icon glyph=Glyph::Plus/>
                        "Add note"
                    </button>
                }.into_any())}
            </div>
            {when(move || is_adding.get(), move || view! {
                <NoteForm record note=None close=Callback::new(move |()| is_adding.set(false))/>
            }.into_any())}
            {part(empty)}
            <ul role="list" aria-label="Notes">
                <For each=move || shown.get() key=|id| *id let(id)>
                    <Entry record id/>
                </For>
            </ul>
        </div>
    }
}

/// One note, or the form for it.
#[component]
fn Entry(record: Record, id: EntryId) -> impl IntoView {
    let note = Memo::new(move |_| {
        record.with_notes(|notes| notes.iter().find(|note| note.id == id).cloned())
    });
    let is_editing = RwSignal::new(false);
    let close = Callback::new(move |()| is_editing.set(false));

    view! {
        <li>
            {part(move || {
                if is_editing.get() {
                    let note = note.get_untracked();
                    return Some(view! { <NoteForm record note close/> }.into_any());
                }
                note.with(|note| note.as_ref().map(|note| sheet(record, note, is_editing)))
            })}
        </li>
    }
}

fn sheet(record: Record, note: &Note, is_editing: RwSignal<bool>) -> AnyView {
    let author = use_app().workspace.name_of(&note.author);
    let (pinned, deleted) = (note.clone(), note.clone());
    let pin = Callback::new(move |()| record.pin_note(pinned.clone(), !pinned.pinned));
    let delete = Callback::new(move |()| record.delete_note(deleted.clone()));
    let edit = Callback::new(move |()| is_editing.set(true));
    let items = vec![
        Item { name: "Edit note".into(), action: edit },
        Item { name: if note.pinned { "Unpin note" } else { "Pin note" }.into(), action: pin },
        Item { name: "Delete note".into(), action: delete },
    ];
    let mark = note.pinned.then(|| {
        view! { <span class="pinned" title="Pinned"><Icon glyph=Glyph::Pin/></span> }.into_any()
    });
    let title = (!note.title.is_empty())
        .then(|| view! { <h2 dir="auto">{note.title.clone()}</h2> }.into_any());
    let foot = format!("{author} · {}", moment(note.updated_at));

    view! {
        <article class="sheet-note" data-colour=note.colour.key().to_owned()>
            <header>
                {mark}
                {title}
                <span class="grow"></span>
                <Menu name="Note actions" items=Signal::stored(items)/>
            </header>
            <p class="body" dir="auto">{linked(&note.text)}</p>
            <p class="faint small num">{foot}</p>
        </article>
    }
    .into_any()
}

/// A text whose web and mail addresses are links. They open beside Visage and tell nobody where they came from.
pub fn linked(text: &str) -> AnyView {
    let piece = |piece: Piece<'_>| {
        match piece {
        Piece::Text(text) => text.to_owned().into_any(),
        Piece::Link { text, href } => {
            view! { <a href=href target="_blank" rel="noopener noreferrer nofollow">{text.to_owned()}</a> }
                .into_any()
        }
    }
    };
    links(text).into_iter().map(piece).collect_view().into_any()
}
