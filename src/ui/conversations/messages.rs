//! The messages with one contact, by day.

use leptos::html;
use leptos::prelude::*;
use leptos_router::components::A;
use web_sys::wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::empty::no_messages;
use crate::domain::contact::Contact;
use crate::domain::conversation::{Channel, Direction, Message};
use crate::domain::conversations::{Line, Thread};
use crate::domain::id::ContactId;
use crate::state::locale::{day, local_day, time};
use crate::state::use_app;
use crate::ui::kit::icon::{Glyph, Icon};
use crate::ui::kit::live::{part, text, watch};
use crate::ui::routes::{self, CONVERSATIONS};

/// Whom it is with, and what was written.
#[component]
pub fn Messages(
    /// Whose.
    id: ContactId,
) -> impl IntoView {
    let app = use_app();
    let name = move || app.book.contact(id).as_deref().map(Contact::name).unwrap_or_default();

    view! {
        <section class="talk" aria-label="Conversation">
            <header>
                <A
                    href=routes::link(CONVERSATIONS)
                    attr:class="btn quiet icon-only"
                    attr:aria-label="Back to conversations"
                >
                    <Icon glyph=Glyph::Back/>
                </A>
                <h2 class="clip"><A href=routes::link(&routes::contact(id))><bdi>{text(name)}</bdi></A></h2>
            </header>
            <Stream id/>
        </section>
    }
}

/// What was written.
#[component]
pub fn Stream(
    /// With whom.
    id: ContactId,
) -> impl IntoView {
    let app = use_app();
    let name = move || app.book.contact(id).as_deref().map(Contact::name).unwrap_or_default();
    let log = NodeRef::<html::Div>::new();
    watch(move || {
        if let Some(log) = log.get() {
            go_to_news(&log);
        }
    });

    view! {
        <div class="log" role="log" aria-label="Messages" tabindex="0" node_ref=log>
            {part(move || {
                let name = name();
                Some(app.inbox.with(id, |thread| stream(thread, &name)).unwrap_or_else(no_messages))
            })}
        </div>
    }
}

fn stream(thread: &Thread, name: &str) -> AnyView {
    let draw = |line: Line<'_>| match line {
        Line::Day(at) => view! { <h2 class="day">{day(at)}</h2> }.into_any(),
        Line::New => {
            view! { <div class="new" role="separator" aria-label="New">"New"</div> }.into_any()
        }
        Line::Message(message) => said(message, name),
    };
    thread.lines(&local_day).into_iter().map(draw).collect_view().into_any()
}

/// One message, with its channel and its time under it.
fn said(message: &Message, name: &str) -> AnyView {
    let (class, by, channel) = match (message.channel, message.direction) {
        (Channel::Comment, _) => {
            ("said out comment", "Internal comment", "Only your team sees this")
        }
        (Channel::Sms, Direction::Out) => ("said out", "You", "SMS"),
        (Channel::Email, Direction::Out) => ("said out", "You", "Email"),
        (Channel::Sms, Direction::In) => ("said in", name, "SMS"),
        (Channel::Email, Direction::In) => ("said in", name, "Email"),
    };
    let under = format!("{channel} · {}", time(message.created_at));

    view! {
        <div class=class>
            <div class="bubble">
                <b><bdi>{by.to_owned()}</bdi></b>
                <p dir="auto">{message.body.clone()}</p>
            </div>
            <p class="meta num">{under}</p>
        </div>
    }
    .into_any()
}

/// Shows the first unread message, or the last one.
fn go_to_news(log: &Element) {
    let new = log.query_selector(".new").ok().flatten();
    let top = match new.and_then(|new| new.dyn_into::<HtmlElement>().ok()) {
        // What was read before is in sight, too.
        Some(new) => new.offset_top() - log.client_height() / 3,
        None => log.scroll_height(),
    };
    log.set_scroll_top(top);
}
