//! Custom fields that were removed: they come back with their values, or are purged with them.

use leptos::prelude::*;

use super::custom::about;
use crate::domain::custom_field::CustomField;
use crate::domain::rename::{Named, Rename};
use crate::state::locale::{now, number};
use crate::state::use_app;
use crate::state::workspace::edit::Define;
use crate::ui::kit::confirm::Confirm;
use crate::ui::kit::live::part;

/// The list, where there are any.
#[component]
pub fn Removed() -> impl IntoView {
    let app = use_app();
    let asking = RwSignal::new(None::<CustomField>);
    let removed = move || {
        app.workspace.fields().with(|fields| {
            fields.iter().filter(|field| field.is_restorable()).cloned().collect::<Vec<_>>()
        })
    };
    let restore = move |field: CustomField| {
        let restored = CustomField { removed_at: None, ..field };
        let fields = app.workspace.fields();
        match fields.with_untracked(|others| restored.check(others)) {
            Ok(()) => {
                let done = format!("“{}” was restored.", restored.name);
                app.define(done, Define::Fields(vec![restored]));
            }
            Err(refusal) => app.notices.refused(crate::state::error::field(&refusal)),
        }
    };
    let row = move |field: CustomField| {
        let (restored, purged) = (field.clone(), field.clone());
        view! {
            <li class="row">
                <span class="grow words">
                    <b dir="auto">{field.name.clone()}</b>
                    <span class="muted">{about(&field)}</span>
                </span>
                <button
                    type="button"
                    class="btn small"
                    aria-label=format!("Restore {}", field.name)
                    on:click=move |_| restore(restored.clone())
                >
                    "Restore"
                </button>
                <button
                    type="button"
                    class="btn bad small"
                    aria-label=format!("Purge {}", field.name)
                    on:click=move |_| asking.set(Some(purged.clone()))
                >
                    "Purge"
                </button>
            </li>
        }
        .into_any()
    };

    view! {
        {part(move || {
            let removed = removed();
            if removed.is_empty() {
                return None;
            }
            Some(view! {
                <section class="part" aria-labelledby="removed-fields">
                    <h3 id="removed-fields">"Removed fields"</h3>
                    <p class="muted">"Their values are kept in the contacts, and come back when a field is restored."</p>
                    <ul class="rows" aria-label="Removed fields">{removed.into_iter().map(row).collect_view()}</ul>
                </section>
            }.into_any())
        })}
        {part(move || asking.get().map(|field| {
            view! { <Ask field on_close=move || asking.set(None)/> }.into_any()
        }))}
    }
    .into_any()
}

/// The question before the values are gone.
#[component]
fn Ask(field: CustomField, on_close: impl Fn() + Copy + Send + Sync + 'static) -> impl IntoView {
    let app = use_app();
    let rename = Rename { what: Named::Values(field.key.clone()), from: String::new(), to: None };
    let consequence = match app.holders_count(&rename) {
        0 => format!("“{}” goes for good. No contact has a value in it.", field.name),
        1 => format!("“{}” and its value in 1 contact go for good.", field.name),
        count => {
            format!("“{}” and its values in {} contacts go for good.", field.name, number(count))
        }
    };
    let purge = move || {
        let done = format!("“{}” was purged.", field.name);
        let purged = CustomField { purged_at: Some(now()), ..field.clone() };
        app.rename(done, Define::Fields(vec![purged]), rename.clone());
        on_close();
    };
    view! {
        <Confirm question="Purge this field?" consequence yes="Purge" no="Keep it" on_yes=purge on_no=on_close/>
    }
    .into_any()
}
