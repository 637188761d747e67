//! What happens when the program itself fails: the message goes to the console, and the page shows the static error
//! view of `index.html`, which says that the data is safe and offers a reload. Nothing is written after a panic.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

/// The event that makes the program panic, so that the error view can be seen and tested.
const REHEARSAL: &str = "visage:panic";
/// The error view in `index.html`.
const VIEW: &str = "crash";

/// Shows the error view on a panic from now on.
pub fn install() {
    std::panic::set_hook(Box::new(|panic| {
        web_sys::console::error_1(&panic.to_string().into());
        show();
    }));
    let rehearse = Closure::<dyn Fn()>::new(|| panic!("rehearsed"));
    if let Some(window) = web_sys::window() {
        // Without the listener the rehearsal cannot be called; nothing else depends on it.
        let _ =
            window.add_event_listener_with_callback(REHEARSAL, rehearse.as_ref().unchecked_ref());
    }
    rehearse.forget();
}

fn show() {
    let view = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.get_element_by_id(VIEW));
    if let Some(view) = view {
        // The view stays hidden where even this fails; the console has the message.
        let _ = view.remove_attribute("hidden");
    }
}
