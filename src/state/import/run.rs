//! The import itself: each row finds its contact or makes one, and portions are stored as they come.

use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use serde_json::value::{RawValue, to_raw_value};

use super::row::{Entry, Portrait, entries, note_bits};
use super::{Come, Import, Options, Outcome, Progress, Step, next, words};
use crate::domain::contact::Contact;
use crate::domain::contact::picture::PictureRef;
use crate::domain::csv::Row;
use crate::domain::custom_field::CustomField;
use crate::domain::custom_field::kind::CustomKind;
use crate::domain::event::{self, Event};
use crate::domain::filter::field::Field as Column;
use crate::domain::filter::operator::{Operator, Test};
use crate::domain::filter::{Condition, Filter, Value};
use crate::domain::id::ContactId;
use crate::domain::id::entry::{EVENT, EntryId, NOTE};
use crate::domain::id::import::ImportId;
use crate::domain::import::column::{Target, day_order};
use crate::domain::import::incoming::Incoming;
use crate::domain::import::known::Known;
use crate::domain::import::record::{self, ImportPart, ImportRecord};
use crate::domain::import::{Change as Made, Rules, rejected};
use crate::domain::note::{self, Note};
use crate::domain::smart_list::SmartList;
use crate::io::clock::{self, Turn};
use crate::io::db::{Change, Commit, Document, Noted, Picture};
use crate::io::worker::Worker;
use crate::state::error::AppError;
use crate::state::work::Ask;
use crate::state::workspace::edit::Define;

/// Rows stored in one transaction: enough to be quick, few enough that the page answers and **Stop** is heard.
const BATCH: usize = 400;

