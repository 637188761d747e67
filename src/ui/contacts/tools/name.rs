//! The name of a list: a new one, or another.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use crate::domain::id::ListId;
use crate::state::use_app;
use crate::ui::kit::dialog::Dialog;
use crate::ui::kit::field::TextField;

/// Asks for the name of a new list, which keeps what is shown now.
#[component]
pub fn Create() -> impl IntoView {
    let app = use_app();
    let close = move || app.list.tool.set(None);
    view! {
        <NameDialog
            title="Add smart list"
            yes="Save list"
            start=String::new()
            on_name=Callback::new(move |name| { close(); app.create_list(name); })
            on_cancel=Callback::new(move |()| close())
        />
    }
}

/// Asks for another name.
#[component]
pub fn Rename(
    /// The list.
    id: ListId,
) -> impl IntoView {
    let app = use_app();
    let start = untrack(|| app.lists.get(id)).map(|list| list.name).unwrap_or_default();
    let close = move || app.list.tool.set(None);
    view! {
        <NameDialog
            title="Rename list"
            yes="Rename"
            start
            on_name=Callback::new(move |name| { close(); app.rename_list(id, name); })
            on_cancel=Callback::new(move |()| close())
        />
    }
}

/// Asks for a name.
#[component]
fn NameDialog(
    title: &'static str,
    yes: &'static str,
    start: String,
    on_name: Callback<String>,
    on_cancel: Callback<()>,
) -> impl IntoView {
    let (value, error) = (RwSignal::new(start), RwSignal::new(None));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let name = value.get_untracked().trim().to_owned();
        match name.chars().count() {
            0 => error.set(Some("Give the list a name.".to_owned())),
            1..=80 => on_name.run(name),
            _ => error.set(Some("Shorten the name to 80 characters.".to_owned())),
        }
    };
    view! {
        <Dialog name=title class="confirm" on_cancel=move || on_cancel.run(())>
            <form novalidate on:submit=submit>
                <h2>{title}</h2>
                <TextField label="Name" value error/>
                <footer>
                    <button type="button" class="btn quiet" on:click=move |_| on_cancel.run(())>"Cancel"</button>
                    <button class="btn primary">{yes}</button>
                </footer>
            </form>
        </Dialog>
    }
}
