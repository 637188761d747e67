//! A modal dialog on the browser's own `dialog`: it keeps the focus in, makes the page behind it inert, and gives the
//! focus back to where it came from.

use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use web_sys::HtmlElement;
use web_sys::wasm_bindgen::JsCast;

use crate::ui::kit::focus;

/// A dialog that is open as long as it is drawn. Escape calls `on_cancel`, which decides.
#[component]
pub fn Dialog(
    /// The accessible name.
    name: &'static str,
    /// The class that shapes it: `sheet`, `crop` and the like.
    class: &'static str,
    /// What Escape does.
    on_cancel: impl Fn() + Send + 'static,
    /// What is in it.
    children: Children,
) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    let came_from = document().active_element().and_then(|e| e.dyn_into::<HtmlElement>().ok());
    let came_from = StoredValue::new_local(came_from);
    dialog.on_load(|dialog| {
        // Fails only for a dialog that is open already or not in the page.
        let _ = dialog.show_modal();
    });
    on_cleanup(move || {
        let back = came_from.get_value();
        // After the dialog has left the page: until then nothing behind it can have the focus. Whoever was faster and is
        // elsewhere by now stays there.
        request_animation_frame(move || {
            if let Some(back) = back.filter(|_| focus::is_lost()) {
                let _ = back.focus();
            }
        });
    });
    let cancel = move |event: ev::Event| {
        event.prevent_default();
        on_cancel();
    };

    view! {
        <dialog node_ref=dialog class=format!("dialog {class}") aria-label=name on:cancel=cancel>
            {children()}
        </dialog>
    }
}
