//! A contact's face: its picture, or its initials on its own colour.

use std::sync::Arc;

use leptos::prelude::*;

use crate::domain::contact::Contact;
use crate::domain::picture::Size;
use crate::state::use_app;
use crate::ui::kit::live::{part, text};

/// The face of a contact. `size` names the token that sets its diameter: `s`, `m`, `l` or `xl`.
#[component]
pub fn Avatar(
    /// Whose face.
    #[prop(into)]
    contact: Signal<Option<Arc<Contact>>>,
    /// The diameter.
    size: &'static str,
) -> impl IntoView {
    let faces = use_app().faces;
    let stored = if matches!(size, "l" | "xl") { Size::Full } else { Size::Thumb };
    let digest = Memo::new(move |_| {
        contact.with(|contact| Some(contact.as_ref()?.picture.as_ref()?.digest))
    });
    let url = move || digest.get().and_then(|digest| faces.url(digest, stored).get());
    let hue = text(move || contact.with(|c| c.as_ref().map_or(0, |c| c.id.hue())).to_string());
    let label = text(move || {
        let name = contact.with(|contact| contact.as_ref().map(|c| c.name()).unwrap_or_default());
        let what = if digest.get().is_some() { "Picture of" } else { "Initials of" };
        format!("{what} {name}")
    });
    let initials = move || contact.with(|c| c.as_ref().map(|c| c.initials()).unwrap_or_default());

    // The face itself is the image: its picture is drawn by an element without a role of its own.
    view! {
        <span class=format!("face face-{size}") role="img" aria-label=label style:--hue=hue>
            {part(move || match url() {
                Some(url) => Some(view! { <img alt="" src=url decoding="async" draggable="false"/> }.into_any()),
                None if digest.get().is_some() => None,
                None => Some(view! { <span aria-hidden="true">{initials()}</span> }.into_any()),
            })}
        </span>
    }
}
