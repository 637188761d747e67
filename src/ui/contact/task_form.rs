//! The form of a task. What was typed is saved when the form goes away without having been cancelled.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::task::repeat::Repeat;
use crate::domain::task::{Task, TaskError};
use crate::state::error::AppError;
use crate::state::record::{Record, TaskDraft};
use crate::state::use_app;
use crate::ui::kit::field::{Kind, TextField};

/// A new task, or one that is there.
#[component]
pub fn TaskForm(
    /// Where it goes.
    record: Record,
    /// The task that is changed; none for a new one.
    task: Option<Task>,
    /// What happens when it is saved or cancelled.
    close: Callback<()>,
) -> impl IntoView {
    let app = use_app();
    let before = task.as_ref().map(TaskDraft::of).unwrap_or_default();
    let text = |text: &String| RwSignal::new(text.clone());
    let (title, day, time) = (text(&before.title), text(&before.day), text(&before.time));
    let assignee = text(&before.assignee);
    let repeat = RwSignal::new(before.repeat.clone());
    let (title_error, due_error) = (RwSignal::new(None), RwSignal::new(None));
    let is_done = StoredValue::new(false);
    let known = StoredValue::new(task);
    let draft = move || TaskDraft {
        title: title.get_untracked(),
        day: day.get_untracked(),
        time: time.get_untracked(),
        assignee: assignee.get_untracked(),
        repeat: repeat.get_untracked(),
    };
    let write = move || record.write_task(known.get_value(), draft());
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        spawn_local(async move {
            match write().await {
                Ok(()) => {
                    is_done.try_set_value(true);
                    close.try_run(());
                }
                Err(refusal) => {
                    let is_due = matches!(refusal, AppError::Task(TaskError::Due));
                    let error = if is_due { due_error } else { title_error };
                    error.try_set(Some(refusal.sentence()));
                }
            }
        });
    };
    let cancel = move |_| {
        is_done.set_value(true);
        close.run(());
    };
    on_cleanup(move || {
        let is_typed = title.with_untracked(|typed| !typed.trim().is_empty());
        if is_typed && draft() != before && !is_done.get_value() {
            let writing = write();
            spawn_local(async move { app.report(writing.await) });
        }
    });

    view! {
        <form class="entry-form" aria-label="Task" novalidate on:submit=save>
            <TextField label="Task" value=title error=title_error/>
            <div class="pair">
                <TextField label="Due date" value=day error=due_error kind=Kind::Date/>
                <TextField label="Due time" value=time error=RwSignal::new(None) kind=Kind::Time/>
            </div>
            <div class="pair">
                {assignees(assignee)}
                {repeats(repeat)}
            </div>
            <div class="foot">
                <button type="button" class="btn quiet" on:click=cancel>"Cancel"</button>
                <button class="btn primary">"Save task"</button>
            </div>
        </form>
    }
}

/// The people of the workspace, and whoever is here.
fn assignees(assignee: RwSignal<String>) -> AnyView {
    let workspace = use_app().workspace;
    let me = workspace.me();
    let people = workspace.settings().with_untracked(|settings| {
        let others = settings.people.iter().filter(|person| person.id != me);
        others.map(|person| (person.id.clone(), person.name.clone())).collect::<Vec<_>>()
    });
    let own = assignee.get_untracked();
    let mut all = vec![(String::new(), "Nobody".to_owned()), (me, "You".to_owned())];
    all.extend(people);
    if all.iter().all(|(id, _)| *id != own) {
        all.push((own.clone(), workspace.name_of(&own)));
    }
    let option = |(id, name): (String, String)| {
        let is_chosen = id == own;
        view! { <option value=id selected=is_chosen>{name}</option> }.into_any()
    };
    view! {
        <label class="field">
            <span>"Assignee"</span>
            <select on:change:target=move |event| assignee.set(event.target().value())>
                {all.into_iter().map(option).collect_view()}
            </select>
        </label>
    }
    .into_any()
}

fn repeats(repeat: RwSignal<Repeat>) -> AnyView {
    let own = repeat.get_untracked();
    let option = |(shown, key, name): (Repeat, &'static str, &'static str)| {
        view! { <option value=key selected=shown == own>{name}</option> }.into_any()
    };
    let choose = move |key: String| {
        let chosen = Repeat::ALL.into_iter().find(|(_, own, _)| *own == key);
        if let Some((chosen, ..)) = chosen {
            repeat.set(chosen);
        }
    };
    view! {
        <label class="field">
            <span>"Repeat"</span>
            <select on:change:target=move |event| choose(event.target().value())>
                {Repeat::ALL.into_iter().map(option).collect_view()}
            </select>
        </label>
    }
    .into_any()
}
