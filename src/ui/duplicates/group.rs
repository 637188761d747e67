//! One group: its faces, why they stand together, and what can be done.

use leptos::prelude::*;

use crate::domain::duplicates::{Alike, Group};
use crate::domain::id::ContactId;
use crate::domain::merge::MAX_MERGED;
use crate::state::use_app;
use crate::ui::kit::avatar::Avatar;
use crate::ui::kit::live::{flag, part};

/// More faces than this are not compared at a glance.
const FACES: usize = 30;
/// More reasons than this say no more.
const REASONS: usize = 4;

/// A group; those who share more than a name are chosen already.
#[component]
pub fn Twins(
    /// The group.
    group: Group,
    /// Leaves it for later.
    skip: Callback<Vec<ContactId>>,
) -> impl IntoView {
    let app = use_app();
    let Group { ids, sure, why } = group;
    let is_weak = sure.is_empty();
    let chosen = RwSignal::new(sure.iter().copied().take(MAX_MERGED).collect::<Vec<_>>());
    let all = StoredValue::new(ids.clone());
    let merge = move |_| {
        let count = chosen.with_untracked(Vec::len);
        if (2..=MAX_MERGED).contains(&count) {
            return app.compare(chosen.get_untracked(), None);
        }
        app.notices.refused(format!("Choose 2 to {MAX_MERGED} of these contacts to merge them."));
    };
    let surplus = ids.len().saturating_sub(FACES);
    let faces = ids
        .into_iter()
        .take(FACES)
        .map(|id| face(id, chosen, sure.is_empty() || sure.contains(&id)))
        .collect_view();
    let further = why.len().saturating_sub(REASONS);
    let reasons = why.iter().take(REASONS).map(|(alike, key)| reason(*alike, key)).collect_view();

    view! {
        <li>
            <article class="card" aria-label="Possible duplicates">
                <h2 class="why">
                    {reasons}
                    {(further > 0).then(|| format!("and {further} more"))}
                    {is_weak.then(|| view! { <span class="tag weak">"Name only"</span> }.into_any())}
                </h2>
                <ul class="people" role="list">{faces}</ul>
                {(surplus > 0).then(|| view! { <p class="muted">{format!("and {surplus} more")}</p> }.into_any())}
                <div class="acts">
                    <button class="btn primary" on:click=merge>"Merge"</button>
                    <button class="btn" on:click=move |_| app.dismiss(all.get_value())>"Dismiss"</button>
                    <button class="btn quiet" on:click=move |_| skip.run(all.get_value())>"Skip"</button>
                </div>
            </article>
        </li>
    }
    .into_any()
}

fn reason(alike: Alike, key: &str) -> AnyView {
    let what = match alike {
        Alike::Email => "Same email ",
        Alike::Phone => "Same phone ",
        Alike::Name => "Same name ",
    };
    view! { <span>{what}<b dir="auto">{key.to_owned()}</b></span> }.into_any()
}

/// A face that can be chosen; one that is there by its name alone says so.
fn face(id: ContactId, chosen: RwSignal<Vec<ContactId>>, is_sure: bool) -> AnyView {
    let app = use_app();
    let contact = Signal::derive(move || app.book.contact(id));
    let toggle = move |is_on: bool| {
        chosen.update(|chosen| {
            chosen.retain(|known| *known != id);
            chosen.extend(is_on.then_some(id));
        });
    };
    let words = part(move || {
        let contact = contact.get()?;
        let line = |text: &str| {
            (!text.is_empty()).then(|| {
                view! { <span class="muted" dir="auto">{text.to_owned()}</span> }.into_any()
            })
        };
        Some(view! {
            <span class="words">
                <b dir="auto">{contact.name()}</b>
                {line(contact.email())}
                {line(contact.phone())}
                {line(&contact.company)}
                {(!is_sure).then(|| view! { <span class="tag weak">"Name only"</span> }.into_any())}
            </span>
        }.into_any())
    });
    let name = untrack(|| contact.with(|contact| contact.as_ref().map(|contact| contact.name())));
    view! {
        <li>
            <label>
                <input
                    type="checkbox"
                    aria-label=format!("Select {}", name.unwrap_or_default())
                    prop:checked=flag(move || chosen.with(|chosen| chosen.contains(&id)))
                    on:change:target=move |event| toggle(event.target().checked())
                />
                <Avatar contact size="l"/>
                {words}
            </label>
        </li>
    }
    .into_any()
}
