//! The dialog **Columns**: which ones, in what order, how wide. Changes show in the list at once, and belong to it when
//! it is saved.

use leptos::prelude::*;

use crate::domain::filter::field::Field;
use crate::state::list::{Columns, List};
use crate::state::{App, use_app};
use crate::ui::contacts::head::title;
use crate::ui::kit::dialog::Dialog;
use crate::ui::kit::icon::{Glyph, Icon};
use crate::ui::kit::live::part;

/// The dialog.
#[component]
pub fn ChooseColumns() -> impl IntoView {
    let App { list, workspace, .. } = use_app();
    let definitions = workspace.definitions();
    let close = move || list.tool.set(None);
    let lines = part(move || {
        let chosen = list.columns();
        let count = chosen.len();
        let definitions = definitions.get();
        let others =
            Field::all(&definitions).filter(|field| chosen.iter().all(|(own, _)| own != field));
        let others: Vec<AnyView> = others.map(|field| other(list, field)).collect();
        let chosen = chosen
            .into_iter()
            .enumerate()
            .map(|(at, (field, width))| view! { <Chosen at count field width/> }.into_any());
        Some(
            view! {
                <ol class="columns" aria-label="Shown">{chosen.collect_view()}</ol>
                <h3>"Others"</h3>
                <ul class="columns" aria-label="Others">{others}</ul>
            }
            .into_any(),
        )
    });
    let reset = move |_| {
        let usual: Columns = list.columns().into_iter().map(|(field, _)| (field, None)).collect();
        list.set_columns(&usual);
    };

    view! {
        <Dialog name="Columns" class="sheet" on_cancel=close>
            <form method="dialog" on:submit=move |event| { event.prevent_default(); close(); }>
                <header>
                    <h2 class="grow">"Columns"</h2>
                    <button type="button" class="btn quiet icon-only" aria-label="Close" on:click=move |_| close()>
                        <Icon glyph=Glyph::Cross/>
                    </button>
                </header>
                <div class="form">{lines}</div>
                <footer>
                    <button type="button" class="btn quiet" on:click=reset>"Usual widths"</button>
                    <span class="grow"></span>
                    <button class="btn primary">"Done"</button>
                </footer>
            </form>
        </Dialog>
    }
}

/// A column that is shown.
#[component]
fn Chosen(at: usize, count: usize, field: Field, width: Option<u32>) -> impl IntoView {
    let list = use_app().list;
    let label = title(&field).to_owned();
    let is_name = field == Field::Name;
    let (moved, removed) = (
        move |to: usize| move_to(list, at, to),
        move |_| change(list, |columns| drop(columns.remove(at))),
    );
    let sized = field.clone();
    let set_width = move |typed: String| match typed.trim().parse::<u32>() {
        Ok(width) => list.set_width(&sized, width.clamp(60, 1_000)),
        Err(_) => change(list, |columns| {
            columns.iter_mut().filter(|(own, _)| *own == sized).for_each(|(_, width)| *width = None)
        }),
    };
    let arrow = move |name: String, to: usize, glyph: &'static str, is_off: bool| {
        view! {
            <button type="button" class="btn quiet icon-only small" aria-label=name disabled=is_off on:click=move |_| moved(to)>
                {glyph}
            </button>
        }
        .into_any()
    };
    view! {
        <li>
            <label class="grow">
                <input type="checkbox" checked=true disabled=is_name on:change=removed/>
                {label.clone()}
            </label>
            <input
                class="width"
                type="number"
                min="60"
                max="1000"
                placeholder="Auto"
                aria-label=format!("Width of {label}")
                prop:value=width.map(|width| width.to_string()).unwrap_or_default()
                on:change:target=move |event| set_width(event.target().value())
            />
            {arrow(format!("Move {label} up"), at.saturating_sub(1), "↑", is_name || at <= 1)}
            {arrow(format!("Move {label} down"), at + 1, "↓", is_name || at + 1 >= count)}
        </li>
    }
}

/// A column that is not shown.
fn other(list: List, field: Field) -> AnyView {
    let label = title(&field).to_owned();
    let add = move |_| change(list, |columns| columns.push((field.clone(), None)));
    view! {
        <li><label class="grow"><input type="checkbox" on:change=add/>{label}</label></li>
    }
    .into_any()
}

fn change(list: List, change: impl FnOnce(&mut Columns)) {
    let mut columns = untrack(|| list.columns());
    change(&mut columns);
    list.set_columns(&columns);
}

fn move_to(list: List, at: usize, to: usize) {
    change(list, |columns| {
        if at < columns.len() && to < columns.len() {
            let column = columns.remove(at);
            columns.insert(to, column);
        }
    });
}
