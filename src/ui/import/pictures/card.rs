//! One file of the review: its picture, whose it is, and what can be done about that.

use leptos::prelude::*;
use web_sys::Element;

use super::pick::{Pick, note};
use crate::domain::id::ContactId;
use crate::domain::picture::named::By;
use crate::domain::picture::refusal::shown_name;
use crate::state::locale::number;
use crate::state::pictures::Pictures;
use crate::state::pictures::item::{Item, Look, Place, Section};
use crate::state::use_app;
use crate::ui::kit::avatar::Avatar;
use crate::ui::kit::focus;
use crate::ui::kit::icon::{Glyph, Icon};
use crate::ui::kit::live::{memo, part, text, when};

/// As many contacts of one name are offered as buttons; others are found by the box.
const OFFERED: usize = 6;

/// A file, in the part of the page where it stands.
#[component]
pub fn Card(
    /// The file.
    item: Item,
    /// Where it stands.
    section: Section,
    /// All files.
    pictures: Pictures,
    /// Opens the dialog for another part of the picture.
    position: Callback<Item>,
) -> impl IntoView {
    let name = StoredValue::new(shown_name(&item.name()));
    let is_choosing = RwSignal::new(section == Section::Unmatched);
    let choose = Callback::new(move |id: ContactId| {
        go_on_from(item.key, section == Section::Matched);
        is_choosing.set(false);
        pictures.choose(item, id);
    });
    let leave_out = move || {
        go_on_from(item.key, false);
        pictures.leave_out(item);
    };
    let take_back = move || {
        go_on_from(item.key, false);
        pictures.take_back(item);
    };
    let is_pictured = memo(move || matches!(item.look(), Look::Ready(..)));
    let button = move |words: &'static str, act: Box<dyn Fn() + Send>| {
        let label = format!("{words}: {}", name.get_value());
        view! {
            <button type="button" class="btn quiet small" aria-label=label on:click=move |_| act()>{words}</button>
        }
        .into_any()
    };
    let positioning = when(
        move || is_pictured.get(),
        move || button("Position", Box::new(move || position.run(item))),
    );
    let another =
        move || button("Another contact", Box::new(move || is_choosing.update(|is| *is = !*is)));
    let acts = match section {
        Section::Matched => {
            vec![positioning.into_any(), another(), button("Leave out", Box::new(leave_out))]
        }
        Section::Unsure => vec![another(), button("Leave out", Box::new(leave_out))],
        Section::Unmatched => vec![button("Leave out", Box::new(leave_out))],
        Section::LeftOut => vec![button("Take in again", Box::new(take_back))],
        Section::Refused | Section::Hidden => Vec::new(),
    };
    let pick = when(
        move || is_choosing.get(),
        move || {
            let label = format!("Contact for {}", name.get_value());
            view! { <Pick key=item.key label choose/> }.into_any()
        },
    );

    view! {
        <li class="card" id=id(item.key)>
            <Thumb item/>
            <div class="words">
                {whose(item)}
                <span class="file" dir="auto" title=item.name()>{name.get_value()}</span>
                {remarks(item)}
                {(section == Section::Unsure).then(|| candidates(item, choose))}
                {pick}
            </div>
            <div class="acts">{acts}</div>
        </li>
    }
    .into_any()
}

/// The picture as it will be kept; beside it the one that it takes the place of.
#[component]
fn Thumb(item: Item) -> impl IntoView {
    let app = use_app();
    let label = text(move || match item.contact().and_then(|id| app.book.contact(id)) {
        Some(contact) => format!("New picture of {}", contact.name()),
        None => format!("Picture in {}", shown_name(&item.name())),
    });
    let picture = part(move || {
        Some(match item.look() {
            Look::Ready(_, Some(url)) => {
                view! { <img alt="" src=url decoding="async" draggable="false"/> }.into_any()
            }
            Look::Waiting => view! { <span class="waits"></span> }.into_any(),
            Look::Ready(..) | Look::Refused(_) => view! { <Icon glyph=Glyph::Picture/> }.into_any(),
        })
    });
    let before = Memo::new(move |_| {
        let contact = app.book.contact(item.contact()?)?;
        contact.picture.is_some().then_some(contact)
    });
    let before = part(move || {
        let contact = before.get()?;
        Some(view! { <span class="before" title="The picture until now"><Avatar contact=Some(contact) size="s"/></span> }.into_any())
    });

    view! {
        <div class="thumb">
            <span class="face face-l lone" role="img" aria-label=label>{picture}</span>
            {before}
        </div>
    }
    .into_any()
}

