//! A box in which a contact is found by what is typed, and chosen.

use std::sync::Arc;

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use crate::domain::contact::Contact;
use crate::domain::id::ContactId;
use crate::domain::search::Query;
use crate::state::use_app;
use crate::ui::kit::avatar::Avatar;
use crate::ui::kit::live::{flag, maybe, part, text};

/// As many as fit under a box.
const MOST: usize = 6;

/// The box, with the contacts that fit below it.
#[component]
pub fn Pick(
    /// Tells it from the others on the page.
    key: usize,
    /// Its name.
    label: String,
    /// Takes the chosen contact.
    choose: Callback<ContactId>,
) -> impl IntoView {
    let app = use_app();
    let typed = RwSignal::new(String::new());
    let is_open = RwSignal::new(false);
    let at = RwSignal::new(0_usize);
    let found = Memo::new(move |_| {
        if !is_open.get() {
            return Vec::new();
        }
        let query = typed.with(|typed| Query::parse(typed));
        app.book.contacts().with(|contacts| contacts.find(&query, MOST))
    });
    let take = move |index: usize| {
        let id = found.with_untracked(|found| found.get(index).map(|contact| contact.id));
        if let Some(id) = id {
            choose.run(id);
        }
    };
    let press = move |event: KeyboardEvent| {
        let count = found.with_untracked(Vec::len);
        if count == 0 {
            return;
        }
        match event.key().as_str() {
            "ArrowDown" => at.update(|at| *at = (*at + 1) % count),
            "ArrowUp" => at.update(|at| *at = (*at + count - 1) % count),
            "Enter" => take(at.get_untracked()),
            "Escape" => is_open.set(false),
            _ => return,
        }
        event.prevent_default();
    };
    let option_id = move |index: usize| format!("pick-{key}-{index}");
    let list_id = format!("pick-{key}");
    let list = {
        let list_id = list_id.clone();
        part(move || {
            let found = found.get();
            if found.is_empty() {
                return None;
            }
            let option = |(index, contact): (usize, Arc<Contact>)| {
                let (name, more) = (contact.name(), note(&contact));
                view! {
                    <div
                        role="option"
                        id=option_id(index)
                        class:chosen=flag(move || at.get() == index)
                        aria-selected=text(move || (at.get() == index).to_string())
                        // The box keeps the focus.
                        on:pointerdown=|event| event.prevent_default()
                        on:click=move |_| take(index)
                    >
                        <span aria-hidden="true"><Avatar contact=Some(contact) size="s"/></span>
                        <span class="clip"><bdi>{name}</bdi>" "<bdi class="muted">{more}</bdi></span>
                    </div>
                }
                .into_any()
            };
            let options = found.into_iter().enumerate().map(option).collect_view();
            Some(view! { <div class="suggestions people" role="listbox" id=list_id.clone() aria-label="Contacts">{options}</div> }.into_any())
        })
    };
    let nothing = text(move || {
        let is_nothing = is_open.get()
            && found.with(Vec::is_empty)
            && typed.with(|typed| !typed.trim().is_empty());
        if is_nothing { "No contact fits.".to_owned() } else { String::new() }
    });

    view! {
        <div class="field">
            <input
                type="text"
                role="combobox"
                aria-label=label
                aria-expanded=text(move || found.with(|found| !found.is_empty()).to_string())
                aria-controls=list_id
                aria-autocomplete="list"
                aria-activedescendant=maybe(move || {
                    let index = at.get();
                    found.with(|found| index < found.len()).then(|| option_id(index))
                })
                placeholder="Find a contact"
                autocomplete="off"
                spellcheck="false"
                prop:value=typed
                on:input:target=move |event| {
                    at.set(0);
                    typed.set(event.target().value());
                    is_open.set(true);
                }
                on:keydown=press
                on:blur=move |_| {
                    is_open.try_set(false);
                }
            />
            {list}
            <span class="none muted" role="status">{nothing}</span>
        </div>
    }
    .into_any()
}

/// What tells a contact from others of its name.
pub fn note(contact: &Contact) -> String {
    let notes = [contact.email(), contact.phone(), &contact.company];
    let name = contact.name();
    notes
        .into_iter()
        .find(|note| !note.is_empty() && **note != *name)
        .unwrap_or_default()
        .to_owned()
}
