//! Keys of the list of conversations: the arrows, `j` and `k` go from one to the next.

use leptos::prelude::*;
use leptos::{ev, html};
use web_sys::wasm_bindgen::JsCast;
use web_sys::{HtmlDivElement, KeyboardEvent, Node};

use crate::state::conversations::list::Entries;
use crate::ui::kit::focus;
use crate::ui::kit::virtual_rows::VirtualRows;
use crate::ui::routes;
use crate::ui::shortcuts::{is_free, letter};

/// Obeys keys until the component that called this is gone.
pub fn listen(entries: Entries, rows: VirtualRows, scroller: NodeRef<html::Div>) {
    let open = routes::use_id();
    let handle = window_event_listener(ev::keydown, move |event| {
        let Some(list) = scroller.try_get_untracked().flatten() else { return };
        // On a phone the list is away while a conversation is open.
        let is_seen = list.offset_parent().is_some();
        let Some(step) = step(&event, &list).filter(|_| is_seen && is_free(&event)) else { return };
        let listed = entries.visible().get_untracked();
        let Some(last) = listed.len().checked_sub(1) else { return };
        let chosen = || open.with_untracked(|id| listed.place(id.as_ref()?.parse().ok()?));
        let at = focused(&list).or_else(chosen);
        let next = at.map_or_else(|| rows.first_in_view(), |at| at.saturating_add_signed(step));
        event.prevent_default();
        go(&list, rows, next.min(last));
    });
    on_cleanup(move || handle.remove());
}

/// How far a key goes; the arrows only in the list, as they scroll elsewhere.
fn step(event: &KeyboardEvent, list: &HtmlDivElement) -> Option<isize> {
    let target = event.target().and_then(|target| target.dyn_into::<Node>().ok());
    let is_inside = list.contains(target.as_ref());
    match letter(event).as_str() {
        "j" => Some(1),
        "k" => Some(-1),
        "ArrowDown" if is_inside => Some(1),
        "ArrowUp" if is_inside => Some(-1),
        _ => None,
    }
}

/// The place of the conversation that has the focus.
fn focused(list: &HtmlDivElement) -> Option<usize> {
    let element = document().active_element().filter(|element| list.contains(Some(element)))?;
    let place = element.closest("li").ok().flatten()?.get_attribute("aria-posinset")?;
    place.parse::<usize>().ok()?.checked_sub(1)
}

/// Gives a conversation the focus, in view.
fn go(list: &HtmlDivElement, rows: VirtualRows, place: usize) {
    if let Some(top) = rows.reveal(place, 0.0) {
        list.set_scroll_top(top as i32);
        rows.scrolled.set(list.scroll_top().into());
    }
    let link = format!("[aria-posinset='{}'] a", place + 1);
    let focus = {
        let list = list.clone();
        move || focus::give_first(&list, &link)
    };
    // What was out of sight is drawn with the next frame.
    if !focus() {
        request_animation_frame(move || {
            focus();
        });
    }
}