/// Whom it goes to, and how that is known.
fn whose(item: Item) -> AnyView {
    let app = use_app();
    let name = move || Some(app.book.contact(item.contact()?)?.name());
    part(move || {
        let name = name()?;
        let by = match item.place() {
            Place::To(_, Some(By::Id)) => "by id",
            Place::To(_, Some(By::Email)) => "by email",
            Place::To(_, Some(By::Phone)) => "by phone",
            Place::To(_, Some(By::Name)) => "by name",
            _ => "chosen",
        };
        Some(view! { <span class="who"><b dir="auto">{name}</b><span class="tag">{by}</span></span> }.into_any())
    })
    .into_any()
}

/// What there is to know about it: why it cannot be used, what was done to it, that nothing would change.
fn remarks(item: Item) -> AnyView {
    let app = use_app();
    let is_same =
        move |look: &Look| match (look, item.contact().and_then(|id| app.book.contact(id))) {
            (Look::Ready(ready, _), Some(contact)) => {
                contact.picture.as_ref().is_some_and(|known| known.digest == ready.picture.digest)
            }
            _ => false,
        };
    part(move || {
        let look = item.look();
        let (class, words) = match &look {
            Look::Refused(sentence) => ("why bad", sentence.clone()),
            look if is_same(look) => {
                ("why muted", "The contact has this picture already.".to_owned())
            }
            Look::Ready(ready, _) => ("why muted", ready.hint.clone()?),
            Look::Waiting => return None,
        };
        Some(view! { <span class=class>{words}</span> }.into_any())
    })
    .into_any()
}

/// The contacts among which somebody has to choose.
fn candidates(item: Item, choose: Callback<ContactId>) -> AnyView {
    let app = use_app();
    part(move || match item.place() {
        Place::Several(ids) => {
            let surplus = ids.len().saturating_sub(OFFERED);
            let option = |id: ContactId| {
                let contact = app.book.contact(id)?;
                let (name, more) = (contact.name(), note(&contact));
                let label = format!("{name} {more}");
                Some(view! {
                    <button type="button" class="btn person" aria-label=label.trim().to_owned() on:click=move |_| choose.run(id)>
                        <span aria-hidden="true"><Avatar contact=Some(contact) size="s"/></span>
                        <span class="clip"><bdi>{name}</bdi>" "<bdi class="muted">{more}</bdi></span>
                    </button>
                }
                .into_any())
            };
            let options = ids.iter().take(OFFERED).copied().filter_map(option).collect_view();
            Some(view! {
                <span class="why">{format!("{} contacts are called so. Whose picture is it?", number(ids.len()))}</span>
                <div class="candidates">{options}</div>
                {(surplus > 0).then(|| view! { <span class="muted">{format!("and {} more", number(surplus))}</span> })}
            }.into_any())
        }
        Place::Taken(id) => {
            let name = app.book.contact(id)?.name();
            Some(view! {
                <span class="why">"Another file goes to "<b dir="auto">{name}</b>". A contact has one picture."</span>
                <div class="candidates">
                    <button type="button" class="btn" aria-label=format!("Use this one: {}", shown_name(&item.name())) on:click=move |_| choose.run(id)>
                        "Use this one"
                    </button>
                </div>
            }.into_any())
        }
        _ => None,
    })
    .into_any()
}

fn id(key: usize) -> String {
    format!("picture-{key}")
}

/// Once a card goes elsewhere, the focus goes to the one after it, or where there is none to the heading above; it stays
/// with a card that stays.
fn go_on_from(key: usize, stays: bool) {
    let Some(card) = document().get_element_by_id(&id(key)) else { return };
    let control = |card: Element| card.query_selector("input, button").ok().flatten();
    let next = || card.next_element_sibling().or_else(|| card.previous_element_sibling());
    let heading = || card.closest("section").ok().flatten()?.first_element_child();
    let target = if stays { Some(card.clone()) } else { next() };
    let target = target.and_then(control).or_else(heading);
    // An element that left the page with the last card takes no focus.
    request_animation_frame(move || {
        focus::give(target);
    });
}
