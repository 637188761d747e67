//! Why a file was refused, in the place where it was meant to go.

use leptos::prelude::*;

use crate::state::stage::Stage;
use crate::ui::kit::live::part;
use crate::ui::kit::note::Alert;

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
