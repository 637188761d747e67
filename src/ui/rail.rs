//! Where one can go, and whether one's data is safe.

use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_navigate;

use super::kit::icon::{Glyph, Icon};
use super::kit::live::{Part, part, text};
use super::routes::{CONTACTS, CONVERSATIONS, DUPLICATES, SETTINGS, link};
use crate::state::book::Phase;
use crate::state::locale::number;
use crate::state::sync::status::Standing;
use crate::state::use_app;

/// The element with the number of conversations that have something unread.
const UNREAD: &str = "unread-conversations";

/// The element with the number of groups of contacts that may be the same.
const ALIKE: &str = "groups-of-duplicates";

/// A number beside a link, while it is not 0. Hidden, so that it describes the link and is no part of its name.
fn badge(class: &'static str, id: &'static str, count: Signal<usize>, what: &'static str) -> Part {
    part(move || {
        let count = Some(count.get()).filter(|count| *count > 0)?;
        let view = view! {
            <span class=class id=id aria-hidden="true">
                {number(count)}<span class="unseen">{what}</span>
            </span>
        };
        Some(view.into_any())
    })
}

/// The main navigation, a column on wide screens and a bar at the foot of narrow ones.
#[component]
pub fn Rail() -> impl IntoView {
    let app = use_app();
    let unread = badge("badge", UNREAD, app.inbox.unread(), " unread");
    let alike = badge("badge soft", ALIKE, app.duplicates.count().into(), " to look at");

    view! {
        <nav class="rail" aria-label="Main">
            <div class="brand"><Mark/>"Visage"</div>
            <Entry href=CONTACTS name="Contacts" glyph=Glyph::People/>
            <A href=link(CONVERSATIONS) attr:aria-describedby=UNREAD>
                <Icon glyph=Glyph::Chat/>
                <span>"Conversations"</span>
                {unread}
            </A>
            <A href=link(DUPLICATES) attr:aria-describedby=ALIKE>
                <Icon glyph=Glyph::Copies/>
                <span>"Duplicates"</span>
                {alike}
            </A>
            <Entry href=SETTINGS name="Settings" glyph=Glyph::Cog/>
            <div class="foot"><SyncStatus/></div>
        </nav>
    }
}

#[component]
fn Entry(href: &'static str, name: &'static str, glyph: Glyph) -> impl IntoView {
    view! { <A href=link(href)><Icon glyph/><span>{name}</span></A> }
}

#[component]
fn Mark() -> impl IntoView {
    view! {
        <svg viewBox="0 0 32 32" aria-hidden="true">
            <rect class="mark-ground" width="32" height="32" rx="9"/>
            <circle class="mark-face" cx="16" cy="13" r="5"/>
            <path class="mark-face" opacity=".75" d="M6.5 27a9.5 9.5 0 0 1 19 0"/>
        </svg>
    }
}

/// Whether the data is in this browser only, on its way, or safe on the server; goes to its page.
#[component]
fn SyncStatus() -> impl IntoView {
    let app = use_app();
    let (phase, status) = (app.book.phase(), app.sync.status());
    let navigate = use_navigate();
    let dot = text(move || {
        let of_phase =
            || matches!(phase.get(), Phase::InMemory(_) | Phase::Waiting).then_some("dot bad");
        match status.with(|status| status.standing) {
            Standing::LocalOnly => of_phase().unwrap_or("dot off"),
            Standing::UpToDate => "dot",
            Standing::Syncing => "dot busy",
            Standing::Offline => "dot off",
            Standing::Attention => "dot bad",
        }
        .to_owned()
    });
    let word = text(move || status.with(|status| status.standing.word()).to_owned());
    let line = text(move || {
        if status.with(|status| status.standing != Standing::LocalOnly) {
            return status.with(|status| status.line.clone());
        }
        match phase.get() {
            Phase::Opening => "Opening…",
            Phase::Open if !app.sync.is_known().get() => "Opening…",
            Phase::Open => "Kept on this device",
            Phase::InMemory(_) => "Gone when you leave",
            Phase::Waiting => "Not kept yet",
        }
        .to_owned()
    });

    view! {
        <button class="sync" on:click=move |_| navigate(SETTINGS, Default::default())>
            <i class=dot></i><b>{word}</b><span>{line}</span>
        </button>
    }
}
