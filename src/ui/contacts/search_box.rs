//! Finding a contact as one types.

use leptos::prelude::*;

use crate::domain::contacts::Contacts;
use crate::state::locale::number;
use crate::state::use_app;
use crate::ui::kit::icon::{Glyph, Icon};
use crate::ui::kit::live::{maybe, text};
use crate::ui::shortcuts::{SEARCH, clear_by_escape};

/// The search box. Escape clears it.
#[component]
pub fn SearchBox() -> impl IntoView {
    let app = use_app();
    let search = app.list.search;
    let placeholder = text(move || match app.book.contacts().with(Contacts::len) {
        0 => "Search".to_owned(),
        count => format!("Search {} contacts", number(count)),
    });
    let found = maybe(move || {
        let is_told = search.with(|typed| !typed.trim().is_empty()) && !app.list.is_incomplete();
        is_told.then(|| match app.list.visible().with(|ids| ids.len()) {
            1 => "1 contact found".to_owned(),
            count => format!("{} contacts found", number(count)),
        })
    });

    view! {
        <div class="search" role="search">
            <Icon glyph=Glyph::Search/>
            <input
                id=SEARCH
                type="search"
                aria-label="Search contacts"
                placeholder=placeholder
                autocomplete="off"
                spellcheck="false"
                prop:value=text(move || search.get())
                on:input:target=move |event| search.set(event.target().value())
                on:keydown=move |event| clear_by_escape(&event, search)
            />
            <kbd aria-hidden="true">"/"</kbd>
            <span class="unseen" role="status">{found}</span>
        </div>
    }
}
