//! What the form for a new contact looks like, drawn small. It is a picture of it: nothing there can be typed into.

use leptos::prelude::*;

use super::layout::Line;
use crate::ui::kit::icon::{Glyph, Icon};
use crate::ui::kit::live::{part, text};

/// The form as it is laid out now.
#[component]
pub fn Preview(
    /// What it shows.
    lines: Memo<Vec<Line>>,
) -> impl IntoView {
    let label = text(move || {
        let name = |line: &Line| match line.required {
            true => format!("{} (required)", line.label),
            false => line.label.clone(),
        };
        let names: Vec<String> = lines.with(|lines| lines.iter().map(name).collect());
        format!("Preview of Add contact: {}", names.join(", "))
    });
    let boxes = part(move || {
        let draw = |line: Line| {
            let star = line.required.then(|| view! { <span class="needed">" *"</span> }.into_any());
            view! { <div><p class="clip"><span dir="auto">{line.label}</span>{star}</p><i></i></div> }
                .into_any()
        };
        Some(lines.get().into_iter().map(draw).collect_view().into_any())
    });

    view! {
        <div class="preview" role="img" aria-label=label>
            <b>"Add contact"</b>
            <span class="face lone"><Icon glyph=Glyph::Camera/></span>
            <div class="boxes">{boxes}</div>
        </div>
    }
    .into_any()
}
