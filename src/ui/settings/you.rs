//! Whoever uses this browser: name and picture.

use leptos::html;
use leptos::prelude::*;

use super::people::{called, rename};
use crate::domain::contact::Contact;
use crate::domain::id::ContactId;
use crate::domain::picture::Size;
use crate::domain::time::Timestamp;
use crate::domain::workspace::Person;
use crate::state::stage::Stage;
use crate::state::{App, use_app};
use crate::ui::kit::field::{Choice, TextField};
use crate::ui::kit::icon::{Glyph, Icon};
use crate::ui::kit::live::{memo, part, text, watch, when};
use crate::ui::picture::camera::Camera;
use crate::ui::picture::chooser::{Chooser, open};
use crate::ui::picture::drop::DropTarget;
use crate::ui::picture::position::Position;
use crate::ui::picture::trouble::Trouble;

/// Your name and your picture.
#[component]
pub fn You() -> impl IntoView {
    let app = use_app();
    let id = app.workspace.who();
    let settings = app.workspace.settings();
    let me = Memo::new(move |_| {
        settings.with(|settings| {
            let mut people = settings.people.iter();
            people.find(|person| id.with(|id| person.id == *id)).cloned()
        })
    });
    let stage = Stage::default();
    watch(move || {
        if let Some(ready) = stage.ready() {
            stage.clear();
            app.set_my_picture(Some(ready));
        }
    });
    let name = Signal::derive(move || me.with(|me| me.as_ref().map(|me| me.name.clone())));
    let name = Signal::derive(move || name.get().unwrap_or_default());
    let (value, error) = (RwSignal::new(name.get_untracked()), RwSignal::new(None));
    watch(move || value.set(name.get()));
    let leave = Callback::new(move |()| {
        let typed = value.get_untracked();
        let person = me
            .get_untracked()
            .unwrap_or_else(|| Person { id: id.get_untracked(), ..Person::default() });
        match called(app, &typed, Some(&person.id)) {
            Ok(to) if to == person.name => value.set(to),
            Ok(to) => rename(app, &person, to),
            Err(sentence) => error.set(Some(sentence)),
        }
    });

    view! {
        <section class="card">
            <h2>"You"</h2>
            <p class="muted">"What your team sees beside what you do: in activities, as an owner, and with tasks."</p>
            <div class="you">
                <Face me stage/>
                <TextField label="Your name" value error on_leave=leave/>
            </div>
            {when(move || name.with(String::is_empty), move || others(app))}
            <Trouble stage/>
            <Position stage/>
        </section>
    }
    .into_any()
}

/// Whom the workspace knows already, for somebody who has been here in another browser; nothing where there is nobody.
fn others(app: App) -> AnyView {
    let settings = app.workspace.settings();
    let named = |person: &&Person| !person.name.is_empty();
    let names = Signal::derive(move || {
        let names = |person: &Person| person.name.clone();
        settings.with(|settings| settings.people.iter().filter(named).map(names).collect())
    });
    let names: Signal<Vec<String>> = names;
    let chosen = RwSignal::new(String::new());
    let choose = Callback::new(move |()| {
        let is_chosen = |person: &&Person| chosen.with_untracked(|name| person.name == *name);
        let person =
            settings.with_untracked(|all| all.people.iter().filter(named).find(is_chosen).cloned());
        if let Some(person) = person {
            app.workspace.become_person(person.id);
            app.notices.done(format!("You are {} now.", person.name), None);
        }
    });
    when(
        move || !names.with(Vec::is_empty),
        move || {
            view! {
                <Choice label="Are you one of these?" options=names value=chosen on_leave=choose/>
            }
            .into_any()
        },
    )
    .into_any()
}

/// The face, and what can be done with it.
#[component]
fn Face(me: Memo<Option<Person>>, stage: Stage) -> impl IntoView {
    let app = use_app();
    let input = NodeRef::<html::Input>::new();
    let camera = RwSignal::new(false);
    let digest = Memo::new(move |_| {
        me.with(|me| me.as_ref().and_then(|me| me.picture.as_ref()).map(|picture| picture.digest))
    });
    let has_picture = memo(move || digest.get().is_some());
    let url = move || digest.get().and_then(|digest| app.faces.url(digest, Size::Full).get());
    let label =
        text(move || if has_picture.get() { "Your picture" } else { "Your initials" }.to_owned());

    view! {
        <DropTarget on_drop=move |incoming| stage.take(incoming)>
            <span class="face face-l" role="img" aria-label=label style:--hue="230">
                {part(move || Some(match url() {
                    Some(url) => view! { <img alt="" src=url draggable="false"/> }.into_any(),
                    None => match initials(me) {
                        Some(initials) => view! { <span aria-hidden="true">{initials}</span> }.into_any(),
                        None => view! { <Icon glyph=Glyph::Camera/> }.into_any(),
                    },
                }))}
            </span>
            <Chooser stage input/>
        </DropTarget>
        <div class="picture-more">
            <button type="button" class="btn small" on:click=move |_| open(input)>"Change your picture"</button>
            <button type="button" class="btn quiet small" on:click=move |_| camera.set(true)>
                <Icon glyph=Glyph::Camera/>"Take photo"
            </button>
            {when(move || has_picture.get(), move || view! {
                <button type="button" class="btn quiet small" on:click=move |_| app.set_my_picture(None)>
                    "Remove your picture"
                </button>
            }.into_any())}
        </div>
        <Camera stage open=camera/>
    }
    .into_any()
}

/// The initials as a contact of this name has them; none without a name.
fn initials(me: Memo<Option<Person>>) -> Option<String> {
    let name =
        me.with(|me| me.as_ref().map(|me| me.name.clone())).filter(|name| !name.is_empty())?;
    let nobody = Contact::new(ContactId::from_random(0), Timestamp::default());
    Some(Contact { first_name: name, ..nobody }.initials())
}