/// An import under way.
struct Run {
    import: Import,
    rules: Rules,
    targets: Vec<Target>,
    known: Known,
    record: ImportRecord,
    parts: usize,
    size: u64,
    rejected: Option<String>,
    elsewhere: Vec<(String, String)>,
    spoilt: Vec<(String, String)>,
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
        let mut run = Run::begin(self, options.clone(), &come, size).await?;
        let ended = run.read(&mut worker, come).await;
        // Nothing more is wanted of it.
        drop(worker);
        let is_stopped = self.is_cancelled.get_value();
        run.record.ended_at = Some(clock::now());
        self.app.book.commit(run.finished()?).await?;
        if let (true, Some(tag)) = (options.is_listed && !is_stopped, &options.tag) {
            self.save_list(&run.record.file, tag).await?;
        }
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
        let fields = import.define(&mut targets).await?;
        let rules = Rules {
            mode: options.mode,
            home: app.workspace.home(),
            days: day_order(come.portion.rows.get(1..).unwrap_or_default(), &targets),
            fields,
            tag: options.tag,
        };
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
        loop {
            let (is_last, bytes) = (come.portion.is_last, come.portion.bytes);
            if let Some(trouble) = &come.portion.trouble {
                return Err(words::trouble(trouble, &name));
            }
            // The next one is read while this one is stored.
            if !is_last && worker.ask(&Ask::Next.message(Vec::new())).is_err() {
                return Err(words::NO_WORKER.to_owned());
            }
            let mut entries = entries(come, &self.targets, self.size);
            while !entries.is_empty() {
                if self.import.is_cancelled.get_value() {
                    return Ok(());
                }
                let rest = entries.split_off(entries.len().min(BATCH));
                self.take(entries).await.map_err(|error| error.sentence())?;
                entries = rest;
                let (rows, size) = (self.record.rows(), self.size);
                self.import.step.set(Step::Running(Progress { rows, bytes, size }));
            }
            if is_last {
                return Ok(());
            }
            come = next(worker).await.map_err(|_| words::NO_WORKER.to_owned())?;
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

    /// What becomes of a row, or why it is refused.
    fn made(&self, entry: &mut Entry) -> Result<Made, String> {
        let name_of = |key: &crate::domain::id::FieldKey| {
            let field = self.rules.fields.iter().find(|field| field.key == *key);
            field.map(|field| field.name.clone()).unwrap_or_default()
        };
        let refused = |refusal: &_| words::refusal(refusal, &name_of);
        let incoming = entry.incoming.as_mut().map_err(|refusal| refused(refusal))?;
        let fresh = self.fresh(entry.bits);
        if self.known.get(fresh).is_some() {
            // Whoever has neither email nor phone is found again as the one that this row made before.
            incoming.id.get_or_insert(fresh);
        }
        let made = self.rules.change(incoming, &self.known, fresh, self.record.at);
        let made = made.map_err(|refusal| refused(&refusal))?;
        Ok(made)
    }

    /// What becomes of a card with its picture: one that has none takes it, unless the rules leave that to merging.
    fn with_portrait(
        &mut self,
        made: Made,
        portrait: Portrait,
        row: &Row,
    ) -> (Made, Option<(PictureRef, Picture)>) {
        let who = || row.cells.first().cloned().unwrap_or_default();
        let (reference, picture) = match portrait {
            Portrait::Ready(reference, picture) => (reference, picture),
            Portrait::Absent => return (made, None),
            Portrait::Spoilt(reason) => {
                self.spoilt.push((who(), reason));
                return (made, None);
            }
            Portrait::Elsewhere(address) => {
                self.elsewhere.push((who(), address));
                return (made, None);
            }
        };
        let is_classic = untrack(|| self.import.app.workspace.is_classic());
        let taken = Some(reference.clone());
        let made = match made {
            Made::Create(contact) => Made::Create(Contact { picture: taken, ..contact }),
            Made::Update { before, after } if after.picture.is_none() && !is_classic => {
                Made::Update { before, after: Contact { picture: taken, ..after } }
            }
            Made::Same(id) => match self.known.get(id).cloned() {
                Some(before) if before.picture.is_none() && !is_classic => {
                    let after = Contact::clone(&before);
                    let after = Contact { picture: taken, updated_at: self.record.at, ..after };
                    Made::Update { before, after }
                }
                _ => return (Made::Same(id), None),
            },
            made @ Made::Update { .. } => return (made, None),
        };
        (made, Some((reference, picture)))
    }

    /// The id of a contact that is made of a row; another one where the contact of an earlier import of the same file went
    /// to Trash or was merged.
    fn fresh(&self, bits: u128) -> ContactId {
        let contacts = self.import.app.book.contacts();
        let is_gone = |id: ContactId| {
            contacts.with_untracked(|all| all.get(id).is_some_and(|contact| !contact.is_listed()))
        };
        (0..)
            .map(|again| ContactId::from_random(bits.wrapping_add(again)))
            .find(|id| !is_gone(*id))
            .unwrap_or_else(clock::new_contact_id)
    }

    /// The change of the stored contact. A known one is written anew over what is stored by then.
    fn change(
        &self,
        made: Made,
        incoming: Incoming,
        picture: Option<PictureRef>,
    ) -> Option<(ContactId, Change)> {
        match made {
            Made::Create(made) => {
                Some((made.id, Box::new(move |contact: &mut Contact| *contact = made.clone())))
            }
            Made::Update { after, .. } => {
                let (rules, at) = (self.rules.clone(), self.record.at);
                let write = move |contact: &mut Contact| {
                    let mut written = contact.clone();
                    if incoming.write(&mut written, &rules).is_ok() {
                        *contact = written;
                        contact.updated_at = at;
                    }
                    if contact.picture.is_none() {
                        contact.picture.clone_from(&picture);
                    }
                };
                Some((after.id, Box::new(write)))
            }
            Made::Same(_) => None,
        }
    }

    /// Makes the notes of a row, unless the contact has them.
    async fn note(
        &self,
        id: ContactId,
        texts: &[String],
        made: &Made,
        part: &mut ImportPart,
        commit: &mut Commit,
    ) -> Result<(), AppError> {
        for text in texts {
            let own = EntryId::from_random(id, note_bits(id, text));
            let document = own.doc_id(NOTE);
            let is_new = matches!(made, Made::Create(_));
            if !is_new {
                let stored = self.import.app.book.db().await.documents(&document).await?;
                if !stored.is_empty() {
                    continue;
                }
                part.notes.push(document.clone());
            }
            let mut note = Note::new(own, &self.record.by, self.record.at);
            // A text without anything in it makes no note.
            if note.write("", text).is_ok() {
                let body = to_raw_value(&note).map_err(|_| AppError::Shipped)?;
                commit.documents.push(Document { id: document, body, known: note::FIELDS });
            }
        }
        Ok(())
    }

    fn refuse(&mut self, row: &Row, reason: &str) {
        self.record.refused += 1;
        rejected::push(self.rejected.get_or_insert_default(), row, reason);
    }

    /// Notes in the activity of each contact how it came in or was changed.
    fn noted(&self) -> Noted {
        let record = self.record.clone();
        Box::new(move |before, after| {
            let at = record.at;
            let events = match before {
                Some(before) => {
                    event::of_change(Some(before), after, &record.by, at, &mut clock::random_bits)
                }
                None => {
                    let id = EntryId::from_random(after.id, clock::random_bits());
                    vec![Event::of_import(id, &record.file, &record.by, at)]
                }
            };
            events
                .iter()
                .filter_map(|event| {
                    let body = to_raw_value(event).ok()?;
                    Some(Document { id: event.id.doc_id(EVENT), body, known: event::FIELDS })
                })
                .collect()
        })
    }

    fn record_document(&self) -> Result<Document, AppError> {
        document(&self.record)
    }

    fn finished(&self) -> Result<Commit, AppError> {
        Ok(Commit { documents: vec![self.record_document()?], ..Commit::default() })
    }
}

impl Import {
    /// Saves a list of everybody with the tag, named after the file.
    async fn save_list(self, file: &str, tag: &str) -> Result<(), AppError> {
        let operator = Operator { test: Test::Is, negated: false };
        let is_tagged = Condition::new(Column::Tag, operator, Value::Text(tag.to_owned()));
        // Tags are compared with texts, so that this is one.
        let filter = Filter { groups: vec![is_tagged.into_iter().collect()] };
        let list = SmartList { filter: filter.to_string(), ..SmartList::every() };
        let name = file.rsplit_once('.').map_or(file, |(name, _)| name);
        self.app.lists.create(list, name.to_owned()).await.map(drop)
    }

    /// Makes the custom fields that columns are to become, and returns all that there are.
    async fn define(self, targets: &mut [Target]) -> Result<Vec<CustomField>, AppError> {
        let workspace = self.app.workspace;
        let mut made: Vec<CustomField> = Vec::new();
        for target in targets.iter_mut() {
            let Target::Offer(name) = target else { continue };
            let mut field = workspace.new_field(CustomKind::Text);
            field.name.clone_from(name);
            *target = Target::Custom(field.key.clone());
            made.push(field.tidied());
        }
        if !made.is_empty() {
            let what = Define::Fields(made);
            workspace.write(self.app.book, what, Commit::default()).await?;
        }
        Ok(workspace.fields().get_untracked())
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
