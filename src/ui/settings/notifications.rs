//! How this browser calls for attention when a message comes.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::state::notify::{ask, chime, obstacle, permission};
use crate::state::use_app;
use crate::ui::kit::live::{flag, part};

/// Notifications and the sound, both off until somebody wants them.
#[component]
pub fn Notifications() -> impl IntoView {
    let settings = use_app().settings;
    let allowed = RwSignal::new(permission());
    // Whoever wants none need not read why there would be none; a browser that cannot says so at once.
    let is_wanted = RwSignal::new(settings.notifies().get_untracked());
    let cannot = allowed.get_untracked().is_missing();
    let trouble = move || obstacle(allowed.get()).filter(|_| cannot || is_wanted.get());
    let is_on = move || settings.notifies().get() && allowed.get().is_granted();
    let turn = move |on: bool| {
        settings.set_notifies(false);
        is_wanted.set(false);
        if on {
            spawn_local(async move {
                let answer = ask().await;
                settings.set_notifies(answer.is_granted());
                allowed.try_set(answer);
                is_wanted.try_set(true);
            });
        }
    };
    let ring = move |on: bool| {
        settings.set_sounds(on);
        if on {
            chime();
        }
    };

    view! {
        <section class="card" aria-labelledby="notifications">
            <h2 id="notifications">"Notifications"</h2>
            <p class="muted">"For this browser, while Visage is open in it and you are looking at something else."</p>
            <div>
                <label class="check">
                    <input
                        type="checkbox"
                        disabled=cannot
                        aria-describedby="notify-trouble"
                        prop:checked=flag(is_on)
                        on:change:target=move |event| {
                            let input = event.target();
                            let on = input.checked();
                            // It shows what is, which is known only after the browser was asked.
                            input.set_checked(false);
                            turn(on);
                        }
                    />
                    "Notify me of new messages"
                </label>
                <div id="notify-trouble" role="status">
                    {part(move || trouble().map(|text| view! { <p class="note warn">{text}</p> }.into_any()))}
                </div>
            </div>
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=flag(move || settings.sounds().get())
                    on:change:target=move |event| ring(event.target().checked())
                />
                "Play a sound"
            </label>
        </section>
    }
    .into_any()
}
