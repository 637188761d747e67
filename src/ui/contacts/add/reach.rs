//! The emails and the phones of the form, each with a star for the primary one and a note where another contact has it.

use leptos::html;
use leptos::prelude::*;

use super::Ways;
use super::form::Form;
use super::lines::Lines;
use crate::domain::contact::entries::MAX_ENTRIES;
use crate::domain::contact::phone::PhoneLabel;
use crate::domain::id::ContactId;
use crate::ui::kit::field::{Choice, Kind, TextField};
use crate::ui::kit::focus;
use crate::ui::kit::icon::{Glyph, Icon};
use crate::ui::kit::known::{Asked, Known};
use crate::ui::kit::live::{memo, part, text, when};

/// The box of the last line.
const LAST: &str = "[role=group]:nth-last-of-type(1) input";

/// How the boxes of one sort are called and what they take.
#[derive(Clone, Copy)]
struct Sort {
    asked: Asked,
    kind: Kind,
    name: &'static str,
    primary: &'static str,
    another: &'static str,
    full: &'static str,
}

const EMAIL: Sort = Sort {
    asked: Asked::Email,
    kind: Kind::Email,
    name: "Email",
    primary: "Primary email",
    another: "Add another email",
    full: "emails",
};

const PHONE: Sort = Sort {
    asked: Asked::Phone,
    kind: Kind::Phone,
    name: "Phone",
    primary: "Primary phone",
    another: "Add phone number",
    full: "phones",
};

/// The emails.
pub fn emails(form: Form, required: bool, ways: Ways) -> AnyView {
    view! { <Reach sort=EMAIL lines=form.emails required ways/> }.into_any()
}

/// The phones.
pub fn phones(form: Form, required: bool, ways: Ways) -> AnyView {
    view! { <Reach sort=PHONE lines=form.phones required ways/> }.into_any()
}

#[component]
fn Reach(sort: Sort, lines: Lines, required: bool, ways: Ways) -> impl IntoView {
    let frame = NodeRef::<html::Div>::new();
    let add = move |_| {
        lines.add();
        focus_last(frame);
    };
    let remove = Callback::new(move |at: usize| {
        lines.remove(at);
        focus_last(frame);
    });
    let has_room = memo(move || lines.has_room());
    let more = part(move || {
        Some(match has_room.get() {
            true => view! {
                <button type="button" class="btn quiet add" on:click=add>
                    <Icon glyph=Glyph::Plus/>{sort.another}
                </button>
            }
            .into_any(),
            false => {
                let full = format!("A contact has room for {MAX_ENTRIES} {}.", sort.full);
                view! { <p class="faint" role="status">{full}</p> }.into_any()
            }
        })
    });
    let line = move |at| view! { <Entry sort lines at required remove ways/> }.into_any();

    view! {
        <div class="reach" node_ref=frame>
            <For each=move || 0..lines.count() key=|at| *at children=line/>
            {more}
        </div>
    }
    .into_any()
}

/// One email or phone.
#[component]
fn Entry(
    sort: Sort,
    lines: Lines,
    at: usize,
    required: bool,
    remove: Callback<usize>,
    ways: Ways,
) -> impl IntoView {
    let line = lines.line(at);
    let name = match at {
        0 => sort.name.to_owned(),
        _ => format!("{} {}", sort.name, at + 1),
    };
    let is_several = memo(move || lines.count() > 1);
    let star = when(
        move || is_several.get(),
        move || {
            view! {
                <button
                    type="button"
                    class="btn quiet icon-only star"
                    aria-label=sort.primary
                    title=sort.primary
                    aria-pressed=text(move || lines.is_primary(at).to_string())
                    on:click=move |_| lines.make_primary(at)
                >
                    {text(move || if lines.is_primary(at) { "★" } else { "☆" }.to_owned())}
                </button>
            }
            .into_any()
        },
    );
    let gone = name.clone();
    let cross = when(
        move || is_several.get(),
        move || {
            view! {
                <button
                    type="button"
                    class="btn quiet icon-only"
                    aria-label=format!("Remove {}", gone.to_lowercase())
                    on:click=move |_| remove.run(at)
                >
                    <Icon glyph=Glyph::Cross/>
                </button>
            }
            .into_any()
        },
    );
    let has_label = sort.asked == Asked::Phone;
    let label = has_label.then(|| {
        let options = Signal::derive(move || free_labels(lines, at));
        view! { <Choice label="Label" options value=line.label/> }.into_any()
    });
    let go = Callback::new(move |id: ContactId| ways.leave.run((Some(id), Some(line.value))));

    view! {
        <div role="group" aria-label=name.clone()>
            <div class="reach-line" class:with-label=has_label>
                <TextField label=name.clone() value=line.value error=line.error kind=sort.kind required=required && at == 0/>
                {label}
                <span class="ends">{star}{cross}</span>
            </div>
            <Known asked=sort.asked value=line.value on_open=go on_merge=ways.merge/>
        </div>
    }
    .into_any()
}

/// The labels that no other phone has.
fn free_labels(lines: Lines, at: usize) -> Vec<String> {
    let others = (0..lines.count()).filter(|other| *other != at);
    let taken: Vec<String> = others.map(|other| lines.line(other).label.get()).collect();
    let names = PhoneLabel::ALL.iter().map(|label| label.name().to_owned());
    names.filter(|name| !taken.contains(name)).collect()
}

/// Puts the focus into the last box, which may still have to be drawn.
fn focus_last(frame: NodeRef<html::Div>) {
    request_animation_frame(move || {
        if let Some(frame) = frame.try_get_untracked().flatten() {
            focus::give_first(&frame, LAST);
        }
    });
}
