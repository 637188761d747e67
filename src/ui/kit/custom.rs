//! The box of a custom field, as its kind needs it.

use leptos::prelude::*;

use super::field::{Choice, Kind, TextField};
use super::live::{flag, part, text};
use crate::domain::custom_field::CustomField;
use crate::domain::custom_field::kind::CustomKind;

/// What a box works on: the text as one types it, what is wrong with it, and what leaving it does.
#[derive(Clone, Copy)]
pub struct Held {
    /// The text; of several choices, those that are chosen, with commas between them.
    pub value: RwSignal<String>,
    /// What is wrong with it.
    pub error: RwSignal<Option<String>>,
    /// What leaving it after a change does.
    pub on_leave: Callback<()>,
}

/// The box of a custom field.
pub fn custom_box(field: &CustomField, held: Held, required: bool) -> AnyView {
    let Held { value, error, on_leave } = held;
    let (kind, label) = match &field.kind {
        CustomKind::Choice => {
            let options = Signal::stored(names(field));
            let label = field.name.clone();
            return view! { <Choice label options value required error on_leave/> }.into_any();
        }
        CustomKind::Choices => return several(field, held),
        CustomKind::Checkbox => return checkbox(field, held),
        CustomKind::Other(_) => return closed(field, value),
        CustomKind::Money => (Kind::Number, format!("{} ({})", field.name, field.currency)),
        CustomKind::Number => (Kind::Number, field.name.clone()),
        CustomKind::LongText => (Kind::Long, field.name.clone()),
        CustomKind::Date => (Kind::Date, field.name.clone()),
        CustomKind::Url => (Kind::Url, field.name.clone()),
        CustomKind::Phone => (Kind::Phone, field.name.clone()),
        CustomKind::Email => (Kind::Email, field.name.clone()),
        CustomKind::Text => (Kind::Text, field.name.clone()),
    };
    view! { <TextField label value error kind required on_leave/> }.into_any()
}

fn names(field: &CustomField) -> Vec<String> {
    field.choices.iter().map(|choice| choice.name.trim().to_owned()).collect()
}

/// A checkbox for each choice.
fn several(field: &CustomField, held: Held) -> AnyView {
    let Held { value, error, on_leave } = held;
    let box_of = |name: String| {
        let (own, shown) = (name.clone(), name.clone());
        let is_chosen = flag(move || value.with(|text| chosen(text).any(|one| one == own)));
        let choose = move |is_chosen: bool| {
            let mut all: Vec<String> = value.with_untracked(|text| {
                chosen(text).filter(|one| *one != name).map(str::to_owned).collect()
            });
            all.extend(is_chosen.then(|| name.clone()));
            value.set(all.join(", "));
            error.set(None);
            on_leave.run(());
        };
        view! {
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=is_chosen
                    on:change:target=move |event| choose(event.target().checked())
                />
                <span dir="auto">{shown}</span>
            </label>
        }
        .into_any()
    };
    view! {
        <fieldset class="field choices">
            <legend>{field.name.clone()}</legend>
            {names(field).into_iter().map(box_of).collect_view()}
            {wrong(error)}
        </fieldset>
    }
    .into_any()
}

fn chosen(text: &str) -> impl Iterator<Item = &str> {
    text.split(',').map(str::trim).filter(|one| !one.is_empty())
}

fn checkbox(field: &CustomField, held: Held) -> AnyView {
    let Held { value, error, on_leave } = held;
    let set = move |is_on: bool| {
        value.set(if is_on { "yes" } else { "no" }.to_owned());
        error.set(None);
        on_leave.run(());
    };
    view! {
        <div class="field">
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=flag(move || value.with(|text| text == "yes"))
                    on:change:target=move |event| set(event.target().checked())
                />
                <span dir="auto">{field.name.clone()}</span>
            </label>
            {wrong(error)}
        </div>
    }
    .into_any()
}

/// The value of a kind that this version does not know, to be read only.
fn closed(field: &CustomField, value: RwSignal<String>) -> AnyView {
    view! {
        <label class="field">
            {field.name.clone()}
            <input readonly dir="auto" prop:value=text(move || value.get())/>
        </label>
    }
    .into_any()
}

fn wrong(error: RwSignal<Option<String>>) -> AnyView {
    part(move || {
        error.get().map(|text| view! { <span class="wrong" role="alert">{text}</span> }.into_any())
    })
    .into_any()
}
