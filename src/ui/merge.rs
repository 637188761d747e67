//! Contacts side by side: whose value wins in each row in which they differ, and what comes of it, before it is done.

pub mod row;

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use self::row::{line, messages};
use crate::domain::contact::Contact;
use crate::domain::merge::Plan;
use crate::domain::merge::record::{KEPT_DAYS, Left};
use crate::state::chunk::chunk;
use crate::state::locale::{now, number};
use crate::state::use_app;
use crate::ui::kit::avatar::Avatar;
use crate::ui::kit::dialog::Dialog;
use crate::ui::kit::live::{flag, memo, part, when};
use crate::ui::later::{Draw, Later};

/// The dialog, which is fetched when contacts are first compared.
pub static DIALOG: Later<Draw> = Later::new(|| Box::pin(dialog()));

chunk! { fn dialog() -> Draw as merge { || view! { <MergeContacts/> }.into_any() } }

/// What is being chosen, for everything in the dialog.
#[derive(Clone, Copy)]
pub struct Choice {
    /// The plan as it stands.
    pub plan: RwSignal<Plan>,
    /// What would come of it.
    pub result: Memo<Option<(Contact, Left)>>,
}

/// The dialog **Merge contacts**; where they cannot be merged it says why and closes.
#[component]
fn MergeContacts() -> impl IntoView {
    let app = use_app();
    let merging = app.merging.get_untracked();
    let plan = merging.map(|merging| app.plan(&merging));
    match plan {
        Some(Ok(plan)) => view! { <Comparison plan/> }.into_any(),
        refused => {
            if let Some(Err(error)) = refused {
                app.notices.refused(error.sentence());
            }
            // The dialog is being drawn because this is set.
            request_animation_frame(move || app.merging.set(None));
            ().into_any()
        }
    }
}

#[component]
fn Comparison(plan: Plan) -> impl IntoView {
    let app = use_app();
    let (contacts, rows) = (plan.contacts().to_vec(), plan.rows());
    let plan = RwSignal::new(plan);
    let result = Memo::new(move |_| plan.with(|plan| plan.result(now())));
    let choice = Choice { plan, result };
    let is_saving = RwSignal::new(false);
    let refused = RwSignal::new(None::<String>);
    let close = move || app.merging.set(None);
    let merge = move |_| {
        if is_saving.get_untracked() {
            return;
        }
        is_saving.set(true);
        spawn_local(async move {
            let planned = plan.get_untracked();
            let outcome = app.merge(&planned).await;
            // The dialog may be gone, and with it the place to say what went wrong.
            if is_saving.try_set(false).is_some() {
                return app.report(outcome);
            }
            match outcome {
                Ok(()) => close(),
                Err(error) => refused.set(Some(error.sentence())),
            }
        });
    };
    let count = number(contacts.len());
    let heads = contacts.iter().map(|contact| head(choice, contact)).collect_view();
    let lines =
        rows.iter().enumerate().map(|(at, row)| line(choice, row, at, &contacts)).collect_view();
    let left = part(move || {
        let left = result.with(|result| result.as_ref().map(|(_, left)| staying(left)))?;
        (!left.is_empty())
            .then(|| view! { <p class="note warn" role="status">{left}</p> }.into_any())
    });

    view! {
        <Dialog name="Merge contacts" class="merge" on_cancel=close>
            <div class="merge-frame">
                <header>
                    <h2>{format!("Merge {count} contacts")}</h2>
                    <p class="muted">
                        "Pick the master, then the value that wins in each row. Emails, phones, tags, notes, tasks and messages of all are kept."
                    </p>
                </header>
                // A region of its own, so that the keys that scroll reach it.
                <div class="compared" role="region" aria-label="Comparison" tabindex="0">
                    <table>
                        <thead>
                            <tr><td></td>{heads}<th scope="col">"Result"</th></tr>
                        </thead>
                        <tbody>
                            {lines}
                            {messages(&contacts)}
                        </tbody>
                    </table>
                </div>
                <div class="said">
                    {left}
                    {part(move || refused.get().map(|text| {
                        view! { <p class="note bad" role="alert">{text}</p> }.into_any()
                    }))}
                </div>
                <footer>
                    <span class="muted grow">{format!("You can undo this for {KEPT_DAYS} days.")}</span>
                    <button type="button" class="btn quiet" on:click=move |_| close()>"Cancel"</button>
                    <button type="button" class="btn primary" disabled=flag(move || is_saving.get()) on:click=merge>
                        "Merge contacts"
                    </button>
                </footer>
            </div>
        </Dialog>
    }
    .into_any()
}

/// The head of a column: the face, and whether it is the master.
fn head(choice: Choice, contact: &Arc<Contact>) -> AnyView {
    let (id, name) = (contact.id, contact.name());
    let is_master =
        memo(move || choice.plan.with(|plan| plan.master().is_some_and(|master| master.id == id)));
    let choose = move |_| choice.plan.update(|plan| plan.choose_master(id));
    view! {
        <th scope="col">
            <label class="master">
                <input
                    type="radio"
                    name="merge-master"
                    aria-label=format!("Master: {name}")
                    prop:checked=flag(move || is_master.get())
                    on:change=choose
                />
                <Avatar contact=Signal::stored(Some(Arc::clone(contact))) size="m"/>
                <b dir="auto">{name}</b>
                {when(move || is_master.get(), || view! { <span class="badge" aria-hidden="true">"Master"</span> }.into_any())}
            </label>
        </th>
    }
    .into_any()
}

/// What finds no room in the survivor.
fn staying(left: &Left) -> String {
    let emails = left.emails.iter().map(|email| email.address.as_str());
    let phones = left.phones.iter().map(|phone| phone.number.as_str());
    let all: Vec<&str> = emails.chain(phones).collect();
    if all.is_empty() {
        return String::new();
    }
    format!(
        "A contact has room for 11 emails and 11 phones. These stay behind, kept in the record of this merge: {}.",
        all.join(", ")
    )
}
