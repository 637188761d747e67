//! The form field **Personal Logo**: click, drop, paste or camera.

use leptos::html;
use leptos::prelude::*;

use super::camera::Camera;
use super::chooser::{Chooser, open};
use super::drop::{DropTarget, take_pasted};
use super::trouble::Trouble;
use crate::domain::picture::Size;
use crate::state::stage::Stage;
use crate::state::use_app;
use crate::ui::kit::icon::{Glyph, Icon};
use crate::ui::kit::live::{part, text, when};

/// A field that takes a picture into a stage and shows what is ready there.
#[component]
pub fn PictureField(
    /// Where the picture is on its way.
    stage: Stage,
) -> impl IntoView {
    take_pasted(stage);
    let input = NodeRef::<html::Input>::new();
    let camera = RwSignal::new(false);
    let is_ready = move || stage.ready().is_some();
    let invitation = text(move || {
        if is_ready() { "Change the picture" } else { "Drop a picture, paste it, or browse" }
            .to_owned()
    });

    view! {
        <div class="picture-field">
            <span class="label" aria-hidden="true">"Personal Logo"</span>
            <DropTarget wide=true on_drop=move |incoming| stage.take(incoming)>
                <button
                    type="button"
                    class="drop"
                    aria-label="Personal Logo"
                    aria-describedby="picture-hint"
                    aria-busy=text(move || stage.is_busy().to_string())
                    on:click=move |_| open(input)
                >
                    <Preview stage/>
                    <span class="words">
                        <b>{invitation}</b>
                        <span class="faint">"JPG or PNG, up to 2.5 MB · 512 × 512 is ideal"</span>
                    </span>
                    <Chooser stage input/>
                </button>
            </DropTarget>
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
            <Camera stage open=camera/>
        </div>
    }
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
