//! Toasts at the foot of the page.

use leptos::ev;
use leptos::prelude::*;

use super::icon::{Glyph, Icon};
use super::live::{flag, memo};
use crate::domain::selection::Selection;
use crate::state::notices::{Notice, Tone};
use crate::state::use_app;

/// All toasts, announced as they come.
#[component]
pub fn Toasts() -> impl IntoView {
    let app = use_app();
    let notices = app.notices;
    let is_selecting = memo(move || !app.list.selection.with(Selection::is_empty));
    let step = window_event_listener(ev::keydown, move |event| {
        if event.key() == "Tab" {
            notices.step();
        }
    });
    on_cleanup(move || step.remove());
    let hold = move |held| move |_: ev::PointerEvent| notices.hold(held);

    view! {
        <div
            class="toasts"
            class:above=flag(move || is_selecting.get())
            role="status"
            on:pointerenter=hold(true)
            on:pointerleave=hold(false)
            on:focusin=move |_| notices.hold(true)
            on:focusout=move |_| notices.hold(false)
        >
            <For each=move || notices.shown().get() key=|notice| notice.id let:notice>
                <Toast notice/>
            </For>
        </div>
    }
}

#[component]
fn Toast(notice: Notice) -> impl IntoView {
    let notices = use_app().notices;
    let Notice { id, text, tone, action } = notice;
    let class = if tone == Tone::Refused { "toast refused" } else { "toast" };
    let action = action.map(|(name, action)| {
        let act = move |_| {
            notices.dismiss(id);
            action.run(());
        };
        view! { <button class="undo" on:click=act>{name}</button> }
    });

    view! {
        <div class=class>
            <span>{text}</span>
            {action}
            <button class="dismiss" aria-label="Dismiss" on:click=move |_| notices.dismiss(id)>
                <Icon glyph=Glyph::Cross/>
            </button>
        </div>
    }
}
