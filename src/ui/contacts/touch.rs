//! Selecting by touch, where no checkbox shows until somebody is selected: a row that is held for a moment is selected,
//! and from then on a tap selects instead of opening.

use std::time::Duration;

use leptos::ev::MouseEvent;
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use web_sys::wasm_bindgen::JsCast;
use web_sys::{Element, PointerEvent, TouchEvent};

use crate::domain::id::ContactId;
use crate::domain::selection::Selection;
use crate::state::list::List;

/// How long a row is held; as phones have it.
const HOLD: Duration = Duration::from_millis(500);
/// How far a finger may stray meanwhile, in pixels; further, it scrolls.
const SLACK: i32 = 10;

/// The finger on the rows.
#[derive(Clone, Copy)]
pub struct Touch {
    list: List,
    /// Runs out when the row was held long enough; and where the finger came down.
    pressed: StoredValue<Option<(TimeoutHandle, i32, i32)>>,
    /// Whether the finger that came down last has held a row.
    has_held: StoredValue<bool>,
}

impl Touch {
    /// No finger yet.
    pub fn new(list: List) -> Self {
        Self { list, pressed: StoredValue::new(None), has_held: StoredValue::new(false) }
    }

    /// A finger comes down.
    pub fn press(self, event: &PointerEvent) {
        self.lift();
        self.has_held.set_value(false);
        let row = self.row(event).filter(|_| is_touch(event) && event.is_primary());
        let Some(id) = row else { return };
        let held = move || {
            // The rows may have gone while the finger was down.
            if self.has_held.try_update_value(|has_held| *has_held = true).is_some() {
                self.pressed.set_value(None);
                self.list.select(id, false);
            }
        };
        let timer = set_timeout_with_handle(held, HOLD).ok();
        self.pressed.set_value(timer.map(|timer| (timer, event.client_x(), event.client_y())));
    }

    /// It moves.
    pub fn stray(self, event: &PointerEvent) {
        let is_far = self.pressed.with_value(|pressed| {
            pressed.is_some_and(|(_, x, y)| {
                (event.client_x() - x).abs().max((event.client_y() - y).abs()) > SLACK
            })
        });
        if is_far {
            self.lift();
        }
    }

    /// It is gone, or scrolls.
    pub fn lift(self) {
        if let Some((timer, ..)) = self.pressed.try_update_value(Option::take).flatten() {
            timer.clear();
        }
    }

    /// It leaves the screen. One that held a row clicks nothing: the tools for the selected may have come up under it.
    pub fn end(self, event: &TouchEvent) {
        if self.has_held.get_value() {
            event.prevent_default();
        }
    }

    /// The click of a tap, before anything in the row gets it.
    pub fn click(self, event: &MouseEvent) {
        let selects = event.dyn_ref::<PointerEvent>().is_some_and(is_touch)
            && !self.list.selection.with_untracked(Selection::is_empty)
            && target(event).is_none_or(|target| target.tag_name() != "INPUT");
        let Some(id) = self.row(event).filter(|_| selects) else { return };
        event.prevent_default();
        event.stop_propagation();
        self.list.select(id, false);
    }

    /// The browser's own menu for what is held.
    pub fn menu(self, event: &MouseEvent) {
        if self.has_held.get_value() || self.pressed.with_value(Option::is_some) {
            event.prevent_default();
        }
    }

    fn row(self, event: &MouseEvent) -> Option<ContactId> {
        let row = target(event)?.closest("[role=row]").ok().flatten()?;
        // The first is the row of titles, and they count from one.
        let at = row.get_attribute("aria-rowindex")?.parse::<usize>().ok()?.checked_sub(2)?;
        self.list.visible().with_untracked(|visible| visible.get(at))
    }
}

fn is_touch(event: &PointerEvent) -> bool {
    event.pointer_type() == "touch"
}

fn target(event: &MouseEvent) -> Option<Element> {
    event.target()?.dyn_into().ok()
}
