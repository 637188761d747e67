//! Buttons below a text box of several texts with commas between them, each of which puts one of them in.

use leptos::html;
use leptos::prelude::*;
use web_sys::HtmlElement;
use web_sys::wasm_bindgen::JsCast;

use super::live::part;
use crate::domain::search::fold::fold;

/// As many as can be taken in at a glance.
const MOST: usize = 6;

/// A text box with what can follow in it below.
#[component]
pub fn Suggested(
    /// What is suggested, as the group of buttons is called.
    name: &'static str,
    /// The text of the box.
    value: RwSignal<String>,
    /// The whole texts that it could become.
    offered: Signal<Vec<String>>,
    /// The box.
    children: Children,
) -> impl IntoView {
    let frame = NodeRef::<html::Div>::new();
    let take = move |text: String| {
        value.set(text);
        // The button is gone now; typing goes on.
        let input = frame.get_untracked().and_then(|frame| frame.query_selector("input").ok()?);
        if let Some(input) = input.and_then(|input| input.dyn_into::<HtmlElement>().ok()) {
            let _ = input.focus();
        }
    };
    let button = move |text: String| {
        let shown = last(&text).to_owned();
        view! {
            <button type="button" class="tag" on:click=move |_| take(text.clone())>{shown}</button>
        }
        .into_any()
    };
    let buttons = part(move || {
        let typed = value.with(|typed| fold(last(typed)));
        let fits = |text: &String| {
            let one = fold(last(text));
            one != typed && one.contains(&typed)
        };
        let fitting: Vec<String> = offered.get().into_iter().filter(fits).take(MOST).collect();
        if fitting.is_empty() {
            return None;
        }
        let buttons = fitting.into_iter().map(button).collect_view();
        Some(
            view! { <div class="suggested" role="group" aria-label=name>{buttons}</div> }
                .into_any(),
        )
    });

    view! { <div class="field" node_ref=frame>{children()}{buttons}</div> }.into_any()
}

/// What stands behind the last comma.
fn last(text: &str) -> &str {
    text.rsplit(',').next().unwrap_or_default().trim()
}
