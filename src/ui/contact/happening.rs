//! One thing that happened: what, by whom, when, and from what to what.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::dnd::channel_name;
use super::notes::linked;
use crate::domain::activity::Happening;
use crate::domain::contact::dnd::DndChannel;
use crate::domain::contact::draft::Field;
use crate::domain::conversation::{Channel, Direction, Message};
use crate::domain::event::{Event, EventKind};
use crate::domain::id::Digest;
use crate::domain::id::merge::MergeId;
use crate::domain::merge::record::is_kept;
use crate::domain::picture::Size;
use crate::domain::time::{DAY, Timestamp};
use crate::state::locale::{now, time};
use crate::state::record::Record;
use crate::state::use_app;
use crate::ui::kit::icon::{Glyph, Icon};
use crate::ui::kit::live::part;

/// For how long a replaced picture can be used again, in days.
const KEPT_DAYS: i64 = 60;

/// What is read about it.
struct Words {
    glyph: Glyph,
    title: String,
    by: String,
    body: Option<AnyView>,
}

/// One entry of the list.
pub fn happening(record: Record, item: Happening<'_>) -> AnyView {
    let Words { glyph, title, by, body } = match item {
        Happening::Message(message) => said(message),
        Happening::Note(note) => Words {
            glyph: Glyph::Note,
            title: if note.title.is_empty() { "Note".to_owned() } else { note.title.clone() },
            by: who(&note.author),
            body: Some(paragraph(linked(&note.text))),
        },
        Happening::Task(task) => Words {
            glyph: Glyph::Tick,
            title: if task.done_at.is_some() { "Task done" } else { "Task added" }.to_owned(),
            by: who(&task.author),
            body: Some(paragraph(task.title.clone().into_any())),
        },
        Happening::Event(event) => told(record, event),
    };
    let under = [Some(by).filter(|by| !by.is_empty()), Some(time(item.at()))];
    let under = under.into_iter().flatten().collect::<Vec<_>>().join(" · ");

    view! {
        <li>
            <span class="dot-icon"><Icon glyph/></span>
            <article>
                <h3 dir="auto">{title}</h3>
                {body}
                <p class="faint small num">{under}</p>
            </article>
        </li>
    }
    .into_any()
}

fn paragraph(content: AnyView) -> AnyView {
    view! { <p class="body" dir="auto">{content}</p> }.into_any()
}

/// What somebody is called; nothing for nobody.
fn who(id: &str) -> String {
    if id.is_empty() { String::new() } else { use_app().workspace.name_of(id) }
}

fn said(message: &Message) -> Words {
    let glyph = if message.channel == Channel::Email { Glyph::Mail } else { Glyph::Chat };
    let channel = message.channel.label();
    let (title, by) = match (&message.channel, message.direction) {
        (Channel::Comment, _) => (channel.to_owned(), who(&message.by)),
        (_, Direction::Out) => (format!("{channel} sent"), who(&message.by)),
        (_, Direction::In) => (format!("{channel} received"), String::new()),
    };
    let body = Some(paragraph(message.body.clone().into_any()));
    Words { glyph, title, by, body }
}

fn told(record: Record, event: &Event) -> Words {
    let glyph = match event.kind {
        EventKind::Picture => Glyph::Picture,
        EventKind::Merged => Glyph::Copies,
        EventKind::Created | EventKind::Imported => Glyph::People,
        EventKind::Deleted => Glyph::Bin,
        _ => Glyph::Pencil,
    };
    let body = match (&event.kind, event.picture) {
        (EventKind::Picture, before) => before.map(|digest| old_picture(record, digest, event.at)),
        (EventKind::Changed | EventKind::Conflict, _) if event.field == "dnd" => {
            Some(change(&channels(&event.from), &channels(&event.to)))
        }
        (EventKind::Merged, _) => event
            .merge
            .filter(|_| !event.from.is_empty() && is_kept(event.at, now()))
            .map(|merge| undo_merge(record, merge)),
        (EventKind::Changed | EventKind::Conflict, _) => Some(change(&event.from, &event.to)),
        _ => None,
    };
    Words { glyph, title: headline(event), by: who(&event.by), body }
}

