//! The form for a new contact, which slides in beside the list.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::contact::Contact;
use crate::domain::contact::draft::{DraftError, Field};
use crate::domain::workspace::DEFAULT_FORM;
use crate::state::chunk::chunk;
use crate::state::error::{AppError, draft};
use crate::state::stage::Stage;
use crate::state::use_app;
use crate::ui::kit::confirm::Confirm;
use crate::ui::kit::dialog::Dialog;
use crate::ui::kit::field::{Choice, Kind, TextField};
use crate::ui::kit::icon::{Glyph, Icon};
use crate::ui::kit::live::{maybe, part, when};
use crate::ui::later::{Draw, Later};
use crate::ui::picture::field::PictureField;
use crate::ui::picture::position::Position;

/// What is typed into one field, and what is wrong with it.
#[derive(Clone, Copy)]
struct Entry {
    field: Field,
    value: RwSignal<String>,
    error: RwSignal<Option<String>>,
}

impl Entry {
    fn new(field: Field) -> Self {
        Self { field, value: RwSignal::new(String::new()), error: RwSignal::new(None) }
    }
}

/// The whole form.
#[derive(Clone, Copy)]
struct Form {
    entries: [Entry; 8],
    stage: Stage,
    is_saving: RwSignal<bool>,
    /// What the last save said: a refusal, or whom it has added.
    refused: RwSignal<Option<String>>,
    added: RwSignal<Option<String>>,
}

impl Form {
    fn new() -> Self {
        Self {
            entries: DEFAULT_FORM.map(Entry::new),
            stage: Stage::default(),
            is_saving: RwSignal::new(false),
            refused: RwSignal::new(None),
            added: RwSignal::new(None),
        }
    }

    fn is_touched(self) -> bool {
        let has_text = |entry: &Entry| entry.value.with_untracked(|text| !text.trim().is_empty());
        self.entries.iter().any(has_text) || untrack(|| self.stage.ready()).is_some()
    }

    fn clear(self) {
        self.entries.iter().for_each(|entry| {
            entry.value.set(String::new());
            entry.error.set(None);
        });
        self.refused.set(None);
        self.stage.clear();
    }

    /// Puts a refusal where it belongs.
    fn explain(self, error: &AppError) {
        let field = match error {
            AppError::Draft(DraftError::Email | DraftError::LongEmail) => Some(Field::Email),
            AppError::Draft(DraftError::Phone) => Some(Field::Phone),
            _ => None,
        };
        let entry = self.entries.iter().find(|entry| Some(entry.field) == field);
        match (entry, error) {
            (Some(entry), AppError::Draft(error)) => entry.error.set(Some(draft(error))),
            _ => self.refused.set(Some(error.sentence())),
        }
    }
}

/// The form, which is fetched when it is first opened.
pub static FORM: Later<Draw> = Later::new(|| Box::pin(form()));

chunk! { fn form() -> Draw as contact { || view! { <AddContact/> }.into_any() } }

/// The slide-out **Add contact**.
#[component]
fn AddContact() -> impl IntoView {
    let app = use_app();
    let form = Form::new();
    let asking = RwSignal::new(false);
    let close = move || app.adding.set(false);
    let leave = move || if form.is_touched() { asking.set(true) } else { close() };
    let save = move |then_another: bool| {
        if form.is_saving.get_untracked() {
            return;
        }
        form.is_saving.set(true);
        form.refused.set(None);
        let texts = form.entries.map(|entry| (entry.field, entry.value.get_untracked()));
        let picture = untrack(|| form.stage.ready());
        spawn_local(async move {
            let home = app.workspace.home();
            let fill = |contact: &mut Contact| {
                let write =
                    |(field, typed): &(Field, String)| field.write_within(contact, typed, home);
                Ok(texts.iter().try_for_each(write)?)
            };
            match app.create(fill, picture).await {
                Ok(name) if then_another => {
                    form.clear();
                    form.added.set(Some(format!("{name} was added.")));
                    focus_first_field();
                }
                Ok(_) => close(),
                Err(error) => form.explain(&error),
            }
            form.is_saving.try_set(false);
        });
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        save(false);
    };

    view! {
        <Dialog name="Add contact" class="sheet" on_cancel=leave>
            <form novalidate on:submit=submit>
                <header>
                    <h2 class="grow">"Add contact"</h2>
                    <button type="button" class="btn quiet icon-only" aria-label="Close" on:click=move |_| leave()>
                        <Icon glyph=Glyph::Cross/>
                    </button>
                </header>
                <Fields form/>
                <footer>
                    <button type="button" class="btn quiet" on:click=move |_| leave()>"Cancel"</button>
                    <span class="grow"></span>
                    <button type="button" class="btn" disabled=form.is_saving on:click=move |_| save(true)>
                        "Save & add another"
                    </button>
                    <button class="btn primary" disabled=form.is_saving>"Save"</button>
                </footer>
            </form>
        </Dialog>
        {when(move || asking.get(), move || view! {
            <Confirm
                question="Discard this contact?"
                consequence="What you have entered is not saved."
                yes="Discard"
                no="Keep editing"
                on_yes=close
                on_no=move || asking.set(false)
            />
        }.into_any())}
        <Position stage=form.stage/>
    }
}

#[component]
fn Fields(form: Form) -> impl IntoView {
    let types = use_app().workspace.contact_types();
    let [first, last, email, phone, company, job, kind, tags] = form.entries;

    view! {
        <div class="form">
            <p class="added" role="status">{maybe(move || form.added.get())}</p>
            <PictureField stage=form.stage/>
            <div class="pair">
                <TextField label="First name" value=first.value error=first.error/>
                <TextField label="Last name" value=last.value error=last.error/>
            </div>
            <TextField label="Email" value=email.value error=email.error kind=Kind::Email/>
            <TextField label="Phone" value=phone.value error=phone.error kind=Kind::Phone/>
            <div class="pair">
                <TextField label="Company" value=company.value error=company.error/>
                <TextField label="Job title" value=job.value error=job.error/>
            </div>
            <div class="pair">
                <Choice label="Contact type" options=types value=kind.value/>
                <TextField label="Tags" value=tags.value error=tags.error hint="vip, spring fair"/>
            </div>
            {part(move || form.refused.get().map(|text| view! { <p class="note bad" role="alert">{text}</p> }.into_any()))}
        </div>
    }
}

fn focus_first_field() {
    use web_sys::wasm_bindgen::JsCast;
    let field = document().query_selector("dialog.sheet .field input");
    if let Some(field) =
        field.ok().flatten().and_then(|field| field.dyn_into::<web_sys::HtmlElement>().ok())
    {
        let _ = field.focus();
    }
}
