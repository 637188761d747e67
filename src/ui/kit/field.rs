//! A text box with its label, and with what is wrong about it beside it.

use std::sync::atomic::{AtomicU32, Ordering};

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::live::{flag, maybe, part, text};
use super::suggest::{Suggest, Suggestion};

/// How a text box helps with typing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Any text on one line.
    Text,
    /// Any text, with its lines.
    Long,
    /// An email address.
    Email,
    /// A phone number.
    Phone,
    /// A web address.
    Url,
    /// A number.
    Number,
    /// A day.
    Date,
    /// A time of day.
    Time,
    /// The name that somebody signs in with.
    UserName,
    /// What somebody signs in with, which nobody else shall see.
    Password,
}

impl Kind {
    const fn input_type(self) -> &'static str {
        match self {
            Self::Phone => "tel",
            Self::Date => "date",
            Self::Time => "time",
            Self::Password => "password",
            // Not `email`, `url` and `number`: browsers rewrite what is typed there, and refuse in their own words.
            _ => "text",
        }
    }

    const fn input_mode(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Phone => "tel",
            Self::Url => "url",
            Self::Number => "decimal",
            _ => "text",
        }
    }

    /// What the browser may fill in.
    const fn autocomplete(self) -> &'static str {
        match self {
            Self::UserName => "username",
            Self::Password => "current-password",
            _ => "off",
        }
    }

    /// Which way its text runs: names of accounts and passwords always run one way.
    const fn direction(self) -> &'static str {
        match self {
            Self::UserName | Self::Password => "ltr",
            _ => "auto",
        }
    }
}

/// A labelled text box.
#[component]
pub fn TextField(
    /// The label, and the accessible name.
    #[prop(into)]
    label: String,
    /// What is in it.
    value: RwSignal<String>,
    /// What is wrong with it.
    error: RwSignal<Option<String>>,
    /// How it helps with typing.
    #[prop(default = Kind::Text)]
    kind: Kind,
    /// A word about what to type.
    #[prop(default = "")]
    hint: &'static str,
    /// Texts to choose from while typing.
    #[prop(default = None)]
    offered: Option<Signal<Vec<String>>>,
    /// Texts that are suggested under the box, which stays a plain text box.
    #[prop(default = None)]
    suggested: Option<Signal<Vec<Suggestion>>>,
    /// Whether a form is not complete without it.
    #[prop(default = false)]
    required: bool,
    /// What leaving it after a change does.
    #[prop(default = Callback::new(|()| ()))]
    on_leave: Callback<()>,
    /// What stands under the box.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let id = fresh_id();
    let error_id = format!("{id}-error");
    let described_by = {
        let error_id = error_id.clone();
        maybe(move || error.with(Option::is_some).then(|| error_id.clone()))
    };
    let invalid = maybe(move || error.with(Option::is_some).then(|| "true".to_owned()));
    let suggest = suggested.map(|suggested| Suggest::new(suggested, value, on_leave));
    let suggest_id = format!("{id}-suggestions");
    let active = {
        let id = suggest_id.clone();
        maybe(move || suggest.and_then(|suggest| suggest.active(&id)))
    };
    let typed = move |typed: String| {
        value.set(typed);
        error.set(None);
        if let Some(suggest) = suggest {
            suggest.typed();
        }
    };
    let press = move |event: KeyboardEvent| {
        if let Some(suggest) = suggest {
            suggest.press(&event);
        }
    };
    let blur = move || {
        if let Some(suggest) = suggest {
            suggest.close();
        }
    };
    let list_id = offered.map(|_| format!("{id}-list"));
    let list = list_id.clone().zip(offered).map(|(id, offered)| options(id, offered));
    // The browser says `change` too when it takes the box away; its owner may be gone by then.
    let leave = move || {
        on_leave.try_run(());
    };
    let content = text(move || value.get());
    let needed = required.then_some("true");
    let input = match kind {
        Kind::Long => view! {
            <textarea
                id=id.clone()
                rows="4"
                autocomplete="off"
                dir="auto"
                prop:value=content
                on:input:target=move |event| typed(event.target().value())
                on:change=move |_| leave()
                aria-required=needed
                aria-invalid=invalid
                aria-describedby=described_by
            ></textarea>
        }
        .into_any(),
        _ => view! {
            <input
                id=id.clone()
                type=kind.input_type()
                inputmode=kind.input_mode()
                autocomplete=kind.autocomplete()
                placeholder=hint
                list=list_id
                dir=kind.direction()
                prop:value=content
                on:input:target=move |event| typed(event.target().value())
                on:change=move |_| leave()
                on:keydown=press
                on:blur=move |_| blur()
                aria-activedescendant=active
                aria-required=needed
                aria-invalid=invalid
                aria-describedby=described_by
            />
        }
        .into_any(),
    };

    view! {
        <div class="field">
            <label for=id>{label}{needed.map(|_| star())}</label>
            {input}
            {list}
            {suggest.map(|suggest| suggest.list(suggest_id))}
            {children.map(|children| children())}
            {part(move || error.get().map(|text| {
                view! { <span class="wrong" id=error_id.clone() role="alert">{text}</span> }.into_any()
            }))}
        </div>
    }
}

