//! The templates for messages: a list, from which each is opened or deleted, and the way to another one.

use leptos::html;
use leptos::prelude::*;

use super::arrows::places;
use super::template_form::TemplateForm;
use crate::domain::template::Template;
use crate::state::use_app;
use crate::ui::kit::focus;
use crate::ui::kit::icon::{Glyph, Icon};
use crate::ui::kit::live::{part, text, watch, when};

/// The list, and the button for another.
#[component]
pub fn Templates() -> impl IntoView {
    let app = use_app();
    let templates = app.workspace.templates();
    let count = Signal::derive(move || templates.with(Vec::len));
    let opened = RwSignal::new(None::<Template>);
    let another = NodeRef::<html::Button>::new();
    let is_deleting = StoredValue::new(false);
    watch(move || {
        count.get();
        if is_deleting.get_value() {
            is_deleting.set_value(false);
            request_animation_frame(move || take_up_focus(another));
        }
    });
    let delete = Callback::new(move |template: Template| {
        is_deleting.set_value(true);
        app.delete_template(template);
    });

    view! {
        <section class="card" aria-labelledby="templates">
            <h2 id="templates">"Templates"</h2>
            {when(move || count.get() == 0, || view! {
                <p class="muted">
                    "No templates yet. Keep a message here that you send often: it is there to choose while you write to a contact, with the name and other details of that contact already in it."
                </p>
            }.into_any())}
            {when(move || count.get() > 0, || view! {
                <p class="muted">"Messages to write from, shared by the workspace."</p>
            }.into_any())}
            <ul class="rows" aria-label="Templates">
                {places(count, move |at| row(templates, at, opened, delete))}
            </ul>
            <div class="actions">
                <button type="button" class="btn" node_ref=another on:click=move |_| opened.set(Some(app.new_template()))>
                    <Icon glyph=Glyph::Plus/>"Add template"
                </button>
            </div>
            {part(move || opened.get().map(|before| view! {
                <TemplateForm before on_close=move || opened.set(None)/>
            }.into_any()))}
        </section>
    }
    .into_any()
}

fn row(
    templates: Memo<Vec<Template>>,
    at: usize,
    opened: RwSignal<Option<Template>>,
    delete: Callback<Template>,
) -> AnyView {
    let own = move || templates.with_untracked(|all| all.get(at).cloned());
    let read = move |read: fn(&Template) -> String| {
        Signal::derive(move || templates.with(|all| all.get(at).map(read).unwrap_or_default()))
    };
    let (name, about) = (read(|template| template.name.clone()), read(about));
    view! {
        <li class="row">
            <span class="grow words">
                <b dir="auto">{text(move || name.get())}</b>
                <span class="muted" dir="auto">{text(move || about.get())}</span>
            </span>
            <button
                type="button"
                class="btn small"
                aria-label=text(move || format!("Edit {}", name.get()))
                on:click=move |_| opened.set(own())
            >
                "Edit"
            </button>
            <button
                type="button"
                class="btn quiet small"
                aria-label=text(move || format!("Delete {}", name.get()))
                on:click=move |_| {
                    if let Some(template) = own() {
                        delete.run(template);
                    }
                }
            >
                "Delete"
            </button>
        </li>
    }
    .into_any()
}

/// How a template begins, in one line.
fn about(template: &Template) -> String {
    /// As much as one line has room for.
    const MOST: usize = 100;
    let texts = [&template.subject, &template.body];
    let words = texts.into_iter().flat_map(|text| text.split_whitespace());
    let line = words.take(MOST).collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(MOST).and_then(|(end, _)| line.get(..end)) {
        Some(cut) => format!("{cut}…"),
        None => line,
    }
}

/// Gives the focus to the button for another template, where it went with the last row.
fn take_up_focus(another: NodeRef<html::Button>) {
    if let Some(button) = another.try_get_untracked().flatten().filter(|_| focus::is_lost()) {
        let _ = button.focus();
    }
}
