//! Which items of a long list are in view, so that only those are drawn. All items have the height of the CSS token
//! `--item`; where `--lane` is set, as many stand side by side as fit that width.

use std::time::Duration;

use leptos::html::Div;
use leptos::leptos_dom::helpers::debounce;
use leptos::prelude::*;

use super::live::watch;
use super::resize::on_resize;

/// Rows drawn above and below the view, so that a fast scroll meets no gap.
const SPARE: usize = 6;

/// How long a view that was jumped to has to stay before rows are drawn above and below it.
const PAUSE: Duration = Duration::from_millis(100);

/// The geometry of a scroller and the items that it shows.
#[derive(Clone, Copy)]
pub struct VirtualRows {
    /// The items to draw: from the first to before the second.
    pub range: Memo<(usize, usize)>,
    /// How many items stand side by side.
    pub lanes: Memo<usize>,
    /// The height of all rows, as a CSS length.
    pub height: Memo<String>,
    /// How far the list is scrolled, in pixels; to be set from the scroller's `scroll` event.
    pub scrolled: RwSignal<f64>,
    in_sight: Memo<(usize, usize)>,
    geometry: RwSignal<Geometry>,
}

#[derive(Clone, Copy, PartialEq)]
struct Geometry {
    item: f64,
    lane: Option<f64>,
    width: f64,
    height: f64,
}

/// Watches a scroller of `count` items.
pub fn use_virtual_rows(
    scroller: NodeRef<Div>,
    count: impl Fn() -> usize + Send + Sync + 'static,
) -> VirtualRows {
    // One type for all lists, so that what follows is there once.
    let count = Callback::new(move |()| count());
    virtual_rows(scroller, count)
}

fn virtual_rows(scroller: NodeRef<Div>, count: Callback<(), usize>) -> VirtualRows {
    let geometry = RwSignal::new(Geometry { item: 52.0, lane: None, width: 0.0, height: 0.0 });
    let scrolled = RwSignal::new(0.0_f64);
    let lanes = Memo::new(move |_| geometry.with(Geometry::lanes));
    let rows = move || count.run(()).div_ceil(lanes.get());
    let in_sight = Memo::new(move |_| {
        let Geometry { item, height, .. } = geometry.get();
        let top = scrolled.get().max(0.0) / item;
        (top as usize, (top + height / item).ceil() as usize)
    });
    let rested = RwSignal::new(0_usize);
    let range = Memo::new(move |drawn: Option<&(usize, usize)>| {
        rested.track();
        let (first, last) = in_sight.get();
        let lanes = lanes.get();
        // All rows of a jump are new: those that nobody sees wait until it is at its end.
        let is_jump = drawn
            .is_some_and(|(from, to)| from < to && (last * lanes <= *from || *to <= first * lanes));
        let spare = if is_jump { 0 } else { SPARE };
        let first = first.saturating_sub(spare).min(rows());
        (first * lanes, ((last + spare) * lanes).min(count.run(())))
    });
    let mut rest = debounce(PAUSE, move |()| {
        rested.try_update(|times| *times += 1);
    });
    watch(move || {
        in_sight.track();
        rest(());
    });
    let height = Memo::new(move |_| format!("{}px", (rows() as f64 * geometry.get().item) as u64));
    scroller.on_load(move |scroller| observe(&scroller, geometry));
    VirtualRows { range, lanes, height, scrolled, in_sight, geometry }
}

impl VirtualRows {
    /// Whether an item can be seen, at least in part.
    pub fn is_in_sight(self, index: usize) -> bool {
        let row = index / self.lanes.get();
        let (first, last) = self.in_sight.get();
        (first..last).contains(&row)
    }

    /// How far to scroll so that an item is wholly in view; none when it is.
    pub fn reveal(self, index: usize, header: f64) -> Option<f64> {
        let Geometry { item, height, .. } = self.geometry.get_untracked();
        let top = (index / self.lanes.get_untracked()) as f64 * item;
        let scrolled = self.scrolled.get_untracked();
        let bottom = top + item + header - height;
        (top < scrolled).then_some(top).or((bottom > scrolled).then_some(bottom))
    }

    /// The first item that is wholly in view.
    pub fn first_in_view(self) -> usize {
        let item = self.geometry.with_untracked(|g| g.item);
        (self.scrolled.get_untracked() / item).ceil() as usize * self.lanes.get_untracked()
    }

    /// How many whole rows a page has.
    pub fn rows_in_view(self) -> usize {
        self.geometry.with_untracked(|g| (g.height / g.item) as usize).saturating_sub(1).max(1)
    }
}

impl Geometry {
    fn lanes(&self) -> usize {
        self.lane.map_or(1, |lane| (self.width / lane) as usize).max(1)
    }
}

fn observe(scroller: &web_sys::HtmlDivElement, geometry: RwSignal<Geometry>) {
    let target = scroller.clone();
    let measure = move || {
        let style = window().get_computed_style(&target).ok().flatten();
        let length = |token: &str| -> Option<f64> {
            let text = style.as_ref()?.get_property_value(token).ok()?;
            Some(js_sys::parse_float(&text)).filter(|length| length.is_finite())
        };
        let measured = Geometry {
            item: length("--item").unwrap_or(52.0),
            lane: length("--lane"),
            width: target.client_width().into(),
            height: target.client_height().into(),
        };
        if geometry.try_get_untracked().is_some_and(|known| known != measured) {
            geometry.set(measured);
        }
    };
    on_resize(&[scroller], measure);
}
