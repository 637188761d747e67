//! The box of a field that every workspace has.

use leptos::prelude::*;

use super::custom::Held;
use super::field::{Choice, Kind, TextField};
use super::offers::offers;
use crate::domain::contact::draft::Field;
use crate::state::use_app;

/// The box of a field, with `under` below it. Emails and phones, of which there are several, have boxes of their own.
pub fn own_box(field: Field, held: Held, required: bool, under: Option<AnyView>) -> AnyView {
    let Held { value, error, on_leave } = held;
    let label = field.label();
    let (kind, hint) = match field {
        Field::ContactType => {
            let options = use_app().workspace.contact_types();
            return view! { <Choice label options value error required on_leave/> }.into_any();
        }
        Field::Timezone => (Kind::Text, "Europe/Rome"),
        Field::Birthday => (Kind::Text, "1990-02-28"),
        Field::Website => (Kind::Url, "example.com"),
        Field::Tags => (Kind::Text, "vip, spring fair"),
        _ => (Kind::Text, ""),
    };
    let suggested = offers(field, value);
    view! { <TextField label value error kind hint suggested required on_leave>{under}</TextField> }
        .into_any()
}
