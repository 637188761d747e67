//! What the cells of a row show, by the field of their column.

use std::sync::Arc;

use leptos::prelude::*;

use crate::domain::contact::Contact;
use crate::domain::filter::field::Field;
use crate::state::locale::{ago, moment};
use crate::ui::kit::live::{part, text};
use crate::ui::kit::tags::tags;

/// The contact of a row; none for a moment while the row is going away.
pub type Whose = Memo<Option<Arc<Contact>>>;

/// The cell of a field other than the name.
pub fn cell(field: &Field, contact: Whose) -> AnyView {
    match field {
        Field::Tag => {
            let tags = part(move || contact.with(|contact| Some(tags(contact.as_ref()?))));
            view! { <span class="tags" role="gridcell">{tags}</span> }.into_any()
        }
        Field::Type => {
            let kind = part(move || {
                let kind =
                    contact.with(|contact| contact.as_ref().map(|c| c.contact_type.clone()))?;
                (!kind.is_empty()).then(|| view! { <span class="tag">{kind}</span> }.into_any())
            });
            view! { <span class="kind" role="gridcell">{kind}</span> }.into_any()
        }
        _ => {
            let class = match field {
                Field::LastActivity => "faint num",
                Field::Phone => "clip muted num",
                _ => "clip muted",
            };
            let field = field.clone();
            let said = text(move || {
                contact
                    .with(|contact| contact.as_deref().map(|c| said(&field, c)).unwrap_or_default())
            });
            view! { <span class=class role="gridcell">{said}</span> }.into_any()
        }
    }
}

/// The field of a contact as a text, times as the reader writes them.
fn said(field: &Field, contact: &Contact) -> String {
    match field {
        Field::LastActivity => ago(contact.last_activity_at),
        Field::Created => moment(contact.created_at),
        Field::Updated => moment(contact.updated_at),
        _ => contact.text(field),
    }
}

/// The width of a column that was not changed, as a CSS track, and the least width that it needs, in pixels.
pub const fn track(field: &Field) -> (&'static str, u32) {
    match field {
        Field::Name => ("minmax(220px, 2fr)", 220),
        Field::Email | Field::Website => ("minmax(170px, 1.6fr)", 170),
        Field::Tag => ("minmax(140px, 1.3fr)", 140),
        Field::Phone => ("150px", 150),
        Field::Type => ("104px", 104),
        Field::LastActivity => ("112px", 112),
        Field::Created | Field::Updated => ("176px", 176),
        _ => ("minmax(120px, 1fr)", 120),
    }
}
