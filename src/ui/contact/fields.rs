//! The fields of a contact, each saved as one leaves it.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::contact::draft::Field;
use crate::domain::id::ContactId;
use crate::domain::search::fold::fold;
use crate::state::{App, use_app};
use crate::ui::kit::field::{Choice, Kind, TextField};
use crate::ui::kit::live::{flag, when};
use crate::ui::kit::offers::offers;

/// Fields that take the whole width.
const WIDE: [Field; 3] = [Field::Email, Field::Phone, Field::Street];

/// The text of one field while it is being typed, what is stored, and what is wrong with it.
#[derive(Clone, Copy)]
struct Draft {
    value: RwSignal<String>,
    stored: Memo<String>,
    error: RwSignal<Option<String>>,
    save: Callback<()>,
}

/// All fields, of which those are shown that match what is searched for.
#[component]
pub fn Fields(
    /// Whose.
    id: ContactId,
) -> impl IntoView {
    let settings = use_app().settings;
    let search = RwSignal::new(String::new());
    let wanted = Memo::new(move |_| search.with(|typed| fold(typed.trim())));
    let drafts = Field::ALL.map(|field| (field, draft(id, field)));
    let is_shown = move |field: Field, draft: Draft| {
        let is_left_out = settings.hides_empty().get() && draft.stored.with(String::is_empty);
        let is_found = wanted.with(|wanted| {
            let has = |text: &str| fold(text).contains(wanted);
            has(field.label()) || draft.stored.with(|stored| has(stored))
        });
        // What is wrong must be seen.
        is_found && !is_left_out || draft.error.with(Option::is_some)
    };
    let is_none = move || drafts.iter().all(|(field, draft)| !is_shown(*field, *draft));
    let fields = drafts.map(|(field, draft)| {
        let hidden = flag(move || !is_shown(field, draft));
        view! { <div class:wide=WIDE.contains(&field) hidden=hidden>{draw(field, draft)}</div> }
            .into_any()
    });

    view! {
        <div class="form">
            <div class="find">
                <TextField label="Search fields" value=search error=RwSignal::new(None)/>
                <label>
                    <input
                        type="checkbox"
                        prop:checked=flag(move || settings.hides_empty().get())
                        on:change:target=move |event| settings.hide_empty(event.target().checked())
                    />
                    "Hide empty fields"
                </label>
            </div>
            <div class="fields">{fields.into_iter().collect_view()}</div>
            {when(is_none, || view! { <p class="muted" role="status">"No field matches."</p> }.into_any())}
        </div>
    }
}

/// One field.
fn draw(field: Field, draft: Draft) -> AnyView {
    let Draft { value, error, save, .. } = draft;
    let label = field.label();
    let (kind, hint) = match field {
        Field::ContactType => {
            let options = use_app().workspace.contact_types();
            return view! { <Choice label options value on_leave=save/> }.into_any();
        }
        Field::Email => (Kind::Email, ""),
        Field::Phone => (Kind::Phone, ""),
        Field::Timezone => (Kind::Text, "Europe/Rome"),
        Field::Birthday => (Kind::Text, "1990-02-28"),
        Field::Website => (Kind::Text, "example.com"),
        _ => (Kind::Text, ""),
    };
    let offered = offers(field, value);
    view! { <TextField label value error kind hint offered on_leave=save/> }.into_any()
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
    Draft { value, stored, error, save }
}
