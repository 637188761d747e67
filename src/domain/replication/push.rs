//! What is sent next: the files that documents name before them, messages of one conversation one after the other, and
//! not more at once than a server takes.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::value::to_raw_value;

use crate::domain::conversation::message::{Message, MessageId};
use crate::domain::conversation::messages_of;
use crate::domain::doc::{Body, DELETED, Record};
use crate::domain::id::{ContactId, MESSAGE};
use crate::domain::time::Timestamp;

use super::answer::{Answer, Whole};
use super::copy::Copy;
use super::rule;
use super::vector::VECTOR;

/// The most documents in one request.
pub const MAX_DOCS: usize = 100;

/// The most bytes of documents in one request; one that is larger goes alone.
pub const MAX_BYTES: usize = 1_000_000;

/// Documents to be sent in one request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Batch {
    /// Their records with `sent`, which is stored before the request begins.
    pub records: Vec<Record>,
    /// What is sent to `_bulk_docs`.
    pub request: String,
}

/// A document that is not sent again until it is edited, or somebody wants it tried again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parked {
    /// The body that was refused.
    json: String,
    /// The server's words.
    pub words: String,
}

/// How far sending has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Push {
    most: usize,
    parked: BTreeMap<String, Parked>,
    unknown: BTreeSet<String>,
    held_until: Option<Timestamp>,
}

impl Default for Push {
    fn default() -> Self {
        Self { most: MAX_DOCS, parked: BTreeMap::new(), unknown: BTreeSet::new(), held_until: None }
    }
}

impl Push {
    /// Begins a round, after the server's changes were read to their end: what became of everything is known.
    pub fn begin(&mut self) {
        self.unknown.clear();
        self.held_until = None;
    }

    /// Whether something was not taken as it was sent, so that what is there has to be read, and sent again.
    #[must_use]
    pub fn is_to_repeat(&self) -> bool {
        !self.unknown.is_empty()
    }

    /// When the first message may leave that was held back in this round.
    #[must_use]
    pub const fn held_until(&self) -> Option<Timestamp> {
        self.held_until
    }

    /// The next batch of those that wait; none when nothing is left for this round.
    pub fn next(&mut self, waiting: &[Record], now: Timestamp) -> Option<Batch> {
        let mut waiting: Vec<&Record> = waiting.iter().filter(|record| record.dirty).collect();
        waiting.sort_by_key(|record| (turn(&record.id), &record.id));
        let (mut records, mut docs, mut bytes) = (Vec::new(), Vec::new(), 0);
        let mut busy: BTreeSet<ContactId> = BTreeSet::new();
        for record in waiting {
            if self.is_parked(record) {
                continue;
            }
            let conversation = MessageId::from_doc_id(&record.id).map(|id| id.contact);
            let is_behind =
                conversation.is_some_and(|contact| !busy.insert(contact) || self.is_stuck(contact));
            if is_behind || self.unknown.contains(&record.id) {
                continue;
            }
            if let Some(until) = held_until(record, now) {
                self.held_until = Some(self.held_until.map_or(until, |known| known.min(until)));
                continue;
            }
            let Some(doc) = wire(record) else {
                self.park(record, "the document is damaged");
                continue;
            };
            if records.len() >= self.most || (bytes + doc.len() > MAX_BYTES && bytes > 0) {
                break;
            }
            bytes += doc.len();
            docs.push(doc);
            records.push(Record { sent: Some(record.json.clone()), ..record.clone() });
        }
        let request = format!("{{\"docs\":[{}]}}", docs.join(","));
        (!records.is_empty()).then_some(Batch { records, request })
    }

    /// Takes what became of a batch's documents. What was not answered, or lost against another write, is not sent
    /// again before it was read.
    pub fn answered(&mut self, batch: &Batch, answers: &BTreeMap<String, Answer>) {
        self.most = (self.most * 2).min(MAX_DOCS);
        for record in &batch.records {
            match answers.get(&record.id) {
                Some(Answer::Written(_)) => _ = self.parked.remove(&record.id),
                Some(Answer::Refused(words)) => self.park(record, words),
                Some(Answer::ReadAgain | Answer::SignIn) | None => {
                    self.unknown.insert(record.id.clone());
                }
            }
        }
    }

