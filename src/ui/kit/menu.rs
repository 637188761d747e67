//! A button that opens a short list of actions.

use std::borrow::Cow;

use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;
use web_sys::HtmlElement;

use super::focus;
use super::icon::{Glyph, Icon};
use super::live::{text, watch, when};

/// One action of a menu.
#[derive(Clone)]
pub struct Item {
    /// Its name.
    pub name: Cow<'static, str>,
    /// What it does.
    pub action: Callback<()>,
}

/// A button, and the actions behind it.
#[component]
pub fn Menu(
    /// The button's name.
    name: &'static str,
    /// The actions, read when the menu opens.
    #[prop(into)]
    items: Signal<Vec<Item>>,
    /// What the button shows.
    #[prop(default = Glyph::Dots)]
    glyph: Glyph,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let list = NodeRef::<html::Div>::new();
    let button = NodeRef::<html::Button>::new();
    let close = move || {
        open.set(false);
        if let Some(button) = button.get_untracked() {
            let _ = button.focus();
        }
    };
    // Not `on_load`, which stops the program when its element comes a second time.
    watch(move || {
        if let Some(list) = list.get() {
            focus_child(&list, 0);
        }
    });
    let press = move |event: KeyboardEvent| {
        let Some(list) = list.get_untracked() else { return };
        let count = list.child_element_count();
        let at = focused_child(&list).unwrap_or(0);
        match event.key().as_str() {
            "ArrowDown" => focus_child(&list, (at + 1) % count),
            "ArrowUp" => focus_child(&list, (at + count - 1) % count),
            "Home" => focus_child(&list, 0),
            "End" => focus_child(&list, count - 1),
            "Escape" => close(),
            "Tab" => return open.set(false),
            _ => return,
        }
        event.prevent_default();
    };
    let entry = move |item: Item| {
        let act = move |_| {
            close();
            item.action.run(());
        };
        // In a form any other type would send it.
        view! { <button type="button" role="menuitem" tabindex="-1" on:click=act>{item.name}</button> }
    };

    view! {
        <div class="menu">
            <button
                type="button"
                node_ref=button
                class="btn quiet icon-only"
                aria-label=name
                title=name
                aria-haspopup="menu"
                aria-expanded=text(move || open.get().to_string())
                on:click=move |_| open.update(|open| *open = !*open)
            >
                <Icon glyph/>
            </button>
            {when(move || open.get(), move || view! {
                <div class="scrim-clear" on:click=move |_| close()></div>
                <div class="menu-list" role="menu" aria-label=name node_ref=list on:keydown=press>
                    {items.get().into_iter().map(entry).collect_view()}
                </div>
            }.into_any())}
        </div>
    }
}

fn focus_child(list: &HtmlElement, at: u32) {
    focus::give(list.children().item(at));
}

fn focused_child(list: &HtmlElement) -> Option<u32> {
    let active = document().active_element()?;
    (0..list.child_element_count()).find(|at| list.children().item(*at).as_ref() == Some(&active))
}