/// The sign beside the label of a field that a form needs; assistive technology hears it from the field.
fn star() -> AnyView {
    view! { <span class="needed" aria-hidden="true">" *"</span> }.into_any()
}

/// Texts that a box offers while one types.
fn options(id: String, offered: Signal<Vec<String>>) -> AnyView {
    let options = part(move || {
        let option = |text: String| view! { <option value=text></option> }.into_any();
        Some(offered.get().into_iter().map(option).collect_view().into_any())
    });
    view! { <datalist id=id>{options}</datalist> }.into_any()
}

/// A labelled choice.
#[component]
pub fn Choice(
    /// The label, and the accessible name.
    #[prop(into)]
    label: String,
    /// The choices that are offered beside the current one.
    options: Signal<Vec<String>>,
    /// What is chosen; empty for none.
    value: RwSignal<String>,
    /// Whether a form is not complete without it.
    #[prop(default = false)]
    required: bool,
    /// What is wrong with it.
    #[prop(optional)]
    error: RwSignal<Option<String>>,
    /// What choosing does.
    #[prop(default = Callback::new(|()| ()))]
    on_leave: Callback<()>,
) -> impl IntoView {
    let id = fresh_id();
    let error_id = format!("{id}-error");
    let described_by = {
        let error_id = error_id.clone();
        maybe(move || error.with(Option::is_some).then(|| error_id.clone()))
    };
    let invalid = maybe(move || error.with(Option::is_some).then(|| "true".to_owned()));
    let choose = move |choice: String| {
        value.set(choice);
        error.set(None);
        on_leave.run(());
    };
    let option = move |text: String| {
        let shown = text.clone();
        let is_chosen = {
            let text = text.clone();
            flag(move || value.with(|value| *value == text))
        };
        view! { <option value=text prop:selected=is_chosen>{shown}</option> }.into_any()
    };
    let own = move || {
        let own = value.get();
        (!own.is_empty() && options.with(|options| !options.contains(&own))).then_some(own)
    };
    let needed = required.then_some("true");

    view! {
        <div class="field">
            <label for=id.clone()>{label}{needed.map(|_| star())}</label>
            <select
                id=id
                aria-required=needed
                aria-invalid=invalid
                aria-describedby=described_by
                on:change:target=move |event| choose(event.target().value())
            >
                <option value="" prop:selected=flag(move || value.with(String::is_empty))>"None"</option>
                {part(move || Some(options.get().into_iter().map(option).collect_view().into_any()))}
                {part(move || own().map(option))}
            </select>
            {part(move || error.get().map(|text| {
                view! { <span class="wrong" id=error_id.clone() role="alert">{text}</span> }.into_any()
            }))}
        </div>
    }
}

/// An id that no other field of the page has: a form may lie over a page with the same fields.
fn fresh_id() -> String {
    static LAST: AtomicU32 = AtomicU32::new(0);
    format!("field-{}", LAST.fetch_add(1, Ordering::Relaxed))
}
