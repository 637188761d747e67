//! Marks what the search found in the rows. The browser paints the marks over the text (CSS Custom Highlight API), so
//! that the page itself stays as it is; where it cannot, nothing is marked. The work begins after the rows were painted.

use std::time::Duration;

use js_sys::{Array, Function, Map, Reflect};
use leptos::prelude::*;
use web_sys::wasm_bindgen::JsCast;
use web_sys::wasm_bindgen::closure::Closure;
use web_sys::{
    Element, MutationObserver, MutationObserverInit, Node, StaticRange, StaticRangeInit,
};

use crate::domain::filter::field::Field;
use crate::domain::search::Query;
use crate::domain::search::marks::marks;
use crate::state::chunk::chunk;
use crate::state::list::List;
use crate::state::use_app;
use crate::ui::kit::live::{watch, when};
use crate::ui::later::{Draw, Later, drawn};

/// The name by which the style sheet knows the marks.
const SEARCH: &str = "search";

/// Marks in the rows, while something is searched for.
#[component]
pub fn Marks() -> impl IntoView {
    let search = use_app().list.search;
    // Without marks the rows say all they have to.
    when(move || search.with(|typed| !typed.trim().is_empty()), || drawn(&KEEPER, || ()))
}

static KEEPER: Later<Draw> = Later::new(|| Box::pin(keeper()));

chunk! {
    fn keeper() -> Draw as lists {
        || {
            keep();
            ().into_any()
        }
    }
}

/// Keeps the marks where the words are until the component that called this is gone: as one types, scrolls, and as
/// contacts change.
fn keep() {
    let Some(registry) = registry() else { return };
    let list = use_app().list;
    let changed = RwSignal::new(());
    let react = Closure::<dyn Fn()>::new(move || {
        changed.try_set(());
    });
    let Ok(observer) = MutationObserver::new(react.as_ref().unchecked_ref()) else { return };
    let watched = observer.clone();
    let mark = move || {
        if let Some(grid) = document().query_selector("[role=grid]").ok().flatten() {
            // Once more on the same grid changes nothing.
            let _ = watched.observe_with_options(&grid, &texts());
            paint(&grid, list);
        }
    };
    let (mark, is_due) = (StoredValue::new_local(mark), StoredValue::new(false));
    watch(move || {
        list.search.track();
        changed.track();
        if is_due.try_update_value(|is_due| std::mem::replace(is_due, true)) != Some(false) {
            return;
        }
        // A frame is for the rows alone; what comes after it is for the marks.
        request_animation_frame(move || {
            let late = move || {
                // The rows may have gone meanwhile.
                if is_due.try_update_value(|is_due| *is_due = false).is_some() {
                    mark.with_value(|mark| mark());
                }
            };
            set_timeout(late, Duration::ZERO);
        });
    });
    let held = StoredValue::new_local((observer, react));
    on_cleanup(move || {
        held.with_value(|(observer, _)| observer.disconnect());
        registry.delete(&SEARCH.into());
    });
}

/// What is watched: texts that change, come and go, in all rows.
fn texts() -> MutationObserverInit {
    let texts = MutationObserverInit::new();
    texts.set_subtree(true);
    texts.set_child_list(true);
    texts.set_character_data(true);
    texts
}

/// Puts the marks of this moment in the place of those before.
fn paint(grid: &Element, list: List) {
    let query = list.search.with_untracked(|typed| Query::parse(typed));
    let columns = untrack(|| list.columns());
    let others = columns.iter().map(|(field, _)| field).filter(|field| **field != Field::Name);
    let is_searched = others
        .map(|field| matches!(field, Field::Email | Field::Phone | Field::Company | Field::Tag));
    // The box to select by comes first, then the name.
    let is_searched: Vec<bool> = [false, true].into_iter().chain(is_searched).collect();
    let ranges = Array::new();
    let mut row = grid.query_selector(".run > .row").ok().flatten();
    while let Some(drawn) = row {
        let mut cell = drawn.first_element_child();
        for is_searched in &is_searched {
            let Some(shown) = cell else { break };
            if *is_searched {
                walk(&shown, &query, &ranges);
            }
            cell = shown.next_element_sibling();
        }
        row = drawn.next_element_sibling();
    }
    let highlight = Reflect::get(&window(), &"Highlight".into());
    let highlight =
        highlight.and_then(|class| Reflect::construct(class.unchecked_ref::<Function>(), &ranges));
    if let (Some(registry), Ok(highlight)) = (registry(), highlight) {
        registry.set(&SEARCH.into(), &highlight);
    }
}

/// Collects what is to be marked in a part of a row; the initials of a face are no text.
fn walk(part: &Node, query: &Query, ranges: &Array) {
    let is_face = |part: &Element| part.get_attribute("role").as_deref() == Some("img");
    if part.dyn_ref::<Element>().is_some_and(is_face) {
        return;
    }
    let mut child = part.first_child();
    while let Some(node) = child {
        match node.node_type() {
            Node::TEXT_NODE => {
                let text = node.text_content().unwrap_or_default();
                for place in marks(&text, query) {
                    // Fixed to a place: a range that follows its text would cost every later change of any text.
                    let range = StaticRangeInit::new(&node, place.end, &node, place.start);
                    if let Ok(range) = StaticRange::new(&range) {
                        ranges.push(&range);
                    }
                }
            }
            _ => walk(&node, query, ranges),
        }
        child = node.next_sibling();
    }
}

/// Where the browser keeps what is to be painted over texts; none where it does not know that.
fn registry() -> Option<Map> {
    let known = Reflect::get(&window(), &"CSS".into()).ok()?;
    let known = Reflect::get(&known, &"highlights".into()).ok()?;
    // It has the methods of a map, and is none.
    known.is_object().then(|| known.unchecked_into())
}
