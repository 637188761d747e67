//! One message: its text, its files, its channel, its time, and how far it has come.

use std::sync::Arc;

use leptos::prelude::*;

use super::attachment::File;
use crate::domain::conversation::message::{Channel, Delivery, Direction, Message, MessageId};
use crate::state::conversations::talk::Talk;
use crate::state::locale::time;
use crate::state::use_app;
use crate::ui::contact::notes::linked;
use crate::ui::kit::icon::{Glyph, Icon};
use crate::ui::kit::live::{flag, part};

/// A message; what of it changes is how far it has come.
#[component]
pub fn Bubble(
    /// Where it is.
    talk: Talk,
    /// Which it is.
    id: MessageId,
) -> impl IntoView {
    let seq = id.seq.to_string();
    let placed = Memo::new(move |_| talk.placed(&id));
    let message =
        Memo::new(move |_| placed.with(|own| own.as_ref().map(|own| own.message.clone())));
    let is_continued = move || placed.with(|own| own.as_ref().is_some_and(|own| own.is_continued));
    let Some(said) = message.get_untracked() else { return ().into_any() };
    let by = match (&said.channel, said.direction) {
        (Channel::Comment, _) => "Internal comment".to_owned(),
        (_, Direction::Out) => author(&said),
        (_, Direction::In) => talk.contact().map(|contact| contact.name()).unwrap_or_default(),
    };
    let subject = (!said.subject.is_empty())
        .then(|| view! { <p class="subject" dir="auto">{said.subject.clone()}</p> }.into_any());
    let body = (!said.body.is_empty())
        .then(|| view! { <p dir="auto">{linked(&said.body)}</p> }.into_any());
    let files = said.attachments.iter().map(|file| {
        let file = file.clone();
        view! { <File file/> }.into_any()
    });

    view! {
        <div
            class=class(&said)
            class:continued=flag(is_continued)
            data-seq=seq
        >
            <div class="bubble">
                <b><bdi>{by}</bdi></b>
                {subject}
                {body}
                {files.collect_view()}
            </div>
            {part(move || message.get().map(|message| under(talk, &message)))}
        </div>
    }
    .into_any()
}

const fn class(message: &Message) -> &'static str {
    match (&message.channel, message.direction) {
        (Channel::Comment, _) => "said out comment",
        (_, Direction::Out) => "said out",
        (_, Direction::In) => "said in",
    }
}

/// Who of the team wrote it.
fn author(message: &Message) -> String {
    let workspace = use_app().workspace;
    let name = untrack(|| workspace.name_of(&message.by));
    if message.by.is_empty() || name.is_empty() { "You".to_owned() } else { name }
}

/// Channel, time and state.
fn under(talk: Talk, message: &Arc<Message>) -> AnyView {
    let channel = match message.channel {
        Channel::Comment => "Only your team sees this",
        ref channel => channel.label(),
    };
    let author = (message.channel == Channel::Comment && !message.by.is_empty())
        .then(|| format!(" · {}", author(message)));
    let when = format!("{channel}{} · {}", author.unwrap_or_default(), time(message.created_at));
    let (glyph, state) = match &message.state {
        None | Some(Delivery::Cancelled) => (None, None),
        Some(Delivery::Queued) => (Some(Glyph::Clock), Some("Waiting".to_owned())),
        Some(Delivery::Sending) => (Some(Glyph::Clock), Some("Sending".to_owned())),
        Some(Delivery::Sent) => (None, Some("Sent".to_owned())),
        Some(Delivery::Delivered) => (Some(Glyph::Check), Some("Delivered".to_owned())),
        Some(Delivery::Read) => (Some(Glyph::Check), Some("Read".to_owned())),
        Some(Delivery::Failed) => (Some(Glyph::Cross), Some("Failed".to_owned())),
        Some(Delivery::Other(name)) => (None, Some(name.to_string())),
    };
    let state = state.map(|state| view! { <span class="state">" · "{state}</span> }.into_any());
    let glyph = glyph.map(|glyph| view! { <Icon glyph/> }.into_any());
    let is_failed = message.state == Some(Delivery::Failed);
    let reason = (is_failed && !message.reason.is_empty()).then(|| {
        view! { <span class="reason"><bdi>{message.reason.clone()}</bdi></span> }.into_any()
    });
    let id = message.id.clone();
    let retry = is_failed.then(|| {
        view! { <button class="link" on:click=move |_| talk.retry(id.clone())>"Retry"</button> }
            .into_any()
    });
    let own = Message::clone(message);
    let delete = (message.is_here() && message.direction == Direction::Out).then(|| {
        view! { <button class="link" on:click=move |_| talk.delete(own.clone())>"Delete"</button> }
            .into_any()
    });
    let class = match message.state {
        Some(Delivery::Failed) => "meta num failed",
        Some(Delivery::Queued | Delivery::Sending) => "meta num waits",
        _ => "meta num",
    };
    view! { <div class=class><span>{when}</span>{state}{glyph}{reason}{retry}{delete}</div> }
        .into_any()
}
