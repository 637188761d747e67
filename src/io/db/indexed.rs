//! The store in IndexedDB.
//! All requests of a transaction are fired at once and only the reads that a write depends on are awaited, since a
//! transaction closes by itself when anything else is. The crate hides why a transaction was aborted: the reason is
//! read from the raw one.

mod absent;
mod commit;
mod journal;
mod pending;
mod records;
mod stretches;
mod summaries;
mod sync;
mod unnamed;
mod whole;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use futures_util::future::join;
use indexed_db_futures::database::Database;
use indexed_db_futures::internals::SystemRepr;
use indexed_db_futures::object_store::ObjectStore;
use indexed_db_futures::prelude::*;
use indexed_db_futures::transaction::{
    Transaction, TransactionDurability, TransactionMode, TransactionOptions,
};
use indexed_db_futures::{BuildPrimitive, KeyRange};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

use self::absent::Census;
use self::journal::Known;
pub(super) use self::journal::read as read_journal;
use self::records::{Near, read_all};
use super::reader::Page;
use super::schema::{DEVICE, DOCS, HEAD, JOURNAL, META, PICTURES, STAMP, VERSION, create};
use super::{Blob, DbError, FetchReader, Reader, end_of, record};
use crate::domain::doc::Record;
use crate::domain::id::Digest;
use crate::domain::journal::Pending;
use crate::domain::picture::Size;
use crate::io::clock;

/// Documents read at a time: enough to be quick, few enough to keep the page alive.
const PAGE: u32 = 500;

/// Documents changed at a time within a transaction: the page answers while the next ones are read.
const SLICE: usize = 128;

/// Stored objects, and what is still to be written into them.
type Stretch = (Vec<JsValue>, Option<Box<dyn Pending>>);

/// A connection that is opened again, once for each use, when the browser closed it.
pub(super) struct Indexed {
    name: String,
    connection: RefCell<Rc<Database>>,
    fetch: FetchReader,
    reader: Cell<Option<Reader>>,
    known: Known,
    census: Cell<Option<Census>>,
}

impl Indexed {
    /// Opens the database and returns with it the id of this device, which the first opening draws.
    pub(super) async fn open(name: &str, fetch: FetchReader) -> Result<(Self, String), DbError> {
        let connection = RefCell::new(connect(name).await?);
        let store = Self {
            name: name.to_owned(),
            connection,
            fetch,
            reader: Cell::default(),
            known: Known::default(),
            census: Cell::default(),
        };
        let device = store.device().await?;
        Ok((store, device))
    }

    pub(super) async fn read(&self, prefix: &str, page: &mut Page<'_>) -> Result<(), DbError> {
        let end = end_of(prefix);
        let db = self.usable(DOCS).await?;
        let mut read = Box::pin(
            self.stretch(&db, KeyRange::Bound(prefix.to_owned(), false, end.clone(), true)),
        )
        .await?;
        loop {
            let (objects, pending) = read;
            // What is no document is left out of the page, and counts all the same.
            let last = objects.last().filter(|_| objects.len() == PAGE as usize);
            let last = last.and_then(record::id);
            let take = async {
                page(objects.iter().filter_map(record::body).collect(), pending.as_deref());
            };
            let Some(last) = last else {
                take.await;
                return Ok(());
            };
            // The store reads on while this page is taken in.
            let range = KeyRange::Bound(last, true, end.clone(), true);
            let (next, ()) = join(Box::pin(self.stretch(&db, range)), take).await;
            read = next?;
        }
    }

    /// A page of stored objects from the beginning of a range, and what is still to be written into them.
    async fn stretch(&self, db: &Database, range: KeyRange<String>) -> Result<Stretch, DbError> {
        let read = async || {
            let tx = db.transaction([DOCS, META]).build()?;
            let (docs, meta) = (tx.object_store(DOCS)?, tx.object_store(META)?);
            let journal = meta.get(JOURNAL.to_owned()).primitive()?;
            let request = docs.get_all::<JsValue>().with_query::<String, _>(range.clone());
            let request = request.with_limit(PAGE).primitive()?;
            let pending = self.pending(&meta, journal.await?).await?;
            let objects: Vec<JsValue> = request.await?.filter_map(Result::ok).collect();
            Ok((objects, pending))
        };
        self.with_reader(read).await
    }

    pub(super) async fn records(
        &self,
        ids: &[String],
    ) -> Result<(Vec<Option<Record>>, Option<Box<dyn Pending>>), DbError> {
        let db = self.usable(DOCS).await?;
        let read = async || {
            let tx = db.transaction([DOCS, META]).build()?;
            let pending = self.pending_now(&tx.object_store(META)?).await?;
            let docs = tx.object_store(DOCS)?;
            Ok((read_all(&docs, ids.iter().cloned(), &mut Near(true), None).await?, pending))
        };
        self.with_reader(read).await
    }

