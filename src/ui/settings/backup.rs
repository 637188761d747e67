//! The whole workspace into a file, and back from one.

use futures_util::future::{AbortHandle, Aborted, abortable};
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::{Blob, HtmlInputElement};

use crate::domain::contacts::Contacts;
use crate::state::backup::Restored;
use crate::state::book::Phase;
use crate::state::error;
use crate::state::locale::{moment, number};
use crate::state::use_app;
use crate::state::work::hand::JobError;
use crate::state::work::job::Summary;
use crate::ui::kit::confirm::Confirm;
use crate::ui::kit::live::{flag, part, text, when};
use crate::ui::picture::drop::listed;

/// What is going on.
#[derive(Clone)]
enum Doing {
    /// A backup is written, until this stops it.
    Saving(AbortHandle),
    /// A file is read, until this stops it.
    Checking(AbortHandle),
    /// A backup is put back, which is not stopped half-way.
    Restoring,
}

/// **Back up** and **Restore from a backup**.
#[component]
pub fn Backup() -> impl IntoView {
    let app = use_app();
    let input = NodeRef::<html::Input>::new();
    let doing = RwSignal::new(None::<Doing>);
    let progress = RwSignal::new((0, 0));
    let refused = RwSignal::new(None::<String>);
    let asking = RwSignal::new_local(None::<(Blob, Summary)>);
    let is_busy = move || doing.with(Option::is_some) || app.book.phase().get() == Phase::Opening;
    let begin = move |what: Doing| {
        refused.set(None);
        progress.set((0, 0));
        doing.set(Some(what));
    };
    let save = move |_| {
        let (work, handle) = abortable(app.back_up(progress));
        begin(Doing::Saving(handle));
        spawn_local(async move {
            let outcome = work.await;
            doing.try_set(None);
            match outcome {
                Ok(Ok(name)) => app.notices.done(format!("Backup saved to {name}."), None),
                Ok(Err(error)) => drop(refused.try_set(Some(error::job(&error)))),
                Err(Aborted) => {
                    refused.try_set(Some("The backup was cancelled. No file was made.".to_owned()));
                }
            }
        });
    };
    let chosen = move |input: HtmlInputElement| {
        let file = listed(input.files().as_ref()).into_iter().next();
        // So that choosing the same file again is noticed.
        input.set_value("");
        let Some(file) = file.map(Blob::from) else { return };
        let (work, handle) = abortable(app.check_backup(file.clone(), progress));
        begin(Doing::Checking(handle));
        spawn_local(async move {
            let outcome = work.await;
            doing.try_set(None);
            match outcome {
                Ok(Ok(summary)) => drop(asking.try_set(Some((file, summary)))),
                Ok(Err(error)) => drop(refused.try_set(Some(unchanged(&error)))),
                Err(Aborted) => drop(refused.try_set(Some("Nothing was changed.".to_owned()))),
            }
        });
    };
    let restore = move || {
        let Some((file, summary)) = asking.get_untracked() else { return };
        asking.set(None);
        begin(Doing::Restoring);
        spawn_local(async move {
            let Restored { documents, trouble } = Box::pin(app.restore(file, progress)).await;
            doing.try_set(None);
            match trouble {
                None => app.say_restored(&summary),
                // The page may have been left, and what was not restored must not go unsaid.
                Some(error) => app.notices.refused(format!(
                    "The backup was not restored to its end; {} of its records are back. {} Restoring it again goes on where it stopped.",
                    number(documents),
                    error::job(&error)
                )),
            }
        });
    };
    let question = part(move || {
        let (_, summary) = asking.get()?;
        let others = app.book.contacts().with_untracked(Contacts::len);
        let no = move || asking.set(None);
        Some(
            view! {
                <Confirm
                    question="Restore this backup?"
                    consequence=consequence(&summary, others)
                    yes="Restore"
                    no="Cancel"
                    on_yes=restore
                    on_no=no
                />
            }
            .into_any(),
        )
    });

    view! {
        <section class="part" aria-labelledby="back-up">
            <h3 id="back-up">"Back up"</h3>
            <p class="muted">
                "Everything in one file: contacts with their pictures, conversations, notes, tasks, activities, lists, custom fields and settings. Keep it where only you can read it: it is not encrypted."
            </p>
            <div class="actions">
                <button type="button" class="btn" disabled=flag(is_busy) on:click=save>"Save a backup"</button>
            </div>
        </section>
        <section class="part" aria-labelledby="restore">
            <h3 id="restore">"Restore from a backup"</h3>
            <p class="muted">
                "The file is read to its end first, and you are asked before anything changes."
            </p>
            <div class="actions">
                <button
                    type="button"
                    class="btn"
                    disabled=flag(is_busy)
                    on:click=move |_| {
                        if let Some(input) = input.get_untracked() {
                            input.click();
                        }
                    }
                >
                    "Choose a backup"
                </button>
                <input
                    type="file"
                    hidden
                    aria-label="Choose a backup"
                    node_ref=input
                    on:change:target=move |event| chosen(event.target())
                />
            </div>
        </section>
        {when(move || doing.with(Option::is_some), move || view! { <Progress doing progress/> }.into_any())}
        {part(move || refused.get().map(|text| {
            view! { <p class="note warn" role="alert">{text}</p> }.into_any()
        }))}
        {question}
    }
    .into_any()
}

/// How far it has come, and a way out where there is one.
#[component]
fn Progress(doing: RwSignal<Option<Doing>>, progress: RwSignal<(u64, u64)>) -> impl IntoView {
    let doing_now = doing.get_untracked();
    let (words, handle) = match doing_now {
        Some(Doing::Saving(handle)) => ("Saving a backup…", Some(handle)),
        Some(Doing::Checking(handle)) => ("Reading the backup…", Some(handle)),
        _ => ("Restoring…", None),
    };
    let far = text(move || match progress.get() {
        (done, 0) => number(done as usize),
        (done, total) => format!("{} %", 100 * done / total),
    });
    let bar = part(move || {
        // Of a backup nobody knows how much it will be.
        let (done, total) = progress.get();
        let bar = match total {
            0 => view! { <progress aria-label=words></progress> }.into_any(),
            total => view! {
                <progress aria-label=words max=total.to_string() value=done.to_string()></progress>
            }
            .into_any(),
        };
        Some(bar)
    });
    let cancel = handle.map(|handle| {
        view! {
            <button type="button" class="btn quiet" on:click=move |_| handle.abort()>"Cancel"</button>
        }
        .into_any()
    });
    view! {
        <div class="running" role="group" aria-label="Progress">
            <b role="status">{words}</b>
            {bar}
            <span class="num muted">{far}</span>
            {cancel}
        </div>
    }
    .into_any()
}

fn unchanged(error: &JobError) -> String {
    format!("{} Nothing was changed.", error::job(error))
}

/// What restoring would do, where there are so many contacts now.
fn consequence(summary: &Summary, others: usize) -> String {
    let contacts = match summary.contacts {
        1 => "1 contact".to_owned(),
        count => format!("{} contacts", number(count)),
    };
    let pictures = match summary.pictures {
        1 => "1 picture".to_owned(),
        count => format!("{} pictures", number(count)),
    };
    let there = format!("It was saved {} and has {contacts} and {pictures}.", moment(summary.at));
    if others == 0 {
        return there;
    }
    let here = if others == 1 {
        "1 contact is".to_owned()
    } else {
        format!("{} contacts are", number(others))
    };
    format!(
        "{there} {here} here now. What is in the backup is put back as it was then, over later changes; nothing else is touched."
    )
}
