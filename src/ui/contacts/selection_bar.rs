//! What can be done with the selected contacts, and how far it has come.

use leptos::ev;
use leptos::prelude::*;

use super::bulk_dialog::{Ask, BulkDialog};
use crate::domain::bulk::Action;
use crate::domain::merge::MAX_MERGED;
use crate::domain::selection::Selection;
use crate::domain::shown::Place;
use crate::state::bulk::Running;
use crate::state::chunk::chunk;
use crate::state::list::{Tool, Whom};
use crate::state::locale::{now, number};
use crate::state::use_app;
use crate::ui::kit::confirm::Confirm;
use crate::ui::kit::icon::{Glyph, Icon};
use crate::ui::kit::live::{maybe, part, text, when};
use crate::ui::later::{Draw, Later, drawn};
use crate::ui::shortcuts::is_free;

/// The bar at the foot of the list, there while somebody is selected or a change is under way.
#[component]
pub fn SelectionBar() -> impl IntoView {
    let app = use_app();
    let is_wanted = move || app.bulk.is_running() || !app.list.selection.with(Selection::is_empty);
    let absent = move || {
        app.notices.refused(
            "The tools for selected contacts could not be loaded. Check the connection, then select again.",
        );
    };
    when(is_wanted, move || drawn(&BAR, absent))
}

/// The bar itself, which is fetched when somebody is first selected.
pub static BAR: Later<Draw> = Later::new(|| Box::pin(bar()));

chunk! { fn bar() -> Draw as bulk { || view! { <Bar/> }.into_any() } }

#[component]
fn Bar() -> impl IntoView {
    let app = use_app();
    let asking = RwSignal::new(None);
    let selection = app.list.selection;
    let is_choosing = move || !app.bulk.is_running() && !selection.with(Selection::is_empty);

    view! {
        {when(is_choosing, move || {
            let is_trash = app.list.shown.with_untracked(|shown| shown.place == Place::Trash);
            if is_trash { view! { <Trashed/> }.into_any() } else { view! { <Actions asking/> }.into_any() }
        })}
        {when(move || app.bulk.is_running(), || view! { <Progress/> }.into_any())}
        {part(move || asking.get().map(|ask| view! { <BulkDialog ask asking/> }.into_any()))}
    }
}

#[component]
fn Actions(asking: RwSignal<Option<Ask>>) -> impl IntoView {
    let app = use_app();
    let list = app.list;
    let count = text(move || format!("{} selected", number(list.selection.with(Selection::len))));
    // What is acted on has to be known, also where a search hides it.
    let hidden = maybe(move || {
        let hidden = list.selected_out_of_sight();
        (hidden > 0).then(|| format!("{} not in this list", number(hidden)))
    });
    let leave = window_event_listener(ev::keydown, move |event| {
        if event.key() == "Escape" && is_free(&event) {
            event.prevent_default();
            list.selection.update(Selection::clear);
        }
    });
    on_cleanup(move || leave.remove());
    let delete = move |_| app.bulk.start(list.selected(), Action::Delete(now()));
    let export = move |_| list.tool.set(Some(Tool::Export(Whom::Selected)));
    let merge = move |_| {
        let count = list.selection.with_untracked(Selection::len);
        match count {
            2..=MAX_MERGED => app.compare(list.selected(), None),
            _ => app.notices.refused(format!(
                "Select 2 to {MAX_MERGED} contacts to merge them: {} selected.",
                if count == 1 { "1 is".to_owned() } else { format!("{} are", number(count)) }
            )),
        }
    };
    let ask = move |name: &'static str, ask: Ask| {
        view! { <button class="btn quiet" on:click=move |_| asking.set(Some(ask))>{name}</button> }
    };

    view! {
        <div class="selection" role="toolbar" aria-label="Selection">
            <b role="status">{count}</b>
            <span class="muted">{hidden}</span>
            {ask("Add tag", Ask::AddTag)}
            {ask("Remove tag", Ask::RemoveTag)}
            {ask("Set field", Ask::SetField)}
            <button class="btn quiet" on:click=merge><Icon glyph=Glyph::Copies/>"Merge"</button>
            <button class="btn quiet" on:click=export>"Export"</button>
            <button class="btn quiet bad" on:click=delete>"Delete"</button>
            <Clear/>
        </div>
    }
}

/// What can be done with those who are in Trash.
#[component]
fn Trashed() -> impl IntoView {
    let app = use_app();
    let list = app.list;
    let asking = RwSignal::new(false);
    let count = text(move || format!("{} selected", number(list.selection.with(Selection::len))));
    let consequence = move || match untrack(|| list.selection.with(Selection::len)) {
        1 => "1 contact goes with its conversation, and nobody can bring it back.".to_owned(),
        count => format!(
            "{} contacts go with their conversations, and nobody can bring them back.",
            number(count)
        ),
    };
    let purge = move || {
        asking.set(false);
        app.purge(list.selected());
    };

    view! {
        <div class="selection" role="toolbar" aria-label="Selection">
            <b role="status">{count}</b>
            <button class="btn quiet" on:click=move |_| app.bulk.start(list.selected(), Action::Restore)>"Restore"</button>
            <button class="btn quiet bad" on:click=move |_| asking.set(true)>"Delete for good"</button>
            <Clear/>
        </div>
        {when(move || asking.get(), move || view! {
            <Confirm
                question="Delete for good?"
                consequence=consequence()
                yes="Delete for good"
                no="Keep"
                on_yes=purge
                on_no=move || asking.set(false)
            />
        }.into_any())}
    }
}

#[component]
fn Clear() -> impl IntoView {
    let list = use_app().list;
    view! {
        <button
            class="btn quiet icon-only"
            aria-label="Clear selection"
            title="Clear selection"
            on:click=move |_| list.selection.update(Selection::clear)
        >
            <Icon glyph=Glyph::Cross/>
        </button>
    }
}

#[component]
fn Progress() -> impl IntoView {
    let bulk = use_app().bulk;
    let running = bulk.running();
    let read = move |read: fn(&Running) -> String| {
        text(move || running.with(|running| running.as_ref().map(read).unwrap_or_default()))
    };
    // Without a value it shows that something goes on, and not how far it is.
    let done = move || {
        let is_known = |running: &&Running| running.total > 0;
        running.with(|it| it.as_ref().filter(is_known).map(|running| running.done.to_string()))
    };

    view! {
        <div class="selection" role="group" aria-label="Progress">
            <b>{read(|running| format!("{}…", running.label))}</b>
            <progress
                aria-label=read(|running| running.label.clone())
                max=read(|running| running.total.max(1).to_string())
                value=maybe(done)
            ></progress>
            <span class="num muted">
                {read(|running| running.words.clone())}
            </span>
            <button class="btn quiet" on:click=move |_| bulk.cancel()>"Stop"</button>
        </div>
    }
}
