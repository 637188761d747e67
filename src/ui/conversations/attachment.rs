//! A file of a message: a picture is shown, anything else can be saved.

use leptos::prelude::*;

use crate::domain::conversation::message::Attachment;
use crate::state::conversations::files::Shown;
use crate::state::locale::size;
use crate::state::use_app;
use crate::ui::kit::icon::{Glyph, Icon};
use crate::ui::kit::live::part;

/// A file.
#[component]
pub fn File(
    /// Which.
    file: Attachment,
) -> impl IntoView {
    let app = use_app();
    let shown = app.shown_file(&file);
    let file = StoredValue::new(file);
    part(move || {
        let Attachment { name, bytes, .. } = file.get_value();
        let save = move |_| app.save_file(file.get_value());
        Some(match shown.get()? {
            Shown::Picture(url) => view! {
                <button class="shown-file" title="Save this picture" on:click=save>
                    <img alt=name src=url decoding="async"/>
                </button>
            }
            .into_any(),
            Shown::File => view! {
                <button class="file" on:click=save>
                    <Icon glyph=Glyph::Clip/>
                    <bdi class="clip">{name}</bdi>
                    <span class="faint num">{size(bytes.into())}</span>
                </button>
            }
            .into_any(),
            Shown::Absent => view! {
                <span class="file">
                    <Icon glyph=Glyph::Clip/>
                    <bdi class="clip">{name}</bdi>
                    <span class="faint">"not on this device yet"</span>
                </span>
            }
            .into_any(),
        })
    })
}
