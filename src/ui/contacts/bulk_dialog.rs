//! Asks for what a change of many contacts needs: a tag, or a field and its text.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use crate::domain::bulk::Action;
use crate::domain::contact::draft::Field;
use crate::domain::filter::field::Field as Column;
use crate::state::use_app;
use crate::ui::kit::dialog::Dialog;
use crate::ui::kit::field::TextField;
use crate::ui::kit::live::part;

/// What is to be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ask {
    /// The tag to add.
    AddTag,
    /// The tag to remove.
    RemoveTag,
    /// The field to set, and its text.
    SetField,
}

impl Ask {
    const fn name(self) -> &'static str {
        match self {
            Self::AddTag => "Add tag",
            Self::RemoveTag => "Remove tag",
            Self::SetField => "Set field",
        }
    }
}

/// The fields that can be set for many at once: those that many can share.
const FIELDS: [(Field, &str); 3] = [
    (Field::Company, "Company"),
    (Field::JobTitle, "Job title"),
    (Field::ContactType, "Contact type"),
];

/// The most tags to offer.
const OFFERED: usize = 200;
/// Up to so many selected contacts are looked at for their tags.
const FEW: usize = 500;

/// The question, as a dialog.
#[component]
pub fn BulkDialog(
    /// What is asked for.
    ask: Ask,
    /// Where the question stands; none closes it.
    asking: RwSignal<Option<Ask>>,
) -> impl IntoView {
    let app = use_app();
    let (value, error) = (RwSignal::new(String::new()), RwSignal::new(None));
    let field = RwSignal::new(0);
    let close = move || asking.set(None);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let typed = value.get_untracked().trim().to_owned();
        let action = match ask {
            Ask::AddTag | Ask::RemoveTag if typed.is_empty() => {
                return error.set(Some("Type a tag.".to_owned()));
            }
            Ask::AddTag | Ask::RemoveTag if typed.contains(',') => {
                return error.set(Some("One tag at a time: leave out the comma.".to_owned()));
            }
            Ask::AddTag => Action::AddTag(typed.into()),
            Ask::RemoveTag => Action::RemoveTag(typed.into()),
            Ask::SetField => {
                let field =
                    FIELDS.get(field.get_untracked()).map_or(Field::Company, |(field, _)| *field);
                Action::Write(field, typed.into())
            }
        };
        match action.kept() {
            Err(refused) => error.set(Some(crate::state::error::draft(&refused))),
            Ok(action) => {
                close();
                app.bulk.start(app.list.selected(), action);
            }
        }
    };
    let offered = (ask != Ask::SetField).then(|| Signal::stored(offered(ask)));
    let option = |(index, (_, name)): (usize, &(Field, &'static str))| {
        view! { <option value=index.to_string()>{*name}</option> }.into_any()
    };
    let fields = move || {
        (ask == Ask::SetField).then(|| view! {
            <div class="field">
                <label for="bulk-field">"Field"</label>
                <select
                    id="bulk-field"
                    on:change:target=move |event| field.set(event.target().value().parse().unwrap_or(0))
                >
                    {FIELDS.iter().enumerate().map(option).collect_view()}
                </select>
            </div>
        }.into_any())
    };
    let label = if ask == Ask::SetField { "Value" } else { "Tag" };

    view! {
        <Dialog name=ask.name() class="confirm" on_cancel=close>
            <form novalidate on:submit=submit>
                <h2>{ask.name()}</h2>
                {part(fields)}
                <TextField label value error offered/>
                <footer>
                    <button type="button" class="btn quiet" on:click=move |_| close()>"Cancel"</button>
                    <button class="btn primary">{ask.name()}</button>
                </footer>
            </form>
        </Dialog>
    }
}

/// The tags to choose from: of all contacts when one is added, of the selected ones when one is removed.
fn offered(ask: Ask) -> Vec<String> {
    let app = use_app();
    app.book.contacts().with_untracked(|contacts| {
        let used = contacts.columns().values(&Column::Tag);
        let offered = used.into_iter().map(|value| value.text).take(OFFERED);
        if ask == Ask::AddTag {
            return offered.collect();
        }
        // Of so many selected ones that to look at all would be felt, all tags are offered.
        let selected = app.list.selected();
        let few = selected.get(..FEW.min(selected.len())).unwrap_or_default();
        let is_theirs = |tag: &String| {
            selected.len() > FEW
                || few.iter().filter_map(|id| contacts.get(*id)).any(|own| own.tags.contains(tag))
        };
        offered.filter(is_theirs).collect()
    })
}
