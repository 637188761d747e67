//! Who of the team follows a contact.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::contact::Contact;
use crate::domain::contact::part::Part;
use crate::domain::id::ContactId;
use crate::state::use_app;
use crate::ui::kit::field::TextField;
use crate::ui::kit::icon::{Glyph, Icon};
use crate::ui::kit::live::part;
use crate::ui::kit::offers::people;

/// The followers, each with a way to take it out, and a box to add one.
#[component]
pub fn Followers(
    /// Whose.
    id: ContactId,
) -> impl IntoView {
    let app = use_app();
    let (value, error) = (RwSignal::new(String::new()), RwSignal::new(None));
    let people = Signal::derive(move || {
        people(app.workspace).into_iter().map(|name| (name.clone(), name)).collect()
    });
    let add = move || {
        let typed = value.get_untracked();
        if typed.trim().is_empty() {
            return;
        }
        spawn_local(async move {
            let follow = move |contact: &mut Contact| Ok(contact.follow(&typed)?);
            match app.book.change(id, Part::Followers, follow).await {
                Ok(()) => drop(value.try_set(String::new())),
                Err(refusal) => drop(error.try_set(Some(refusal.sentence()))),
            }
        });
    };
    let remove = move |who: String| {
        let unfollow = move |contact: &mut Contact| {
            contact.unfollow(&who);
            Ok(())
        };
        app.run(app.book.change(id, Part::Followers, unfollow));
    };
    let chip = move |who: &String| {
        let (name, own) = (who.clone(), who.clone());
        view! {
            <li class="tag">
                <span dir="auto">{name.clone()}</span>
                <button aria-label=format!("Remove {name}") title="Remove" on:click=move |_| remove(own.clone())>
                    <Icon glyph=Glyph::Cross/>
                </button>
            </li>
        }
        .into_any()
    };
    let chips = part(move || {
        let contact = app.book.contact(id).filter(|contact| !contact.followers.is_empty())?;
        let chips = contact.followers.iter().map(chip).collect_view();
        Some(view! { <ul class="chips" aria-label="Followers">{chips}</ul> }.into_any())
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        add();
    };

    view! {
        <form class="followers" novalidate on:submit=submit>
            <TextField
                label="Followers"
                value
                error
                hint="Add somebody"
                suggested=Some(people)
                on_leave=Callback::new(move |()| add())
            />
            {chips}
        </form>
    }
}
