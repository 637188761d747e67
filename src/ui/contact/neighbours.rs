//! The way through the list that one came from: where in it the contact stands, and to the one before and behind it, by
//! buttons and by the arrow keys. A contact that has left the list keeps its place there until one goes on.

use leptos::ev;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use web_sys::wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};

use crate::domain::id::ContactId;
use crate::domain::listed::Listed;
use crate::domain::shown::Place;
use crate::state::locale::number;
use crate::state::{App, use_app};
use crate::ui::kit::icon::{Glyph, Icon};
use crate::ui::kit::live::{flag, text};
use crate::ui::routes;
use crate::ui::shortcuts::is_free;

/// “3 of 214 · LIST”, and the buttons on both sides of it.
#[component]
pub fn Neighbours(
    /// Whose page it is.
    id: ContactId,
) -> impl IntoView {
    let app = use_app();
    let visible = app.list.visible();
    // Its place, or the one where it last was.
    let place = Memo::new(move |before: Option<&Option<Spot>>| {
        visible
            .with(|ids| Spot::find(ids, id).or_else(|| before.copied().flatten().map(Spot::left)))
    });
    let target = move |step: isize| {
        let spot = place.get()?;
        visible.with(|ids| ids.get(spot.next(step)?))
    };
    let navigate = use_navigate();
    let go = Callback::new(move |step: isize| {
        if let Some(id) = untrack(|| target(step)) {
            // Back leads to the list, and not through everybody one has seen.
            let options = NavigateOptions { replace: true, ..Default::default() };
            navigate(&routes::contact(id), options);
        }
    });
    let keys = window_event_listener(ev::keydown, move |event| {
        let step = match event.key().as_str() {
            "ArrowLeft" => -1,
            "ArrowRight" => 1,
            _ => return,
        };
        if is_free(&event) && !is_arrow_for_another(&event) {
            event.prevent_default();
            go.run(step);
        }
    });
    on_cleanup(move || keys.remove());
    let words = text(move || {
        let count = visible.with(Listed::len);
        let name = list_name(app);
        match place.get() {
            Some(Spot { at, is_in: true }) => {
                format!("{} of {} · {name}", number(at + 1), number(count))
            }
            _ => format!("Not in {name}"),
        }
    });
    let button = move |name: &'static str, class: &'static str, step: isize| {
        view! {
            <button
                class=class
                aria-label=name
                title=name
                disabled=flag(move || target(step).is_none())
                on:click=move |_| go.run(step)
            >
                <Icon glyph=Glyph::Back/>
            </button>
        }
        .into_any()
    };

    view! {
        <div class="neighbours">
            {button("Previous contact", "btn quiet icon-only", -1)}
            <span class="faint num clip" dir="auto">{words}</span>
            {button("Next contact", "btn quiet icon-only turned", 1)}
        </div>
    }
}

/// A place in the list.
#[derive(Clone, Copy, PartialEq)]
struct Spot {
    at: usize,
    /// Whether the contact stands there now.
    is_in: bool,
}

impl Spot {
    fn find(ids: &Listed, id: ContactId) -> Option<Self> {
        Some(Self { at: ids.place(id)?, is_in: true })
    }

    const fn left(self) -> Self {
        Self { at: self.at, is_in: false }
    }

    /// The place a step away; whoever came to stand at a place that was left is a step behind it.
    fn next(self, step: isize) -> Option<usize> {
        let step = if self.is_in || step < 0 { step } else { step - 1 };
        self.at.checked_add_signed(step)
    }
}

/// What the list is called.
fn list_name(app: App) -> String {
    match app.list.shown.with(|shown| shown.place.clone()) {
        Place::Saved(id) => app.lists.get(id).map(|list| list.name).unwrap_or_default(),
        Place::Trash => "Trash".to_owned(),
        Place::All | Place::Nowhere(_) => "All".to_owned(),
    }
}

/// Whether the focus is on something that the arrows move within: tabs, separators, radios and the like.
fn is_arrow_for_another(event: &KeyboardEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let own = "[role=tab], [role=separator], [role=menu], [role=log], input, audio, video";
    target.is_some_and(|target| target.closest(own).ok().flatten().is_some())
}
