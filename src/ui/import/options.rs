//! What is asked before contacts come in: whom it may touch, and how to find them again.

use leptos::prelude::*;

use crate::domain::import::Mode;
use crate::domain::import::column::Target;
use crate::state::import::{Import, Options};
use crate::ui::kit::field::TextField;
use crate::ui::kit::live::flag;

/// What was chosen.
#[derive(Clone, Copy)]
struct Chosen {
    mode: RwSignal<Mode>,
    tag: RwSignal<String>,
    is_listed: RwSignal<bool>,
    /// What is wrong with the tag.
    error: RwSignal<Option<String>>,
}

impl Default for Chosen {
    fn default() -> Self {
        Self {
            mode: RwSignal::new(Mode::default()),
            tag: RwSignal::new(String::new()),
            is_listed: RwSignal::new(false),
            error: RwSignal::new(None),
        }
    }
}

impl Chosen {
    /// The options of an import; none while something is missing, which then is said.
    fn options(self, targets: Vec<Target>) -> Option<Options> {
        let tag = self.tag.get_untracked().trim().to_owned();
        let is_listed = self.is_listed.get_untracked();
        if tag.is_empty() && is_listed {
            self.error.set(Some("Enter a tag: the list shows everybody who has it.".to_owned()));
            return None;
        }
        if tag.contains(',') {
            self.error.set(Some("Enter one tag, without commas.".to_owned()));
            return None;
        }
        let tag = (!tag.is_empty()).then_some(tag);
        Some(Options { targets, mode: self.mode.get_untracked(), tag, is_listed })
    }
}

/// The questions, and the buttons under them; `targets` says what each column is for.
pub fn questions(import: Import, targets: impl Fn() -> Vec<Target> + 'static) -> AnyView {
    let chosen = Chosen::default();
    let begin = move |_| {
        if let Some(options) = chosen.options(targets()) {
            import.start(options);
        }
    };
    let Chosen { mode, tag, is_listed, error } = chosen;
    let way = move |own: Mode, label: &'static str, hint: &'static str| {
        view! {
            <label class="choice">
                <input
                    type="radio"
                    name="import-mode"
                    prop:checked=flag(move || mode.get() == own)
                    on:change=move |_| mode.set(own)
                />
                <span>{label}" "<span class="faint">{hint}</span></span>
            </label>
        }
        .into_any()
    };

    view! {
        <fieldset class="ways">
            <legend>"Contacts that are here already"</legend>
            {way(Mode::Both, "Add and update", "Known by id, email or phone; empty cells change nothing.")}
            {way(Mode::Create, "Only add new ones", "Known ones are refused and listed.")}
            {way(Mode::Update, "Only update", "Unknown ones are refused and listed.")}
        </fieldset>
        <div class="find-again">
            <TextField label="Tag for all of them" value=tag error hint="spring fair"/>
            <label class="choice">
                <input
                    type="checkbox"
                    prop:checked=flag(move || is_listed.get())
                    on:change:target=move |event| is_listed.set(event.target().checked())
                />
                <span>"Save a Smart List of them"</span>
            </label>
        </div>
        <div class="actions">
            <button class="btn primary" on:click=begin>"Import contacts"</button>
            <button class="btn" on:click=move |_| import.leave()>"Cancel"</button>
        </div>
    }
    .into_any()
}
