//! The Conversations page: the list on the left, the messages of the chosen one in the middle, its contact on the right.

pub mod about;
pub mod empty;
pub mod entries;
pub mod messages;
pub mod tabs;

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use self::about::About;
use self::empty::{NoSuchConversation, NoneChosen};
use self::entries::Entries;
use self::messages::Messages;
use self::tabs::Tabs;
use super::kit::live::{part, text};
use crate::domain::id::ContactId;
use crate::state::use_app;

/// What stands beside the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Choice {
    /// There is nothing to choose from, or not yet.
    Nothing,
    /// None is chosen.
    None,
    /// One is chosen that there is not.
    Unknown,
    /// The conversation with this contact.
    Of(ContactId),
}

/// Reading; looking at a conversation does not mark it as read.
#[component]
pub fn ConversationsPage() -> impl IntoView {
    let app = use_app();
    let params = use_params_map();
    let choice = Memo::new(move |_| {
        if app.inbox.is_opening() || app.inbox.is_empty() {
            return Choice::Nothing;
        }
        params.with(|params| match params.get_str("id").unwrap_or_default() {
            "" => Choice::None,
            id => match id.parse().ok().filter(|id| app.book.contact(*id).is_some()) {
                Some(id) => Choice::Of(id),
                None => Choice::Unknown,
            },
        })
    });
    let class = text(move || {
        match choice.get() {
            Choice::Nothing => "page inbox bare",
            Choice::None => "page inbox",
            Choice::Unknown | Choice::Of(_) => "page inbox open",
        }
        .to_owned()
    });

    view! {
        <div class=class>
            <main>
                <div class="index">
                    <header><h1>"Conversations"</h1></header>
                    <Tabs/>
                    <Entries/>
                </div>
                {part(move || match choice.get() {
                    Choice::Nothing => None,
                    Choice::None => Some(view! { <NoneChosen/> }.into_any()),
                    Choice::Unknown => Some(view! { <NoSuchConversation/> }.into_any()),
                    Choice::Of(id) => Some(view! { <Messages id/> }.into_any()),
                })}
            </main>
            {part(move || match choice.get() {
                Choice::Of(id) => Some(view! { <About id/> }.into_any()),
                _ => None,
            })}
        </div>
    }
}
