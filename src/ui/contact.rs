//! The page of one contact, in three panels: its face and fields, what happened with it, and what is due. A phone shows
//! one of them at a time, behind one bar of tabs.

pub mod activity;
pub mod add_tag;
pub mod dnd;
pub mod draft;
pub mod entries;
pub mod fields;
pub mod followers;
pub mod happening;
pub mod hero;
pub mod history;
pub mod lost;
pub mod neighbours;
pub mod note_form;
pub mod notes;
pub mod put_away;
pub mod side;
pub mod task_form;
pub mod tasks;

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::components::A;
use leptos_router::hooks::use_navigate;

use self::history::{HISTORY, History, Open};
use self::neighbours::Neighbours;
use self::put_away::take_typed;
use self::side::Agenda;
use super::contacts::address::of;
use super::kit::icon::{Glyph, Icon};
use super::kit::live::{flag, memo, part, text, watch, when};
use super::kit::narrow::is_narrow;
use super::kit::separator::Separator;
use super::kit::tab_bar::{Tab, TabBar};
use super::later::{Draw, Later};
use super::routes::{self, CONTACTS, link};
use crate::domain::id::ContactId;
use crate::state::book::Phase;
use crate::state::chunk::chunk;
use crate::state::panels::{Panels, Side};
use crate::state::record::Record;
use crate::state::stage::Stage;
use crate::state::use_app;
use crate::ui::contact::dnd::Dnd;
use crate::ui::contact::fields::Fields;
use crate::ui::contact::hero::{Actions, Hero};

/// The page, which is fetched when a contact is first opened.
pub static PAGE: Later<Draw> = Later::new(|| Box::pin(page()));

chunk! { fn page() -> Draw as contact { || view! { <ContactPage/> }.into_any() } }

/// The tabs beside the face.
const PROFILE: [&str; 2] = ["All fields", "DND"];
/// The id of what they open.
const PROFILE_PANEL: &str = "profile-panel";

/// The contact of the address.
#[component]
fn ContactPage() -> impl IntoView {
    take_typed();
    let named = routes::use_id();
    let id = Memo::new(move |_| named.with(|id| id.as_ref()?.parse::<ContactId>().ok()));
    let book = use_app().book;
    // The address of a contact that was merged into another leads to that one.
    let known = Memo::new(move |_| {
        let id = id.get()?;
        let id = book.contacts().with(|contacts| contacts.survivor(id));
        book.contact(id).map(|contact| contact.id)
    });
    let navigate = use_navigate();
    watch(move || {
        let survivor = known.get().filter(|known| id.get() != Some(*known));
        // So that the page stays that of the survivor when the merge is undone in it.
        if let Some(survivor) = survivor {
            let options = NavigateOptions { replace: true, ..Default::default() };
            navigate(&routes::contact(survivor), options);
        }
    });
    let panels = Panels::load();

    // Whoever is known is shown, however far the start has come.
    let is_absent = memo(move || known.get().is_none() && book.phase().get() != Phase::Opening);

    part(move || {
        Some(match (known.get(), is_absent.get()) {
            (Some(id), _) => view! { <Page id panels/> }.into_any(),
            (None, false) => {
                view! { <main class="page blank"><p role="status" class="muted">"Opening…"</p></main> }
                    .into_any()
            }
            (None, true) => view! { <Unknown/> }.into_any(),
        })
    })
}

/// The panels.
#[component]
fn Page(id: ContactId, panels: Panels) -> impl IntoView {
    let app = use_app();
    let record = Record::open(app, id);
    let open = Open::new(panels, is_narrow());

    view! {
        <main
            class="page contact"
            class:narrow=flag(move || open.is_narrow())
            style:--profile=text(move || format!("{}px", panels.width(Side::Profile).get()))
            style:--agenda=text(move || format!("{}px", panels.width(Side::Agenda).get()))
        >
            <Profile id open record/>
            {when(move || !open.is_narrow(), move || view! {
                <Separator panels side=Side::Profile/>
                <History record open/>
                <Separator panels side=Side::Agenda/>
                <Agenda record open/>
            }.into_any())}
        </main>
    }
}

/// Who it is, and the fields; on a phone whatever its tabs open.
#[component]
fn Profile(id: ContactId, open: Open, record: Record) -> impl IntoView {
    let app = use_app();
    // Whoever leaves a field does not wait for the disk to see it.
    let contact = Signal::derive(move || app.book.coming(id));
    let stage = Stage::default();
    watch(move || {
        if let Some(ready) = stage.ready() {
            stage.clear();
            app.set_picture(id, Some(ready));
        }
    });
    let shown = Memo::new(move |_| open.profile());
    let tabs = move |is_narrow: bool| {
        let own = PROFILE.map(Tab::new).to_vec();
        let tabs =
            if is_narrow { own.into_iter().chain(history::tabs(record)).collect() } else { own };
        view! {
            <TabBar
                label="Fields"
                tabs
                open=Signal::derive(move || open.profile())
                choose=Callback::new(move |name| open.choose(name))
                panel=PROFILE_PANEL
            />
        }
        .into_any()
    };

    view! {
        <section class="profile" aria-label="Profile">
            <div class="panelhead">
                <A href=move || link(&of(app.list)) attr:class="btn quiet icon-only" attr:aria-label="Back to contacts">
                    <Icon glyph=Glyph::Back/>
                </A>
                <Neighbours id/>
                <Actions id contact stage/>
            </div>
            <Hero id contact stage/>
            {part(move || Some(tabs(open.is_narrow())))}
            <div class="panel" id=PROFILE_PANEL role="tabpanel" aria-label=text(move || shown.get().to_owned())>
                {part(move || Some(match shown.get() {
                    "DND" => view! { <Dnd id contact/> }.into_any(),
                    tab if HISTORY.contains(&tab) => history::panel(record, tab),
                    _ => view! { <Fields id/> }.into_any(),
                }))}
            </div>
        </section>
    }
}

#[component]
fn Unknown() -> impl IntoView {
    view! {
        <main class="page blank">
            <h1>"There is no such contact"</h1>
            <p class="muted">"It may have been removed, or it is kept in another browser."</p>
            <A href=link(CONTACTS) attr:class="btn primary">"Go to Contacts"</A>
        </main>
    }
}
