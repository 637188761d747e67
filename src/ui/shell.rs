//! The frame around every page: the rail, the page of the address, toasts, and the form for a new contact.

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::components::Router;
use leptos_router::hooks::use_navigate;

use super::contact;
use super::contacts::add;
use super::contacts::selection_bar::BAR;
use super::contacts::tools::{TOOLS, Tools};
use super::conversations;
use super::export;
use super::import;
use super::kit::live::{watch, when};
use super::kit::toasts::Toasts;
use super::later::drawn;
use super::merge;
use super::pages::Pages;
use super::picture::position;
use super::rail::Rail;
use super::routes::{self, MOUNT};
use super::settings;
use super::shortcuts::listen;
use crate::state::book::Phase;
use crate::state::notify::set_badge;
use crate::state::use_app;

/// Rail and page.
#[component]
pub fn Shell() -> impl IntoView {
    let app = use_app();
    watch(move || pin_theme(app.settings.theme().get().pin()));
    watch(move || app.keep_up_inbox());
    watch(move || set_badge(app.inbox.unread().get()));
    watch(move || app.duplicates.keep_up());
    watch(move || {
        app.book.contacts().track();
        if !app.bulk.is_running() {
            app.list.keep_up_soon();
            app.list.count_soon();
        }
    });
    watch(move || app.keep_up_workspace());
    watch(move || app.keep_up_definitions());
    watch(move || app.lists.keep_up());
    watch(move || app.empty_old_trash());
    watch(move || {
        if app.book.phase().get() != Phase::Opening {
            app.resume_sync();
            request_idle_callback(|| spawn_local(fetch_ahead()));
        }
    });

    view! {
        <Router base=MOUNT>
            <Shortcuts/>
            <div class="app">
                <Rail/>
                <Pages/>
            </div>
            {when(move || app.adding.get(), move || drawn(&add::FORM, move || app.say_absent_form()))}
            {when(
                move || app.merging.with(Option::is_some),
                move || drawn(&merge::DIALOG, move || app.say_absent_merge()),
            )}
            <Tools/>
            <Toasts/>
        </Router>
    }
}

/// Keys that work everywhere, and notifications; below the router, since some of them go to a page.
#[component]
fn Shortcuts() -> impl IntoView {
    let app = use_app();
    listen(app);
    let navigate = use_navigate();
    watch(move || {
        if let Some(id) = app.inbox.pressed().get() {
            navigate(&routes::conversation(id), Default::default());
        }
    });
}

/// Fetches the rest of the program when there is nothing else to do, what is wanted soonest first, so that nobody waits
/// for it later. What cannot be had now is asked for again when it is wanted; the browser's log says why.
async fn fetch_ahead() {
    let parts = [
        &contact::PAGE,
        &conversations::PAGE,
        &settings::PAGE,
        &settings::sync::PART,
        &TOOLS,
        &add::FORM,
        &BAR,
        &merge::DIALOG,
        &import::PAGE,
        &export::DIALOG,
    ];
    for part in parts {
        if part.fetch().await.is_err() {
            return;
        }
    }
    let _ = position::OPEN.fetch().await;
}

fn pin_theme(pin: Option<&'static str>) {
    let root = document().document_element();
    let Some(root) = root else { return };
    // Setting an attribute under a fixed name does not fail.
    let _ = match pin {
        Some(theme) => root.set_attribute("data-theme", theme),
        None => root.remove_attribute("data-theme"),
    };
}
