//! The import itself: each row finds its contact or makes one, and portions are stored as they come.

use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use serde_json::value::{RawValue, to_raw_value};

use super::row::{Entry, Portrait, entries};
use super::{Come, Import, Options, Outcome, Progress, Step, next, words};
use crate::domain::id::import::ImportId;
use crate::domain::import::column::{Target, day_order};
use crate::domain::import::known::Known;
use crate::domain::import::record::{self, ImportPart, ImportRecord};
use crate::domain::import::{Change as Made, Rules, rejected};
use crate::io::clock::{self, Turn};
use crate::io::db::{Commit, Document};
use crate::io::worker::{NoWorker, Worker};
use crate::state::error::AppError;
use crate::state::locale::number;
use crate::state::work::Ask;

/// Rows stored in one transaction: enough to be quick, few enough that the page answers and **Stop** is heard.
const BATCH: usize = 250;

/// How long it is waited for what is read next before **Stop** is looked at, in milliseconds.
const PATIENCE: u32 = 50;

/// An import under way.
pub(super) struct Run {
    pub(super) import: Import,
    pub(super) rules: Rc<Rules>,
    pub(super) targets: Vec<Target>,
    pub(super) known: Known,
    pub(super) record: ImportRecord,
    pub(super) parts: usize,
    pub(super) size: u64,
    pub(super) rejected: Option<String>,
    pub(super) elsewhere: Vec<(String, String)>,
    pub(super) spoilt: Vec<(String, String)>,
}

impl Import {
    /// Brings the file in.
    pub fn start(self, options: Options) {
        let Some((worker, come)) = self.reading.try_update_value(Option::take).flatten() else {
            return;
        };
        let size =
            self.file.with_value(|file| file.as_ref().map_or(0.0, |file| file.size())) as u64;
        if !self.app.bulk.begin("Importing", 0) {
            self.reading.set_value(Some((worker, come)));
            return;
        }
        self.step.set(Step::Running(Progress { size, ..Progress::default() }));
        spawn_local(async move {
            let outcome = Box::pin(self.run(worker, come, options, size)).await;
            self.app.bulk.end();
            if !self.is_in_view.get_value() {
                self.tell(&outcome);
            }
            let step = match outcome {
                Ok(outcome) => Step::Done(Rc::new(outcome)),
                Err(error) => Step::Refused(error.sentence()),
            };
            self.step.set(step);
        });
    }

    async fn run(
        self,
        mut worker: Worker,
        come: Come,
        options: Options,
        size: u64,
    ) -> Result<Outcome, AppError> {
        let header = come.portion.rows.first().cloned();
        let mut run = Box::pin(Run::begin(self, options.clone(), &come, size)).await?;
        let ended = run.read(&mut worker, come).await;
        // Nothing more is wanted of it.
        drop(worker);
        let is_stopped = self.app.bulk.is_cancelled();
        if let (true, Some(tag)) = (options.is_listed && !is_stopped, &options.tag) {
            let list = self.save_list(&run.record.file, tag).await?;
            run.record.made.push(list.doc_id());
        }
        run.record.ended_at = Some(clock::now());
        self.app.book.commit(run.finished()?).await?;
        let rejected = run.rejected.take().zip(header).map(|(rows, header)| {
            let mut file = rejected::header(&header);
            file.push_str(&rows);
            file
        });
        Ok(Outcome {
            record: run.record,
            is_stopped,
            rejected,
            elsewhere: run.elsewhere,
            spoilt: run.spoilt,
            trouble: ended.err(),
        })
    }
}

impl Run {
    async fn begin(
        import: Import,
        options: Options,
        come: &Come,
        size: u64,
    ) -> Result<Self, AppError> {
        let app = import.app;
        let mut targets = options.targets;
        let made = import.define(&mut targets).await?;
        let rules = Rc::new(Rules {
            mode: options.mode,
            home: app.workspace.home(),
            days: day_order(come.portion.rows.get(1..).unwrap_or_default(), &targets),
            fields: app.workspace.fields().get_untracked(),
            tag: options.tag,
        });
        // Whoever is here must be known first: else they would come in once more.
        app.book.opened().await;
        let all = app
            .book
            .contacts()
            .with_untracked(|contacts| contacts.listed().cloned().collect::<Vec<_>>());
        let mut known = Known::default();
        let mut turn = Turn::begin();
        for portion in all.chunks(500) {
            portion.iter().for_each(|contact| known.put(contact.clone()));
            turn.rest().await;
        }
        let (id, at) = (ImportId::from_random(clock::random_bits()), clock::now());
        let record = ImportRecord::new(id, import.file_name(), app.workspace.me(), at);
        let record = ImportRecord { made, ..record };
        Ok(Self {
            import,
            rules,
            targets,
            known,
            record,
            parts: 0,
            size,
            rejected: None,
            elsewhere: Vec::new(),
            spoilt: Vec::new(),
        })
    }

