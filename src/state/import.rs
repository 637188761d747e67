//! Bringing contacts in from a file: it is read in a worker, looked at before anything changes, and stored portion by
//! portion. There is one at a time, and it goes on when its page is left.

mod apply;
mod around;
pub mod past;
mod row;
mod run;
mod undo;
pub mod words;

use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::File;

use super::App;
use crate::domain::csv::Row;
use crate::domain::csv::dialect::Dialect;
use crate::domain::import::Mode;
use crate::domain::import::column::Target;
use crate::domain::import::guess::guess;
use crate::domain::import::portion::{Portion, Trouble};
use crate::domain::import::record::ImportRecord;
use crate::domain::vcard::Card;
use crate::io::download;
use crate::io::parts::Parts;
use crate::io::worker::{Message, NoWorker, Worker};
use crate::state::work::Ask;

thread_local! {
    /// Made when the page is first opened, and there from then on.
    static IMPORT: std::cell::OnceCell<Import> = const { std::cell::OnceCell::new() };
}

/// How far an import is.
#[derive(Clone, Default)]
pub enum Step {
    /// There is none.
    #[default]
    Idle,
    /// The beginning of the file is being read.
    Looking,
    /// What is in the file, to be looked at.
    Table(Rc<Table>),
    /// Cards, to be looked at.
    Cards(Rc<Vec<Card>>),
    /// It is under way.
    Running(Progress),
    /// It has ended, or was stopped.
    Done(Rc<Outcome>),
    /// Nothing was done, for this reason.
    Refused(String),
}

/// The beginning of a table.
pub struct Table {
    /// How it is written.
    pub dialect: Dialect,
    /// The names of its columns.
    pub header: Row,
    /// Its first rows.
    pub rows: Vec<Row>,
}

/// What was read at a time.
struct Come {
    portion: Portion,
    /// The pictures of cards, each in full and small.
    files: Vec<web_sys::Blob>,
}

/// How far it has come.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Progress {
    /// How many rows or cards were read.
    pub rows: usize,
    /// How much of the file was read, in bytes.
    pub bytes: u64,
    /// How large the file is.
    pub size: u64,
}

/// What came of it.
pub struct Outcome {
    /// The counts.
    pub record: ImportRecord,
    /// Whether it was stopped before the end.
    pub is_stopped: bool,
    /// The refused rows with the reason for each, as a table to mend.
    pub rejected: Option<String>,
    /// The pictures that were elsewhere and not fetched: whose, and where.
    pub elsewhere: Vec<(String, String)>,
    /// The pictures that could not be kept: whose, and why.
    pub spoilt: Vec<(String, String)>,
    /// Why it ended early.
    pub trouble: Option<String>,
}

/// What is chosen before it begins.
#[derive(Clone, Default)]
pub struct Options {
    /// What each column is for; none for cards.
    pub targets: Vec<Target>,
    /// Whom it may touch.
    pub mode: Mode,
    /// A tag for everybody who comes in or is changed.
    pub tag: Option<String>,
    /// Whether a Smart List of them is saved.
    pub is_listed: bool,
}

/// The import.
#[derive(Clone, Copy)]
pub struct Import {
    app: App,
    step: RwSignal<Step, LocalStorage>,
    file: StoredValue<Option<File>, LocalStorage>,
    /// Who reads the file, and what was read and not yet imported.
    reading: StoredValue<Option<(Worker, Come)>, LocalStorage>,
    is_in_view: StoredValue<bool>,
}

impl Import {
    /// The one that there is.
    #[must_use]
    pub fn of(app: App) -> Self {
        let make = || {
            // It outlives the page that asks for it first. A new root takes the place of whoever owns what is made now.
            let before = Owner::current();
            let owner = Owner::new_root(None);
            let import = owner.with(|| Self {
                app,
                step: RwSignal::new_local(Step::Idle),
                file: StoredValue::new_local(None),
                reading: StoredValue::new_local(None),
                is_in_view: StoredValue::new(false),
            });
            std::mem::forget(owner);
            if let Some(before) = before {
                before.set();
            }
            import
        };
        IMPORT.with(|import| *import.get_or_init(make))
    }

