//! The form for a new contact: which fields it shows, in what order, and which of them it needs.

use leptos::prelude::*;

use super::arrows::{Arrows, Place, is, places};
use super::layout_preview::Preview;
use crate::domain::workspace::Workspace;
use crate::domain::workspace::edit::shift;
use crate::domain::workspace::form::FormEntry;
use crate::state::workspace::edit::Define;
use crate::state::{App, use_app};
use crate::ui::kit::live::{part, text, when};

/// A field of the form as its row shows it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Line {
    /// Its key in the layout.
    pub key: String,
    /// What it is called.
    pub label: String,
    /// Whether a new contact needs it.
    pub required: bool,
    /// Whether its own definition says so, so that the form cannot do without.
    is_fixed: bool,
    /// Whether a new contact may be made to need it.
    is_requirable: bool,
}

/// The rows, the fields that are left out, and what the form looks like.
#[component]
pub fn Layout() -> impl IntoView {
    let app = use_app();
    let lines = Memo::new(move |_| lines(app));
    let count = Signal::derive(move || lines.with(Vec::len));
    let others = part(move || {
        let shown = lines.get();
        let others = others(app, &shown).into_iter().map(|line| other(app, line));
        Some(others.collect_view().into_any())
    });

    view! {
        <section class="part" aria-labelledby="form-layout">
            <h3 id="form-layout">"Add contact"</h3>
            <p class="muted">"What the form for a new contact shows. The other fields stand below it under “More fields”."</p>
            <div class="layout">
                <div>
                    <ol class="rows" aria-label="Fields of Add contact">
                        {places(count, move |at| row(app, lines, count, at))}
                    </ol>
                    <h4>"Left out"</h4>
                    <ul class="rows two" aria-label="Fields left out">{others}</ul>
                </div>
                <Preview lines/>
            </div>
        </section>
    }
    .into_any()
}

fn row(app: App, lines: Memo<Vec<Line>>, count: Signal<usize>, at: usize) -> AnyView {
    let line = Memo::new(move |_| lines.with(|lines| lines.get(at).cloned().unwrap_or_default()));
    let name = Signal::derive(move || line.with(|line| line.label.clone()));
    let is_fixed = Signal::derive(move || line.with(|line| line.is_fixed));
    let is_requirable = move || line.with(|line| line.is_requirable);
    let cannot_go = Signal::derive(move || is_fixed.get() || count.get() < 2);
    let on_move = Callback::new(move |(at, by): (usize, isize)| {
        let done = format!("“{}” was moved.", name.get_untracked());
        change(app, done, move |form| shift(form, at, by));
    });
    let leave_out = move |_| {
        let done = format!("“{}” was left out.", name.get_untracked());
        change(app, done, move |form| drop(form.remove(at)));
    };
    let require = move |is_needed: bool| {
        let not = if is_needed { "" } else { " not" };
        let done = format!("“{}” is{not} required now.", name.get_untracked());
        change(app, done, move |form| {
            form.iter_mut().skip(at).take(1).for_each(|(_, required)| *required = is_needed);
        });
    };
    let required = move || {
        view! {
            <label class="check">
                <input
                    type="checkbox"
                    aria-label=text(move || format!("Require {}", name.get()))
                    prop:checked=is(Signal::derive(move || line.with(|line| line.required)))
                    disabled=is(is_fixed)
                    on:change:target=move |event| require(event.target().checked())
                />
                <span aria-hidden="true">"Required"</span>
            </label>
        }
        .into_any()
    };
    let place = Place { list: "layout", at, count, name, on_move };

    view! {
        <li class="row" on:keydown=move |event| place.press(&event)>
            <label class="check grow">
                <input
                    type="checkbox"
                    aria-label=text(move || format!("Show {}", name.get()))
                    prop:checked=is(Signal::derive(move || { line.track(); true }))
                    disabled=is(cannot_go)
                    on:change=leave_out
                />
                <span dir="auto">{text(move || name.get())}</span>
            </label>
            {when(is_requirable, required)}
            <Arrows place/>
        </li>
    }
    .into_any()
}

/// A field that the form leaves out.
fn other(app: App, line: Line) -> AnyView {
    let Line { key, label, .. } = line;
    let name = label.clone();
    let show = move |_| {
        let key = key.clone();
        change(app, format!("“{name}” is shown now."), move |form| form.push((key, false)));
    };
    view! {
        <li class="row">
            <label class="check grow">
                <input type="checkbox" aria-label=format!("Show {label}") on:change=show/>
                <span dir="auto">{label}</span>
            </label>
        </li>
    }
    .into_any()
}

fn change(app: App, done: String, change: impl FnOnce(&mut Vec<(String, bool)>) + 'static) {
    let fields = app.workspace.fields().get_untracked();
    let lay_out = move |settings: &mut Workspace| {
        let mut form = settings.laid_out(&fields);
        change(&mut form);
        settings.set_form(form);
    };
    app.define(done, Define::settings(|now, before| now.form.clone_from(&before.form), lay_out));
}

fn lines(app: App) -> Vec<Line> {
    app.workspace.fields().with(|fields| {
        app.workspace.settings().with(|settings| {
            settings.form(fields).iter().map(|(entry, required)| line(entry, *required)).collect()
        })
    })
}

fn others(app: App, shown: &[Line]) -> Vec<Line> {
    app.workspace.fields().with(|fields| {
        let all = FormEntry::all(fields).map(|entry| line(&entry, false));
        all.filter(|line| shown.iter().all(|known| known.key != line.key)).collect()
    })
}

fn line(entry: &FormEntry<'_>, required: bool) -> Line {
    Line {
        key: entry.key(),
        label: entry.label().to_owned(),
        required,
        is_fixed: entry.is_required(),
        is_requirable: entry.is_requirable(),
    }
}
