//! Rows or faces, and how the choice and the search stand in the address.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate, use_query_map};

use crate::state::list::{List, View};
use crate::state::use_app;
use crate::ui::kit::icon::{Glyph, Icon};
use crate::ui::kit::live::{text, watch};

/// The parameter with what is searched for.
const SEARCH: &str = "q";
/// The parameter with the view; absent for rows.
const VIEW: &str = "view";

/// Two buttons, one of them pressed.
#[component]
pub fn ViewSwitch() -> impl IntoView {
    let view = use_app().list.view;
    let choice = move |name: &'static str, glyph: Glyph, choice: View| {
        view! {
            <button
                aria-label=name
                title=name
                aria-pressed=text(move || (view.get() == choice).to_string())
                on:click=move |_| view.set(choice)
            >
                <Icon glyph/>
            </button>
        }
    };

    view! {
        <div class="segment" role="group" aria-label="View">
            {choice("Rows", Glyph::Rows, View::Rows)}
            {choice("Faces", Glyph::Tiles, View::Faces)}
        </div>
    }
}

/// Keeps search and view in the address: a reload, Back and a shared link show the same.
pub fn sync_with_address(list: List) {
    let query = use_query_map();
    watch(move || {
        let (search, view) = query.with(|query| {
            let faces = query.get_str(VIEW) == Some("faces");
            let view = if faces { View::Faces } else { View::Rows };
            (query.get_str(SEARCH).unwrap_or_default().to_owned(), view)
        });
        if list.search.with_untracked(|typed| typed.trim() != search) {
            list.search.set(search);
        }
        list.view.set(view);
    });
    let navigate = use_navigate();
    let location = use_location();
    // Typing must not wait for the address: it follows when the keys rest.
    let write = debounce(std::time::Duration::from_millis(250), move |address: String| {
        let at = location.pathname.get_untracked();
        if at == super::super::routes::CONTACTS {
            let options = NavigateOptions { replace: true, scroll: false, ..Default::default() };
            navigate(&format!("{at}{address}"), options);
        }
    });
    let write = StoredValue::new_local(write);
    let mut before = None;
    watch(move || {
        let address = address(&list.search.get(), list.view.get());
        if before.replace(address.clone()).is_some_and(|before| before != address) {
            write.update_value(|write| write(address));
        }
    });
}

fn address(search: &str, view: View) -> String {
    let search = search.trim();
    let search = (!search.is_empty())
        .then(|| format!("{SEARCH}={}", String::from(js_sys::encode_uri_component(search))));
    let view = (view == View::Faces).then(|| format!("{VIEW}=faces"));
    let parameters: Vec<String> = search.into_iter().chain(view).collect();
    if parameters.is_empty() { String::new() } else { format!("?{}", parameters.join("&")) }
}