    /// How far it is.
    #[must_use]
    pub const fn step(self) -> RwSignal<Step, LocalStorage> {
        self.step
    }

    /// Whether somebody looks at it, and sees how it ends.
    pub fn set_in_view(self, is_in_view: bool) {
        self.is_in_view.set_value(is_in_view);
    }

    /// What the file is called.
    #[must_use]
    pub fn file_name(self) -> String {
        self.file.with_value(|file| file.as_ref().map(File::name).unwrap_or_default())
    }

    /// Reads the beginning of a file, to show what is in it.
    pub fn look(self, file: File, dialect: Option<Dialect>) {
        self.file.set_value(Some(file.clone()));
        self.reading.set_value(None);
        self.step.set(Step::Looking);
        spawn_local(async move {
            let step = match begin(&file, dialect).await {
                Ok((worker, come)) => self.show(worker, come),
                Err(NoWorker) => Step::Refused(words::NO_WORKER.to_owned()),
            };
            self.step.set(step);
        });
    }

    /// Reads the same file again, with something else between its cells.
    pub fn look_again(self, dialect: Dialect) {
        if let Some(file) = self.file.get_value() {
            self.look(file, Some(dialect));
        }
    }

    /// What each column is probably for.
    #[must_use]
    pub fn guess(self, header: &Row) -> Vec<Target> {
        self.app.workspace.fields().with_untracked(|fields| guess(&header.cells, fields))
    }

    /// Forgets the file.
    pub fn leave(self) {
        self.reading.set_value(None);
        self.file.set_value(None);
        self.step.set(Step::Idle);
    }

    /// Stops it. What was stored stays, and can be undone.
    pub fn cancel(self) {
        self.app.bulk.cancel();
    }

    fn show(self, worker: Worker, come: Come) -> Step {
        let portion = &come.portion;
        let name = self.file_name();
        if let Some(trouble) = &portion.trouble {
            return Step::Refused(words::trouble(trouble, &name));
        }
        let step = match (&portion.dialect, portion.rows.split_first()) {
            (Some(dialect), Some((header, rows))) => {
                let rows = rows.iter().take(PREVIEW).cloned().collect::<Vec<_>>();
                if rows.is_empty() && portion.is_last {
                    return Step::Refused(words::only_header(&name));
                }
                Step::Table(Rc::new(Table { dialect: *dialect, header: header.clone(), rows }))
            }
            _ => Step::Cards(Rc::new(portion.cards.iter().take(PREVIEW).cloned().collect())),
        };
        self.reading.set_value(Some((worker, come)));
        step
    }
}

/// Hands the refused rows of a file to its user; returns whether the browser takes them.
pub fn save_rejected(file: &str, table: &str) -> bool {
    let name = stem(file);
    let mut parts = Parts::default();
    let made = parts.push(table.as_bytes()).and_then(|()| parts.finish("text/csv;charset=utf-8"));
    made.is_ok_and(|made| download::offer(&made, &format!("refused-{name}.csv")))
}

/// The name of a file without its ending.
fn stem(file: &str) -> &str {
    file.rsplit_once('.').map_or(file, |(name, _)| name)
}

/// How many rows are shown before an import.
const PREVIEW: usize = 20;

/// Starts to read a file, and waits for its first portion.
async fn begin(file: &File, dialect: Option<Dialect>) -> Result<(Worker, Come), NoWorker> {
    let mut worker = Worker::start().await?;
    let blob: &web_sys::Blob = file;
    worker.ask(&Ask::Read(dialect).message(vec![blob.clone()]))?;
    let come = next(&mut worker).await?;
    Ok((worker, come))
}

/// What is read next.
async fn next(worker: &mut Worker) -> Result<Come, NoWorker> {
    let Message { text, files } = worker.answer().await?;
    let portion = serde_json::from_str(&text).map_err(|_| NoWorker)?;
    Ok(Come { portion, files })
}

impl From<NoWorker> for Trouble {
    fn from(_: NoWorker) -> Self {
        Self::Unread("what reads files has stopped".to_owned())
    }
}
