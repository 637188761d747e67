//! The tabs over the list of conversations; the arrow keys go from one to the next.

use leptos::prelude::*;

use super::entries::PANEL;
use crate::domain::conversations::Tab;
use crate::state::locale::number;
use crate::state::use_app;
use crate::ui::kit::live::{maybe, part, text};
use crate::ui::kit::tab_keys;

/// The element with the number that describes the first tab.
const COUNT: &str = "count-unread";

/// One of them is chosen, and only that one is reached by Tab.
#[component]
pub fn Tabs() -> impl IntoView {
    let inbox = use_app().inbox;
    let tab = move |this: Tab| {
        view! {
            <button
                role="tab"
                id=id(this)
                aria-controls=PANEL
                aria-selected=text(move || (inbox.tab.get() == this).to_string())
                aria-describedby=maybe(move || {
                    (this == Tab::Unread && inbox.unread().get() > 0).then(|| COUNT.to_owned())
                })
                tabindex=text(move || if inbox.tab.get() == this { "0" } else { "-1" }.to_owned())
                on:click=move |_| inbox.tab.set(this)
            >
                {name(this)}
            </button>
        }
        .into_any()
    };
    let count = part(move || {
        let count = Some(inbox.unread().get()).filter(|count| *count > 0)?;
        Some(view! { <span class="badge" id=COUNT>{number(count)}</span> }.into_any())
    });
    let [unread, others @ ..] = Tab::ALL;

    view! {
        <div class="tabs" role="tablist" aria-label="Conversations" on:keydown=move |event| tab_keys::press(&event)>
            {tab(unread)}
            {count}
            {others.into_iter().map(tab).collect_view()}
        </div>
    }
}

/// What a tab is called.
pub const fn name(tab: Tab) -> &'static str {
    match tab {
        Tab::Unread => "Unread",
        Tab::Recents => "Recents",
        Tab::Starred => "Starred",
        Tab::All => "All",
    }
}

/// The element of a tab.
pub const fn id(tab: Tab) -> &'static str {
    match tab {
        Tab::Unread => "tab-unread",
        Tab::Recents => "tab-recents",
        Tab::Starred => "tab-starred",
        Tab::All => "tab-all",
    }
}
