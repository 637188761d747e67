//! The list of conversations, of which only what is in view is drawn.

use leptos::html;
use leptos::prelude::*;
use leptos_router::components::A;

use super::empty::{no_conversations, none_here, opening};
use super::tabs;
use crate::domain::contact::Contact;
use crate::domain::conversations::Thread;
use crate::domain::id::ContactId;
use crate::domain::listed::Listed;
use crate::state::locale::{number, time_or_day};
use crate::state::use_app;
use crate::ui::contacts::in_view::{each, in_view};
use crate::ui::kit::avatar::Avatar;
use crate::ui::kit::live::{memo, part, text};
use crate::ui::kit::virtual_rows::use_virtual_rows;
use crate::ui::routes;

/// The element that the tabs control.
pub const PANEL: &str = "conversations-panel";

/// The conversations of the chosen tab.
#[component]
pub fn Entries(
    /// Whether no tab has any.
    is_bare: Memo<bool>,
) -> impl IntoView {
    let inbox = use_app().inbox;
    let is_any = memo(move || !inbox.visible().with(Listed::is_empty));

    view! {
        <div
            class="panel"
            id=PANEL
            role="tabpanel"
            aria-labelledby=text(move || tabs::id(inbox.tab.get()).to_owned())
        >
            {part(move || Some(match (is_bare.get(), is_any.get()) {
                (true, _) if inbox.is_opening() => opening(),
                (true, _) => no_conversations(),
                (_, true) => view! { <List/> }.into_any(),
                (_, false) => none_here(inbox.tab.get()),
            }))}
        </div>
    }
}

#[component]
fn List() -> impl IntoView {
    let visible = use_app().inbox.visible();
    let scroller = NodeRef::<html::Div>::new();
    let rows = use_virtual_rows(scroller, move || visible.with(Listed::len));
    let draw = each(move |index, id| view! { <Entry index id visible/> }.into_any());

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
fn Entry(index: usize, id: ContactId, visible: Memo<Listed>) -> impl IntoView {
    let app = use_app();
    let contact = Signal::derive(move || app.book.contact(id));
    let words = part(move || {
        let name = contact.with(|contact| contact.as_deref().map(Contact::name))?;
        app.inbox.with(id, |thread| words(thread, name))
    });

    view! {
        <li
            aria-posinset=index + 1
            aria-setsize=text(move || visible.with(Listed::len).to_string())
            style:--at=index.to_string()
        >
            <A href=routes::link(&routes::conversation(id))>
                <Avatar contact size="m"/>
                {words}
            </A>
        </li>
    }
}

/// Who it is, how the last message begins and when it came, and how many are unread.
fn words(thread: &Thread, name: String) -> AnyView {
    let (when, lead, start) = match thread.last() {
        Some(last) => (time_or_day(last.created_at), last.lead(), last.start()),
        None => Default::default(),
    };
    let unread = Some(thread.unread()).filter(|count| *count > 0).map(|count| {
        view! { <span class="badge">{number(count)}<span class="unseen">" unread"</span></span> }
            .into_any()
    });

    view! {
        <b class="clip"><bdi>{name}</bdi></b>
        <span class="when faint num">{when}</span>
        <span class="start clip">{lead}<bdi>{start}</bdi></span>
        {unread}
    }
    .into_any()
}
