//! The journal in IndexedDB: which parts are open stands in one small text, each part in a text of its own, all in
//! [`META`]. What is open is read in the very transaction that reads or writes documents, so that any number of tabs
//! may do so; parts never change, and are read once.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use futures_util::FutureExt;
use futures_util::future::LocalBoxFuture;
use indexed_db_futures::BuildPrimitive;
use indexed_db_futures::object_store::ObjectStore;
use indexed_db_futures::prelude::*;
use indexed_db_futures::transaction::Transaction;
use wasm_bindgen::JsValue;

use super::{Indexed, Near, begin, read_all, whole};
use crate::domain::contact::FIELDS;
use crate::domain::doc::Record;
use crate::domain::journal::{Journal, Part, Pending};
use crate::io::clock::Turn;
use crate::io::db::schema::{DOCS, JOURNAL, META, PART, STAMP};
use crate::io::db::{DbError, contact, record};

/// Parts handed to the database at a time.
const TOGETHER: usize = 8;

/// Documents changed at a time: fewer than in an edit, for which somebody waits.
const FEW: usize = 64;

/// Reads the journal, of which `text` stands under [`JOURNAL`], within the transaction of `meta`.
pub(in crate::io::db) fn read<'a>(
    store: &'a Indexed,
    meta: &'a ObjectStore<'a>,
    text: JsValue,
) -> LocalBoxFuture<'a, Result<Option<Box<dyn Pending>>, DbError>> {
    let read = async move {
        let journal = store.journal(meta, Some(text)).await?;
        Ok(journal.map(|journal| -> Box<dyn Pending> { Box::new(journal) }))
    };
    read.boxed_local()
}

/// What is known of the journal.
#[derive(Default)]
pub(super) struct Known {
    /// By name; none for one that cannot be read.
    parts: RefCell<HashMap<String, Option<Rc<Part>>>>,
    pub(super) is_open: Cell<bool>,
    is_damaged: Cell<bool>,
}

impl Indexed {
    /// Whether something was still to be written into documents when the journal was last looked at.
    pub(in crate::io::db) fn is_journal_open(&self) -> bool {
        self.known.is_open.get()
    }

    /// Whether something in it was found that cannot be read.
    pub(in crate::io::db) fn is_journal_damaged(&self) -> bool {
        self.known.is_damaged.get()
    }

    /// The journal as a transaction finds it. None when it cannot be read.
    async fn journal(
        &self,
        meta: &ObjectStore<'_>,
        text: Option<JsValue>,
    ) -> Result<Option<Journal>, DbError> {
        let Some(text) = text else {
            self.known.is_open.set(false);
            return Ok(Some(Journal::default()));
        };
        let read = text.as_string().and_then(|text| Journal::read(&text));
        let Some(mut journal) = read else {
            self.known.is_damaged.set(true);
            return Ok(None);
        };
        self.read_parts(&journal, meta).await?;
        journal.take(|name| self.known.parts.borrow().get(name).cloned().flatten());
        self.known.is_open.set(journal.first().is_some());
        Ok(Some(journal))
    }

    async fn journal_now(&self, meta: &ObjectStore<'_>) -> Result<Option<Journal>, DbError> {
        let text = meta.get(JOURNAL.to_owned()).primitive()?.await?;
        self.journal(meta, text).await
    }

    /// Reads the parts that are not known yet, and forgets those that are closed.
    async fn read_parts(&self, journal: &Journal, meta: &ObjectStore<'_>) -> Result<(), DbError> {
        let mut known = self.known.parts.take();
        let mut parts = HashMap::new();
        let mut requests = Vec::new();
        for name in journal.names() {
            match known.remove(name) {
                Some(part) => _ = parts.insert(name.to_owned(), part),
                None => requests.push((name, meta.get::<JsValue, _, _>(key(name)).primitive()?)),
            }
        }
        for (name, request) in requests {
            let text = request.await?.and_then(|text| text.as_string());
            let part = text.and_then(|text| Part::read(&text)).map(Rc::new);
            if part.is_none() {
                self.known.is_damaged.set(true);
            }
            parts.insert(name.to_owned(), part);
        }
        self.known.parts.replace(parts);
        Ok(())
    }

