//! The dialog **Keyboard shortcuts**: all keys, by where they work.

use leptos::prelude::*;

use crate::state::use_app;
use crate::ui::kit::dialog::Dialog;
use crate::ui::kit::icon::{Glyph, Icon};

/// Keys that do the same, apart by spaces, those pressed together joined by `+`; `Mod` is Ctrl, on a Mac Cmd.
type Keys = &'static str;

/// What keys do, by where they do it.
const TABLE: [(&str, &[(Keys, &str)]); 6] = [
    (
        "Everywhere",
        &[
            ("Mod+K", "Open the commands: find a contact, a list or what to do"),
            ("/", "Search contacts"),
            ("C", "Add a contact"),
            ("?", "Show these keys"),
            ("Esc", "Close a dialog or a menu, empty the search"),
        ],
    ),
    (
        "Rows of contacts",
        &[
            ("↓ J", "Next row"),
            ("↑ K", "Row before"),
            ("PageDown PageUp", "A page down or up"),
            ("Home End", "First or last row"),
            ("Enter", "Open the contact"),
            ("X", "Select the contact, or take it out"),
            ("Shift+↓ Shift+↑", "Take the selection along"),
            ("Mod+A", "Select all that match"),
            ("Esc", "Clear the selection"),
        ],
    ),
    (
        "Conversations",
        &[
            ("↓ J", "Next conversation"),
            ("↑ K", "Conversation before"),
            ("Enter", "Open the conversation"),
            ("Mod+Enter", "Send what is written"),
        ],
    ),
    ("Page of a contact", &[("← →", "Contact before or next in the list")]),
    ("Tabs", &[("← →", "Tab before, next tab")]),
    (
        "Position picture",
        &[("← → ↑ ↓", "Move the picture; with Shift in larger steps"), ("+ -", "Zoom")],
    ),
];

/// The dialog.
#[component]
pub fn KeyTable() -> impl IntoView {
    let tool = use_app().list.tool;
    let close = move || tool.set(None);
    let command = if is_mac() { "⌘" } else { "Ctrl" };
    let rows = TABLE.into_iter().map(|(place, lines)| {
        let lines = lines.iter().map(|(keys, says)| {
            view! { <tr><th scope="row">{drawn(keys, command)}</th><td>{*says}</td></tr> }
                .into_any()
        });
        view! {
            <tbody>
                <tr><th scope="rowgroup" colspan="2">{place}</th></tr>
                {lines.collect_view()}
            </tbody>
        }
        .into_any()
    });

    view! {
        <Dialog name="Keyboard shortcuts" class="keys" on_cancel=close>
            <header>
                <h2 class="grow">"Keyboard shortcuts"</h2>
                <button type="button" class="btn quiet icon-only" aria-label="Close" on:click=move |_| close()>
                    <Icon glyph=Glyph::Cross/>
                </button>
            </header>
            // It scrolls, so the keyboard has to reach it.
            <div class="key-table" tabindex="0">
                <table aria-label="Keys">{rows.collect_view()}</table>
            </div>
        </Dialog>
    }
}

/// Keys as they stand on the keyboard.
fn drawn(keys: Keys, command: &'static str) -> AnyView {
    let key = |key: &'static str| match key {
        "Mod" => command,
        "PageDown" => "Page Down",
        "PageUp" => "Page Up",
        _ => key,
    };
    let chord = |chord: &'static str| {
        // A plus alone is a key.
        let parts: Vec<&str> = if chord == "+" { vec![chord] } else { chord.split('+').collect() };
        let parts = parts.into_iter().map(|part| view! { <kbd>{key(part)}</kbd> }.into_any());
        view! { <span class="chord">{parts.collect_view()}</span>" " }.into_any()
    };
    keys.split(' ').map(chord).collect_view().into_any()
}

fn is_mac() -> bool {
    let platform = window().navigator().platform();
    platform.is_ok_and(|platform| platform.starts_with("Mac") || platform.starts_with("iP"))
}
