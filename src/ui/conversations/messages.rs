//! The messages with one contact, by day. Earlier and later ones come in as one scrolls; what is looked at stays where it
//! is meanwhile. There is no profile picture among them: that is the rule.

use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::wasm_bindgen::JsCast;
use web_sys::{HtmlDivElement, HtmlElement};

use super::bubble::Bubble;
use super::composer::Compose;
use super::head::Head;
use crate::domain::conversation::message::MessageId;
use crate::domain::conversation::stream::Line;
use crate::domain::date::Date;
use crate::domain::event::Event;
use crate::domain::id::ContactId;
use crate::state::conversations::talk::Talk;
use crate::state::locale::{day, start_of, time};
use crate::state::use_app;
use crate::ui::contact::happening::{channels, headline};
use crate::ui::kit::icon::{Glyph, Icon};
use crate::ui::kit::live::{memo, part, text, watch, when};
use crate::ui::kit::resize::on_resize;

/// So near to an end, in pixels, more messages are read.
const NEAR: i32 = 600;
/// So near to the last message, in pixels, new ones are followed.
const AT_END: i32 = 80;
/// What the browser has rounded may be so far, in pixels, from the end while being there.
const ROUNDED: i32 = 1;

/// The middle pane.
#[component]
pub fn Thread(
    /// With whom.
    id: ContactId,
    /// The message to begin at, where one was found.
    at: Option<u32>,
) -> impl IntoView {
    view! {
        <section class="talk" aria-label="Conversation">
            <Head id/>
            <Conversation id at/>
        </section>
    }
}

/// What was written, and what is being written.
#[component]
pub fn Conversation(
    /// With whom.
    id: ContactId,
    /// The message to begin at, where one was found.
    at: Option<u32>,
) -> impl IntoView {
    let talk = Talk::open(use_app(), id, at);
    let is_at_end = RwSignal::new(true);
    let log = NodeRef::<html::Div>::new();
    let go_to_end = Callback::new(move |()| {
        is_at_end.set(true);
        spawn_local(async move {
            Box::pin(talk.go_to_end()).await;
            request_animation_frame(move || {
                if let Some(log) = log.try_get_untracked().flatten() {
                    log.set_scroll_top(log.scroll_height());
                    // On a phone the end may lie under what is being written.
                    if let Ok(Some(talk)) = log.closest(".talk") {
                        talk.scroll_into_view_with_bool(false);
                    }
                }
            });
        });
    });
    // Who has written looks at what was written.
    view! {
        <Stream talk at log is_at_end go_to_end/>
        <Compose id on_sent=go_to_end/>
    }
}

/// What was written.
#[component]
fn Stream(
    talk: Talk,
    at: Option<u32>,
    log: NodeRef<html::Div>,
    is_at_end: RwSignal<bool>,
    go_to_end: Callback<()>,
) -> impl IntoView {
    let blocks = talk.blocks();
    let is_any =
        memo(move || blocks.with(|blocks| blocks.iter().any(|(_, lines)| !lines.is_empty())));
    let keys = Memo::new(move |_| {
        blocks.with(|blocks| blocks.iter().map(|(key, _)| key.clone()).collect::<Vec<_>>())
    });
    let is_known = memo(move || talk.is_known());
    let (has_begun, scrolled) = (StoredValue::new(false), StoredValue::new(0));
    // Who looks at the last message goes on looking at the last one.
    let follow = move |log: &HtmlDivElement| {
        let is_followed = has_begun.try_get_value() == Some(true);
        if is_followed && is_at_end.try_get_untracked() == Some(true) && rest_below(log) > ROUNDED {
            log.set_scroll_top(log.scroll_height());
        }
    };
    watch(move || {
        blocks.track();
        let is_there = is_known.get() && is_any.get();
        let Some(log) = log.get().filter(|_| is_there) else { return };
        let is_first = !has_begun.get_value();
        let has_later = untrack(|| talk.has_later());
        has_begun.set_value(true);
        // After the lines are drawn, and before anybody sees them.
        request_animation_frame(move || match is_first {
            true => {
                begin(&log, at);
                // Before a change of size is told of, which only who is at the end follows.
                is_at_end.try_set(!has_later && rest_below(&log) < AT_END);
            }
            false => follow(&log),
        });
    });
    let run = NodeRef::<html::Div>::new();
    run.on_load(move |run| {
        let Some(log) = log.get_untracked() else { return };
        let frame = log.clone();
        // Pictures come in later than their messages, and the composer grows with what is written.
        on_resize(&[&frame, &run], move || follow(&log));
    });
    let scroll = move |log: HtmlDivElement| {
        let top = log.scroll_top();
        let below = rest_below(&log);
        let is_up = top < scrolled.get_value();
        let near = if is_up { ROUNDED + 1 } else { AT_END };
        let is_end = below < near && !untrack(|| talk.has_later());
        // What grows below does not take one away from the end; going up does, from the first step of a key's way on.
        if is_end || is_up || below > log.client_height() {
            is_at_end.set(is_end);
        }
        scrolled.set_value(top);
        if has_begun.get_value() {
            fetch_near(talk, &log, below);
        }
    };
    let blank = part(move || {
        let is_none = is_known.get() && !is_any.get();
        is_none.then(|| view! { <p class="blank muted">"No messages yet."</p> }.into_any())
    });
    let damaged = part(move || {
        let sentence = match talk.damaged() {
            0 => return None,
            1 => "1 message here is damaged and not shown. It was left as it is.".to_owned(),
            count => format!(
                "{count} messages here are damaged and not shown. They were left as they are."
            ),
        };
        Some(view! { <p class="thin" role="status">{sentence}</p> }.into_any())
    });

    view! {
        <div class="log-frame">
            <div
                class="log"
                role="log"
                aria-label="Messages"
                aria-busy=text(move || (!is_known.get()).to_string())
                tabindex="0"
                node_ref=log
                on:scroll:target=move |event| scroll(event.target())
            >
                {damaged}
                {blank}
                <div class="run" node_ref=run>
                    <For each=move || keys.get() key=MessageId::clone let(key)>{block(talk, key)}</For>
                </div>
            </div>
            {when(move || !is_at_end.get(), move || view! {
                <button class="btn latest" on:click=move |_| go_to_end.run(())><Icon glyph=Glyph::Down/>"Latest messages"</button>
            }.into_any())}
        </div>
    }
}

