//! The dialog **Take photo**: what the camera sees, and a button that takes it into the pipeline as a file.

use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::state::camera::Camera as Device;
use crate::state::chunk::chunk;
use crate::state::stage::{Incoming, Stage};
use crate::ui::kit::dialog::Dialog;
use crate::ui::kit::live::{flag, maybe, when};
use crate::ui::later::{Later, later};

/// The dialog, as long as it is asked for.
#[component]
pub fn Camera(
    /// Where the photo goes.
    stage: Stage,
    /// Whether it is asked for.
    open: RwSignal<bool>,
) -> impl IntoView {
    when(
        move || open.get(),
        move || {
            let absent = move || {
                open.set(false);
                stage.lose();
            };
            later(&OPEN, move |draw: Draw| draw(stage, open), absent)
        },
    )
}

static OPEN: Later<Draw> = Later::new(|| Box::pin(entry()));

type Draw = fn(Stage, RwSignal<bool>) -> AnyView;

chunk! { fn entry() -> Draw as picture { |stage, open| view! { <Open stage open/> }.into_any() } }

/// The dialog; the camera is on as long as it is drawn.
#[component]
fn Open(stage: Stage, open: RwSignal<bool>) -> impl IntoView {
    let on_close = move || open.set(false);
    let video = NodeRef::<html::Video>::new();
    let device = StoredValue::new_local(None::<Device>);
    let is_on = RwSignal::new(false);
    video.on_load(move |video| {
        spawn_local(async move {
            match Device::open(&video).await {
                Ok(opened) => {
                    // The dialog may be gone by now; dropping the device turns the camera off.
                    if device.try_set_value(Some(opened)).is_none() {
                        is_on.try_set(true);
                    }
                }
                Err(sentence) => {
                    stage.complain(sentence);
                    on_close();
                }
            }
        });
    });
    let take = move |_| {
        let Some(video) = video.get_untracked() else { return };
        match Device::photo(&video) {
            Some(photo) => stage.take(Incoming::Files(vec![photo])),
            None => stage.complain("The camera gave no picture. Try again.".to_owned()),
        }
        on_close();
    };

    view! {
        <Dialog name="Take photo" class="camera" on_cancel=on_close>
            <header><h2>"Take photo"</h2></header>
            <div class="stage"><video node_ref=video autoplay playsinline muted></video></div>
            <footer>
                <span class="faint grow">{maybe(move || (!is_on.get()).then(|| "Waiting for the camera…".to_owned()))}</span>
                <button type="button" class="btn quiet" on:click=move |_| on_close()>"Cancel"</button>
                <button type="button" class="btn primary" disabled=flag(move || !is_on.get()) on:click=take>"Use photo"</button>
            </footer>
        </Dialog>
    }
}
