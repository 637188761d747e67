//! What the Conversations page says when it has nothing to show, and what to do about it.

use leptos::prelude::*;
use leptos_router::components::A;

use crate::domain::inbox::{Tab, Wanted};
use crate::state::conversations::list::Entries;
use crate::state::use_app;
use crate::ui::contacts::empty::LoadSample;
use crate::ui::kit::icon::{Glyph, Icon};
use crate::ui::kit::live::part;
use crate::ui::routes::{CONVERSATIONS, link};

/// The moment before they were read.
pub fn opening() -> AnyView {
    view! { <p class="blank muted" role="status">"Opening your conversations…"</p> }.into_any()
}

/// A workspace without messages.
pub fn no_conversations() -> AnyView {
    view! {
        <div class="blank">
            <span class="face face-xl lone" aria-hidden="true"><Icon glyph=Glyph::Chat/></span>
            <h2>"No conversations"</h2>
            <p class="muted">
                "Start one with the plus sign above, or with Message on the page of a contact. The sample workspace has some to look at."
            </p>
            <div class="actions"><LoadSample class="btn primary"/></div>
        </div>
    }
    .into_any()
}

/// Nothing fits what was typed or chosen.
pub fn none_found(entries: Entries) -> AnyView {
    let app = use_app();
    let clear = move |_| {
        entries.search.set(String::new());
        entries.list.set(None);
        app.inbox.wanted.update(|wanted| {
            *wanted = Wanted { order: wanted.order, ..Wanted::default() };
        });
    };
    let sentence = part(move || {
        let sentence = match entries.found.is_searching() {
            true => "Searching the messages…",
            false => "No conversation here fits the search and the filter.",
        };
        Some(sentence.into_any())
    });
    view! {
        <div class="blank">
            <p class="muted" role="status">{sentence}</p>
            <div class="actions"><button class="btn" on:click=clear>"Clear search and filter"</button></div>
        </div>
    }
    .into_any()
}

/// A tab without conversations, beside others that have some.
pub fn none_here(tab: Tab) -> AnyView {
    let sentence = match tab {
        Tab::Unread => "Nothing is unread.",
        Tab::Recents => "All conversations are archived or snoozed.",
        Tab::Starred => "No conversation has a star.",
        Tab::All => "There are no conversations.",
    };
    view! { <p class="blank muted">{sentence}</p> }.into_any()
}

/// The place of the messages before one is chosen.
pub fn none_chosen() -> AnyView {
    view! {
        <div class="talk blank"><p class="muted">"Choose a conversation to read it."</p></div>
    }
    .into_any()
}

/// An address of a contact that there is not.
pub fn no_such_conversation() -> AnyView {
    view! {
        <div class="talk blank">
            <h2>"There is no such conversation"</h2>
            <p class="muted">"Its contact may have been removed, or it is kept in another browser."</p>
            <A href=link(CONVERSATIONS) attr:class="btn">"All conversations"</A>
        </div>
    }
    .into_any()
}
