//! Says, while an email or a phone is typed, that another contact has it, and offers to go there.

use std::sync::Arc;

use leptos::prelude::*;

use super::avatar::Avatar;
use super::live::part;
use crate::domain::contact::Contact;
use crate::domain::contacts::Contacts;
use crate::domain::id::ContactId;
use crate::state::use_app;

/// What is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// An email.
    Email,
    /// A phone.
    Phone,
}

/// A note below a text box, as long as another contact has what is typed there.
#[component]
pub fn Known(
    /// What is typed.
    asked: Asked,
    /// The text as it is typed.
    value: RwSignal<String>,
    /// Whose box it is; none for a new contact.
    #[prop(default = None)]
    except: Option<ContactId>,
    /// Goes to the contact that has it.
    on_open: Callback<ContactId>,
    /// Merges what is typed into that contact.
    on_merge: Callback<ContactId>,
) -> impl IntoView {
    let app = use_app();
    let contacts = app.book.contacts();
    let found = Memo::new(move |_| {
        let typed = value.get();
        if typed.trim().is_empty() {
            return None;
        }
        let found = |contacts: &Contacts| match asked {
            Asked::Email => contacts.with_email(&typed, except).map(|contact| contact.id),
            Asked::Phone => {
                let home = app.workspace.home();
                contacts.with_phone(&typed, home, except).map(|contact| contact.id)
            }
        };
        contacts.with(found)
    });
    let note = part(move || {
        let id = found.get()?;
        let contact = Signal::derive(move || app.book.contact(id));
        Some(view! { <Note asked contact on_open on_merge/> }.into_any())
    });

    // Always there, so that what comes into it is announced.
    view! { <div class="known" role="status">{note}</div> }.into_any()
}

#[component]
fn Note(
    asked: Asked,
    contact: Signal<Option<Arc<Contact>>>,
    on_open: Callback<ContactId>,
    on_merge: Callback<ContactId>,
) -> impl IntoView {
    let name = untrack(|| contact.with(|contact| contact.as_ref().map(|contact| contact.name())));
    let what = match asked {
        Asked::Email => "email",
        Asked::Phone => "phone",
    };
    let act = move |act: Callback<ContactId>| {
        move |_| {
            if let Some(contact) = contact.get_untracked() {
                act.run(contact.id);
            }
        }
    };

    view! {
        <div class="note warn">
            <Avatar contact size="s"/>
            <span class="grow"><b dir="auto">{name}</b>{format!(" already has this {what}.")}</span>
            <button type="button" class="link" on:click=act(on_open)>"Open"</button>
            <button type="button" class="link" on:click=act(on_merge)>"Merge into it"</button>
        </div>
    }
    .into_any()
}
