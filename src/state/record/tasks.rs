//! The commands on tasks.

use super::{Record, document};
use crate::domain::id::entry::TASK;
use crate::domain::task::due::Due;
use crate::domain::task::repeat::Repeat;
use crate::domain::task::{FIELDS, Task, TaskError};
use crate::io::clock;
use crate::io::db::Document;
use crate::state::error::AppError;
use crate::state::locale;

/// What is typed about a task.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TaskDraft {
    /// What is to be done.
    pub title: String,
    /// Until which day, `2026-01-31`; empty for none.
    pub day: String,
    /// Until what time of it, `14:30`; empty for the whole day.
    pub time: String,
    /// Who does it, by the id of the person.
    pub assignee: String,
    /// How often it comes again.
    pub repeat: Repeat,
}

impl TaskDraft {
    /// What was typed about a task that is there.
    #[must_use]
    pub fn of(task: &Task) -> Self {
        let due = task.due.map(|due| due.to_string()).unwrap_or_default();
        let (day, time) = due.split_once('T').unwrap_or((&due, ""));
        Self {
            title: task.title.clone(),
            day: day.to_owned(),
            time: time.to_owned(),
            assignee: task.assignee.clone(),
            repeat: task.repeat.clone(),
        }
    }

    fn due(&self) -> Result<Option<Due>, TaskError> {
        match (self.day.trim(), self.time.trim()) {
            ("", "") => Ok(None),
            // Without a day a time says nothing.
            ("", _) => Err(TaskError::Due),
            (day, "") => day.parse().map(Some),
            (day, time) => format!("{day}T{time}").parse().map(Some),
        }
    }
}

impl Record {
    /// Writes a task: a new one, or one that is there.
    ///
    /// # Errors
    /// When it cannot be kept or nothing was stored.
    pub async fn write_task(self, known: Option<Task>, draft: TaskDraft) -> Result<(), AppError> {
        let is_new = known.is_none();
        let before = known.unwrap_or_else(|| self.new_task());
        let mut task = before.clone();
        task.write_title(&draft.title)?;
        task.set_due(draft.due()?);
        (task.assignee, task.repeat) = (draft.assignee, draft.repeat);
        if task == before {
            return Ok(());
        }
        task.updated_at = clock::now();
        self.store(documents(&[&task])?, is_new).await?;
        self.app.notices.done(if is_new { "Task added." } else { "Task saved." }, None);
        Ok(())
    }

    /// Ticks a task off; where it repeats, the next one is there at once.
    pub fn complete_task(self, task: Task) {
        let now = clock::now();
        let mut after = task.clone();
        let next = after.complete(now, locale::date_at(now), self.new_id());
        let stored = documents(&[&after].into_iter().chain(&next).collect::<Vec<_>>());
        let before = move || {
            let gone = next.clone().map(|next| Task { deleted_at: Some(now), ..next });
            documents(&[&task].into_iter().chain(&gone).collect::<Vec<_>>())
        };
        self.app.store_with_undo(stored, before, "Task done.");
    }

    /// Takes the tick off again.
    pub fn reopen_task(self, task: Task) {
        let after = Task { done_at: None, updated_at: clock::now(), ..task.clone() };
        self.app.store_with_undo(
            documents(&[&after]),
            move || documents(&[&task]),
            "Task open again.",
        );
    }

    /// Deletes a task.
    pub fn delete_task(self, task: Task) {
        let after = Task { deleted_at: Some(clock::now()), ..task.clone() };
        self.app.store_with_undo(
            documents(&[&after]),
            move || documents(&[&task]),
            "Task deleted.",
        );
    }

    fn new_task(self) -> Task {
        Task::new(self.new_id(), &self.app.workspace.me(), clock::now())
    }
}

fn documents(tasks: &[&Task]) -> Result<Vec<Document>, AppError> {
    tasks.iter().map(|task| document(task.id.doc_id(TASK), task, FIELDS)).collect()
}
