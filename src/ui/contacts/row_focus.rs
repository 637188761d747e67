//! Which row of the grid has the keyboard: one is reached by Tab, the arrow keys go on from there.

use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;
use web_sys::wasm_bindgen::JsCast;

use crate::ui::kit::live::watch;
use crate::ui::kit::virtual_rows::VirtualRows;

/// The height of the header row in pixels; the CSS says the same.
const HEADER: f64 = 38.0;

/// The one row that the Tab key reaches, moved by the arrow keys.
#[derive(Clone, Copy)]
pub struct RowFocus {
    active: RwSignal<usize>,
    /// Whether the active row should take the focus as soon as it is drawn.
    wanted: RwSignal<bool>,
    rows: VirtualRows,
    scroller: NodeRef<html::Div>,
    count: Callback<(), usize>,
}

/// Makes the grid obey the arrow keys; `count` tells how many rows it has.
pub fn use_row_focus(
    scroller: NodeRef<html::Div>,
    rows: VirtualRows,
    count: impl Fn() -> usize + Send + Sync + 'static,
) -> RowFocus {
    let count = Callback::new(move |()| count());
    let (active, wanted) = (RwSignal::new(0), RwSignal::new(false));
    RowFocus { active, wanted, rows, scroller, count }
}

impl RowFocus {
    /// The row that has the keyboard, brought within what is drawn, so that there always is one.
    fn reachable(self) -> usize {
        let (first, last) = self.rows.range.get();
        self.active.get().clamp(first, last.saturating_sub(1).max(first))
    }

    /// The `tabindex` of a row's link.
    pub fn tabindex(self, index: usize) -> &'static str {
        if self.reachable() == index { "0" } else { "-1" }
    }

    /// Gives a row the focus when its turn comes.
    pub fn follow(self, index: usize, link: NodeRef<html::Span>) {
        watch(move || {
            if !self.wanted.get() || self.active.get() != index {
                return;
            }
            let link = link.get().and_then(|link| link.first_element_child());
            if let Some(link) = link.and_then(|link| link.dyn_into::<web_sys::HtmlElement>().ok()) {
                let _ = link.focus();
                self.wanted.set(false);
            }
        });
    }

    /// Obeys a key.
    pub fn press(self, event: &KeyboardEvent) {
        let (at, last) = (self.reachable(), self.count.run(()).saturating_sub(1));
        let page = self.rows.rows_in_view();
        let next = match event.key().as_str() {
            "ArrowDown" => at + 1,
            "ArrowUp" => at.saturating_sub(1),
            "PageDown" => at + page,
            "PageUp" => at.saturating_sub(page),
            "Home" => 0,
            "End" => last,
            _ => return,
        };
        event.prevent_default();
        let next = next.min(last);
        if let (Some(top), Some(scroller)) =
            (self.rows.reveal(next, HEADER), self.scroller.get_untracked())
        {
            scroller.set_scroll_top(top as i32);
        }
        self.active.set(next);
        self.wanted.set(true);
    }
}
