//! Which row of the grid has the keyboard: one is reached by Tab, the keys of `row_keys` go on from there.

use leptos::html;
use leptos::prelude::*;
use web_sys::Element;

use crate::ui::kit::focus;
use crate::ui::kit::live::watch;
use crate::ui::kit::virtual_rows::VirtualRows;

/// The height of the header row in pixels; the CSS says the same.
const HEADER: f64 = 38.0;

/// The one row that the Tab key reaches, moved by keys.
#[derive(Clone, Copy)]
pub struct RowFocus {
    active: RwSignal<usize>,
    /// Whether the active row should take the focus as soon as it is drawn.
    wanted: RwSignal<bool>,
    rows: VirtualRows,
    scroller: NodeRef<html::Div>,
    count: Callback<(), usize>,
}

/// Gives one row of a grid the keyboard; `count` tells how many rows it has.
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
            if focus::give(link.get().and_then(|link| link.first_element_child())) {
                self.wanted.set(false);
            }
        });
    }

    /// The row that has the focus, or is about to have it.
    pub fn focused(self) -> Option<usize> {
        if self.wanted.get_untracked() {
            return Some(self.active.get_untracked());
        }
        let row = document().active_element()?.closest("[role=row]").ok().flatten()?;
        // The first row is the header.
        let index = row.get_attribute("aria-rowindex")?.parse::<usize>().ok()?.checked_sub(2)?;
        self.holds(&row).then_some(index)
    }

    /// Whether a part of the page is in the grid.
    pub fn holds(self, part: &Element) -> bool {
        self.scroller.get_untracked().is_some_and(|scroller| scroller.contains(Some(part)))
    }

    /// The row to begin with: the one that had the focus, or the first one in view where that is out of sight.
    pub fn start(self) -> usize {
        let active = self.active.get_untracked();
        if self.rows.reveal(active, HEADER).is_none() { active } else { self.rows.first_in_view() }
    }

    /// The last row.
    pub fn last(self) -> usize {
        self.count.run(()).saturating_sub(1)
    }

    /// How many rows a page has.
    pub fn page(self) -> usize {
        self.rows.rows_in_view()
    }

    /// Gives a row the focus, in view.
    pub fn go(self, index: usize) {
        if let (Some(top), Some(scroller)) =
            (self.rows.reveal(index, HEADER), self.scroller.get_untracked())
        {
            scroller.set_scroll_top(top as i32);
        }
        self.active.set(index);
        self.wanted.set(true);
    }

    /// Whether the grid is gone.
    pub fn is_gone(self) -> bool {
        self.active.is_disposed()
    }
}