    /// Saves parts of a change behind those that are open, all or nothing, and returns their names.
    pub(in crate::io::db) async fn append(
        &self,
        parts: &[Rc<Part>],
        stamp: &str,
    ) -> Result<Vec<String>, DbError> {
        let names: Vec<String> = (0..parts.len()).map(|at| format!("{stamp}-{at:05}")).collect();
        let mut texts = Vec::with_capacity(parts.len());
        let mut turn = Turn::begin();
        for part in parts {
            texts.push(part.write());
            turn.rest().await;
        }
        let db = self.usable(META).await?;
        let appended = whole(begin(&db, &[META], false)?, async |tx| {
            let meta = tx.object_store(META)?;
            let mut journal = self.journal_now(&meta).await?.ok_or(DbError::Damaged)?;
            for (at, ((name, part), text)) in (1..).zip(names.iter().zip(parts).zip(texts)) {
                let request = meta.put(text).with_key(key(name)).primitive()?;
                journal.push(name.clone(), Rc::clone(part));
                if at % TOGETHER == 0 {
                    // All at once would be one long task; while it is waited for the page answers.
                    request.await?;
                }
            }
            meta.put(stamp.to_owned()).with_key(STAMP).primitive()?;
            put(&meta, &journal)?;
            Ok(tx.commit().await?)
        });
        appended.await?;
        let appended = names.iter().cloned().zip(parts.iter().cloned().map(Some));
        self.known.parts.borrow_mut().extend(appended);
        self.known.is_open.set(true);
        Ok(names)
    }

    /// Takes parts back that no document has yet, from the last one on, and returns how many of them stay.
    pub(in crate::io::db) async fn cut(
        &self,
        names: &[String],
        stamp: &str,
    ) -> Result<usize, DbError> {
        let db = self.usable(META).await?;
        let cut = whole(begin(&db, &[META], false)?, async |tx| {
            let meta = tx.object_store(META)?;
            let mut journal = self.journal_now(&meta).await?.ok_or(DbError::Damaged)?;
            let stay = journal.cut(names);
            for name in names.iter().skip(stay) {
                meta.delete(key(name)).primitive()?;
            }
            meta.put(stamp.to_owned()).with_key(STAMP).primitive()?;
            put(&meta, &journal)?;
            tx.commit().await?;
            Ok(stay)
        });
        cut.await
    }

    /// Writes the first open part into its documents, and returns whether there was one. Documents that are gone are
    /// passed over, damaged ones left as they are.
    pub(in crate::io::db) async fn drain(&self, device: &str) -> Result<bool, DbError> {
        let db = self.usable(DOCS).await?;
        // The part is gone only when its documents are written, so this need not wait for the disk.
        let tx = begin(&db, &[DOCS, META], true)?;
        whole(tx, async |tx| self.drain_within(tx, device).await).await
    }

    async fn drain_within(&self, tx: Transaction<'_>, device: &str) -> Result<bool, DbError> {
        let meta = tx.object_store(META)?;
        let mut journal = self.journal_now(&meta).await?.unwrap_or_default();
        let Some((name, part, left)) = journal.first() else { return Ok(false) };
        let docs = tx.object_store(DOCS)?;
        for slice in left.chunks(FEW) {
            let stored =
                read_all(&docs, slice.iter().map(|id| id.doc_id()), &mut Near(true), None).await?;
            for before in stored.iter().flatten() {
                let Some(mut after) = contact(&before.id, &before.json) else { continue };
                if part.apply(&mut after) {
                    let id = before.id.clone();
                    let record = Record::edited(id, Some(before), &after, FIELDS, device)?;
                    docs.put(record::to_js(&record)?).primitive()?;
                }
            }
        }
        journal.close(&name);
        meta.delete(key(&name)).primitive()?;
        put(&meta, &journal)?;
        tx.commit().await?;
        Ok(true)
    }
}

/// Writes which parts are open; nothing when none is.
fn put(meta: &ObjectStore<'_>, journal: &Journal) -> Result<(), DbError> {
    match journal.write() {
        Some(text) => _ = meta.put(text).with_key(JOURNAL).primitive()?,
        None => _ = meta.delete(JOURNAL.to_owned()).primitive()?,
    }
    Ok(())
}

fn key(name: &str) -> String {
    format!("{PART}{name}")
}