    /// Imports what was read, and what is read next, until there is no more; where it ends early, the reason.
    async fn read(&mut self, worker: &mut Worker, come: Come) -> Result<(), String> {
        let mut come = come;
        // The first row of a table has the names of its columns.
        let portion = &mut come.portion;
        if portion.dialect.is_some() && !portion.rows.is_empty() {
            portion.rows.remove(0);
        }
        let name = self.record.file.clone();
        let stopped = |error: NoWorker| words::trouble(&error.into(), &name);
        loop {
            let (is_last, bytes) = (come.portion.is_last, come.portion.bytes);
            if let Some(trouble) = &come.portion.trouble {
                return Err(words::trouble(trouble, &name));
            }
            // The next one is read while this one is stored.
            if !is_last {
                worker.ask(&Ask::Next.message(Vec::new())).map_err(stopped)?;
            }
            let mut entries = entries(come, &self.targets, self.size);
            while !entries.is_empty() {
                if self.import.app.bulk.is_cancelled() {
                    return Ok(());
                }
                let rest = entries.split_off(entries.len().min(BATCH));
                let before = self.record.clone();
                if let Err(error) = self.take(entries).await {
                    // Nothing of this portion was stored.
                    self.record = before;
                    return Err(error.sentence());
                }
                entries = rest;
                let (rows, size) = (self.record.rows(), self.size);
                self.import.step.set(Step::Running(Progress { rows, bytes, size }));
                let words = format!("{} read", number(rows));
                self.import.app.bulk.show(bytes as usize, size as usize, words);
            }
            if is_last {
                return Ok(());
            }
            let Some(read) = self.unless_cancelled(worker).await else { return Ok(()) };
            come = read.map_err(stopped)?;
        }
    }

    /// What is read next; none when it was stopped while it was waited for.
    async fn unless_cancelled(&self, worker: &mut Worker) -> Option<Result<Come, NoWorker>> {
        loop {
            if self.import.app.bulk.is_cancelled() {
                return None;
            }
            if let Some(read) = clock::within(PATIENCE, next(worker)).await {
                return Some(read);
            }
        }
    }

    /// Imports some rows, in one transaction.
    async fn take(&mut self, entries: Vec<Entry>) -> Result<(), AppError> {
        let mut part = ImportPart::default();
        let mut commit = Commit { is_followed: true, ..Commit::default() };
        let mut turn = Turn::begin();
        for mut entry in entries {
            turn.rest().await;
            let made = match self.made(&mut entry) {
                Ok(made) => made,
                Err(reason) => {
                    self.refuse(&entry.row, &reason);
                    continue;
                }
            };
            let portrait = std::mem::replace(&mut entry.portrait, Portrait::Absent);
            let (made, picture) = self.with_portrait(made, portrait, &entry.row);
            self.record.count(&made);
            self.known.follow(&made);
            part.follow(&made);
            let id = match &made {
                Made::Create(contact) | Made::Update { after: contact, .. } => contact.id,
                Made::Same(id) => *id,
            };
            let Ok(incoming) = entry.incoming else { continue };
            self.note(id, &incoming.notes, &made, &mut part, &mut commit).await?;
            let reference = picture.map(|(reference, picture)| {
                commit.pictures.push(picture);
                reference
            });
            commit.contacts.extend(self.change(made, incoming, reference));
        }
        self.record.seen_at = clock::now();
        commit.documents.push(self.record_document()?);
        let body = to_raw_value(&part).map_err(|_| AppError::Shipped)?;
        commit.documents.push(whole(self.record.id.part(self.parts), body));
        self.parts += 1;
        commit.noted = Some(self.noted());
        self.import.app.book.commit(commit).await
    }

    fn record_document(&self) -> Result<Document, AppError> {
        document(&self.record)
    }

    fn finished(&self) -> Result<Commit, AppError> {
        Ok(Commit { documents: vec![self.record_document()?], ..Commit::default() })
    }
}

/// The document of an import.
pub(super) fn document(record: &ImportRecord) -> Result<Document, AppError> {
    let body = to_raw_value(record).map_err(|_| AppError::Shipped)?;
    Ok(Document { id: record.id.doc_id(), body, known: record::FIELDS })
}

/// A document that replaces all that is stored under its id.
fn whole(id: String, body: Box<RawValue>) -> Document {
    Document { id, body, known: &[] }
}
