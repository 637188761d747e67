//! The review of many pictures: who gets which, what somebody has to decide, and what cannot be used. Nothing changes
//! before the button is pressed.

pub mod card;
pub mod pick;

use leptos::prelude::*;
use web_sys::wasm_bindgen::JsCast;
use web_sys::{File, HtmlElement};

use self::card::Card;
use super::Brought;
use crate::state::locale::number;
use crate::state::pictures::Pictures;
use crate::state::pictures::item::{Item, Section};
use crate::state::stage::Stage;
use crate::state::use_app;
use crate::ui::kit::live::{flag, part, text, watch, when};
use crate::ui::picture::position::Position;
use crate::ui::routes::{CONTACTS, SETTINGS, link};

/// The parts of the page: the class of their list, their heading, and what it means.
const PARTS: [(Section, &str, &str); 5] = [
    (Section::Matched, "Matched", "Each is shown as it will be kept."),
    (Section::Unsure, "To decide", "More than one contact, or more than one file for a contact."),
    (
        Section::Unmatched,
        "No contact found",
        "Choose whose pictures these are, or leave them: they are not set.",
    ),
    (
        Section::Refused,
        "Cannot be used",
        "These files stay where they are, and so do the pictures of the contacts.",
    ),
    (Section::LeftOut, "Left out", "These are not set."),
];

/// The files that came in, with their contacts.
#[component]
pub fn PicturesReview(
    /// The files.
    files: Vec<File>,
    /// How many other files of their folder were left aside.
    aside: usize,
    /// Where they came from; emptied to begin anew.
    brought: RwSignal<Option<Brought>, LocalStorage>,
) -> impl IntoView {
    let app = use_app();
    let leave = Callback::new(move |()| brought.set(None));
    if untrack(|| app.workspace.is_classic()) {
        return view! { <Refused leave/> }.into_any();
    }
    let pictures = Pictures::of(app, files);
    view! { <Review pictures aside leave/> }.into_any()
}

/// What is read where picture rules let nobody set pictures.
#[component]
fn Refused(leave: Callback<()>) -> impl IntoView {
    view! {
        <div class="pictures-review">
            <p class="note warn" role="alert">
                "Pictures cannot be set here: under the picture rules “Classic”, which this workspace has, a contact gets its picture only while it is added. Nothing was changed."
            </p>
            <div class="actions">
                <a class="btn" href=link(SETTINGS)>"Open Settings"</a>
                <button class="btn quiet" on:click=move |_| leave.run(())>"Choose other files"</button>
            </div>
        </div>
    }
    .into_any()
}

#[component]
fn Review(pictures: Pictures, aside: usize, leave: Callback<()>) -> impl IntoView {
    let app = use_app();
    let stage = Stage::default();
    let positioned = StoredValue::new(None::<Item>);
    let position = Callback::new(move |item: Item| {
        positioned.set_value(Some(item));
        stage.position(item.file());
    });
    watch(move || {
        if let (Some(ready), Some(item)) = (stage.ready(), positioned.get_value()) {
            stage.clear();
            item.put(ready);
        }
    });
    watch(move || {
        if let Some(trouble) = stage.trouble() {
            stage.dismiss();
            app.notices.refused(trouble.sentence);
        }
    });
    let counts = Memo::new(move |_| PARTS.map(|(section, ..)| pictures.of_section(section).len()));
    let is_over =
        move || pictures.is_ready() && counts.with(|counts| counts.iter().all(|count| *count == 0));
    let parts = PARTS.map(|(section, name, means)| {
        let items = Memo::new(move |_| {
            pictures.of_section(section).iter().map(|item| item.key).collect::<Vec<_>>()
        });
        when(
            move || items.with(|items| !items.is_empty()),
            move || view! { <Part name means section items pictures position/> }.into_any(),
        )
    });

    view! {
        <div class="pictures-review">
            <Summary pictures aside counts/>
            {parts.into_iter().collect_view()}
            {when(is_over, move || view! {
                <div class="actions">
                    <a class="btn primary" href=link(CONTACTS)>"Go to Contacts"</a>
                    <button class="btn" on:click=move |_| leave.run(())>"Choose other files"</button>
                </div>
            }.into_any())}
            {when(move || !is_over(), move || view! { <Foot pictures leave/> }.into_any())}
            <Position stage/>
        </div>
    }
    .into_any()
}

