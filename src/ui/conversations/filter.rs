//! The search over names and messages, and what the list leaves out.

use leptos::prelude::*;

use crate::domain::conversation::message::{Channel, Direction};
use crate::domain::filter::field::Field;
use crate::domain::id::ListId;
use crate::domain::inbox::Order;
use crate::state::conversations::list::Entries;
use crate::state::locale::number;
use crate::state::use_app;
use crate::ui::kit::icon::{Glyph, Icon};
use crate::ui::kit::live::{flag, maybe, part, text, when};
use crate::ui::shortcuts::{SEARCH, clear_by_escape};

/// The element with the choices.
const CHOICES: &str = "conversation-filter";

/// A choice: what it is called, and what it is taken by.
type Choice = (String, String);

/// The search box and the button that opens the choices.
#[component]
pub fn Filters(
    /// What there is.
    entries: Entries,
) -> impl IntoView {
    let app = use_app();
    let search = entries.search;
    let is_open = RwSignal::new(false);
    let is_set =
        move || app.inbox.wanted.with(|wanted| wanted.is_filter()) || entries.list.get().is_some();
    let found = maybe(move || {
        let is_told = search.with(|typed| !typed.trim().is_empty());
        let count = entries.visible().with(|ids| ids.len());
        is_told.then(|| match (entries.found.is_searching(), count) {
            (true, _) => format!("Searching, {} found so far", number(count)),
            (false, 1) => "1 conversation found".to_owned(),
            (false, count) => format!("{} conversations found", number(count)),
        })
    });

    view! {
        <div class="narrow-by">
            <div class="search" role="search">
                <Icon glyph=Glyph::Search/>
                <input
                    id=SEARCH
                    type="search"
                    aria-label="Search conversations"
                    placeholder="Search names and messages"
                    autocomplete="off"
                    spellcheck="false"
                    prop:value=text(move || search.get())
                    on:input:target=move |event| search.set(event.target().value())
                    on:keydown=move |event| clear_by_escape(&event, search)
                />
                <span class="unseen" role="status">{found}</span>
            </div>
            <button
                class="btn quiet icon-only"
                class:on=flag(is_set)
                aria-label="Filter conversations"
                title="Filter conversations"
                aria-controls=CHOICES
                aria-expanded=text(move || is_open.get().to_string())
                on:click=move |_| is_open.update(|open| *open = !*open)
            >
                <Icon glyph=Glyph::Funnel/>
            </button>
        </div>
        <div class="choices" id=CHOICES role="group" aria-label="Filter" hidden=flag(move || !is_open.get())>
            {when(move || is_open.get(), move || choices(entries))}
        </div>
    }
}

fn choices(entries: Entries) -> AnyView {
    let app = use_app();
    let wanted = app.inbox.wanted;
    let channels = Channel::ALL.map(|(channel, key)| (channel.label().to_owned(), key.to_owned()));
    let channel = select(
        "Channel",
        move || channels.to_vec(),
        move || wanted.with(|wanted| wanted.channel.as_ref().map(|own| own.key().to_owned())),
        move |key| {
            let chosen = Channel::ALL.into_iter().find(|(_, own)| *own == key);
            wanted.update(|wanted| wanted.channel = chosen.map(|(channel, _)| channel));
        },
    );
    let direction = select(
        "Last message",
        || vec![("From the contact".into(), "in".into()), ("From us".into(), "out".into())],
        move || {
            let key = |own| if own == Direction::In { "in" } else { "out" };
            wanted.with(|wanted| wanted.direction.map(|own| key(own).to_owned()))
        },
        move |key| {
            wanted.update(|wanted| {
                wanted.direction = match &*key {
                    "in" => Some(Direction::In),
                    "out" => Some(Direction::Out),
                    _ => None,
                };
            });
        },
    );
    let owner = select(
        "Owner",
        move || used(&Field::Owner),
        move || wanted.with(|wanted| wanted.owner.clone()),
        move |key| wanted.update(|wanted| wanted.owner = Some(key).filter(|key| !key.is_empty())),
    );
    let tag = select(
        "Tag",
        move || used(&Field::Tag),
        move || wanted.with(|wanted| wanted.tag.clone()),
        move |key| wanted.update(|wanted| wanted.tag = Some(key).filter(|key| !key.is_empty())),
    );
    let list = select(
        "Smart List",
        move || {
            app.lists.with(|lists| {
                lists.iter().map(|list| (list.name.clone(), list.id.to_string())).collect()
            })
        },
        move || entries.list.get().map(|id| id.to_string()),
        move |key| entries.list.set(key.parse::<ListId>().ok()),
    );
    let orders = ["Newest first", "Oldest first", "Waiting longest first"];
    let option = move |(order, name): (Order, &'static str)| {
        let is_chosen = flag(move || wanted.with(|wanted| wanted.order == order));
        view! { <option value=name prop:selected=is_chosen>{name}</option> }.into_any()
    };
    let sort = move |name: String| {
        let at = orders.into_iter().position(|own| own == name).unwrap_or_default();
        let order = Order::ALL.get(at).copied().unwrap_or_default();
        wanted.update(|wanted| wanted.order = order);
    };

    view! {
        {channel}{direction}{owner}{tag}{list}
        <label class="field">
            <span>"Sort by"</span>
            <select on:change:target=move |event| sort(event.target().value())>
                {Order::ALL.into_iter().zip(orders).map(option).collect_view()}
            </select>
        </label>
    }
    .into_any()
}

/// A choice of which none leaves everything in.
fn select(
    label: &'static str,
    choices: impl Fn() -> Vec<Choice> + Send + Sync + 'static,
    chosen: impl Fn() -> Option<String> + Send + Sync + 'static,
    choose: impl Fn(String) + 'static,
) -> AnyView {
    let chosen = Memo::new(move |_| chosen());
    let option = move |(name, key): Choice| {
        let own = key.clone();
        let is_chosen = flag(move || chosen.with(|chosen| chosen.as_ref() == Some(&own)));
        view! { <option value=key prop:selected=is_chosen>{name}</option> }.into_any()
    };
    view! {
        <label class="field">
            <span>{label}</span>
            <select on:change:target=move |event| choose(event.target().value())>
                <option value="" prop:selected=flag(move || chosen.with(Option::is_none))>"Any"</option>
                {part(move || Some(choices().into_iter().map(option).collect_view().into_any()))}
            </select>
        </label>
    }
    .into_any()
}

/// What contacts have in a field.
fn used(field: &Field) -> Vec<Choice> {
    /// More are not chosen from.
    const MOST: usize = 200;
    use_app().book.contacts().with(|contacts| {
        let values = contacts.columns().values(field).into_iter().take(MOST);
        values.map(|value| (value.text.clone(), value.text)).collect()
    })
}
