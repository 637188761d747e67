//! The list of conversations, of which only what is in view is drawn.

use leptos::html;
use leptos::prelude::*;
use leptos_router::components::A;

use super::empty::{NoConversations, NoneHere};
use super::tabs;
use crate::domain::contact::Contact;
use crate::domain::conversation::Message;
use crate::domain::id::ContactId;
use crate::state::locale::{number, time_or_day};
use crate::state::use_app;
use crate::ui::contacts::in_view::in_view;
use crate::ui::kit::avatar::Avatar;
use crate::ui::kit::live::{part, text};
use crate::ui::kit::virtual_rows::use_virtual_rows;
use crate::ui::routes;

/// The element that the tabs control.
pub const PANEL: &str = "conversations-panel";

/// What the panel has to show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Content {
    Opening,
    NoConversations,
    NoneHere,
    Some,
}

/// The conversations of the chosen tab.
#[component]
pub fn Entries() -> impl IntoView {
    let inbox = use_app().inbox;
    let content = Memo::new(move |_| {
        if inbox.is_opening() {
            Content::Opening
        } else if inbox.is_empty() {
            Content::NoConversations
        } else if inbox.visible().with(|ids| ids.is_empty()) {
            Content::NoneHere
        } else {
            Content::Some
        }
    });

    view! {
        <div
            class="panel"
            id=PANEL
            role="tabpanel"
            aria-labelledby=text(move || tabs::id(inbox.tab.get()).to_owned())
        >
            {part(move || Some(match content.get() {
                Content::Opening => view! {
                    <p class="blank muted" role="status">"Opening your conversations…"</p>
                }.into_any(),
                Content::NoConversations => view! { <NoConversations/> }.into_any(),
                Content::NoneHere => view! { <NoneHere/> }.into_any(),
                Content::Some => view! { <List/> }.into_any(),
            }))}
        </div>
    }
}

#[component]
fn List() -> impl IntoView {
    let visible = use_app().inbox.visible();
    let scroller = NodeRef::<html::Div>::new();
    let rows = use_virtual_rows(scroller, move || visible.with(|ids| ids.len()));
    let count = Signal::derive(move || visible.with(|ids| ids.len()).to_string());
    let draw = Box::new(move |index, id| view! { <Entry index id count/> }.into_any());

    view! {
        <div
            class="entries scroller"
            node_ref=scroller
            on:scroll:target=move |event| rows.scrolled.set(event.target().scroll_top().into())
        >
            <ul
                class="run"
                role="list"
                aria-label="Conversations"
                style:--height=text(move || rows.height.get())
            >
                {in_view(visible, rows, draw)}
            </ul>
        </div>
    }
}

/// One conversation.
#[component]
fn Entry(index: usize, id: ContactId, count: Signal<String>) -> impl IntoView {
    let app = use_app();
    let contact = Signal::derive(move || app.book.contact(id));
    let name = text(move || contact.with(|c| c.as_deref().map(Contact::name).unwrap_or_default()));
    let last = move |read: fn(&Message) -> String| {
        text(move || {
            app.inbox.with(id, |thread| thread.last().map(read)).flatten().unwrap_or_default()
        })
    };
    let unread = part(move || {
        let count = app.inbox.with(id, |thread| thread.unread()).filter(|count| *count > 0)?;
        let view = view! {
            <span class="badge">{number(count)}<span class="unseen">" unread"</span></span>
        };
        Some(view.into_any())
    });

    view! {
        <li
            aria-posinset=index + 1
            aria-setsize=text(move || count.get())
            style:--at=index.to_string()
        >
            <A href=routes::conversation(id)>
                <Avatar contact size="m"/>
                <b class="clip"><bdi>{name}</bdi></b>
                <span class="when faint num">{last(|message| time_or_day(message.created_at))}</span>
                <span class="start clip">
                    {last(|message| message.lead().to_owned())}
                    <bdi>{last(Message::start)}</bdi>
                </span>
                {unread}
            </A>
        </li>
    }
}
