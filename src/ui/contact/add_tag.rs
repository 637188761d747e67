//! A tag for the contact, from under its name.

use leptos::html;
use leptos::prelude::*;

use crate::domain::contact::Contact;
use crate::domain::contact::draft::Field;
use crate::domain::contact::part::Part;
use crate::domain::id::ContactId;
use crate::state::use_app;
use crate::ui::kit::field::TextField;
use crate::ui::kit::focus;
use crate::ui::kit::live::{part, watch};
use crate::ui::kit::offers::offers;

/// A button, in whose place a box comes.
#[component]
pub fn AddTag(
    /// Whose.
    id: ContactId,
) -> impl IntoView {
    let is_open = RwSignal::new(false);
    part(move || {
        Some(match is_open.get() {
            true => view! { <TagBox id is_open/> }.into_any(),
            false => view! {
                <button class="tag add-tag" aria-label="Add tag" on:click=move |_| is_open.set(true)>"+ tag"</button>
            }
            .into_any(),
        })
    })
}

#[component]
fn TagBox(id: ContactId, is_open: RwSignal<bool>) -> impl IntoView {
    let app = use_app();
    let (value, error) = (RwSignal::new(String::new()), RwSignal::new(None));
    let whole = NodeRef::<html::Form>::new();
    watch(move || {
        if let Some(form) = whole.get() {
            focus::give_first(&form, "input");
        }
    });
    let add = move || {
        let typed = value.get_untracked();
        is_open.try_set(false);
        if typed.trim().is_empty() {
            return;
        }
        let tag = move |contact: &mut Contact| {
            let all = format!("{}, {typed}", Field::Tags.read(contact));
            Ok(Field::Tags.write(contact, &all)?)
        };
        app.run(app.book.change(id, Part::Field(Field::Tags), tag));
    };

    view! {
        <form
            class="add-tag"
            node_ref=whole
            novalidate
            on:submit=move |event| { event.prevent_default(); add(); }
            on:focusout=move |_| {
                if value.with_untracked(String::is_empty) {
                    is_open.try_set(false);
                }
            }
            on:keydown=move |event| {
                if event.key() == "Escape" && !event.default_prevented() {
                    value.set(String::new());
                    is_open.set(false);
                }
            }
        >
            <TextField
                label="New tag"
                value
                error
                suggested=offers(Field::Tags, value)
                on_leave=Callback::new(move |()| add())
            />
        </form>
    }
}
