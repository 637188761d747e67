//! The contact of the chosen conversation: the picture on top, and what is known, which is changed in place.

use std::sync::Arc;

use leptos::prelude::*;
use leptos_router::components::A;

use crate::domain::contact::Contact;
use crate::domain::contact::draft::Field;
use crate::domain::id::ContactId;
use crate::domain::task::Task;
use crate::state::locale::{ago, clock_in};
use crate::state::record::Record;
use crate::state::use_app;
use crate::ui::contact::add_tag::AddTag;
use crate::ui::contact::dnd::Dnd;
use crate::ui::contact::draft::Draft;
use crate::ui::contact::entries::{Entries, EntryFields};
use crate::ui::contact::hero::{reach, role};
use crate::ui::contact::tasks::{due, line};
use crate::ui::kit::avatar::Avatar;
use crate::ui::kit::live::{part, text};
use crate::ui::kit::own::own_box;
use crate::ui::kit::tags::tags;
use crate::ui::routes;

/// The fields that are changed here; the others are on the page of the contact.
const FIELDS: [Field; 6] = [
    Field::FirstName,
    Field::LastName,
    Field::Company,
    Field::JobTitle,
    Field::ContactType,
    Field::Owner,
];

/// As many tasks as are read at a glance.
const MOST: usize = 5;

/// The right pane.
#[component]
pub fn About(
    /// Whose.
    id: ContactId,
) -> impl IntoView {
    let app = use_app();
    let contact = Signal::derive(move || app.book.contact(id));
    let record = Record::open(app, id);
    let read = move |read: fn(&Contact) -> String| {
        text(move || contact.with(|own| own.as_deref().map(read).unwrap_or_default()))
    };
    let tags = part(move || contact.with(|own: &Option<Arc<Contact>>| Some(tags(own.as_ref()?))));

    view! {
        <aside class="about" aria-label="Contact">
            <div class="id">
                <Avatar contact size="l"/>
                <p class="name"><bdi>{read(Contact::name)}</bdi></p>
                <p class="muted"><bdi>{read(role)}</bdi></p>
                <div class="actions">
                    {reach(contact)}
                    <A href=routes::link(&routes::contact(id)) attr:class="btn">"Open record"</A>
                </div>
                <div class="tags">{tags}<AddTag id/></div>
                <p class="faint small num">{read(when)}</p>
            </div>
            <section class="form" aria-label="Fields">
                <EntryFields id kind=Entries::Phones/>
                <EntryFields id kind=Entries::Emails/>
                {FIELDS.map(|field| own(id, field)).collect_view()}
            </section>
            <section>
                <h3>"Do not disturb"</h3>
                <Dnd id contact/>
            </section>
            <section>
                <h3>"Tasks"</h3>
                {tasks(record)}
            </section>
        </aside>
    }
}

/// What the clocks show there, and when something last happened.
fn when(contact: &Contact) -> String {
    let local = clock_in(&contact.timezone).map(|time| format!("Local time {time}"));
    let last = Some(ago(contact.last_activity_at)).filter(|ago| !ago.is_empty());
    let last = last.map(|ago| format!("Last activity {ago}"));
    local.into_iter().chain(last).collect::<Vec<_>>().join(" · ")
}

/// A field, saved as one leaves it.
fn own(id: ContactId, field: Field) -> AnyView {
    let book = use_app().book;
    let read = move || book.contact(id).map(|contact| field.read(&contact)).unwrap_or_default();
    let write = move |typed| book.write(id, field, typed);
    own_box(field, Draft::new(read, write).held(), false, None)
}

/// What is due.
fn tasks(record: Record) -> AnyView {
    part(move || {
        let due: Vec<Task> = record.tasks().with(|tasks| due(tasks));
        if due.is_empty() {
            return Some(view! { <p class="faint small">"Nothing is due."</p> }.into_any());
        }
        let lines = due.into_iter().take(MOST).map(|task| line(record, task, None)).collect_view();
        Some(view! { <ul role="list" class="due" aria-label="Due tasks">{lines}</ul> }.into_any())
    })
    .into_any()
}