/// Lines that came in together. Among others they are put in and taken out as one, which leaves the others alone.
fn block(talk: Talk, key: MessageId) -> AnyView {
    let lines = Memo::new(move |_| {
        talk.blocks().with(|blocks| {
            let own = blocks.iter().find(|(own, _)| *own == key);
            own.map(|(_, lines)| lines.clone()).unwrap_or_default()
        })
    });
    view! {
        <div class="block">
            <For each=move || lines.get() key=Line::clone let(line)>{drawn(talk, &line)}</For>
        </div>
    }
    .into_any()
}

fn drawn(talk: Talk, line: &Line) -> AnyView {
    match line {
        Line::Day(number) => {
            let name = day(start_of(Date::from_days(*number)));
            view! { <h3 class="day">{name}</h3> }.into_any()
        }
        Line::New => {
            view! { <div class="new" role="separator" aria-label="New">"New"</div> }.into_any()
        }
        Line::Message(id) => {
            let id: MessageId = id.clone();
            view! { <Bubble talk id/> }.into_any()
        }
        Line::Event(id) => {
            let id = *id;
            part(move || talk.event(id).map(|event| happened(&event))).into_any()
        }
    }
}

/// Something that happened between messages, as a thin line.
fn happened(event: &Event) -> AnyView {
    let what = match event.field.as_str() {
        "dnd" if event.to.is_empty() => "Do not disturb is off".to_owned(),
        "dnd" => format!("Do not disturb: {}", channels(&event.to)),
        _ => headline(event),
    };
    view! { <p class="thin"><bdi>{what}</bdi>" · "<span class="num">{time(event.at)}</span></p> }
        .into_any()
}

/// Reads more messages where the end of those that are held comes near.
fn fetch_near(talk: Talk, log: &HtmlDivElement, below: i32) {
    let is_before = log.scroll_top() < NEAR && untrack(|| talk.has_earlier());
    let is_behind = below < NEAR && untrack(|| talk.has_later());
    if !is_before && !is_behind {
        return;
    }
    let log = log.clone();
    spawn_local(async move {
        let held = std::cell::Cell::new(None);
        let has_come = talk.extend(is_before, || held.set(in_view(&log))).await;
        let Some((line, top)) = held.take().filter(|_| has_come) else { return };
        request_animation_frame(move || {
            // What was looked at stands where it stood, whatever came in above it.
            log.set_scroll_top(log.scroll_top() + line.offset_top() - top);
        });
    });
}

/// A message in view, and where it stands.
fn in_view(log: &HtmlDivElement) -> Option<(HtmlElement, i32)> {
    let said = log.get_elements_by_class_name("said");
    let said = (0..said.length()).filter_map(|at| said.item(at)?.dyn_into::<HtmlElement>().ok());
    let mut below = said.skip_while(|line| line.offset_top() < log.scroll_top());
    below.next().map(|line| {
        let top = line.offset_top();
        (line, top)
    })
}

/// How much there is below what is in view, in pixels.
fn rest_below(log: &HtmlDivElement) -> i32 {
    log.scroll_height() - log.client_height() - log.scroll_top()
}

/// Shows the message that was found, the first unread one, or the last one.
fn begin(log: &HtmlDivElement, at: Option<u32>) {
    let found = at.and_then(|at| log.query_selector(&format!("[data-seq='{at}']")).ok().flatten());
    let new = found.or_else(|| log.query_selector(".new").ok().flatten());
    let top = match new.and_then(|new| new.dyn_into::<HtmlElement>().ok()) {
        // What was read before is in sight, too.
        Some(new) => new.offset_top() - log.client_height() / 3,
        None => log.scroll_height(),
    };
    log.set_scroll_top(top);
}
