//! The page of the address.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};
use leptos_router::location::{BrowserUrl, LocationProvider};

use super::contact;
use super::contacts::ContactsPage;
use super::conversations;
use super::duplicates;
use super::import;
use super::kit::focus;
use super::kit::live::{part, watch};
use super::later::page;
use super::not_found::NotFound;
use super::routes::{CONTACTS, Page, read};
use super::settings;

/// Draws it. The router's own table of routes would be five kilobytes of the first download, and keeps an address with
/// another query than the page's until after the page was drawn.
#[component]
pub fn Pages() -> impl IntoView {
    let path = use_location().pathname;
    let shown = Memo::new(move |before: Option<&Page>| {
        let page = path.with(|path| read(path).0);
        if before.is_some_and(|before| *before != page) {
            focus::leave();
        }
        page
    });
    let navigate = use_navigate();
    let browser = expect_context::<BrowserUrl>();
    watch(move || {
        if path.with(|path| read(path).0) == Page::Start {
            navigate(CONTACTS, NavigateOptions { replace: true, ..Default::default() });
        }
        // A link that was clicked stands in the address from here on.
        browser.ready_to_complete();
    });

    part(move || {
        Some(match shown.get() {
            Page::Start => return None,
            Page::Contacts => view! { <ContactsPage/> }.into_any(),
            Page::Contact => page(&contact::PAGE),
            Page::Conversations => page(&conversations::PAGE),
            Page::Duplicates => page(&duplicates::PAGE),
            Page::Import => page(&import::PAGE),
            Page::Settings => page(&settings::PAGE),
            Page::Unknown => view! { <NotFound/> }.into_any(),
        })
    })
}
