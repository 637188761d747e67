//! The dialog **Export**: what of whom is written into which kind of file, and how far that has come.

use futures_util::future::{AbortHandle, Aborted, abortable};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::id::ContactId;
use crate::domain::listed::Listed;
use crate::domain::selection::Selection;
use crate::state::book::Phase;
use crate::state::chunk::chunk;
use crate::state::error;
use crate::state::export::{Form, Wanted};
use crate::state::list::{Tool, Whom};
use crate::state::locale::number;
use crate::state::{App, use_app};
use crate::ui::contacts::head::title;
use crate::ui::kit::dialog::Dialog;
use crate::ui::kit::live::{flag, memo, part, text, when};
use crate::ui::later::{Draw, Later, drawn};

/// The dialog, which is fetched when something is first exported.
pub static DIALOG: Later<Draw> = Later::new(|| Box::pin(dialog()));

chunk! { fn dialog() -> Draw as export { || view! { <Export/> }.into_any() } }

/// The dialog, for whom the wanted tool names.
pub fn draw(app: App) -> AnyView {
    drawn(&DIALOG, move || {
        app.list.tool.set(None);
        app.notices
            .refused("The export could not be loaded. Check the connection, then open it again.");
    })
}

/// The kinds of files: what each is called, and what it is good for.
const FORMS: [(Form, &str, &str); 3] = [
    (Form::Csv, "CSV", "For spreadsheets and other programs, and to come back by Import."),
    (Form::V4, "vCard 4.0", "Cards with pictures and notes, for newer address books."),
    (Form::V3, "vCard 3.0", "Cards with pictures and notes, for phones and older programs."),
];

#[component]
fn Export() -> impl IntoView {
    let app = use_app();
    let list = app.list;
    let whom = match list.tool.get_untracked() {
        Some(Tool::Export(whom)) => whom,
        _ => Whom::Listed,
    };
    let (form, is_all, is_marked) =
        (RwSignal::new(Form::Csv), RwSignal::new(true), RwSignal::new(true));
    let (done, refused) = (RwSignal::new(0), RwSignal::new(None::<String>));
    let running = RwSignal::new(None::<(AbortHandle, usize)>);
    let count = Memo::new(move |_| match whom {
        Whom::Selected => list.selection.with(Selection::len),
        Whom::Listed => list.visible().with(Listed::len),
    });
    let is_ready = memo(move || {
        let is_open = app.book.phase().get() != Phase::Opening;
        is_open && count.get() > 0 && running.with(Option::is_none)
    });
    let cancel = move || match running.get_untracked() {
        // The worker goes with what waits for it.
        Some((handle, _)) => handle.abort(),
        None => list.tool.set(None),
    };
    let start = move |event: SubmitEvent| {
        event.prevent_default();
        if !is_ready.get_untracked() {
            return;
        }
        let (ids, form) = (untrack(|| ids(app, whom)), form.get_untracked());
        let columns = (form == Form::Csv && !is_all.get_untracked()).then(|| columns(app));
        let wanted = Wanted { form, columns, is_marked: is_marked.get_untracked() };
        refused.set(None);
        done.set(0);
        let total = ids.len();
        let (work, handle) = abortable(app.export(ids, wanted, done));
        running.set(Some((handle, total)));
        spawn_local(async move {
            let outcome = work.await;
            running.try_set(None);
            match outcome {
                Ok(Ok((count, name))) => {
                    list.tool.set(None);
                    app.say_exported(count, &name);
                }
                Ok(Err(error)) => drop(refused.try_set(Some(error::job(&error)))),
                Err(Aborted) => {
                    refused.try_set(Some("The export was cancelled. No file was made.".to_owned()));
                }
            }
        });
    };
    let heading = text(move || match count.get() {
        1 => "Export 1 contact".to_owned(),
        count => format!("Export {} contacts", number(count)),
    });
    let hidden = text(move || match (whom, list.selected_out_of_sight()) {
        (Whom::Selected, 1..) if !list.is_incomplete() => format!(
            "Everybody who is selected, in the order of the list; {} who are not in it come last.",
            number(list.selected_out_of_sight())
        ),
        (Whom::Selected, _) => "Everybody who is selected, in the order of the list.".to_owned(),
        (Whom::Listed, _) => "Everybody in the list, in its order.".to_owned(),
    });

    view! {
        <Dialog name="Export" class="confirm export" on_cancel=cancel>
            <form novalidate on:submit=start>
                <div class="choices">
                    <h2>{heading}</h2>
                    <p class="intro muted">{hidden}</p>
                    <fieldset class="field" disabled=flag(move || running.with(Option::is_some))>
                        <legend>"Format"</legend>
                        {FORMS.into_iter().map(|kind| choice(form, kind)).collect_view()}
                    </fieldset>
                    {when(move || form.get() == Form::Csv, move || view! {
                        <Table is_all is_marked is_off=Signal::derive(move || running.with(Option::is_some))/>
                    }.into_any())}
                </div>
                <div class="said">
                    {part(move || refused.get().map(|text| {
                        view! { <p class="note warn" role="alert">{text}</p> }.into_any()
                    }))}
                    {when(move || running.with(Option::is_some), move || view! { <Running running done/> }.into_any())}
                </div>
                <footer>
                    <button type="button" class="btn quiet" on:click=move |_| cancel()>"Cancel"</button>
                    <button class="btn primary" disabled=flag(move || !is_ready.get())>"Export"</button>
                </footer>
            </form>
        </Dialog>
    }
    .into_any()
}

