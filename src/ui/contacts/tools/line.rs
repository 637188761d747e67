//! One condition in the editor: field, operator, value.

use leptos::prelude::*;

use super::filter::{Editor, Line};
use crate::domain::filter::draft::Draft;
use crate::domain::filter::field::Field;
use crate::domain::filter::operator::{Operator, Takes};
use crate::domain::filter::sentence::MONTHS;
use crate::state::locale::number;
use crate::state::use_app;
use crate::ui::kit::icon::{Glyph, Icon};
use crate::ui::kit::live::{flag, maybe, part, text};

/// The most values to offer as buttons.
const OFFERED: usize = 12;

/// Three boxes, and a button that takes the condition out.
#[component]
pub fn EditLine(
    /// The editor that it stands in.
    editor: Editor,
    /// The condition.
    line: Line,
) -> impl IntoView {
    let remove = view! {
        <button type="button" class="btn quiet icon-only" aria-label="Remove condition" on:click=move |_| editor.remove(line)>
            <Icon glyph=Glyph::Cross/>
        </button>
    };
    if let Some(unknown) = line.unknown.get_value() {
        let words = unknown.sentence(&crate::state::locale::date);
        return view! { <div class="line"><p class="chip bad"><span class="words">{words}</span></p>{remove}</div> }.into_any();
    }
    let draft = line.draft;
    let field = Memo::new(move |_| draft.with(|draft| draft.field.clone()));
    let takes = Memo::new(move |_| draft.with(Draft::takes));
    let offered = part(move || Some(offered(line, &field.get(), takes.get())));

    view! {
        <div class="line">
            <FieldBox draft/>
            {part(move || Some(view! { <OperatorBox draft field=field.get()/> }.into_any()))}
            {remove}
            {part(move || Some(value(line, takes.get())))}
            {offered}
            {part(move || line.error.get().map(|text| view! { <span class="wrong" role="alert">{text}</span> }.into_any()))}
        </div>
    }
    .into_any()
}

#[component]
fn FieldBox(draft: RwSignal<Draft>) -> impl IntoView {
    let definitions = use_app().workspace.definitions();
    let fields: Vec<Field> = definitions.with_untracked(|known| Field::all(known).collect());
    let option = |field: &Field| {
        let key = field.key();
        let is_chosen = draft.with_untracked(|draft| draft.field == *field);
        view! { <option value=key selected=is_chosen>{field.label().to_owned()}</option> }
            .into_any()
    };
    let choose = move |key: String| {
        if let Some(field) = definitions.with_untracked(|known| Field::named(&key, known)) {
            draft.update(|draft| draft.set_field(field));
        }
    };
    view! {
        <select class="line-field" aria-label="Field" on:change:target=move |event| choose(event.target().value())>
            {fields.iter().map(option).collect_view()}
        </select>
    }
}

#[component]
fn OperatorBox(draft: RwSignal<Draft>, field: Field) -> impl IntoView {
    let kind = field.kind();
    let operators: Vec<Operator> = Operator::of(kind).collect();
    let option = |(at, operator): (usize, &Operator)| {
        let own = *operator;
        let is_chosen = flag(move || draft.with(|draft| draft.operator == own));
        view! { <option value=at.to_string() selected=is_chosen>{operator.label(kind)}</option> }
            .into_any()
    };
    let options = operators.iter().enumerate().map(option).collect_view();
    let choose = move |at: String| {
        let operator = at.parse::<usize>().ok().and_then(|at| operators.get(at).copied());
        if let Some(operator) = operator {
            draft.update(|draft| draft.set_operator(operator));
        }
    };
    view! {
        <select aria-label="Operator" on:change:target=move |event| choose(event.target().value())>
            {options}
        </select>
    }
}

/// The boxes for a value of this form.
fn value(line: Line, takes: Takes) -> AnyView {
    let one = |kind, name| input(line, kind, name, false);
    let two = |kind| {
        view! { {input(line, kind, "Value", false)} <span class="joint">"and"</span> {input(line, kind, "Second value", true)} }.into_any()
    };
    match takes {
        Takes::Nothing => ().into_any(),
        Takes::Text | Takes::Texts => one("text", "Value"),
        Takes::Number => one("number", "Value"),
        Takes::Days => one("number", "Days"),
        Takes::Date => one("date", "Value"),
        Takes::Numbers => two("number"),
        Takes::Dates => two("date"),
        Takes::Month => months(line),
    }
}

fn input(line: Line, kind: &'static str, name: &'static str, is_second: bool) -> AnyView {
    let read = move || {
        line.draft.with(|draft| if is_second { draft.second.clone() } else { draft.first.clone() })
    };
    let write = move |typed: String| {
        line.error.set(None);
        line.draft.update(|draft| {
            *(if is_second { &mut draft.second } else { &mut draft.first }) = typed
        });
    };
    // Days are what the operator's own words are about.
    let label = if name == "Days" { "Value" } else { name };
    view! {
        <input
            class="value"
            type=kind
            min=(name == "Days").then_some("0")
            step=(kind == "number" && name != "Days").then_some("any")
            aria-label=label
            aria-invalid=maybe(move || line.error.with(Option::is_some).then(|| "true".to_owned()))
            autocomplete="off"
            dir="auto"
            prop:value=text(read)
            on:input:target=move |event| write(event.target().value())
        />
    }
    .into_any()
}

fn months(line: Line) -> AnyView {
    let option = |(at, name): (usize, &&'static str)| {
        let value = (at + 1).to_string();
        let own = value.clone();
        let is_chosen = flag(move || line.draft.with(|draft| draft.first == own));
        view! { <option value=value selected=is_chosen>{*name}</option> }.into_any()
    };
    let choose = move |month: String| {
        line.error.set(None);
        line.draft.update(|draft| draft.first = month);
    };
    view! {
        <select class="value" aria-label="Value" on:change:target=move |event| choose(event.target().value())>
            <option value="">"Choose a month"</option>
            {MONTHS.iter().enumerate().map(option).collect_view()}
        </select>
    }
    .into_any()
}

/// The values that contacts have, the most frequent first, to be chosen by a click.
fn offered(line: Line, field: &Field, takes: Takes) -> AnyView {
    if !matches!(takes, Takes::Text | Takes::Texts) {
        return ().into_any();
    }
    let book = use_app().book;
    let values = book.contacts().with_untracked(|contacts| contacts.columns().values(field));
    let button = |value: &crate::domain::columns::coded::Counted| {
        let (shown, counted) = (value.text.clone(), number(value.count as usize));
        let (own, toggled) = (value.text.clone(), value.text.clone());
        let is_pressed = text(move || line.draft.with(|draft| draft.has_text(&own)).to_string());
        let toggle = move |_| {
            line.error.set(None);
            line.draft.update(|draft| draft.toggle_text(&toggled));
        };
        view! {
            <button type="button" class="tag offer" aria-pressed=is_pressed on:click=toggle>
                <bdi>{shown}</bdi>" "<span class="num">{counted}</span>
            </button>
        }
        .into_any()
    };
    view! { <div class="offers">{values.iter().take(OFFERED).map(button).collect_view()}</div> }
        .into_any()
}