    pub(super) async fn pictures(
        &self,
        digests: &[Digest],
        size: Size,
    ) -> Result<Vec<Option<Blob>>, DbError> {
        let db = self.usable(PICTURES).await?;
        let tx = db.transaction(PICTURES).build()?;
        let pictures = tx.object_store(PICTURES)?;
        let fire = |digest: &Digest| pictures.get::<JsValue, _, _>(digest.to_string()).primitive();
        let requests = digests.iter().map(fire).collect::<Result<Vec<_>, _>>()?;
        let mut blobs = Vec::with_capacity(requests.len());
        for request in requests {
            blobs.push(request.await?.and_then(|object| record::blob(&object, size)));
        }
        Ok(blobs)
    }

    /// The stamp of the last commit and the kept beginning of the list.
    pub(super) async fn head(&self) -> Result<(Option<String>, Option<String>), DbError> {
        let db = self.usable(META).await?;
        let tx = db.transaction(META).build()?;
        let meta = tx.object_store(META)?;
        let stamp = meta.get(STAMP.to_owned()).primitive()?;
        let head = meta.get(HEAD.to_owned()).primitive()?;
        Ok((stamp.await?, head.await?))
    }

    /// Keeps the beginning of the list. Losing it costs time only, so it does not wait for the disk.
    pub(super) async fn keep_head(&self, text: &str) -> Result<(), DbError> {
        let db = self.usable(META).await?;
        let tx = db.transaction(META).with_mode(TransactionMode::Readwrite).build()?;
        tx.object_store(META)?.put(text.to_owned()).with_key(HEAD).primitive()?;
        Ok(tx.commit().await?)
    }

    async fn device(&self) -> Result<String, DbError> {
        let db = self.usable(META).await?;
        let known: Option<String> = {
            let tx = db.transaction(META).build()?;
            tx.object_store(META)?.get(DEVICE.to_owned()).primitive()?.await?
        };
        if let Some(device) = known {
            return Ok(device);
        }
        let device = clock::new_device_id();
        let tx = begin(&db, &[META], false)?;
        tx.object_store(META)?.put(device.clone()).with_key(DEVICE).primitive()?;
        tx.commit().await?;
        Ok(device)
    }

    /// The connection, opened again if the browser closed it.
    async fn usable(&self, store: &str) -> Result<Rc<Database>, DbError> {
        let db = self.connection.borrow().clone();
        if let Ok(probe) = db.as_sys().transaction_with_str(store) {
            // Left to close by itself it would hold up a writing one for five milliseconds. An empty one can be aborted.
            let _ = probe.abort();
            return Ok(db);
        }
        let fresh = connect(&self.name).await?;
        *self.connection.borrow_mut() = fresh.clone();
        Ok(fresh)
    }
}

/// Writes a fact of this device, or forgets it.
fn put_local(meta: &ObjectStore<'_>, key: &str, text: Option<&str>) -> Result<(), DbError> {
    match text {
        Some(text) => _ = meta.put(text.to_owned()).with_key(key.to_owned()).primitive()?,
        None => _ = meta.delete(key.to_owned()).primitive()?,
    }
    Ok(())
}

async fn connect(name: &str) -> Result<Rc<Database>, DbError> {
    let request =
        Database::open(name).with_version(VERSION).with_on_upgrade_needed(|_, db| create(&db));
    let db = request.await?;
    // Dropping a handle does not close it: a newer version in another tab would wait for this one for ever.
    let handle = db.as_sys().clone();
    let close = Closure::<dyn Fn()>::new(move || handle.close());
    db.as_sys().set_onversionchange(Some(close.as_ref().unchecked_ref()));
    close.forget();
    Ok(Rc::new(db))
}

fn begin<'db>(
    db: &'db Database,
    stores: &[&str],
    is_followed: bool,
) -> Result<Transaction<'db>, DbError> {
    let durability = match is_followed {
        true => TransactionDurability::Relaxed,
        false => TransactionDurability::Strict,
    };
    let options = TransactionOptions::new().with_durability(durability);
    let builder = db.transaction(stores).with_mode(TransactionMode::Readwrite);
    Ok(builder.with_options(options).build()?)
}

/// Runs a transaction to its end. A full disk shows as an aborted one, and only the transaction itself knows why.
async fn whole<'db, T>(
    tx: Transaction<'db>,
    work: impl AsyncFnOnce(Transaction<'db>) -> Result<T, DbError>,
) -> Result<T, DbError> {
    let raw = tx.as_sys().clone();
    let done = work(tx).await;
    done.map_err(|error| raw.error().map_or(error, |why| DbError::from_js(&why.into())))
}
