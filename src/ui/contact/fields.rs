//! The fields of a contact, each saved as one leaves it.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::contact::draft::{CONTACT_TYPES, Field};
use crate::domain::id::ContactId;
use crate::state::{App, use_app};
use crate::ui::kit::field::{Choice, Kind, TextField};

/// The text of one field while it is being typed, and what is wrong with it.
#[derive(Clone, Copy)]
struct Draft {
    value: RwSignal<String>,
    error: RwSignal<Option<String>>,
    save: Callback<()>,
}

/// All fields.
#[component]
pub fn Fields(
    /// Whose.
    id: ContactId,
) -> impl IntoView {
    let [first, last, email, phone] =
        [Field::FirstName, Field::LastName, Field::Email, Field::Phone]
            .map(|field| draft(id, field));
    let [company, job, kind, tags] =
        [Field::Company, Field::JobTitle, Field::ContactType, Field::Tags]
            .map(|field| draft(id, field));
    let text = |label: &'static str, draft: Draft| {
        view! { <TextField label value=draft.value error=draft.error on_leave=draft.save/> }
    };

    view! {
        <div class="form">
            <div class="pair">{text("First name", first)}{text("Last name", last)}</div>
            <TextField label="Email" value=email.value error=email.error kind=Kind::Email on_leave=email.save/>
            <TextField label="Phone" value=phone.value error=phone.error kind=Kind::Phone on_leave=phone.save/>
            <div class="pair">{text("Company", company)}{text("Job title", job)}</div>
            <div class="pair">
                <Choice label="Contact type" options=CONTACT_TYPES value=kind.value on_leave=kind.save/>
                {text("Tags", tags)}
            </div>
        </div>
    }
}

/// The text of a field: as stored, until it is typed into; then what is typed, until that is stored.
fn draft(id: ContactId, field: Field) -> Draft {
    let App { book, notices, .. } = use_app();
    let stored = Memo::new(move |_| {
        book.contact(id).map(|contact| field.read(&contact)).unwrap_or_default()
    });
    let (value, error) = (RwSignal::new(stored.get_untracked()), RwSignal::new(None));
    Effect::new(move |before: Option<String>| {
        let now = stored.get();
        // A change from elsewhere shows where nothing else was typed meanwhile.
        let is_untouched = value.with_untracked(|typed| Some(typed) == before.as_ref());
        if is_untouched || value.with_untracked(|typed| *typed == now) {
            value.set(now.clone());
            error.set(None);
        }
        now
    });
    let sent = StoredValue::new(None::<String>);
    let save = move || {
        let typed = value.get_untracked();
        sent.set_value(Some(typed.clone()));
        spawn_local(async move {
            match book.write(id, field, typed).await {
                // As it was kept: trimmed, tags each once.
                Ok(()) => drop(value.try_set(stored.try_get_untracked().unwrap_or_default())),
                Err(refusal) => {
                    if error.try_set(Some(refusal.sentence())).is_some() {
                        // The field is gone, and with it the place to say so.
                        notices.refused(refusal.sentence());
                    }
                }
            }
        });
    };
    on_cleanup(move || {
        // Back takes the page away without the field being left first.
        let typed = value.get_untracked();
        let is_kept = stored.with_untracked(|stored| *stored == typed);
        if !is_kept && sent.with_value(|sent| sent.as_ref() != Some(&typed)) {
            save();
        }
    });
    let save = Callback::new(move |()| save());
    Draft { value, error, save }
}
