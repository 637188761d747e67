//! Beginning a conversation: whom with.

use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use crate::domain::contact::Contact;
use crate::domain::id::ContactId;
use crate::domain::search::Query;
use crate::state::use_app;
use crate::ui::contact::hero::role;
use crate::ui::kit::avatar::Avatar;
use crate::ui::kit::dialog::Dialog;
use crate::ui::kit::icon::{Glyph, Icon};
use crate::ui::kit::live::{part, text};
use crate::ui::routes;

/// As many as are looked through at a glance.
const MOST: usize = 8;

/// A search for the contact.
#[component]
pub fn New(
    /// Whether it is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let app = use_app();
    let typed = RwSignal::new(String::new());
    let found = Memo::new(move |_| {
        let query = typed.with(|typed| Query::parse(typed));
        app.book.contacts().with(|contacts| match query.is_empty() {
            true => contacts.listed().take(MOST).map(|contact| contact.id).collect::<Vec<_>>(),
            false => contacts.find(&query, MOST).iter().map(|contact| contact.id).collect(),
        })
    });
    let navigate = use_navigate();
    let go = Callback::new(move |id: ContactId| {
        open.set(false);
        navigate(&routes::conversation(id), Default::default());
    });
    let row = move |id: ContactId| {
        let contact = Signal::derive(move || app.book.contact(id));
        let name =
            text(move || contact.with(|own| own.as_deref().map(Contact::name).unwrap_or_default()));
        let what = text(move || contact.with(|own| own.as_deref().map(role).unwrap_or_default()));
        view! {
            <li>
                <button type="button" on:click=move |_| go.run(id)>
                    <Avatar contact size="s"/>
                    <b class="clip"><bdi>{name}</bdi></b>
                    <span class="muted clip"><bdi>{what}</bdi></span>
                </button>
            </li>
        }
        .into_any()
    };
    let rows = part(move || {
        let found = found.get();
        if found.is_empty() {
            return Some(
                view! { <p class="muted" role="status">"No contact was found."</p> }.into_any(),
            );
        }
        let rows = found.into_iter().map(row).collect_view();
        Some(view! { <ul role="list" aria-label="Contacts">{rows}</ul> }.into_any())
    });
    let first = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if let Some(id) = found.with_untracked(|found| found.first().copied()) {
            go.run(id);
        }
    };

    view! {
        <Dialog name="New conversation" class="whom" on_cancel=move || open.set(false)>
            <form on:submit=first novalidate>
                <h2>"New conversation"</h2>
                <div class="search">
                    <Icon glyph=Glyph::Search/>
                    <input
                        type="search"
                        aria-label="Search contacts"
                        placeholder="Whom do you want to write to?"
                        autocomplete="off"
                        prop:value=text(move || typed.get())
                        on:input:target=move |event| typed.set(event.target().value())
                    />
                </div>
                {rows}
                <footer>
                    <button type="button" class="btn" on:click=move |_| open.set(false)>"Cancel"</button>
                </footer>
            </form>
        </Dialog>
    }
}
