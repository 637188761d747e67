//! The list of conversations behind its tabs, of which only what is in view is drawn.

use leptos::html;
use leptos::prelude::*;

use super::empty::{no_conversations, none_found, none_here, opening};
use super::keys;
use crate::domain::contact::Contact;
use crate::domain::conversation::message::{Channel, Delivery, Direction};
use crate::domain::conversation::summary::{Last, Summary};
use crate::domain::id::ContactId;
use crate::domain::inbox::Tab;
use crate::domain::listed::Listed;
use crate::state::conversations::list::Entries;
use crate::state::locale::{moment, number, time_or_day};
use crate::state::use_app;
use crate::ui::contacts::in_view::{each, in_view};
use crate::ui::kit::avatar::Avatar;
use crate::ui::kit::icon::{Glyph, Icon};
use crate::ui::kit::live::{maybe, memo, part, text};
use crate::ui::kit::tab_bar::{self, TabBar};
use crate::ui::kit::virtual_rows::use_virtual_rows;
use crate::ui::routes;

/// The element that the tabs control.
const PANEL: &str = "conversations-panel";

/// The tabs, in their order.
const TABS: [&str; 4] = ["Unread", "Recents", "Starred", "All"];

/// The tabs, and the conversations of the chosen one.
#[component]
pub fn List(
    /// What there is.
    entries: Entries,
) -> impl IntoView {
    let inbox = use_app().inbox;
    let tabs = TABS.into_iter().enumerate().map(|(at, name)| {
        let count = Signal::derive(move || entries.counts().get(at).copied().unwrap_or_default());
        tab_bar::Tab { name, count: Some(count) }
    });
    let open = Signal::derive(move || {
        let at = Tab::ALL.into_iter().position(|tab| tab == inbox.tab.get());
        TABS.into_iter().nth(at.unwrap_or_default()).unwrap_or_default()
    });
    let choose = Callback::new(move |name: &'static str| {
        let at = TABS.into_iter().position(|tab| tab == name);
        inbox.tab.set(at.and_then(|at| Tab::ALL.get(at).copied()).unwrap_or_default());
    });
    let is_any = memo(move || !entries.visible().with(Listed::is_empty));
    let is_bare = memo(move || entries.counts().iter().all(|count| *count == 0));

    view! {
        <TabBar label="Conversations" tabs=tabs.collect() open choose panel=PANEL/>
        <div class="panel" id=PANEL role="tabpanel" aria-label=text(move || open.get().to_owned())>
            {part(move || Some(match (is_any.get(), is_bare.get()) {
                (true, _) => view! { <Rows entries/> }.into_any(),
                _ if inbox.is_opening() => opening(),
                _ if entries.is_narrowed() => none_found(entries),
                (_, true) => no_conversations(),
                (_, false) => none_here(inbox.tab.get()),
            }))}
        </div>
    }
}

#[component]
fn Rows(entries: Entries) -> impl IntoView {
    let visible = entries.visible();
    let scroller = NodeRef::<html::Div>::new();
    let rows = use_virtual_rows(scroller, move || visible.with(Listed::len));
    keys::listen(entries, rows, scroller);
    let draw = each(move |index, id| view! { <Entry index id entries/> }.into_any());

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
fn Entry(index: usize, id: ContactId, entries: Entries) -> impl IntoView {
    let app = use_app();
    let contact = Signal::derive(move || app.book.contact(id));
    let summary = Memo::new(move |_| {
        contact.with(|contact| app.inbox.with(contact.as_deref()?, Summary::clone))
    });
    let hit = Memo::new(move |_| entries.found.with(|found| found.get(&id).cloned()));
    let href = text(move || {
        let page = routes::link(&routes::conversation(id));
        hit.with(|hit| match hit {
            Some(hit) if hit.id.contact == id => format!("{page}?at={}", hit.id.seq),
            _ => page,
        })
    });
    let open = routes::use_id();
    let is_open = memo(move || open.with(|open| *open == Some(id.to_string())));
    let mark = part(move || {
        let channel = summary.with(|own| Some(own.as_ref()?.last.as_ref()?.channel.clone()))?;
        Some(view! { <span class="channel" title=channel.label().to_owned()><Icon glyph=glyph(&channel)/></span> }.into_any())
    });
    let words = part(move || {
        let name = contact.with(|contact| contact.as_deref().map(Contact::name))?;
        let draft = app.inbox.draft_start(id);
        let found = hit.with(|hit| hit.as_ref().map(|hit| hit.start.clone()));
        summary.with(|summary| {
            Some(words(
                summary.as_ref()?,
                name,
                found.or(draft.map(|draft| format!("Draft: {draft}"))),
            ))
        })
    });

    view! {
        <li
            aria-posinset=index + 1
            aria-setsize=text(move || entries.visible().with(Listed::len).to_string())
            style:--at=index.to_string()
        >
            <a href=href aria-current=maybe(move || is_open.get().then(|| "page".to_owned()))>
                <span class="with-channel"><Avatar contact size="m"/>{mark}</span>
                {words}
            </a>
        </li>
    }
}

/// What stands for a channel.
pub fn glyph(channel: &Channel) -> Glyph {
    match channel {
        Channel::Email => Glyph::Mail,
        Channel::Comment => Glyph::Note,
        Channel::Sms | Channel::Other(_) => Glyph::Chat,
    }
}

/// Who it is, how the last message begins and when it came, and how many are unread. What was found or is being written
/// stands in place of the last message.
fn words(summary: &Summary, name: String, instead: Option<String>) -> AnyView {
    let inbox = use_app().inbox;
    let Some(last) = &summary.last else { return ().into_any() };
    let (lead, start) = match instead {
        Some(start) => ("", start),
        None => (lead(last), last.start.clone()),
    };
    let unread = Some(summary.unread as usize).filter(|count| *count > 0).map(|count| {
        view! { <span class="badge">{number(count)}<span class="unseen">" unread"</span></span> }
            .into_any()
    });
    let star = summary.state.starred.then(|| {
        view! { <span class="mark starred"><Icon glyph=Glyph::Star/><span class="unseen">"Starred"</span></span> }.into_any()
    });
    let snoozed = summary.state.snoozed_until.filter(|_| inbox.is_snoozed(summary)).map(|until| {
        let until = format!("Snoozed until {}", moment(until));
        view! { <span class="mark" title=until.clone()><Icon glyph=Glyph::Clock/><span class="unseen">{until.clone()}</span></span> }.into_any()
    });

    view! {
        <b class="clip"><bdi>{name}</bdi></b>
        <span class="when faint num">{star}{snoozed}{time_or_day(last.at)}</span>
        <span class="start clip">{lead}<bdi>{start}</bdi></span>
        {unread}
    }
    .into_any()
}

/// What stands before the beginning of a message, where it is not the contact who speaks.
const fn lead(last: &Last) -> &'static str {
    match (&last.channel, last.direction, &last.state) {
        (Channel::Comment, ..) => "Comment: ",
        (_, _, Some(Delivery::Failed)) => "Not sent: ",
        (_, Direction::Out, _) => "You: ",
        (_, Direction::In, _) => "",
    }
}
