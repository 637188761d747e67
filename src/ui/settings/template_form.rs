//! The dialog in which a template is written: its name, a subject for emails, the text, and the placeholders that can
//! stand in it.

use leptos::ev::SubmitEvent;
use leptos::html;
use leptos::prelude::*;
use web_sys::HtmlTextAreaElement;
use web_sys::wasm_bindgen::JsCast;

use crate::domain::custom_field::CustomField;
use crate::domain::template::fill::{PLACEHOLDERS, unknown, written};
use crate::domain::template::{Template, TemplateError};
use crate::state::error::template::template as sentence;
use crate::state::use_app;
use crate::ui::kit::confirm::Confirm;
use crate::ui::kit::dialog::Dialog;
use crate::ui::kit::field::{Kind, TextField};
use crate::ui::kit::focus;
use crate::ui::kit::live::{part, when};

/// A text box of the dialog: what is typed, and what is wrong with it.
#[derive(Clone, Copy)]
struct Entry {
    value: RwSignal<String>,
    error: RwSignal<Option<String>>,
}

impl Entry {
    fn new(text: &str) -> Self {
        Self { value: RwSignal::new(text.to_owned()), error: RwSignal::new(None) }
    }
}

/// Writes a template, or changes one.
#[component]
pub fn TemplateForm(
    /// The template as it is; one that is not stored yet is a new one.
    before: Template,
    /// Takes the dialog away.
    on_close: impl Fn() + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let app = use_app();
    let all = app.workspace.templates();
    let is_new = all.with_untracked(|all| all.iter().all(|known| !known.is(&before)));
    let heading = if is_new { "Add template" } else { "Edit template" };
    let [name, subject, body] =
        [&before.name, &before.subject, &before.body].map(|text| Entry::new(text));
    let before = StoredValue::new(before);
    let form = NodeRef::<html::Form>::new();
    let asking = RwSignal::new(false);
    let typed = move || {
        let [name, subject, body] = [name, subject, body].map(|entry| entry.value.get_untracked());
        Template { name, subject, body, ..before.get_value() }.tidied()
    };
    let is_changed = move || before.with_value(|before| *before != typed());
    let cancel = move || if is_changed() { asking.set(true) } else { on_close() };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let (before, template) = (before.get_value(), typed());
        match all.with_untracked(|all| template.check(&before, all)) {
            Ok(()) => {
                if template != before {
                    app.keep_template(before, template);
                }
                on_close();
            }
            Err(refusal) => {
                let entry = match &refusal {
                    TemplateError::Name(_) => name,
                    TemplateError::LongSubject => subject,
                    TemplateError::Empty | TemplateError::LongText => body,
                };
                entry.error.set(Some(sentence(&refusal)));
                request_animation_frame(move || focus_wrong(form));
            }
        }
    };
    let strange = move || {
        let fields = app.workspace.fields();
        let texts = [subject.value, body.value].map(|text| text.get());
        fields.with(|fields| {
            let found = texts.iter().flat_map(|text| unknown(text, fields));
            found.map(str::to_owned).collect::<Vec<_>>()
        })
    };
    let warning = part(move || {
        let text = warning(&strange())?;
        Some(view! { <p class="note warn">{text}</p> }.into_any())
    });

    view! {
        <Dialog name=heading class="sheet" on_cancel=cancel>
            <form class="template" novalidate node_ref=form on:submit=submit>
                <header><h2 class="grow">{heading}</h2></header>
                <div class="form">
                    <TextField label="Template name" value=name.value error=name.error required=true/>
                    <TextField label="Subject" value=subject.value error=subject.error hint="For emails only"/>
                    <TextField label="Text" value=body.value error=body.error kind=Kind::Long/>
                    {placeholders(form, body.value)}
                    <div role="status">{warning}</div>
                </div>
                <footer>
                    <button type="button" class="btn quiet" on:click=move |_| cancel()>"Cancel"</button>
                    <span class="grow"></span>
                    <button class="btn primary">"Save"</button>
                </footer>
            </form>
        </Dialog>
        {when(move || asking.get(), move || view! {
            <Confirm
                question="Discard what you typed?"
                consequence="It is not saved in the template."
                yes="Discard"
                no="Keep writing"
                on_yes=on_close
                on_no=move || asking.set(false)
            />
        }.into_any())}
    }
    .into_any()
}

/// Buttons that put a placeholder where the caret stands in the text.
fn placeholders(form: NodeRef<html::Form>, body: RwSignal<String>) -> AnyView {
    let fields = use_app().workspace.fields();
    let shown = |field: &&CustomField| field.is_shown();
    let custom = fields.with_untracked(|fields| {
        let named = |field: &CustomField| (field.name.clone(), written(field));
        fields.iter().filter(shown).map(named).collect::<Vec<_>>()
    });
    let own = PLACEHOLDERS.iter().map(|one| (one.label.to_owned(), one.written()));
    let button = |(label, placeholder): (String, String)| {
        let name = format!("Insert {label}");
        view! {
            <button
                type="button"
                class="btn small"
                aria-label=name
                title=placeholder.clone()
                on:click=move |_| insert(form, body, &placeholder)
            >
                <span dir="auto">{label}</span>
            </button>
        }
        .into_any()
    };
    view! {
        <div class="insert" role="group" aria-labelledby="insert">
            <p class="muted" id="insert">
                "Details of the contact, to put into the text where the cursor stands. What to say where a contact has none goes behind a bar: "
                <code>"{{first_name|there}}"</code>
            </p>
            {own.chain(custom).map(button).collect_view()}
        </div>
    }
    .into_any()
}

/// Puts something into the text where the caret stands, in the place of what is selected.
fn insert(form: NodeRef<html::Form>, body: RwSignal<String>, text: &str) {
    let found = form.get_untracked().and_then(|form| form.query_selector("textarea").ok()?);
    let Some(area) = found.and_then(|found| found.dyn_into::<HtmlTextAreaElement>().ok()) else {
        return;
    };
    let start = area.selection_start().ok().flatten().unwrap_or_default();
    let end = area.selection_end().ok().flatten().unwrap_or(start);
    // Fails only for a start behind the end, which no selection has.
    let _ = area.set_range_text_with_start_and_end_and_mode(text, start, end, "end");
    body.set(area.value());
    let _ = area.focus();
}

/// Gives the focus to the box that is wrong.
fn focus_wrong(form: NodeRef<html::Form>) {
    if let Some(form) = form.try_get_untracked().flatten() {
        focus::give_first(&form, "[aria-invalid=true]");
    }
}

/// What is to be read about placeholders that nothing is put in for.
fn warning(strange: &[String]) -> Option<String> {
    match strange {
        [] => None,
        [one] => Some(format!("{one} is not known: it would stand in the message as it is.")),
        several => Some(format!(
            "{} are not known: they would stand in the message as they are.",
            several.join(", ")
        )),
    }
}
