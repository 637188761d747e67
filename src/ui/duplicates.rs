//! Contacts that may be the same, group by group, side by side. Nothing is merged by itself.

pub mod group;

use leptos::prelude::*;

use self::group::Twins;
use crate::domain::duplicates::Group;
use crate::domain::id::ContactId;
use crate::state::chunk::chunk;
use crate::state::locale::number;
use crate::state::use_app;
use crate::ui::kit::icon::{Glyph, Icon};
use crate::ui::kit::live::{memo, part, text};
use crate::ui::later::{Draw, Later};

/// The page, which is fetched when it is first opened.
pub static PAGE: Later<Draw> = Later::new(|| Box::pin(page()));

chunk! { fn page() -> Draw as merge { || view! { <DuplicatesPage/> }.into_any() } }

/// How many groups are drawn at first, and with each step on.
const STEP: usize = 20;

/// The groups, those with more than a name in common first.
#[component]
fn DuplicatesPage() -> impl IntoView {
    let app = use_app();
    let groups = app.duplicates.groups();
    let most = RwSignal::new(STEP);
    // Until the page is left.
    let skipped = RwSignal::new(Vec::<Vec<ContactId>>::new());
    // Who was merged or deleted a moment ago is not looked at.
    let is_there = move |group: &Group| {
        let is_skipped = skipped.with(|skipped| skipped.contains(&group.ids));
        !is_skipped
            && app.book.contacts().with(|contacts| {
                let listed = group.ids.iter().filter(|id| contacts.is_in(**id, false));
                listed.count() > 1
            })
    };
    let shown = Memo::new(move |_| {
        groups.with(|groups| {
            let all = groups.iter().flatten().filter(|group| is_there(group));
            all.take(most.get()).cloned().collect::<Vec<_>>()
        })
    });
    let others = Memo::new(move |_| {
        let skipped = skipped.with(Vec::len);
        app.duplicates.count().get().saturating_sub(shown.with(Vec::len) + skipped)
    });
    let is_known = memo(move || groups.with(Option::is_some));
    let is_empty = memo(move || shown.with(Vec::is_empty));
    let skip = Callback::new(move |ids| skipped.update(|skipped| skipped.push(ids)));
    let nobody = part(move || {
        if !is_empty.get() {
            return None;
        }
        Some(match is_known.get() {
            false => view! { <p class="muted" role="status">"Looking for duplicates…"</p> }.into_any(),
            true => view! {
                <div class="blank">
                    <span class="face face-xl lone" aria-hidden="true"><Icon glyph=Glyph::Copies/></span>
                    <h2>"No duplicates"</h2>
                    <p class="muted">
                        "No two contacts share an email, a phone or a name, apart from those that you have dismissed or skipped."
                    </p>
                </div>
            }
            .into_any(),
        })
    });
    let further = part(move || {
        let others = others.get();
        (others > 0 && !is_empty.get()).then(|| view! {
            <div class="further">
                <button class="btn" on:click=move |_| most.update(|most| *most += STEP)>"Show more"</button>
                <span class="muted">{format!("{} more", number(others))}</span>
            </div>
        }.into_any())
    });
    let total = text(move || match app.duplicates.count().get() {
        1 => "1 group. Nothing is ever merged by itself.".to_owned(),
        count => format!("{} groups. Nothing is ever merged by itself.", number(count)),
    });

    view! {
        <main class="page settings twins">
            <h1>"Duplicates"</h1>
            <p class="intro">
                "Contacts that share an email, a phone or a name stand together. "<span role="status">{total}</span>
            </p>
            {nobody}
            <ul class="groups" role="list">
                <For each=move || shown.get() key=|group| group.ids.clone() let:group>
                    <Twins group skip/>
                </For>
            </ul>
            {further}
        </main>
    }
    .into_any()
}
