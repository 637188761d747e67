//! What stands typed in a box when the page is put away: a phone ends a page that nobody looks at without a word, and a
//! box that still has the focus has not said `change` by then.

use leptos::ev;
use leptos::prelude::*;
use web_sys::Event;

/// What text is typed into; the others say `change` when they are chosen.
const BOXES: &str = "textarea, input:not([type=checkbox], [type=radio], [type=file])";

/// Has it be taken as typed, for as long as the component that called this is there.
pub fn take_typed() {
    let hiding = window_event_listener(ev::visibilitychange, |_| {
        let page = document();
        let focused = page.active_element().filter(|_| page.hidden());
        let typed = focused.filter(|element| element.matches(BOXES) == Ok(true));
        if let Some((typed, change)) = typed.zip(Event::new("change").ok()) {
            // Nobody is there to hear that it was not heard.
            let _ = typed.dispatch_event(&change);
        }
    });
    on_cleanup(move || hiding.remove());
}