/// How many there are of what, each leading to its part of the page.
#[component]
fn Summary(pictures: Pictures, aside: usize, counts: Memo<[usize; 5]>) -> impl IntoView {
    let state = text(move || {
        let (read, all, set) = (pictures.read(), pictures.len(), pictures.set_so_far());
        match (pictures.is_ready(), set) {
            (false, _) => format!("Reading pictures: {} of {}…", number(read), number(all)),
            (true, 0) => match all {
                1 => "1 file was read. Nothing is set yet.".to_owned(),
                _ => format!("{} files were read. Nothing is set yet.", number(all)),
            },
            (true, 1) => "1 picture was set.".to_owned(),
            (true, set) => format!("{} pictures were set.", number(set)),
        }
    });
    let jumps = (0..PARTS.len()).zip(PARTS).map(|(at, (_, name, _))| {
        let count = move || counts.with(|counts| counts.get(at).copied().unwrap_or_default());
        when(
            move || count() > 0,
            move || {
                let words = text(move || number(count()));
                view! {
                    <button class="chip" type="button" on:click=move |_| jump(&id(name))>
                        <span class="words">{name}" "<b class="num">{words}</b></span>
                    </button>
                }
                .into_any()
            },
        )
    });
    let aside = (aside > 0).then(|| {
        let words = match aside {
            1 => "1 other file of the folder is no picture and was left aside.".to_owned(),
            _ => format!(
                "{} other files of the folder are no pictures and were left aside.",
                number(aside)
            ),
        };
        view! { <p class="muted">{words}</p> }.into_any()
    });

    view! {
        <p class="intro" role="status">{state}</p>
        {aside}
        <div class="jumps">{jumps.collect_view()}</div>
    }
    .into_any()
}

/// A part of the page: its heading and its files.
#[component]
fn Part(
    name: &'static str,
    means: &'static str,
    section: Section,
    items: Memo<Vec<usize>>,
    pictures: Pictures,
    position: Callback<Item>,
) -> impl IntoView {
    let of_key = move |key: usize| pictures.items().into_iter().find(|item| item.key == key);
    let card = move |key: usize| {
        of_key(key).map(|item| view! { <Card item section pictures position/> }.into_any())
    };

    view! {
        <section aria-labelledby=id(name)>
            <h2 id=id(name) tabindex="-1">{name}</h2>
            <p class="muted">{means}</p>
            <ul role="list" class:faces=section == Section::Matched>
                <For each=move || items.get() key=|key| *key let:key>{card(key)}</For>
            </ul>
        </section>
    }
    .into_any()
}

/// What can be done with all of them, and how far it has come.
#[component]
fn Foot(pictures: Pictures, leave: Callback<()>) -> impl IntoView {
    let is_setting = move || pictures.setting().is_some();
    let set = text(move || match pictures.to_set() {
        1 => "Set 1 picture".to_owned(),
        count => format!("Set {} pictures", number(count)),
    });
    let is_idle = move || is_setting() || !pictures.is_ready() || pictures.to_set() == 0;
    let progress = move || {
        let (value, max, words) = match pictures.setting() {
            Some((done, total)) => {
                (done, total, format!("Setting pictures: {} of {}", number(done), number(total)))
            }
            None => (pictures.read(), pictures.len(), "Reading pictures".to_owned()),
        };
        view! { <progress aria-label=words max=max.to_string() prop:value=value.to_string()></progress> }.into_any()
    };

    view! {
        <div class="foot" role="group" aria-label="All pictures">
            {part(move || (is_setting() || !pictures.is_ready()).then(progress))}
            {part(move || Some(match is_setting() {
                true => view! { <button class="btn" on:click=move |_| pictures.stop()>"Stop"</button> }.into_any(),
                false => view! { <button class="btn quiet" on:click=move |_| leave.run(())>"Cancel"</button> }.into_any(),
            }))}
            <button
                class="btn primary"
                disabled=flag(is_idle)
                on:click=move |_| pictures.set()
            >{set}</button>
        </div>
    }
    .into_any()
}

fn id(name: &str) -> String {
    format!("pictures-{}", name.replace(' ', "-").to_lowercase())
}

/// Goes to a heading.
fn jump(id: &str) {
    let heading =
        document().get_element_by_id(id).and_then(|found| found.dyn_into::<HtmlElement>().ok());
    if let Some(heading) = heading {
        heading.scroll_into_view();
        // Fails only for an element that left the page meanwhile.
        let _ = heading.focus();
    }
}
