//! The dialog **Commands**: everything there is to go to and to do, found as one types.

pub mod action;
pub mod entry;

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use leptos_router::hooks::{use_location, use_navigate};
use web_sys::wasm_bindgen::JsCast;
use web_sys::{Element, ScrollIntoViewOptions, ScrollLogicalPosition};

use self::action::perform;
use self::entry::{Entry, find};
use crate::state::use_app;
use crate::ui::kit::avatar::Avatar;
use crate::ui::kit::dialog::Dialog;
use crate::ui::kit::focus;
use crate::ui::kit::icon::{Glyph, Icon};
use crate::ui::kit::live::{maybe, part, text};
use crate::ui::shortcuts::is_for_commands;

/// The id of the list of what was found.
const FOUND: &str = "commands-found";

/// The dialog. What is chosen is done after it has closed, so that the focus is back where it came from.
#[component]
pub fn Commands() -> impl IntoView {
    let app = use_app();
    let (typed, at) = (RwSignal::new(String::new()), RwSignal::new(0));
    let found = Memo::new(move |_| typed.with(|typed| find(app, typed)));
    let close = move || app.list.tool.set(None);
    let (navigate, path) = (use_navigate(), use_location().pathname);
    let choose = Callback::new(move |index: usize| {
        let chosen = found.with_untracked(|found| found.get(index).map(|entry| entry.does.clone()));
        let Some(does) = chosen else { return };
        let navigate = navigate.clone();
        close();
        // The focus goes back in the next frame.
        request_animation_frame(move || {
            request_animation_frame(move || {
                let go = |address: &str| navigate(address, Default::default());
                perform(app, does, &path.get_untracked(), &go);
                request_animation_frame(focus::take_up);
            });
        });
    });
    let go = move |to: usize| {
        at.set(to);
        reveal(to);
    };
    let press = move |event: KeyboardEvent| {
        let count = found.with_untracked(Vec::len);
        let last = count.saturating_sub(1);
        let index = at.get_untracked();
        match event.key().as_str() {
            // The key that confirms what an input method offers is not meant for the list.
            _ if event.is_composing() => return,
            _ if is_for_commands(&event) => close(),
            _ if event.ctrl_key() || event.meta_key() || event.alt_key() => return,
            "ArrowDown" => go(if index < last { index + 1 } else { 0 }),
            "ArrowUp" => go(if index == 0 { last } else { index - 1 }),
            "Home" => go(0),
            "End" => go(last),
            "Enter" => choose.run(index),
            _ => return,
        }
        event.prevent_default();
    };
    // A click beside the dialog is one on its backdrop, which is the dialog's own.
    let beside = window_event_listener(leptos::ev::click, move |event| {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        if target.is_some_and(|target| target.tag_name() == "DIALOG") {
            close();
        }
    });
    on_cleanup(move || beside.remove());
    let active = maybe(move || {
        let is_there = found.with(|found| at.get() < found.len());
        is_there.then(|| option_id(at.get()))
    });
    let list = part(move || {
        let sections = found.with(|found| sections(found, at, choose));
        (!sections.is_empty()).then(|| {
            view! {
                <div class="found" id=FOUND role="listbox" aria-label="Commands">{sections}</div>
            }
            .into_any()
        })
    });
    let nothing = text(move || {
        if found.with(|found| !found.is_empty()) {
            return String::new();
        }
        let typed = typed.get();
        let typed = typed.trim();
        format!(
            "Nothing matches “{typed}”. Try part of a name, of a list, or of what you want to do."
        )
    });

    view! {
        <Dialog name="Commands" class="commands" on_cancel=close>
            <div class="ask">
                <Icon glyph=Glyph::Search/>
                <input
                    type="text"
                    role="combobox"
                    aria-label="Search commands"
                    aria-expanded=text(move || found.with(|found| !found.is_empty()).to_string())
                    aria-controls=FOUND
                    aria-autocomplete="list"
                    aria-activedescendant=active
                    placeholder="Find a contact, a list or a command"
                    autocomplete="off"
                    autocapitalize="off"
                    spellcheck="false"
                    enterkeyhint="go"
                    on:input:target=move |event| {
                        at.set(0);
                        typed.set(event.target().value());
                        reveal(0);
                    }
                    on:keydown=press
                />
                <kbd aria-hidden="true">"Esc"</kbd>
            </div>
            {list}
            <p class="none muted" role="status">{nothing}</p>
            <div class="hints" aria-hidden="true">
                <span><kbd>"↑"</kbd><kbd>"↓"</kbd>" to move"</span>
                <span><kbd>"Enter"</kbd>" to choose"</span>
                <span class="grow"></span>
                <span><kbd>"?"</kbd>" all keys"</span>
            </div>
        </Dialog>
    }
}

/// What was found, under a heading for each group.
fn sections(found: &[Entry], at: RwSignal<usize>, choose: Callback<usize>) -> Vec<AnyView> {
    let mut index = 0;
    let groups = found.chunk_by(|a, b| a.group == b.group);
    groups
        .map(|entries| {
            let name = entries.first().map_or("", |entry| entry.group.name());
            let start = index;
            index += entries.len();
            let options =
                (start..).zip(entries).map(|(at_index, entry)| option(entry, at_index, at, choose));
            view! {
                <div role="group" aria-label=name>
                    <p class="group" aria-hidden="true">{name}</p>
                    {options.collect_view()}
                </div>
            }
            .into_any()
        })
        .collect()
}

fn option(entry: &Entry, index: usize, at: RwSignal<usize>, choose: Callback<usize>) -> AnyView {
    let Entry { title, note, contact, path, keys, .. } = entry.clone();
    let drawing = match contact {
        Some(contact) => view! { <Avatar contact=Some(contact) size="s"/> }.into_any(),
        None => {
            view! { <svg class="icon" viewBox="0 0 24 24"><path d=path></path></svg> }.into_any()
        }
    };
    let point = move |_| {
        if at.get_untracked() != index {
            at.set(index);
        }
    };
    let note =
        (!note.is_empty()).then(|| view! { <span class="clip muted">" "<bdi>{note}</bdi></span> });
    let keys = (!keys.is_empty()).then(|| view! { <kbd aria-hidden="true">{keys}</kbd> });
    view! {
        <div
            id=option_id(index)
            class="option"
            role="option"
            aria-selected=text(move || (at.get() == index).to_string())
            on:pointermove=point
            // The focus stays in the box.
            on:pointerdown=|event| event.prevent_default()
            on:click=move |_| choose.run(index)
        >
            <span class="drawing" aria-hidden="true">{drawing}</span>
            <span class="clip"><bdi>{title}</bdi></span>
            {note}
            <span class="grow"></span>
            {keys}
        </div>
    }
    .into_any()
}

fn option_id(index: usize) -> String {
    format!("command-{index}")
}

/// Scrolls no further than it takes to show an option.
fn reveal(index: usize) {
    let nearest = ScrollIntoViewOptions::new();
    nearest.set_block(ScrollLogicalPosition::Nearest);
    if let Some(option) = document().get_element_by_id(&option_id(index)) {
        option.scroll_into_view_with_scroll_into_view_options(&nearest);
    }
}
