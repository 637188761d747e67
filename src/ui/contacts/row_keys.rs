//! Keys of the rows: the arrows, `j` and `k` go from row to row, `x` selects, with Shift the selection goes along. What
//! they do is fetched with the first key, or before.

use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent};

use super::row_focus::RowFocus;
use crate::state::chunk::chunk;
use crate::state::list::List;
use crate::ui::later::Later;
use crate::ui::shortcuts::{is_dialog_open, is_free, letter};

/// What does as a key says.
type Press = fn(List, RowFocus, &KeyboardEvent);

static PRESS: Later<Press> = Later::new(|| Box::pin(press_entry()));

chunk! { fn press_entry() -> Press as lists { press } }

/// Obeys keys until the component that called this is gone.
pub fn listen(list: List, focus: RowFocus) {
    let handle = window_event_listener(ev::keydown, move |event| match PRESS.held() {
        Some(press) => press(list, focus, &event),
        None => spawn_local(async move {
            if let Ok(press) = PRESS.fetch().await {
                press(list, focus, &event);
            }
        }),
    });
    on_cleanup(move || handle.remove());
}

fn press(list: List, focus: RowFocus, event: &KeyboardEvent) {
    // The rows may have gone while this was being fetched.
    if focus.is_gone() || event.default_prevented() || is_dialog_open() {
        return;
    }
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let target = target.filter(|target| focus.holds(target));
    let (is_inside, is_free) = (target.is_some(), is_free(event));
    let key = letter(event);
    if is_inside && key == "a" && is_plain_command(event) {
        event.prevent_default();
        return list.select_every();
    }
    if event.ctrl_key() || event.meta_key() || event.alt_key() {
        return;
    }
    let at = focus.focused();
    match (key.as_str(), at) {
        ("x", Some(at)) if is_free => {
            if let Some(id) = list.visible().with_untracked(|ids| ids.get(at)) {
                event.prevent_default();
                list.select(id, false);
            }
        }
        ("Enter", Some(_)) => open(target.as_ref()),
        _ => {
            if let Some(next) = next(focus, &key, at, is_inside, is_free) {
                event.prevent_default();
                if let (true, Some(at)) = (event.shift_key(), at) {
                    list.stretch(at, next);
                }
                focus.go(next);
            }
        }
    }
}

/// Where a key leads from the row that has the focus; to the row to begin with where none has.
fn next(
    focus: RowFocus,
    key: &str,
    at: Option<usize>,
    is_inside: bool,
    is_free: bool,
) -> Option<usize> {
    let step = |at: Option<usize>, to: fn(usize, usize) -> usize, by: usize| match at {
        Some(at) => to(at, by),
        None => focus.start(),
    };
    let next = match key {
        "ArrowDown" if is_inside => step(at, usize::saturating_add, 1),
        "ArrowUp" if is_inside => step(at, usize::saturating_sub, 1),
        "PageDown" if is_inside => step(at, usize::saturating_add, focus.page()),
        "PageUp" if is_inside => step(at, usize::saturating_sub, focus.page()),
        "Home" if is_inside => 0,
        "End" if is_inside => focus.last(),
        "j" if is_free => step(at, usize::saturating_add, 1),
        "k" if is_free => step(at, usize::saturating_sub, 1),
        _ => return None,
    };
    Some(next.min(focus.last()))
}

/// Enter on the checkbox of a row opens the row too; a link does by itself.
fn open(target: Option<&Element>) {
    let row = target.filter(|target| target.tag_name() == "INPUT");
    let row = row.and_then(|target| target.closest("[role=row]").ok().flatten());
    let link = row.and_then(|row| row.query_selector("a").ok().flatten());
    if let Some(link) = link.and_then(|link| link.dyn_into::<HtmlElement>().ok()) {
        link.click();
    }
}

/// Whether Ctrl or Cmd is held, and nothing else.
fn is_plain_command(event: &KeyboardEvent) -> bool {
    event.ctrl_key() != event.meta_key() && !event.alt_key() && !event.shift_key()
}
