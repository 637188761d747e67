//! What the Conversations page says when it has nothing to show, and what to do about it.

use leptos::prelude::*;
use leptos_router::components::A;

use crate::domain::conversations::Tab;
use crate::state::use_app;
use crate::ui::contacts::empty::LoadSample;
use crate::ui::kit::icon::{Glyph, Icon};
use crate::ui::kit::live::text;
use crate::ui::routes::CONVERSATIONS;

/// A workspace without messages.
#[component]
pub fn NoConversations() -> impl IntoView {
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
}

/// A tab without conversations.
#[component]
pub fn NoneHere() -> impl IntoView {
    let tab = use_app().inbox.tab;
    let sentence = text(move || {
        match tab.get() {
            Tab::Unread => "Nothing is unread.",
            Tab::Recents => "All conversations are archived.",
            Tab::Starred => "No conversation has a star.",
            Tab::All => "There are no conversations.",
        }
        .to_owned()
    });
    view! { <p class="blank muted">{sentence}</p> }
}

/// The place of the messages before one is chosen.
#[component]
pub fn NoneChosen() -> impl IntoView {
    view! {
        <div class="talk blank">
            <p class="muted">"Choose a conversation to read it."</p>
        </div>
    }
}

/// An address of a contact that there is not.
#[component]
pub fn NoSuchConversation() -> impl IntoView {
    view! {
        <div class="talk blank">
            <h2>"There is no such conversation"</h2>
            <p class="muted">"Its contact may have been removed, or it is kept in another browser."</p>
            <A href=CONVERSATIONS attr:class="btn">"All conversations"</A>
        </div>
    }
}
