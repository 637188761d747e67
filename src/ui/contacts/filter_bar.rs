//! The filter of the list as chips, what it leaves, and what differs from how the list was saved.

use leptos::prelude::*;

use crate::domain::contacts::Contacts;
use crate::domain::filter::{Condition, Filter};
use crate::domain::shown::Place;
use crate::state::chunk::chunk;
use crate::state::list::Tool;
use crate::state::locale::{date, number};
use crate::state::use_app;
use crate::ui::kit::icon::{Glyph, Icon};
use crate::ui::kit::live::{part, text, when};
use crate::ui::later::{Later, later};

/// The bar between the tabs and the rows.
#[component]
pub fn FilterBar() -> impl IntoView {
    let app = use_app();
    let list = app.list;
    let absent = move || {
        app.notices.refused(
            "The filter is applied, but what it says could not be loaded. Check the connection, then reload Visage.",
        );
    };
    let chips = part(move || {
        let is_any = list.filter().with(|filter| !filter.groups.is_empty());
        let draw = move |draw: DrawFilter| draw(&list.filter().get_untracked());
        is_any.then(|| later(&CHIPS, draw, absent))
    });
    let found = text(move || {
        let is_trash = list.shown.with(|shown| shown.place == Place::Trash);
        let all = app.book.contacts().with(Contacts::len);
        let shown = list.count();
        if shown == all || is_trash {
            String::new()
        } else {
            format!("{} of {}", number(shown), number(all))
        }
    });

    view! {
        <div class="filters">
            {chips}
            <button class="btn quiet small" on:click=move |_| list.tool.set(Some(Tool::Filter))>
                <Icon glyph=Glyph::Plus/>"Filter"
            </button>
            <span class="grow"></span>
            <span class="muted num">{found}</span>
            <button class="btn quiet small" on:click=move |_| list.tool.set(Some(Tool::Columns))>"Columns"</button>
            {when(move || list.is_changed(), move || view! {
                <button class="btn quiet small" on:click=move |_| list.discard()>"Discard changes"</button>
                <button class="btn small" on:click=move |_| app.save_shown()>"Save list"</button>
            }.into_any())}
        </div>
    }
}

/// The chips, which are fetched with the first filter.
pub static CHIPS: Later<DrawFilter> = Later::new(|| Box::pin(entry()));

/// What draws a filter.
pub type DrawFilter = fn(&Filter) -> AnyView;

chunk! { fn entry() -> DrawFilter as lists { chips } }

/// A chip for each condition, AND between those of a group, OR between groups.
fn chips(filter: &Filter) -> AnyView {
    let groups = filter.groups.iter().enumerate().filter(|(_, group)| !group.is_empty());
    let group = |(at, (place, group)): (usize, (usize, &Vec<Condition>))| {
        let chips = group.iter().enumerate().map(|(index, condition)| {
            let and = (index > 0).then_some(view! { <span class="joint">"AND"</span> });
            view! { {and} {chip(condition, place, index)} }.into_any()
        });
        let or = (at > 0).then_some(view! { <span class="joint">"OR"</span> });
        view! { {or} {chips.collect_view()} }.into_any()
    };
    groups.enumerate().map(group).collect_view().into_any()
}

fn chip(condition: &Condition, group: usize, index: usize) -> AnyView {
    let list = use_app().list;
    let sentence = condition.sentence(&date);
    let class = match condition {
        Condition::Known(_) => "chip",
        Condition::Unknown(_) => "chip bad",
    };
    let remove = move |_| {
        let mut filter = list.filter().get_untracked();
        if let Some(group) = filter.groups.get_mut(group)
            && index < group.len()
        {
            group.remove(index);
        }
        filter.groups.retain(|group| !group.is_empty());
        list.set_filter(&filter);
    };
    view! {
        <span class=class>
            <button class="words" on:click=move |_| list.tool.set(Some(Tool::Filter))><bdi>{sentence.clone()}</bdi></button>
            <button class="remove" aria-label=format!("Remove {sentence}") on:click=remove>
                <Icon glyph=Glyph::Cross/>
            </button>
        </span>
    }
    .into_any()
}

/// What in the filter is not understood, and why.
pub fn unknown(filter: &Filter) -> Option<AnyView> {
    let mut unknown = filter.unknown().peekable();
    unknown.peek()?;
    let sentences: Vec<String> = unknown
        .take(3)
        .map(|unknown| format!("“{}” was left out. {}", unknown.text, unknown.why.sentence()))
        .collect();
    Some(view! { <p class="note bad" role="alert">{sentences.join(" ")}</p> }.into_any())
}
