//! The tags of a contact.

use std::sync::Arc;

use leptos::prelude::*;

use crate::domain::contact::Contact;

/// All tags, side by side.
pub fn tags(contact: &Arc<Contact>) -> AnyView {
    let tag = |tag: &String| view! { <span class="tag">{tag.clone()}</span> }.into_any();
    contact.tags.iter().map(tag).collect_view().into_any()
}
