//! An ordered list of names, each changed where it stands: contact types, choices of a field, people.

use leptos::ev::{KeyboardEvent, SubmitEvent};
use leptos::prelude::*;

use super::arrows::{Arrows, Place, places};
use crate::ui::kit::field::TextField;
use crate::ui::kit::icon::{Glyph, Icon};
use crate::ui::kit::live::{maybe, part, text, watch};

/// What is done with a list of names. What is typed may be refused, with the sentence to read.
#[derive(Clone, Copy)]
pub struct Names {
    /// Names the list in the page.
    pub list: &'static str,
    /// What one of them is, in lower case.
    pub one: &'static str,
    /// The names as they are.
    pub names: Signal<Vec<String>>,
    /// Adds one.
    pub on_add: Callback<String, Result<(), String>>,
    /// Gives the one at a place another name.
    pub on_rename: Callback<(usize, String), Result<(), String>>,
    /// Takes the one at a place away.
    pub on_remove: Callback<usize>,
    /// Moves the one at a place.
    pub on_move: Callback<(usize, isize)>,
}

/// The list, and a box for another name.
#[component]
pub fn NameList(
    /// What it is about.
    names: Names,
    /// What the list is called.
    #[prop(into)]
    label: String,
) -> impl IntoView {
    let count = Signal::derive(move || names.names.with(Vec::len));
    view! {
        <ol class="rows" aria-label=label>{places(count, move |at| row(names, at, count))}</ol>
        <Another names/>
    }
    .into_any()
}

fn row(names: Names, at: usize, count: Signal<usize>) -> AnyView {
    let name = Signal::derive(move || {
        names.names.with(|names| names.get(at).cloned().unwrap_or_default())
    });
    let (value, error) = (RwSignal::new(name.get_untracked()), RwSignal::new(None::<String>));
    watch(move || {
        value.set(name.get());
        error.set(None);
    });
    let leave = move || {
        // The browser says `change` too when it takes the box away; what it worked on is gone by then.
        let Some(typed) = value.try_get_untracked() else { return };
        if typed.trim() == name.get_untracked() {
            value.set(name.get_untracked());
        } else if let Err(sentence) = names.on_rename.run((at, typed)) {
            error.set(Some(sentence));
        }
    };
    let place = Place { list: names.list, at, count, name, on_move: names.on_move };
    let key = move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            value.set(name.get_untracked());
        }
    };
    let error_id = format!("{}-{at}-error", names.list);
    let described_by = {
        let error_id = error_id.clone();
        maybe(move || error.with(Option::is_some).then(|| error_id.clone()))
    };
    let wrong = part(move || {
        error.get().map(|text| {
            view! { <span class="wrong" id=error_id.clone() role="alert">{text}</span> }.into_any()
        })
    });
    view! {
        <li class="row" on:keydown=move |event| place.press(&event)>
            <span class="field grow">
                <input
                    dir="auto"
                    autocomplete="off"
                    aria-label=text(move || format!("Name of {}", name.get()))
                    aria-invalid=maybe(move || error.with(Option::is_some).then(|| "true".to_owned()))
                    aria-describedby=described_by
                    prop:value=text(move || value.get())
                    on:input:target=move |event| {
                        value.set(event.target().value());
                        error.set(None);
                    }
                    on:change=move |_| leave()
                    on:keydown=key
                />
                {wrong}
            </span>
            <Arrows place/>
            <button
                type="button"
                class="btn quiet icon-only small"
                aria-label=text(move || format!("Remove {}", name.get()))
                on:click=move |_| names.on_remove.run(at)
            >
                <Icon glyph=Glyph::Cross/>
            </button>
        </li>
    }
    .into_any()
}

/// A box for another name, and the button that adds it.
#[component]
fn Another(names: Names) -> impl IntoView {
    let (value, error) = (RwSignal::new(String::new()), RwSignal::new(None));
    let add = move |event: SubmitEvent| {
        event.prevent_default();
        match names.on_add.run(value.get_untracked()) {
            Ok(()) => value.set(String::new()),
            Err(sentence) => error.set(Some(sentence)),
        }
    };
    view! {
        <form class="another" novalidate on:submit=add>
            <TextField label=format!("New {}", names.one) value error/>
            <button class="btn">{format!("Add {}", names.one)}</button>
        </form>
    }
    .into_any()
}
