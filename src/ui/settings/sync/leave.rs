//! Leaving: **Disconnect** and **Remove from this device**.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::state::locale::number;
use crate::state::sync::status::Status;
use crate::state::use_app;
use crate::ui::kit::confirm::Confirm;
use crate::ui::kit::live::when;

/// Ends the sync, and keeps everything.
pub(super) fn disconnect(
    report: impl Fn(Result<(), String>) + Copy + Send + Sync + 'static,
) -> AnyView {
    let app = use_app();
    let asking = RwSignal::new(false);
    let yes = move || {
        asking.set(false);
        spawn_local(async move { report(app.disconnect().await) });
    };
    view! {
        <button type="button" class="btn" on:click=move |_| asking.set(true)>"Disconnect"</button>
        {when(move || asking.get(), move || view! {
            <Confirm
                question="Disconnect this device?"
                consequence="Everything stays on this device. What is changed here or on the server afterwards does not reach the other side until you connect again."
                yes="Disconnect"
                no="Cancel"
                on_yes=yes
                on_no=move || asking.set(false)
            />
        }.into_any())}
    }
    .into_any()
}

/// Ends the sync, and keeps nothing.
pub(super) fn remove(
    report: impl Fn(Result<(), String>) + Copy + Send + Sync + 'static,
) -> AnyView {
    let app = use_app();
    let status = app.sync.status();
    let asking = RwSignal::new(false);
    let yes = move || {
        asking.set(false);
        spawn_local(async move { report(app.remove_from_device().await) });
    };
    view! {
        <button type="button" class="btn quiet bad" on:click=move |_| asking.set(true)>"Remove from this device"</button>
        {when(move || asking.get(), move || view! {
            <Confirm
                question="Remove everything from this device?"
                consequence=lost(status.with_untracked(Status::count))
                yes="Remove"
                no="Cancel"
                on_yes=yes
                on_no=move || asking.set(false)
            />
        }.into_any())}
    }
    .into_any()
}

/// What is lost by removing everything.
fn lost(unsent: usize) -> String {
    let there = "You are signed out, and contacts, pictures and conversations are removed from this browser. What is on the server stays there.";
    match unsent {
        0 => there.to_owned(),
        1 => format!("1 change has not reached the server yet, and would be lost. {there}"),
        count => format!(
            "{} changes have not reached the server yet, and would be lost. {there}",
            number(count)
        ),
    }
}
