//! A custom field, opened: its name, folder, currency, choices, and whether a new contact needs it. What is typed is saved
//! as one leaves it.

use leptos::prelude::*;

use super::choices::Choices;
use crate::domain::custom_field::CustomField;
use crate::domain::custom_field::kind::CustomKind;
use crate::domain::id::FieldKey;
use crate::state::error;
use crate::state::use_app;
use crate::state::workspace::edit::Define;
use crate::ui::kit::field::TextField;
use crate::ui::kit::live::{flag, watch};

/// A text of a definition: how it is read and written.
type Text = (fn(&CustomField) -> &String, fn(&mut CustomField) -> &mut String);

const NAME: Text = (|field| &field.name, |field| &mut field.name);
const FOLDER: Text = (|field| &field.folder, |field| &mut field.folder);
const CURRENCY: Text = (|field| &field.currency, |field| &mut field.currency);

/// The definition of a field.
#[component]
pub fn Definition(
    /// The key of the field.
    key_of: FieldKey,
) -> impl IntoView {
    let app = use_app();
    let fields = app.workspace.fields();
    let field = Memo::new(move |_| {
        fields.with(|fields| fields.iter().find(|field| field.key == key_of).cloned())
    });
    let kind = field.with_untracked(|field| field.as_ref().map(|field| field.kind.clone()));
    let kind = kind.unwrap_or_default();
    let is_required =
        flag(move || field.with(|field| field.as_ref().is_some_and(|field| field.required)));
    let require = move |required: bool| {
        let Some(field) = field.get_untracked() else { return };
        let done = match required {
            true => format!("New contacts need “{}” now.", field.name),
            false => format!("New contacts do not need “{}” any more.", field.name),
        };
        app.define(done, Define::Fields(vec![CustomField { required, ..field }]));
    };

    view! {
        <div class="definition">
            {text_box(field, "Name", NAME)}
            {text_box(field, "Folder", FOLDER)}
            {(kind == CustomKind::Money).then(|| text_box(field, "Currency", CURRENCY))}
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=is_required
                    on:change:target=move |event| require(event.target().checked())
                />
                "A new contact needs a value"
            </label>
            {kind.has_choices().then(|| view! { <Choices field/> }.into_any())}
        </div>
    }
    .into_any()
}

fn text_box(field: Memo<Option<CustomField>>, label: &'static str, (read, write): Text) -> AnyView {
    let app = use_app();
    let stored = Memo::new(move |_| {
        field.with(|field| field.as_ref().map(|field| read(field).clone()).unwrap_or_default())
    });
    let (value, error) = (RwSignal::new(stored.get_untracked()), RwSignal::new(None));
    watch(move || value.set(stored.get()));
    let save = Callback::new(move |()| {
        let Some(before) = field.get_untracked() else { return };
        let mut changed = before.clone();
        *write(&mut changed) = value.get_untracked();
        let changed = changed.tidied();
        if changed == before {
            return value.set(stored.get_untracked());
        }
        let fields = app.workspace.fields();
        match fields.with_untracked(|others| changed.check(others)) {
            Ok(()) => {
                let done = format!("“{}” was changed.", changed.name);
                app.define(done, Define::Fields(vec![changed]));
            }
            Err(refusal) => error.set(Some(error::field(&refusal))),
        }
    });
    view! { <TextField label value error on_leave=save/> }.into_any()
}