/// What happened, in a few words.
pub fn headline(event: &Event) -> String {
    match &event.kind {
        EventKind::Created => "Contact created".to_owned(),
        EventKind::Changed => format!("{} changed", label(&event.field)),
        EventKind::Picture if event.from.is_empty() => "Picture set".to_owned(),
        EventKind::Picture if event.to.is_empty() => "Picture removed".to_owned(),
        EventKind::Picture => "Picture replaced".to_owned(),
        EventKind::Deleted => "Moved to Trash".to_owned(),
        EventKind::Restored => "Restored from Trash".to_owned(),
        EventKind::Merged if event.merge.is_none() => "Merged".to_owned(),
        EventKind::Merged if event.from.is_empty() => "Merge undone".to_owned(),
        EventKind::Merged => format!("Merged with {}", event.from),
        EventKind::Imported if event.to.is_empty() => "Imported".to_owned(),
        EventKind::Imported => format!("Imported from {}", event.to),
        EventKind::Conflict => format!("{}: two devices disagreed", label(&event.field)),
        EventKind::Other(kind) => format!("{kind}"),
    }
}

/// The names of channels, from their keys.
pub fn channels(keys: &str) -> String {
    let name = |key: &str| {
        let known = DndChannel::ALL.into_iter().find(|channel| channel.key() == key);
        known.map_or_else(|| key.to_owned(), |channel| channel_name(channel).to_owned())
    };
    keys.split(", ").map(name).collect::<Vec<_>>().join(", ")
}

/// What stood there, and what stands there since.
fn change(from: &str, to: &str) -> AnyView {
    let value = |text: &str| match text.is_empty() {
        true => view! { <i class="faint">"empty"</i> }.into_any(),
        false => view! { <bdi>{text.to_owned()}</bdi> }.into_any(),
    };
    view! {
        <p class="body change">
            <span class="was">{value(from)}</span>
            <span aria-hidden="true">" → "</span>
            <span class="unseen">" to "</span>
            <span>{value(to)}</span>
        </p>
    }
    .into_any()
}

/// The picture that was there before, which can be used again for a while.
fn old_picture(record: Record, digest: Digest, at: Timestamp) -> AnyView {
    let app = use_app();
    let is_kept = now().millis() - at.millis() < KEPT_DAYS * DAY;
    if !is_kept {
        return view! { <p class="body faint">"The picture from before is no longer kept."</p> }
            .into_any();
    }
    let url = app.faces.url(digest, Size::Thumb);
    let face = part(move || {
        url.get().map(|url| {
            view! { <img class="old-face" alt="The picture from before" src=url/> }.into_any()
        })
    });
    let is_worn = move || {
        let contact = app.book.contact(record.id());
        contact.and_then(|contact| contact.picture.as_ref().map(|own| own.digest)) == Some(digest)
    };
    let button = part(move || {
        (!app.workspace.is_classic() && !is_worn()).then(|| {
            let again = move |_| {
                spawn_local(async move { app.report(record.use_again(digest).await) });
            };
            view! { <button class="btn" on:click=again>"Use again"</button> }.into_any()
        })
    });
    view! { <div class="again">{face}{button}</div> }.into_any()
}

/// Takes a merge back, unless that was done.
fn undo_merge(record: Record, merge: MergeId) -> AnyView {
    let app = use_app();
    let is_undone = record.events().with(|events| {
        events.iter().any(|event| event.merge == Some(merge) && event.from.is_empty())
    });
    if is_undone {
        return ().into_any();
    }
    let undo = move |_| app.undo_merge(merge);
    view! { <div class="again"><button class="btn" on:click=undo>"Undo merge"</button></div> }
        .into_any()
}

/// What a field is called, by its key in events.
pub(super) fn label(key: &str) -> String {
    match key {
        "followers" => return "Followers".to_owned(),
        "dnd" => return "Do not disturb".to_owned(),
        "picture" => return "Picture".to_owned(),
        "emails" => return "Email".to_owned(),
        "phones" => return "Phone".to_owned(),
        _ => {}
    }
    if let Some(own) = key.strip_prefix("custom.") {
        let fields = use_app().workspace.fields();
        return fields.with(|fields| {
            let field = fields.iter().find(|field| field.key.as_str() == own);
            field.map_or_else(|| "A removed field".to_owned(), |field| field.name.clone())
        });
    }
    let field = Field::ALL.into_iter().find(|field| field.key() == key);
    field.map_or_else(|| key.to_owned(), |field| field.label().to_owned())
}
