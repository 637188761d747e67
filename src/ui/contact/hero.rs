//! The face of a contact, large, where it is changed and removed.

use std::sync::Arc;

use leptos::html;
use leptos::prelude::*;

use crate::domain::contact::Contact;
use crate::domain::id::ContactId;
use crate::state::stage::Stage;
use crate::state::use_app;
use crate::ui::kit::avatar::Avatar;
use crate::ui::kit::icon::{Glyph, Icon};
use crate::ui::kit::live::{part, text};
use crate::ui::kit::menu::{Item, Menu};
use crate::ui::kit::tags::tags;
use crate::ui::picture::camera::Camera;
use crate::ui::picture::chooser::{Chooser, open};
use crate::ui::picture::drop::{DropTarget, take_pasted};
use crate::ui::picture::position::Position;
use crate::ui::picture::trouble::Trouble;

/// Picture, name, company and ways to reach the contact.
#[component]
pub fn Hero(
    /// The contact as it is now.
    contact: Signal<Option<Arc<Contact>>>,
    /// Where a new picture is on its way.
    stage: Stage,
) -> impl IntoView {
    take_pasted(stage);
    let input = NodeRef::<html::Input>::new();
    let read = move |read: fn(&Contact) -> String| {
        text(move || contact.with(|contact| contact.as_deref().map(read).unwrap_or_default()))
    };

    view! {
        <div class="hero">
            <DropTarget on_drop=move |incoming| stage.take(incoming)>
                <Avatar contact size="xl"/>
                <button
                    class="edit"
                    aria-label="Change picture"
                    title="Change picture"
                    aria-busy=text(move || stage.is_busy().to_string())
                    on:click=move |_| open(input)
                >
                    <Icon glyph=Glyph::Camera/>
                </button>
                <Chooser stage input/>
            </DropTarget>
            <h1 dir="auto">{read(Contact::name)}</h1>
            <p class="muted">{read(role)}</p>
            <p class="tags">
                {part(move || contact.with(|contact| Some(tags(contact.as_ref()?))))}
            </p>
            <Reach contact/>
            <Trouble stage/>
        </div>
        <Position stage/>
    }
}

/// What else can be done with the picture.
#[component]
pub fn Actions(
    /// Whose.
    id: ContactId,
    /// The contact as it is now.
    contact: Signal<Option<Arc<Contact>>>,
    /// Where a new picture is on its way.
    stage: Stage,
) -> impl IntoView {
    let app = use_app();
    let camera = RwSignal::new(false);
    let has_picture = move || contact.with(|c| c.as_ref().is_some_and(|c| c.picture.is_some()));
    let items = move || {
        let take = Item { name: "Take photo", action: Callback::new(move |()| camera.set(true)) };
        let remove = Item {
            name: "Remove picture",
            action: Callback::new(move |()| app.set_picture(id, None)),
        };
        let mut items = vec![take];
        items.extend(has_picture().then_some(remove));
        items
    };

    view! {
        <Menu name="More actions" items=Signal::derive(items)/>
        <Camera stage open=camera/>
    }
}

/// Call and write.
#[component]
fn Reach(contact: Signal<Option<Arc<Contact>>>) -> impl IntoView {
    let phone =
        move || contact.with(|c| c.as_ref().map(|c| c.phone().to_owned()).unwrap_or_default());
    let email =
        move || contact.with(|c| c.as_ref().map(|c| c.email().to_owned()).unwrap_or_default());
    let call = part(move || {
        let dialled: String = phone().chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
        (!dialled.is_empty()).then(|| {
            view! { <a class="btn" href=format!("tel:{dialled}")><Icon glyph=Glyph::Phone/>"Call"</a> }.into_any()
        })
    });
    let write = part(move || {
        let email = email();
        (!email.is_empty()).then(|| {
            let href = format!("mailto:{}", js_sys::encode_uri_component(&email));
            view! { <a class="btn" href=href><Icon glyph=Glyph::Mail/>"Email"</a> }.into_any()
        })
    });

    view! { <div class="actions">{call}{write}</div> }
}

/// What the contact does, and where.
pub fn role(contact: &Contact) -> String {
    let parts = [contact.job_title.as_str(), &contact.company];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}
