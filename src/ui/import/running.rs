//! An import under way.

use leptos::prelude::*;

use crate::state::import::{Import, Progress, Step};
use crate::state::locale::number;
use crate::ui::kit::live::text;

/// How far it is, and how to stop it.
#[component]
pub fn Running(
    /// The import.
    import: Import,
) -> impl IntoView {
    let progress = move || match import.step().get() {
        Step::Running(progress) => progress,
        _ => Progress::default(),
    };
    let percent = move || {
        let Progress { bytes, size, .. } = progress();
        (bytes * 100).checked_div(size).unwrap_or_default()
    };
    let words = text(move || {
        let rows = progress().rows;
        format!("{} rows read, {} % of the file", number(rows), percent())
    });

    view! {
        <p class="intro">
            "Bringing in "<b dir="auto">{import.file_name()}</b>". You can go on working; it continues as long as Visage is open."
        </p>
        <progress max="100" aria-label="Import" prop:value=text(move || percent().to_string())></progress>
        <p class="muted" role="status">{words}</p>
        <div class="actions">
            <button class="btn" on:click=move |_| import.cancel()>"Stop"</button>
        </div>
    }
}