    /// Takes that a request as a whole came to nothing, or to nobody knows what.
    pub fn failed(&mut self, batch: &Batch, whole: Whole, words: &str) {
        match (whole, batch.records.as_slice()) {
            (Whole::Smaller, [record]) => self.park(record, words),
            (Whole::Smaller, records) => self.most = records.len() / 2,
            (whole, records) => {
                if whole == Whole::ReadAgainSmaller {
                    self.most = (records.len() / 2).max(1);
                }
                self.unknown.extend(records.iter().map(|record| record.id.clone()));
            }
        }
    }

    /// What is parked, by its id.
    #[must_use]
    pub const fn parked(&self) -> &BTreeMap<String, Parked> {
        &self.parked
    }

    /// Forgets what is parked and does not wait any more.
    pub fn keep_parked(&mut self, waiting: &[String]) {
        let waiting: BTreeSet<&String> = waiting.iter().collect();
        self.parked.retain(|id, _| waiting.contains(id));
    }

    /// Lets a parked document be tried again.
    pub fn retry(&mut self, id: &str) {
        self.parked.remove(id);
    }

    /// Whether nobody knows what became of a message of this conversation: the ones after it wait for it.
    fn is_stuck(&self, contact: ContactId) -> bool {
        let messages = messages_of(contact);
        let next = self.unknown.range(messages.clone()..).next();
        next.is_some_and(|id| id.starts_with(&messages))
    }

    fn park(&mut self, record: &Record, words: &str) {
        let parked = Parked { json: record.json.clone(), words: words.to_owned() };
        self.parked.insert(record.id.clone(), parked);
    }

    fn is_parked(&self, record: &Record) -> bool {
        self.parked.get(&record.id).is_some_and(|parked| parked.json == record.json)
    }
}

/// The record of a document that is deleted for good on this device: its tombstone, to be sent; none where no server may
/// have it, and nothing is left of it; a tombstone stays as it is. `pull` brings the document back where somebody else edited it.
#[must_use]
pub fn deleted(record: &Record, device: &str) -> Option<Record> {
    if record.is_deleted() {
        return Some(record.clone());
    }
    let body: Body = serde_json::from_str(&record.json).ok().filter(|_| record.is_out())?;
    let fields: Vec<&str> =
        body.keys().map(String::as_str).filter(|field| *field != VECTOR).collect();
    let tombstone = BTreeMap::from([(DELETED, true)]);
    Record::edited(record.id.clone(), Some(record), &tombstone, &fields, device).ok()
}

/// Files and pictures go first, messages last.
fn turn(id: &str) -> u8 {
    match id {
        _ if rule::is_attached(id) => 0,
        _ if id.starts_with(MESSAGE) => 2,
        _ => 1,
    }
}

/// Until when a message does not leave the device, so that it can be taken back without a trace. One that was written
/// in what now is the future was held by a clock that was wrong.
fn held_until(record: &Record, now: Timestamp) -> Option<Timestamp> {
    let id = MessageId::from_doc_id(&record.id).filter(|_| !record.is_out())?;
    let message = Message::from_json(id, &record.json)?;
    message.held_until.filter(|until| message.created_at <= now && now < *until)
}

/// The document as it is sent; none for what is no object. Names of CouchDB's own that it does not know are left out:
/// it would refuse all of the request.
fn wire(record: &Record) -> Option<String> {
    let mut body: Body = serde_json::from_str(&record.json).ok()?;
    body.retain(|field, value| {
        !field.starts_with('_') || (field == DELETED && value.get() == "true")
    });
    body.insert("_id".to_owned(), to_raw_value(&record.id).ok()?);
    // A tombstone's revision is refused: what was deleted is made anew without one.
    let is_anew = record.base.as_deref().and_then(Copy::read).is_some_and(|base| base.is_deleted());
    if let Some(rev) = record.rev.as_ref().filter(|_| !is_anew) {
        body.insert("_rev".to_owned(), to_raw_value(rev).ok()?);
    }
    serde_json::to_string(&body).ok()
}
