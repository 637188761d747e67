//! The tasks about a contact: what is overdue, due today, later and at no time, then what was done.

use leptos::prelude::*;

use super::task_form::TaskForm;
use crate::domain::task::due::Due;
use crate::domain::task::repeat::Repeat;
use crate::domain::task::{Task, agenda};
use crate::state::locale::{calendar, date, date_at, moment, now, time};
use crate::state::record::Record;
use crate::state::use_app;
use crate::ui::kit::icon::{Glyph, Icon};
use crate::ui::kit::live::{part, when};
use crate::ui::kit::menu::{Item, Menu};

/// The list, and the form for a new one.
#[component]
pub fn Tasks(
    /// Whose they are.
    record: Record,
) -> impl IntoView {
    let is_adding = RwSignal::new(false);
    // The task in whose place its form stands.
    let editing = RwSignal::new(None::<Task>);
    let parts = move || {
        let tasks = record.tasks().get();
        let groups = groups(&tasks);
        if groups.iter().all(|(_, tasks)| tasks.is_empty()) {
            let sentence = if record.is_known() { "No tasks yet." } else { "Opening…" };
            return (!is_adding.get())
                .then(|| view! { <p class="muted" role="status">{sentence}</p> }.into_any());
        }
        let draw = |(title, tasks): (&'static str, Vec<Task>)| {
            (!tasks.is_empty()).then(|| {
                let lines = tasks.into_iter().map(|task| line(record, task, Some(editing)));
                view! {
                    <h2>{title}</h2>
                    <ul role="list" aria-label=title>{lines.collect_view()}</ul>
                }
                .into_any()
            })
        };
        Some(groups.into_iter().map(draw).collect_view().into_any())
    };

    view! {
        <div class="tasks">
            {when(move || !is_adding.get(), move || view! {
                <div class="bar">
                    <button class="btn" on:click=move |_| is_adding.set(true)>
                        <Icon glyph=Glyph::Plus/>
                        "Add task"
                    </button>
                </div>
            }.into_any())}
            {when(move || is_adding.get(), move || view! {
                <TaskForm record task=None close=Callback::new(move |()| is_adding.set(false))/>
            }.into_any())}
            {part(move || editing.get().map(|task| view! {
                <TaskForm record task=Some(task) close=Callback::new(move |()| editing.set(None))/>
            }.into_any()))}
            {part(parts)}
        </div>
    }
}

/// The tasks by when they are due, and those that are done, the latest first.
fn groups(tasks: &[Task]) -> [(&'static str, Vec<Task>); 5] {
    let owned = |tasks: Vec<&Task>| tasks.into_iter().cloned().collect::<Vec<_>>();
    let now = now();
    let agenda = calendar(date_at(now), |calendar| agenda(tasks, calendar, now));
    let is_done = |task: &&Task| task.done_at.is_some() && task.deleted_at.is_none();
    let mut done: Vec<&Task> = tasks.iter().filter(is_done).collect();
    done.sort_unstable_by_key(|task| std::cmp::Reverse((task.done_at, task.id)));
    [
        ("Overdue", owned(agenda.overdue)),
        ("Today", owned(agenda.today)),
        ("Later", owned(agenda.later)),
        ("No date", owned(agenda.undated)),
        ("Done", owned(done)),
    ]
}

/// The open tasks in the order of their days.
pub fn due(tasks: &[Task]) -> Vec<Task> {
    let [overdue, today, later, undated, _] = groups(tasks);
    [overdue, today, later, undated].into_iter().flat_map(|(_, tasks)| tasks).collect()
}

/// One task. With `editing` it has a menu.
pub fn line(record: Record, task: Task, editing: Option<RwSignal<Option<Task>>>) -> AnyView {
    let is_done = task.done_at.is_some();
    let own = task.clone();
    let tick = move |_| match is_done {
        true => record.reopen_task(own.clone()),
        false => record.complete_task(own.clone()),
    };
    let menu = editing.map(|editing| {
        let (edited, deleted) = (task.clone(), task.clone());
        let items = vec![
            Item {
                name: "Edit task".into(),
                action: Callback::new(move |()| editing.set(Some(edited.clone()))),
            },
            Item {
                name: "Delete task".into(),
                action: Callback::new(move |()| record.delete_task(deleted.clone())),
            },
        ];
        view! { <Menu name="Task actions" items=Signal::stored(items)/> }.into_any()
    });
    let under = under(&task);
    let is_late = calendar(date_at(now()), |calendar| task.is_overdue(calendar, now()));

    view! {
        <li class="task" class:done=is_done>
            <label>
                <input type="checkbox" prop:checked=is_done on:change=tick/>
                <span dir="auto">{task.title}</span>
            </label>
            {menu}
            <p class="small" class:late=is_late>{under}</p>
        </li>
    }
    .into_any()
}

/// When it is due, whose it is and how often it comes again.
fn under(task: &Task) -> String {
    let assignee = (!task.assignee.is_empty()).then(|| use_app().workspace.name_of(&task.assignee));
    let repeat = Repeat::ALL.into_iter().find(|(repeat, ..)| *repeat == task.repeat);
    let repeat =
        repeat.filter(|(repeat, ..)| *repeat != Repeat::Never).map(|(.., name)| name.to_owned());
    let when = match task.done_at {
        Some(done) => Some(format!("Done {}", moment(done))),
        None => task.due.map(due_text),
    };
    [when, assignee, repeat].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// A day as people say it, and the time.
fn due_text(due: Due) -> String {
    let today = date_at(now());
    let day = match due.day.days() - today.days() {
        -1 => "Yesterday".to_owned(),
        0 => "Today".to_owned(),
        1 => "Tomorrow".to_owned(),
        _ => date(due.day),
    };
    match due.minute {
        Some(minute) => {
            let at = calendar(today, |calendar| calendar.time_at(due.day, minute));
            format!("{day} {}", time(at))
        }
        None => day,
    }
}
