//! The face of a contact, large, where it is changed and removed.

use std::sync::Arc;

use leptos::html;
use leptos::prelude::*;
use leptos_router::components::A;

use super::add_tag::AddTag;
use crate::domain::contact::Contact;
use crate::domain::id::ContactId;
use crate::domain::picture::Size;
use crate::state::stage::Stage;
use crate::state::use_app;
use crate::ui::kit::avatar::Avatar;
use crate::ui::kit::dialog::Dialog;
use crate::ui::kit::icon::{Glyph, Icon};
use crate::ui::kit::live::{part, text, when};
use crate::ui::kit::menu::{Item, Menu};
use crate::ui::kit::tags::tags;
use crate::ui::picture::camera::Camera;
use crate::ui::picture::chooser::{Chooser, open};
use crate::ui::picture::drop::{DropTarget, take_pasted};
use crate::ui::picture::position::Position;
use crate::ui::picture::trouble::Trouble;
use crate::ui::routes;

/// Picture, name, company and ways to reach the contact.
#[component]
pub fn Hero(
    /// Whose.
    id: ContactId,
    /// The contact as it is now.
    contact: Signal<Option<Arc<Contact>>>,
    /// Where a new picture is on its way.
    stage: Stage,
) -> impl IntoView {
    let workspace = use_app().workspace;
    let read = move |read: fn(&Contact) -> String| {
        text(move || contact.with(|contact| contact.as_deref().map(read).unwrap_or_default()))
    };

    view! {
        <div class="hero">
            {when(move || !workspace.is_classic(), move || view! { <Face contact stage/> }.into_any())}
            <h1 dir="auto">{read(Contact::name)}</h1>
            <p class="muted">{read(role)}</p>
            <div class="tags">
                {part(move || contact.with(|contact| Some(tags(contact.as_ref()?))))}
                <AddTag id/>
            </div>
            <Reach contact/>
            <Trouble stage/>
        </div>
        <Position stage/>
    }
}

/// The picture, where it is changed.
#[component]
fn Face(contact: Signal<Option<Arc<Contact>>>, stage: Stage) -> impl IntoView {
    take_pasted(stage);
    let input = NodeRef::<html::Input>::new();

    view! {
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
    let workspace = app.workspace;
    let is_viewed = RwSignal::new(false);
    let camera = RwSignal::new(false);
    let has_picture = move || contact.with(|c| c.as_ref().is_some_and(|c| c.picture.is_some()));
    let items = move || {
        if workspace.is_classic() {
            return Vec::new();
        }
        let view = Item {
            name: "View full picture".into(),
            action: Callback::new(move |()| is_viewed.set(true)),
        };
        let take =
            Item { name: "Take photo".into(), action: Callback::new(move |()| camera.set(true)) };
        let remove = Item {
            name: "Remove picture".into(),
            action: Callback::new(move |()| app.set_picture(id, None)),
        };
        let mut items = vec![take];
        if has_picture() {
            items.extend([view, remove]);
        }
        items
    };

    view! {
        {when(move || !workspace.is_classic(), move || view! {
            <Menu name="More actions" items=Signal::derive(items)/>
        }.into_any())}
        <Camera stage open=camera/>
        {when(move || is_viewed.get(), move || view! {
            <FullPicture contact close=Callback::new(move |()| is_viewed.set(false))/>
        }.into_any())}
    }
}

/// The picture as large as it is kept.
#[component]
fn FullPicture(contact: Signal<Option<Arc<Contact>>>, close: Callback<()>) -> impl IntoView {
    let faces = use_app().faces;
    let picture = part(move || {
        let contact = contact.get()?;
        let own = contact.picture.as_ref()?;
        let url = faces.url(own.digest, Size::Full).get()?;
        let name = format!("Picture of {}", contact.name());
        Some(view! { <img alt=name src=url width=own.width height=own.height/> }.into_any())
    });

    view! {
        <Dialog name="Full picture" class="full" on_cancel=move || close.run(())>
            {picture}
            <footer>
                <button class="btn" on:click=move |_| close.run(())>"Close"</button>
            </footer>
        </Dialog>
    }
}

/// Write, call and mail.
#[component]
fn Reach(contact: Signal<Option<Arc<Contact>>>) -> impl IntoView {
    let message = part(move || {
        let id = contact.with(|contact| contact.as_ref().map(|contact| contact.id))?;
        let href = routes::link(&routes::conversation(id));
        Some(
            view! { <A href=href attr:class="btn"><Icon glyph=Glyph::Chat/>"Message"</A> }
                .into_any(),
        )
    });
    view! { <div class="actions">{message}{reach(contact)}</div> }
}

/// Call and mail.
pub fn reach(contact: Signal<Option<Arc<Contact>>>) -> AnyView {
    let phone =
        move || contact.with(|c| c.as_ref().map(|c| c.phone().to_owned()).unwrap_or_default());
    let email =
        move || contact.with(|c| c.as_ref().map(|c| c.email().to_owned()).unwrap_or_default());
    let call = part(move || {
        let dialled: String = phone().chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
        (!dialled.is_empty()).then(|| {
            view! { <a class="btn icon-only" aria-label="Call" title="Call" href=format!("tel:{dialled}")><Icon glyph=Glyph::Phone/></a> }.into_any()
        })
    });
    let write = part(move || {
        let email = email();
        (!email.is_empty()).then(|| {
            let href = format!("mailto:{}", js_sys::encode_uri_component(&email));
            view! { <a class="btn icon-only" aria-label="Email" title="Email" href=href><Icon glyph=Glyph::Mail/></a> }.into_any()
        })
    });

    view! { {call}{write} }.into_any()
}

/// What the contact does, and where.
pub fn role(contact: &Contact) -> String {
    let parts = [contact.job_title.as_str(), &contact.company];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}
