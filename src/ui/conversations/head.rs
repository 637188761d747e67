//! Over the messages: whom they are with, and what can be done with the conversation.

use leptos::html;
use leptos::prelude::*;
use leptos_router::components::A;
use web_sys::Element;

use super::snooze::Snooze;
use crate::domain::contact::Contact;
use crate::domain::conversation::summary::Summary;
use crate::domain::id::ContactId;
use crate::state::conversations::commands::Step;
use crate::state::use_app;
use crate::ui::kit::focus;
use crate::ui::kit::icon::{Glyph, Icon};
use crate::ui::kit::live::{memo, part, text, watch, when};
use crate::ui::routes::{self, CONVERSATIONS};

/// The way back on a phone, the name, and the actions.
#[component]
pub fn Head(
    /// Whose conversation.
    id: ContactId,
) -> impl IntoView {
    let app = use_app();
    // On a phone the list has just gone, and with it what had the focus.
    let whole = NodeRef::<html::Header>::new();
    watch(move || {
        if let Some(header) = whole.get() {
            request_animation_frame(move || focus_back(&header));
        }
    });
    let name = move || app.book.contact(id).as_deref().map(Contact::name).unwrap_or_default();

    view! {
        <header node_ref=whole>
            <A
                href=routes::link(CONVERSATIONS)
                attr:class="btn quiet icon-only back"
                attr:aria-label="Back to conversations"
                on:click=move |_| request_animation_frame(move || focus_entry(id))
            >
                <Icon glyph=Glyph::Back/>
            </A>
            <h2 class="clip"><A href=routes::link(&routes::contact(id))><bdi>{text(name)}</bdi></A></h2>
            <Actions id/>
        </header>
    }
}

/// Goes to the way back, where it is seen and nothing else has the focus.
fn focus_back(header: &Element) {
    // What is hidden takes none.
    if focus::is_lost() {
        focus::give_first(header, ".back");
    }
}

/// Goes back to where one came from in the list.
fn focus_entry(id: ContactId) {
    focus::give(document().query_selector(&format!(".entries a[href*='{id}']")).ok().flatten());
}

/// What can be done with a conversation that has a message.
#[component]
pub fn Actions(
    /// Whose conversation.
    id: ContactId,
) -> impl IntoView {
    let app = use_app();
    let own = Memo::new(move |_| {
        let contact = app.book.contact(id)?;
        app.inbox.with(&contact, Summary::clone).filter(Summary::is_any)
    });
    let is = move |read: fn(&Summary) -> bool| {
        memo(move || own.with(|own| own.as_ref().is_some_and(read)))
    };
    let is_any = is(Summary::is_any);
    let is_starred = is(|own| own.state.starred);
    let is_archived = is(|own| own.state.archived);
    let is_unread = is(|own| own.unread > 0);
    let is_heard = is(|own| own.heard > 0);
    let reading = move || {
        part(move || {
            let (class, glyph, name, step) = match (is_unread.get(), is_heard.get()) {
                (true, _) => ("btn read", Glyph::Check, "Mark as read", Step::Read),
                (false, true) => ("btn quiet read", Glyph::Mail, "Mark as unread", Step::Unread),
                (false, false) => return None,
            };
            let press = move |_| app.step(id, step);
            let view = view! {
                <button class=class title=name on:click=press><Icon glyph/><span>{name}</span></button>
            };
            Some(view.into_any())
        })
    };
    let toggle =
        move |name: &'static str, glyph: Glyph, is_on: Memo<bool>, step: fn(bool) -> Step| {
            view! {
                <button
                    class="btn quiet icon-only toggle"
                    aria-label=name
                    title=name
                    aria-pressed=text(move || is_on.get().to_string())
                    on:click=move |_| app.step(id, step(!is_on.get_untracked()))
                >
                    <Icon glyph/>
                </button>
            }
            .into_any()
        };

    when(
        move || is_any.get(),
        move || {
            view! {
                <div class="actions">
                    {toggle("Star", Glyph::Star, is_starred, Step::Star)}
                    <Snooze id/>
                    {toggle("Archive", Glyph::Box, is_archived, Step::Archive)}
                    {reading()}
                </div>
            }
            .into_any()
        },
    )
}
