//! Tabs over a panel: one is open, the arrow keys go from one to the next.

use leptos::prelude::*;

use super::live::{maybe, part, text};
use super::tab_keys;
use crate::state::locale::number;

/// One tab.
#[derive(Clone)]
pub struct Tab {
    /// Its name, by which it is also remembered.
    pub name: &'static str,
    /// A number beside it; not shown when it is 0.
    pub count: Option<Signal<usize>>,
}

impl Tab {
    /// A tab without a number.
    #[must_use]
    pub const fn new(name: &'static str) -> Self {
        Self { name, count: None }
    }
}

/// The tabs. `open` names the one that is open; the panel is the element with the id `panel`.
#[component]
pub fn TabBar(
    /// What the tabs are of.
    label: &'static str,
    /// All of them.
    tabs: Vec<Tab>,
    /// The open one.
    open: Signal<&'static str>,
    /// Opens another.
    choose: Callback<&'static str>,
    /// The id of the element that the tabs open.
    panel: &'static str,
) -> impl IntoView {
    let tab = move |Tab { name, count }: Tab| {
        let count_id = format!("{panel}-count-{}", name.to_lowercase().replace(' ', "-"));
        let own_id = count_id.clone();
        let is_any = move || count.is_some_and(|count| count.get() > 0);
        let badge = part(move || {
            let count = count.map(|count| count.get()).filter(|count| *count > 0)?;
            let id = count_id.clone();
            Some(view! { <span class="badge soft" id=id>{number(count)}</span> }.into_any())
        });
        view! {
            <button
                role="tab"
                aria-controls=panel
                aria-selected=text(move || (open.get() == name).to_string())
                aria-describedby=maybe(move || is_any().then(|| own_id.clone()))
                tabindex=text(move || if open.get() == name { "0" } else { "-1" }.to_owned())
                on:click=move |_| choose.run(name)
            >
                {name}
            </button>
            {badge}
        }
        .into_any()
    };

    view! {
        <div class="tabs" role="tablist" aria-label=label on:keydown=move |event| tab_keys::press(&event)>
            {tabs.into_iter().map(tab).collect_view()}
        </div>
    }
}
