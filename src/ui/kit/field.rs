//! A text box with its label, and with what is wrong about it beside it.

use std::sync::atomic::{AtomicU32, Ordering};

use leptos::prelude::*;

use super::live::{flag, maybe, part, text};

/// How a text box helps with typing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Any text.
    Text,
    /// An email address.
    Email,
    /// A phone number.
    Phone,
}

impl Kind {
    const fn input_type(self) -> &'static str {
        match self {
            // Not `email`: browsers rewrite what is typed there, and refuse in their own words.
            Self::Text | Self::Email => "text",
            Self::Phone => "tel",
        }
    }

    const fn input_mode(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Email => "email",
            Self::Phone => "tel",
        }
    }
}

/// A labelled text box.
#[component]
pub fn TextField(
    /// The label, and the accessible name.
    label: &'static str,
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
    #[prop(default = Vec::new())]
    offered: Vec<String>,
    /// What leaving it after a change does.
    #[prop(default = Callback::new(|()| ()))]
    on_leave: Callback<()>,
) -> impl IntoView {
    let id = fresh_id();
    let error_id = format!("{id}-error");
    let described_by = {
        let error_id = error_id.clone();
        maybe(move || error.with(Option::is_some).then(|| error_id.clone()))
    };
    let typed = move |typed: String| {
        value.set(typed);
        error.set(None);
    };
    let list_id = (!offered.is_empty()).then(|| format!("{id}-list"));
    let list = list_id.clone().map(|id| {
        let option = |text: String| view! { <option value=text></option> }.into_any();
        view! { <datalist id=id>{offered.into_iter().map(option).collect_view()}</datalist> }
            .into_any()
    });
    // The browser says `change` too when it takes the box away; its owner may be gone by then.
    let leave = move || on_leave.try_run(());

    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <input
                id=id
                type=kind.input_type()
                inputmode=kind.input_mode()
                autocomplete="off"
                placeholder=hint
                list=list_id
                dir="auto"
                prop:value=text(move || value.get())
                on:input:target=move |event| typed(event.target().value())
                on:change=move |_| {
                    leave();
                }
                aria-invalid=maybe(move || error.with(Option::is_some).then(|| "true".to_owned()))
                aria-describedby=described_by
            />
            {list}
            {part(move || error.get().map(|text| {
                view! { <span class="wrong" id=error_id.clone() role="alert">{text}</span> }.into_any()
            }))}
        </div>
    }
}

/// A labelled choice.
#[component]
pub fn Choice(
    /// The label, and the accessible name.
    label: &'static str,
    /// The choices that are offered beside the current one.
    options: &'static [&'static str],
    /// What is chosen; empty for none.
    value: RwSignal<String>,
    /// What choosing does.
    #[prop(default = Callback::new(|()| ()))]
    on_leave: Callback<()>,
) -> impl IntoView {
    let id = fresh_id();
    let own = move || value.with(|value| !value.is_empty() && !options.contains(&value.as_str()));
    let choose = move |choice: String| {
        value.set(choice);
        on_leave.run(());
    };
    let option = move |text: String| {
        let shown = text.clone();
        let is_chosen = {
            let text = text.clone();
            flag(move || value.with(|value| *value == text))
        };
        view! { <option value=text selected=is_chosen>{shown}</option> }.into_any()
    };

    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <select id=id on:change:target=move |event| choose(event.target().value())>
                <option value="" selected=flag(move || value.with(String::is_empty))>"None"</option>
                {options.iter().map(|text| option((*text).to_owned())).collect_view()}
                {part(move || own().then(|| option(value.get())))}
            </select>
        </div>
    }
}

/// An id that no other field of the page has: a form may lie over a page with the same fields.
fn fresh_id() -> String {
    static LAST: AtomicU32 = AtomicU32::new(0);
    format!("field-{}", LAST.fetch_add(1, Ordering::Relaxed))
}
