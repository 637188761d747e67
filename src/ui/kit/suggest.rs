//! What a text box suggests while one types: a short list under it, which the arrow keys go through. The box stays a
//! plain text box, so that whoever knows the text just types it.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::live::{flag, part, text};
use crate::domain::search::fold::fold;

/// A suggestion: what is read, and what the box then holds.
pub type Suggestion = (String, String);

/// As many as fit under a box.
const MOST: usize = 6;

/// The list under one box.
#[derive(Clone, Copy)]
pub struct Suggest {
    shown: Memo<Vec<Suggestion>>,
    is_open: RwSignal<bool>,
    /// The one that Enter takes.
    at: RwSignal<Option<usize>>,
    value: RwSignal<String>,
    on_leave: Callback<()>,
}

impl Suggest {
    /// Suggestions for what is typed into `value`; taking one does what leaving the box does.
    pub fn new(
        suggested: Signal<Vec<Suggestion>>,
        value: RwSignal<String>,
        on_leave: Callback<()>,
    ) -> Self {
        let is_open = RwSignal::new(false);
        let shown = Memo::new(move |_| {
            if !is_open.get() {
                return Vec::new();
            }
            let typed = value.with(|typed| fold(typed.trim()));
            let is_fitting = |(_, full): &&Suggestion| {
                let full = fold(full);
                full != typed && full.contains(&typed)
            };
            suggested.with(|all| all.iter().filter(is_fitting).take(MOST).cloned().collect())
        });
        Self { shown, is_open, at: RwSignal::new(None), value, on_leave }
    }

    /// Something was typed.
    pub fn typed(self) {
        self.at.set(None);
        self.is_open.set(self.value.with_untracked(|typed| !typed.trim().is_empty()));
    }

    /// The box was left.
    pub fn close(self) {
        self.is_open.try_set(false);
    }

    /// Takes a key that was pressed in the box.
    pub fn press(self, event: &KeyboardEvent) {
        let count = self.shown.with_untracked(Vec::len);
        if count == 0 {
            return;
        }
        let at = self.at.get_untracked();
        match event.key().as_str() {
            "ArrowDown" => self.at.set(Some(at.map_or(0, |at| (at + 1) % count))),
            "ArrowUp" => self.at.set(Some(at.map_or(count - 1, |at| (at + count - 1) % count))),
            "Enter" if at.is_some() => self.take(at.unwrap_or_default()),
            "Escape" => self.close(),
            _ => return,
        }
        event.prevent_default();
        // A dialog around it must not take Escape for itself.
        event.stop_propagation();
    }

    fn take(self, at: usize) {
        if let Some((_, full)) = self.shown.with_untracked(|shown| shown.get(at).cloned()) {
            self.value.set(full);
            self.close();
            self.on_leave.run(());
        }
    }

    /// The id of the one that Enter takes.
    pub fn active(self, id: &str) -> Option<String> {
        let at = self.at.get()?;
        (at < self.shown.with(Vec::len)).then(|| format!("{id}-{at}"))
    }

    /// The list.
    pub fn list(self, id: String) -> AnyView {
        part(move || {
            let shown = self.shown.get();
            if shown.is_empty() {
                return None;
            }
            let option = |(at, (words, _)): (usize, Suggestion)| {
                view! {
                    <div
                        role="option"
                        id=format!("{id}-{at}")
                        class:chosen=flag(move || self.at.get() == Some(at))
                        aria-selected=text(move || (self.at.get() == Some(at)).to_string())
                        dir="auto"
                        // The box keeps the focus: leaving it would save what is typed so far.
                        on:mousedown=move |event| event.prevent_default()
                        on:click=move |_| self.take(at)
                    >
                        {words}
                    </div>
                }
                .into_any()
            };
            let options = shown.into_iter().enumerate().map(option).collect_view();
            Some(view! { <div class="suggestions" role="listbox" id=id.clone() aria-label="Suggestions">{options}</div> }.into_any())
        })
        .into_any()
    }
}
