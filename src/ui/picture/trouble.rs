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
            let remedy = trouble.remedy().map(|name| {
                let act = move |_| stage.remedy();
                view! { <button type="button" class="btn" on:click=act>{name}</button> }
            });
            view! {
                <Alert text=trouble.sentence>
                    {remedy}
                    <button type="button" class="btn quiet" on:click=move |_| stage.dismiss()>"Dismiss"</button>
                </Alert>
            }
            .into_any()
        })
    })
}
