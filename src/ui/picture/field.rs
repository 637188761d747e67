//! The form field **Personal Logo**: click, drop, paste or camera.

use leptos::ev::{DragEvent, MouseEvent};
use leptos::html;
use leptos::prelude::*;

use super::camera::Camera;
use super::drop::{carries_files, from_drop, from_input, take_pasted};
use crate::domain::picture::Size;
use crate::state::stage::Stage;
use crate::state::use_app;
use crate::ui::kit::icon::{Glyph, Icon};
use crate::ui::kit::live::{part, text, when};
use crate::ui::kit::note::Alert;

/// The files that a file chooser offers; what a file is, its content decides.
pub const ACCEPT: &str = "image/jpeg,image/png";

/// A field that takes a picture into a stage and shows what is ready there.
#[component]
pub fn PictureField(
    /// Where the picture is on its way.
    stage: Stage,
) -> impl IntoView {
    take_pasted(stage);
    let input = NodeRef::<html::Input>::new();
    let is_over = RwSignal::new(false);
    let camera = RwSignal::new(false);
    let choose = move |_| {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    };
    let hover = move |event: DragEvent| {
        if carries_files(&event) {
            event.prevent_default();
            is_over.set(true);
        }
    };
    let drop = move |event: DragEvent| {
        is_over.set(false);
        if let Some(incoming) = from_drop(&event) {
            stage.take(incoming);
        }
    };
    let is_ready = move || stage.ready().is_some();
    let invitation = text(move || {
        if is_ready() { "Change the picture" } else { "Drop a picture, paste it, or browse" }
            .to_owned()
    });

    view! {
        <div class="picture-field">
            <span class="label" aria-hidden="true">"Personal Logo"</span>
            <button
                type="button"
                class="drop"
                class:over=is_over
                aria-label="Personal Logo"
                aria-describedby="picture-hint"
                aria-busy=text(move || stage.is_busy().to_string())
                on:click=choose
                on:dragenter=hover
                on:dragover=hover
                on:dragleave=move |_| is_over.set(false)
                on:drop=drop
            >
                <Preview stage/>
                <span class="words">
                    <b>{invitation}</b>
                    <span class="faint">"JPG or PNG, up to 2.5 MB · 512 × 512 is ideal"</span>
                </span>
                <input
                    type="file"
                    hidden
                    aria-label="Choose picture"
                    accept=ACCEPT
                    node_ref=input
                    on:click=|event: MouseEvent| event.stop_propagation()
                    on:change:target=move |event| stage.take(from_input(&event.target()))
                />
            </button>
            <span id="picture-hint" class="unseen">"JPG or PNG, up to 2.5 MB"</span>
            <div class="picture-more">
                <button type="button" class="btn quiet small" on:click=move |_| camera.set(true)>
                    <Icon glyph=Glyph::Camera/>"Take photo"
                </button>
                {when(is_ready, move || view! {
                    <button type="button" class="btn quiet small" on:click=move |_| stage.clear()>"Remove picture"</button>
                }.into_any())}
            </div>
            {part(move || stage.ready().and_then(|ready| ready.hint).map(|hint| {
                view! { <p class="note warn" role="status">{hint}</p> }.into_any()
            }))}
            <Trouble stage/>
            {when(move || camera.get(), move || view! {
                <Camera stage on_close=move || camera.set(false)/>
            }.into_any())}
        </div>
    }
}

/// Why the last file was refused, with the way on where there is one.
#[component]
pub fn Trouble(
    /// Where the picture is on its way.
    stage: Stage,
) -> impl IntoView {
    part(move || {
        stage.trouble().map(|trouble| {
            let shrink = trouble.is_shrinkable().then(|| {
                let shrink = move |_| stage.shrink();
                view! { <button type="button" class="btn" on:click=shrink>"Shrink and use"</button> }
            });
            view! {
                <Alert text=trouble.sentence>
                    {shrink}
                    <button type="button" class="btn quiet" on:click=move |_| stage.dismiss()>"Dismiss"</button>
                </Alert>
            }
            .into_any()
        })
    })
}

#[component]
fn Preview(stage: Stage) -> impl IntoView {
    let faces = use_app().faces;
    let url = move || {
        let ready = stage.ready()?;
        faces.learn(&ready.picture);
        faces.url(ready.picture.digest, Size::Full).get()
    };

    view! {
        <span class="face face-l lone">
            {part(move || Some(match url() {
                Some(url) => view! { <img alt="" src=url/> }.into_any(),
                None => view! { <Icon glyph=Glyph::Camera/> }.into_any(),
            }))}
        </span>
    }
}
