//! What the Conversations page says when it has nothing to show, and what to do about it.

use leptos::prelude::*;
use leptos_router::components::A;

use crate::domain::conversations::Tab;
use crate::ui::contacts::empty::LoadSample;
use crate::ui::kit::icon::{Glyph, Icon};
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
                "Messages are not sent or received in this version. The sample workspace has some to look at."
            </p>
            <div class="actions"><LoadSample class="btn primary"/></div>
        </div>
    }
    .into_any()
}

/// A tab without conversations, beside others that have some.
pub fn none_here(tab: Tab) -> AnyView {
    let sentence = match tab {
        Tab::Unread => "Nothing is unread.",
        Tab::Recents => "All conversations are archived.",
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

/// A contact without messages.
pub fn no_messages() -> AnyView {
    view! {
        <p class="blank muted">"No messages yet. This version does not send or receive any."</p>
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