/// One kind of file.
fn choice(
    form: RwSignal<Form>,
    (kind, name, means): (Form, &'static str, &'static str),
) -> AnyView {
    option(name, means, "export-form", memo(move || form.get() == kind), move || form.set(kind))
}

/// One of several, with what it means.
fn option(
    name: &'static str,
    means: &'static str,
    group: &'static str,
    is_set: Memo<bool>,
    set: impl Fn() + 'static,
) -> AnyView {
    let set: Box<dyn Fn()> = Box::new(set);
    let id = format!("{group}-{}", name.replace(' ', "-"));
    view! {
        <div class="choice">
            <label class="check">
                <input
                    type="radio"
                    name=group
                    aria-describedby=id.clone()
                    prop:checked=flag(move || is_set.get())
                    on:change=move |_| set()
                />
                {name}
            </label>
            <p class="muted" id=id>{means}</p>
        </div>
    }
    .into_any()
}

/// What a table has, and how it is written.
#[component]
fn Table(is_all: RwSignal<bool>, is_marked: RwSignal<bool>, is_off: Signal<bool>) -> impl IntoView {
    let group = "export-columns";
    view! {
        <fieldset class="field" disabled=flag(move || is_off.get())>
            <legend>"Columns"</legend>
            {option(
                "All fields",
                "Every email and phone, custom fields too. Import reads it back as it was.",
                group,
                memo(move || is_all.get()),
                move || is_all.set(true),
            )}
            {option(
                "Visible columns",
                "What the list shows, column by column.",
                group,
                memo(move || !is_all.get()),
                move || is_all.set(false),
            )}
        </fieldset>
        <fieldset class="field" disabled=flag(move || is_off.get())>
            <legend>"File"</legend>
            <label class="check">
                <input
                    type="checkbox"
                    aria-describedby="export-inert"
                    prop:checked=flag(move || is_marked.get())
                    on:change:target=move |event| is_marked.set(event.target().checked())
                />
                "Mark the file as UTF-8 (for Excel)"
            </label>
            <p class="muted" id="export-inert">
                "Cells that a spreadsheet would run as a formula get an apostrophe in front, which Import takes away again."
            </p>
        </fieldset>
    }
    .into_any()
}

/// How far it has come.
#[component]
fn Running(
    running: RwSignal<Option<(AbortHandle, usize)>>,
    done: RwSignal<usize>,
) -> impl IntoView {
    let total = running.with_untracked(|running| running.as_ref().map_or(0, |(_, total)| *total));
    let words = text(move || format!("{} of {}", number(done.get()), number(total)));
    view! {
        <div class="running" role="group" aria-label="Progress">
            <progress
                aria-label="Exporting"
                max=total.to_string()
                prop:value=text(move || done.get().to_string())
            ></progress>
            <span class="num muted">{words}</span>
        </div>
    }
    .into_any()
}

/// The contacts in their order.
fn ids(app: App, whom: Whom) -> Vec<ContactId> {
    match whom {
        Whom::Selected => app.list.selected(),
        Whom::Listed => app.list.visible().with(|listed| listed.iter().collect()),
    }
}

/// The columns of the list, by their keys and with their titles.
fn columns(app: App) -> Vec<(String, String)> {
    let columns = untrack(|| app.list.columns());
    columns.iter().map(|(field, _)| (field.key(), title(field).to_owned())).collect()
}
