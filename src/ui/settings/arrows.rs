//! **Move up** and **Move down** beside an item of an ordered list. The focus goes with the item, since the rows stay and
//! what is in them moves.

use std::sync::Arc;

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use crate::ui::kit::focus;
use crate::ui::kit::live::{Flag, flag, text};

/// Where an item stands, and how it is moved.
#[derive(Clone, Copy)]
pub struct Place {
    /// Names the list in the page.
    pub list: &'static str,
    /// The place of the item.
    pub at: usize,
    /// How many items there are.
    pub count: Signal<usize>,
    /// What the item is called.
    pub name: Signal<String>,
    /// Moves the item at a place by so many places.
    pub on_move: Callback<(usize, isize)>,
}

impl Place {
    fn can(self, by: isize) -> bool {
        self.at.checked_add_signed(by).is_some_and(|to| to < self.count.get())
    }

    fn go(self, by: isize) {
        if untrack(|| self.can(by)) {
            self.on_move.run((self.at, by));
            focus_soon(self.list, self.at.saturating_add_signed(by), by);
        }
    }

    /// Moves the item by Alt with an arrow, pressed anywhere in its row.
    pub fn press(self, event: &KeyboardEvent) {
        let by = match event.key().as_str() {
            "ArrowUp" => -1,
            "ArrowDown" => 1,
            _ => return,
        };
        if event.alt_key() {
            event.prevent_default();
            self.go(by);
        }
    }
}

/// The two buttons.
#[component]
pub fn Arrows(
    /// Where the item stands.
    place: Place,
) -> impl IntoView {
    let arrow = move |by: isize, way: &'static str, glyph: &'static str| {
        let name = text(move || format!("Move {} {way}", place.name.get()));
        view! {
            <button
                type="button"
                id=id(place.list, place.at, by)
                class="btn quiet icon-only small"
                aria-label=name
                aria-disabled=text(move || (!place.can(by)).to_string())
                on:click=move |_| place.go(by)
            >
                {glyph}
            </button>
        }
        .into_any()
    };
    view! { <span class="arrows">{arrow(-1, "up", "↑")}{arrow(1, "down", "↓")}</span> }.into_any()
}

fn id(list: &str, at: usize, by: isize) -> String {
    format!("{list}-{at}-{}", if by < 0 { "up" } else { "down" })
}

/// Has the focus follow an item that was moved.
fn focus_soon(list: &'static str, at: usize, by: isize) {
    request_animation_frame(move || {
        focus::give(document().get_element_by_id(&id(list, at, by)));
    });
}

/// The places of a list, for rows that stay while what is in them changes.
pub fn places(
    count: Signal<usize>,
    row: impl Fn(usize) -> AnyView + Send + Sync + 'static,
) -> AnyView {
    let row: Arc<dyn Fn(usize) -> AnyView + Send + Sync> = Arc::new(row);
    view! { <For each=move || 0..count.get() key=|at| *at children=move |at| row(at)/> }.into_any()
}

/// Whether a condition of an item holds, read anew whenever it changes.
pub fn is(condition: Signal<bool>) -> Flag {
    flag(move || condition.get())
}
