//! The Conversations page: the list on the left, the messages of the chosen one in the middle, its contact on the right.

pub mod about;
pub mod attachment;
pub mod bubble;
pub mod composer;
pub mod empty;
pub mod entries;
pub mod filter;
pub mod head;
pub mod keys;
pub mod messages;
pub mod new;
pub mod snooze;

use leptos::prelude::*;
use leptos_router::hooks::use_location;

use self::about::About;
use self::empty::{no_such_conversation, none_chosen};
use self::entries::List;
use self::filter::Filters;
use self::messages::Thread;
use self::new::New;
use super::kit::icon::{Glyph, Icon};
use super::kit::live::{memo, part, text, when};
use super::kit::separator::Separator;
use super::later::{Draw, Later};
use super::routes;
use crate::domain::id::ContactId;
use crate::state::chunk::chunk;
use crate::state::conversations::list::Entries;
use crate::state::panels::{Panels, Side};
use crate::state::use_app;

/// The page, which is fetched when it is first opened.
pub static PAGE: Later<Draw> = Later::new(|| Box::pin(page()));

chunk! { fn page() -> Draw as conversations { || view! { <ConversationsPage/> }.into_any() } }

/// Reading and answering; looking at a conversation does not mark it as read.
#[component]
fn ConversationsPage() -> impl IntoView {
    let app = use_app();
    app.make_up_inbox();
    let entries = Entries::open(app);
    let panels = Panels::load();
    let named = routes::use_id();
    let is_any = memo(move || named.with(Option::is_some));
    let chosen = Memo::new(move |_| {
        let id = named.with(|id| id.as_ref()?.parse::<ContactId>().ok())?;
        let id = app.book.contacts().with(|contacts| contacts.survivor(id));
        app.book.contact(id).map(|_| id)
    });
    // The message that was found, by its place.
    let query = use_location().query;
    let at = Memo::new(move |_| query.with(|query| query.get("at")?.parse::<u32>().ok()));
    let is_new = RwSignal::new(false);
    let class =
        text(move || if is_any.get() { "page inbox open" } else { "page inbox" }.to_owned());
    let width = move |side| text(move || format!("{}px", panels.width(side).get()));

    view! {
        <div class=class style:--index=width(Side::Index) style:--about=width(Side::About)>
            <main>
                <div class="index">
                    <header>
                        <h1>"Conversations"</h1>
                        <button
                            class="btn quiet icon-only"
                            aria-label="New conversation"
                            title="New conversation"
                            on:click=move |_| is_new.set(true)
                        >
                            <Icon glyph=Glyph::Plus/>
                        </button>
                    </header>
                    <Filters entries/>
                    <List entries/>
                </div>
                <Separator panels side=Side::Index/>
                {part(move || Some(match (chosen.get(), is_any.get()) {
                    (Some(id), _) => {
                        let at = at.get();
                        view! { <Thread id at/> }.into_any()
                    }
                    (None, true) => no_such_conversation(),
                    (None, false) => none_chosen(),
                }))}
                {when(move || chosen.get().is_some(), move || {
                    view! { <Separator panels side=Side::About/> }.into_any()
                })}
            </main>
            {part(move || {
                let id = chosen.get()?;
                Some(view! { <About id/> }.into_any())
            })}
            {when(move || is_new.get(), move || view! { <New open=is_new/> }.into_any())}
        </div>
    }
}
