//! The custom fields of the workspace: made, moved, removed, and opened to be changed.

use leptos::prelude::*;

use super::arrows::{Arrows, Place, places};
use super::definition::Definition;
use super::new_field::NewField;
use crate::domain::custom_field::{CustomField, moved};
use crate::domain::id::FieldKey;
use crate::state::locale::now;
use crate::state::use_app;
use crate::state::workspace::edit::Define;
use crate::ui::kit::icon::{Glyph, Icon};
use crate::ui::kit::live::{part, text, when};

/// The list, and the button for another.
#[component]
pub fn CustomFields() -> impl IntoView {
    let workspace = use_app().workspace;
    let shown = Signal::derive(move || {
        workspace.fields().with(|fields| {
            fields.iter().filter(|field| field.is_shown()).cloned().collect::<Vec<_>>()
        })
    });
    let count = Signal::derive(move || shown.with(Vec::len));
    let adding = RwSignal::new(false);
    let opened = RwSignal::new(None::<FieldKey>);

    view! {
        <section class="part" aria-labelledby="custom-fields">
            <h3 id="custom-fields">"Custom fields"</h3>
            <p class="muted">"What your workspace keeps about contacts beside the usual fields. Lists can show, filter and sort by them."</p>
            <ol class="rows" aria-label="Custom fields">
                {places(count, move |at| row(shown, count, at, opened))}
            </ol>
            <div class="actions">
                <button type="button" class="btn" on:click=move |_| adding.set(true)>
                    <Icon glyph=Glyph::Plus/>"Add custom field"
                </button>
            </div>
            {when(move || adding.get(), move || view! { <NewField on_close=move || adding.set(false)/> }.into_any())}
        </section>
    }
    .into_any()
}

fn row(
    shown: Signal<Vec<CustomField>>,
    count: Signal<usize>,
    at: usize,
    opened: RwSignal<Option<FieldKey>>,
) -> AnyView {
    let app = use_app();
    let field = Signal::derive(move || shown.with(|all| all.get(at).cloned()));
    let read = move |read: fn(&CustomField) -> String| {
        Signal::derive(move || shown.with(|all| all.get(at).map(read).unwrap_or_default()))
    };
    let (name, about) = (read(|field| field.name.clone()), read(about));
    let on_move = Callback::new(move |(at, by): (usize, isize)| {
        let Some(field) = shown.with_untracked(|all| all.get(at).cloned()) else { return };
        let fields = app.workspace.fields();
        let changed = fields.with_untracked(|all| moved(all, &field.key, by));
        app.define(format!("“{}” was moved.", field.name), Define::Fields(changed));
    });
    let remove = move |_| {
        let Some(field) = field.get_untracked() else { return };
        let done = format!("“{}” was removed. Its values stay until it is purged.", field.name);
        let gone = CustomField { removed_at: Some(now()), ..field };
        app.define(done, Define::Fields(vec![gone]));
    };
    let key = Memo::new(move |_| field.with(|field| field.as_ref().map(|field| field.key.clone())));
    let is_open =
        Memo::new(move |_| opened.with(|opened| opened.is_some() && *opened == key.get()));
    let toggle = move |_| {
        let own = key.get_untracked();
        opened.update(|opened| *opened = if *opened == own { None } else { own });
    };
    let place = Place { list: "fields", at, count, name, on_move };

    view! {
        <li on:keydown=move |event| place.press(&event)>
            <div class="row">
                <span class="grow words">
                    <b dir="auto">{text(move || name.get())}</b>
                    <span class="muted">{text(move || about.get())}</span>
                </span>
                <button
                    type="button"
                    class="btn small"
                    aria-label=text(move || format!("Edit {}", name.get()))
                    aria-expanded=text(move || is_open.get().to_string())
                    on:click=toggle
                >
                    "Edit"
                </button>
                <Arrows place/>
                <button
                    type="button"
                    class="btn quiet icon-only small"
                    aria-label=text(move || format!("Remove {}", name.get()))
                    on:click=remove
                >
                    <Icon glyph=Glyph::Cross/>
                </button>
            </div>
            {part(move || {
                let key = key.get().filter(|_| is_open.get())?;
                Some(view! { <Definition key_of=key/> }.into_any())
            })}
        </li>
    }
    .into_any()
}

/// What a field is, in a few words.
pub fn about(field: &CustomField) -> String {
    let kind = match field.currency.as_str() {
        "" => field.kind.name().to_owned(),
        currency => format!("{} in {currency}", field.kind.name()),
    };
    let folder = (!field.folder.is_empty()).then(|| format!("in {}", field.folder));
    let required = field.required.then(|| "required".to_owned());
    [Some(kind), folder, required].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}
