//! The choices of a custom field; contacts follow when one is renamed or removed.

use leptos::prelude::*;

use super::names::{NameList, Names};
use crate::domain::custom_field::CustomField;
use crate::domain::custom_field::choices::Choice;
use crate::domain::rename::{Named, Rename};
use crate::domain::workspace::edit::shift;
use crate::state::error;
use crate::state::use_app;
use crate::state::workspace::edit::Define;

/// Add, rename, move and remove them.
#[component]
pub fn Choices(
    /// Whose.
    field: Memo<Option<CustomField>>,
) -> impl IntoView {
    let app = use_app();
    let names = Signal::derive(move || {
        let names =
            |field: &CustomField| field.choices.iter().map(|one| one.name.clone()).collect();
        field.with(|field| field.as_ref().map(names).unwrap_or_default())
    });
    // The field with other choices, where they can be kept.
    let with = move |change: &dyn Fn(&mut Vec<Choice>)| -> Result<CustomField, String> {
        let mut changed =
            field.get_untracked().unwrap_or_else(|| app.workspace.new_field(Default::default()));
        change(&mut changed.choices);
        let changed = changed.tidied();
        let fields = app.workspace.fields();
        let checked = fields.with_untracked(|others| changed.check(others));
        checked.map(|()| changed).map_err(|refusal| error::field(&refusal))
    };
    let at = move |at: usize| names.with_untracked(|names: &Vec<String>| names.get(at).cloned());
    let rename = move |from: String, to: Option<String>, changed: CustomField, done: String| {
        let what = Named::Choice(changed.key.clone());
        app.rename(done, Define::Fields(vec![changed]), Rename { what, from, to });
    };
    let names = Names {
        list: "choices",
        one: "choice",
        names,
        on_add: Callback::new(move |typed: String| {
            let name = typed.trim();
            let changed = with(&|choices| {
                choices.push(Choice { name: name.to_owned(), ..Choice::default() });
            })?;
            app.define(format!("Choice “{name}” was added."), Define::Fields(vec![changed]));
            Ok(())
        }),
        on_rename: Callback::new(move |(place, typed): (usize, String)| {
            let Some(from) = at(place) else { return Ok(()) };
            let to = typed.trim().to_owned();
            let changed = with(&|choices| {
                choices.iter_mut().skip(place).take(1).for_each(|one| one.name.clone_from(&to));
            })?;
            let done = format!("“{from}” is now “{to}”.");
            rename(from, Some(to), changed, done);
            Ok(())
        }),
        on_remove: Callback::new(move |place: usize| {
            let Some(from) = at(place) else { return };
            match with(&|choices| drop(choices.remove(place))) {
                Ok(changed) => {
                    let done = format!("Choice “{from}” was removed.");
                    rename(from, None, changed, done);
                }
                Err(sentence) => app.notices.refused(sentence),
            }
        }),
        on_move: Callback::new(move |(place, by): (usize, isize)| {
            let Some(name) = at(place) else { return };
            if let Ok(changed) = with(&|choices| shift(choices, place, by)) {
                app.define(format!("“{name}” was moved."), Define::Fields(vec![changed]));
            }
        }),
    };
    let label = field.with_untracked(|field| field.as_ref().map(|field| field.name.clone()));

    view! {
        <div class="choices-of">
            <h4>"Choices"</h4>
            <p class="muted">"Renaming a choice renames it in contacts. Removing one takes it from them."</p>
            <NameList names label=format!("Choices of {}", label.unwrap_or_default())/>
        </div>
    }
    .into_any()
}
