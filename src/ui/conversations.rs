//! The Conversations page: the list on the left, the messages of the chosen one in the middle, its contact on the right.

pub mod about;
pub mod empty;
pub mod entries;
pub mod messages;
pub mod tabs;

use leptos::prelude::*;

use self::about::About;
use self::empty::{no_such_conversation, none_chosen};
use self::entries::Entries;
use self::messages::Messages;
use self::tabs::Tabs;
use super::kit::live::{memo, part, text};
use super::later::{Draw, Later};
use super::routes;
use crate::domain::id::ContactId;
use crate::state::chunk::chunk;
use crate::state::use_app;

/// The page, which is fetched when it is first opened.
pub static PAGE: Later<Draw> = Later::new(|| Box::pin(page()));

chunk! { fn page() -> Draw as conversations { || view! { <ConversationsPage/> }.into_any() } }

/// Reading; looking at a conversation does not mark it as read.
#[component]
fn ConversationsPage() -> impl IntoView {
    let app = use_app();
    app.inbox.make_up();
    let named = routes::use_id();
    let is_bare = memo(move || app.inbox.is_opening() || app.inbox.is_empty());
    let is_any = memo(move || named.with(Option::is_some));
    let chosen = Memo::new(move |_| {
        let id = named.with(|id| id.as_ref()?.parse::<ContactId>().ok())?;
        app.book.contact(id).map(|_| id)
    });
    let class = text(move || {
        match (is_bare.get(), is_any.get()) {
            (true, _) => "page inbox bare",
            (false, false) => "page inbox",
            (false, true) => "page inbox open",
        }
        .to_owned()
    });

    view! {
        <div class=class>
            <main>
                <div class="index">
                    <header><h1>"Conversations"</h1></header>
                    <Tabs/>
                    <Entries is_bare/>
                </div>
                {part(move || Some(match (is_bare.get(), chosen.get(), is_any.get()) {
                    (true, ..) => return None,
                    (_, Some(id), _) => view! { <Messages id/> }.into_any(),
                    (_, None, true) => no_such_conversation(),
                    (_, None, false) => none_chosen(),
                }))}
            </main>
            {part(move || {
                let id = chosen.get().filter(|_| !is_bare.get())?;
                Some(view! { <About id/> }.into_any())
            })}
        </div>
    }
}
