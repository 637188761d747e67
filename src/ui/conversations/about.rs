//! The contact of the chosen conversation.

use std::sync::Arc;

use leptos::prelude::*;
use leptos_router::components::A;

use crate::domain::contact::Contact;
use crate::domain::id::ContactId;
use crate::state::use_app;
use crate::ui::contact::hero::role;
use crate::ui::kit::avatar::Avatar;
use crate::ui::kit::live::part;
use crate::ui::kit::tags::tags;
use crate::ui::routes;

/// Face, name and what is known; to be changed on the contact's own page.
#[component]
pub fn About(
    /// Whose.
    id: ContactId,
) -> impl IntoView {
    let book = use_app().book;
    let contact = Signal::derive(move || book.contact(id));
    view! {
        <aside class="about" aria-label="Contact">
            <div class="id">
                <Avatar contact size="l"/>
                {part(move || contact.with(|contact| contact.as_deref().map(names)))}
                <A href=routes::link(&routes::contact(id)) attr:class="btn">"Open record"</A>
            </div>
            <dl>{part(move || contact.with(|contact| contact.as_ref().map(facts)))}</dl>
        </aside>
    }
}

fn names(contact: &Contact) -> AnyView {
    view! {
        <p class="name"><bdi>{contact.name()}</bdi></p>
        <p class="muted"><bdi>{role(contact)}</bdi></p>
    }
    .into_any()
}

/// What is known; what is not is left out.
fn facts(contact: &Arc<Contact>) -> AnyView {
    let texts = [
        ("Phone", contact.phone()),
        ("Email", contact.email()),
        ("Type", contact.contact_type.as_str()),
    ];
    let mut facts = Vec::new();
    for (name, value) in texts.into_iter().filter(|(_, value)| !value.is_empty()) {
        let value = value.to_owned();
        facts.push(view! { <dt>{name}</dt><dd><bdi>{value}</bdi></dd> }.into_any());
    }
    if !contact.tags.is_empty() {
        facts.push(view! { <dt>"Tags"</dt><dd class="tags">{tags(contact)}</dd> }.into_any());
    }
    facts.into_any()
}
