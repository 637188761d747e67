//! The dialog **Add custom field**.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use crate::domain::contact::draft::MAX_TEXT;
use crate::domain::custom_field::choices::Choice;
use crate::domain::custom_field::kind::CustomKind;
use crate::domain::custom_field::{CustomField, FieldError, folders};
use crate::state::error;
use crate::state::use_app;
use crate::state::workspace::edit::Define;
use crate::ui::kit::dialog::Dialog;
use crate::ui::kit::field::{Kind, TextField};
use crate::ui::kit::icon::{Glyph, Icon};
use crate::ui::kit::live::{flag, when};

/// A text box of the dialog: what is typed, and what is wrong with it.
#[derive(Clone, Copy, Default)]
struct Entry {
    value: RwSignal<String>,
    error: RwSignal<Option<String>>,
}

/// Asks what the field is, and makes it.
#[component]
pub fn NewField(
    /// Takes the dialog away.
    on_close: impl Fn() + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let app = use_app();
    let kind = RwSignal::new(CustomKind::Text);
    let [name, folder, currency, choices] = [(); 4].map(|()| Entry::default());
    let required = RwSignal::new(false);
    let typed = move || {
        let field = app.workspace.new_field(kind.get_untracked());
        let choice = |line: &str| Choice { name: line.trim().to_owned(), ..Choice::default() };
        let lines = |text: &String| {
            text.lines().filter(|line| !line.trim().is_empty()).map(choice).collect()
        };
        CustomField {
            name: name.value.get_untracked(),
            folder: folder.value.get_untracked(),
            currency: currency.value.get_untracked(),
            choices: choices.value.with_untracked(lines),
            required: required.get_untracked(),
            ..field
        }
        .tidied()
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let field = typed();
        let fields = app.workspace.fields();
        match fields.with_untracked(|others| field.check(others)) {
            Ok(()) => {
                app.define(format!("“{}” was added.", field.name), Define::Fields(vec![field]));
                on_close();
            }
            Err(refusal) => {
                let entry = match &refusal {
                    FieldError::Currency => currency,
                    FieldError::NoChoices
                    | FieldError::NamelessChoice
                    | FieldError::Comma
                    | FieldError::SameChoice(_) => choices,
                    FieldError::TooLong if field.name.chars().count() <= MAX_TEXT => choices,
                    FieldError::Nameless | FieldError::TooLong | FieldError::SameName(_) => name,
                };
                entry.error.set(Some(error::field(&refusal)));
            }
        }
    };
    let offered = app.workspace.fields().with_untracked(|fields| {
        let named = folders(fields).into_iter().map(|(folder, _)| folder.to_owned());
        named.filter(|folder| !folder.is_empty()).collect::<Vec<String>>()
    });
    let is_money = move || kind.with(|kind| *kind == CustomKind::Money);
    let has_choices = move || kind.with(CustomKind::has_choices);

    view! {
        <Dialog name="Add custom field" class="sheet" on_cancel=on_close>
            <form novalidate on:submit=submit>
                <header>
                    <h2 class="grow">"Add custom field"</h2>
                    <button type="button" class="btn quiet icon-only" aria-label="Close" on:click=move |_| on_close()>
                        <Icon glyph=Glyph::Cross/>
                    </button>
                </header>
                <div class="form">
                    <TextField label="Name" value=name.value error=name.error required=true/>
                    <Kinds kind/>
                    {when(is_money, move || view! {
                        <TextField label="Currency" value=currency.value error=currency.error hint="EUR" required=true/>
                    }.into_any())}
                    {when(has_choices, move || view! {
                        <TextField label="Choices, one a line" value=choices.value error=choices.error kind=Kind::Long required=true/>
                    }.into_any())}
                    <TextField label="Folder" value=folder.value error=folder.error offered=Some(Signal::stored(offered))/>
                    <p class="faint">"Fields of one folder stand together on the contact's page."</p>
                    <label class="check">
                        <input
                            type="checkbox"
                            prop:checked=flag(move || required.get())
                            on:change:target=move |event| required.set(event.target().checked())
                        />
                        "A new contact needs a value"
                    </label>
                </div>
                <footer>
                    <button type="button" class="btn quiet" on:click=move |_| on_close()>"Cancel"</button>
                    <span class="grow"></span>
                    <button class="btn primary">"Add field"</button>
                </footer>
            </form>
        </Dialog>
    }
    .into_any()
}

/// The choice of a kind, which stays what it is: values of one are none of another.
#[component]
fn Kinds(kind: RwSignal<CustomKind>) -> impl IntoView {
    let choose = move |key: String| {
        let chosen = CustomKind::ALL.into_iter().find(|(_, known, _)| *known == key);
        if let Some((chosen, ..)) = chosen {
            kind.set(chosen);
        }
    };
    let option = |(_, key, name): (CustomKind, &'static str, &'static str)| {
        view! { <option value=key>{name}</option> }.into_any()
    };
    view! {
        <div class="field">
            <label for="field-kind">"Kind"</label>
            <select id="field-kind" on:change:target=move |event| choose(event.target().value())>
                {CustomKind::ALL.into_iter().map(option).collect_view()}
            </select>
            <span class="faint">"It cannot be changed later."</span>
        </div>
    }
    .into_any()
}
