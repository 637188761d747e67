//! Sync in IndexedDB.

use std::collections::{BTreeMap, HashSet};

use indexed_db_futures::object_store::ObjectStore;
use indexed_db_futures::prelude::*;
use indexed_db_futures::transaction::Transaction;
use indexed_db_futures::{BuildPrimitive, KeyRange};

use super::absent::Census;
use super::unnamed::send_again;
use super::{Indexed, Near, begin, put_local, read_all, whole};
use crate::domain::conversation;
use crate::domain::doc::Record;
use crate::domain::id::Digest;
use crate::io::db::schema::{DEVICE, DIRTY, DOCS, META, PICTURES, STALE, STAMP, UPLOADED};
use crate::io::db::sync::{Facts, Settle};
use crate::io::db::{DbError, Picture, record};

/// Ids that are read at a time.
const IDS: u32 = 2_000;

impl Indexed {
    pub(in crate::io::db) async fn waiting(&self) -> Result<Vec<String>, DbError> {
        let db = self.usable(DOCS).await?;
        let tx = db.transaction(DOCS).build()?;
        let docs = tx.object_store(DOCS)?;
        let index = docs.index(DIRTY)?;
        let ids = index.get_all_keys::<String>().primitive()?.await?;
        Ok(ids.filter_map(Result::ok).collect())
    }

    pub(in crate::io::db) async fn ids_after(
        &self,
        id: Option<&str>,
    ) -> Result<Vec<String>, DbError> {
        let db = self.usable(DOCS).await?;
        let tx = db.transaction(DOCS).build()?;
        let from = KeyRange::LowerBound(id.unwrap_or_default().to_owned(), id.is_some());
        let docs = tx.object_store(DOCS)?;
        let ids = docs.get_all_keys::<String>().with_query::<String, _>(from);
        let ids = ids.with_limit(IDS).primitive()?.await?;
        Ok(ids.filter_map(Result::ok).collect())
    }

    /// None when there was nothing to write.
    pub(in crate::io::db) async fn settle(
        &self,
        ids: &[String],
        facts: &Facts,
        settle: &mut Settle<'_>,
        stamp: &str,
    ) -> Result<Option<Vec<Record>>, DbError> {
        let db = self.usable(DOCS).await?;
        // What is lost with the power is read from the server again, or sent again: checkpoint and mark are lost with it.
        let tx = begin(&db, &[DOCS, META], true)?;
        let known = self.census.take();
        let (written, census) =
            whole(tx, async |tx| settled(tx, ids, facts, settle, (stamp, known)).await).await?;
        self.census.set(census);
        Ok(written)
    }

    pub(in crate::io::db) async fn pictures_waiting(&self) -> Result<Vec<Digest>, DbError> {
        let db = self.usable(PICTURES).await?;
        let tx = db.transaction(PICTURES).build()?;
        let pictures = tx.object_store(PICTURES)?;
        let all = pictures.get_all_keys::<String>().primitive()?;
        let index = pictures.index(UPLOADED)?;
        let uploaded = index.get_all_keys::<String>().primitive()?;
        let all: Vec<String> = all.await?.filter_map(Result::ok).collect();
        let uploaded: HashSet<String> = uploaded.await?.filter_map(Result::ok).collect();
        let waiting = all.iter().filter(|key| !uploaded.contains(*key));
        Ok(waiting.filter_map(|key| key.parse().ok()).collect())
    }

    pub(in crate::io::db) async fn keep_uploaded(&self, given: &[Picture]) -> Result<(), DbError> {
        let db = self.usable(PICTURES).await?;
        whole(begin(&db, &[PICTURES], true)?, async |tx| {
            let pictures = tx.object_store(PICTURES)?;
            for picture in given {
                let value = record::uploaded(&picture.full, &picture.thumb)?;
                pictures.put(value).with_key(picture.digest.to_string()).primitive()?;
            }
            Ok(tx.commit().await?)
        })
        .await
    }

    pub(in crate::io::db) async fn forget_uploads(&self) -> Result<(), DbError> {
        let db = self.usable(PICTURES).await?;
        whole(begin(&db, &[PICTURES], true)?, async |tx| {
            let pictures = tx.object_store(PICTURES)?;
            let index = pictures.index(UPLOADED)?;
            let keys = index.get_all_keys::<String>().primitive()?.await?;
            let keys: Vec<String> = keys.filter_map(Result::ok).collect();
            for key in keys {
                send_again(&pictures, key).await?;
            }
            Ok(tx.commit().await?)
        })
        .await
    }

    pub(in crate::io::db) async fn clear(&self, stamp: &str) -> Result<(), DbError> {
        let db = self.usable(DOCS).await?;
        whole(begin(&db, &[DOCS, PICTURES, META], false)?, async |tx| {
            let meta = tx.object_store(META)?;
            let device: Option<String> = meta.get(DEVICE.to_owned()).primitive()?.await?;
            for store in [DOCS, PICTURES, META] {
                tx.object_store(store)?.clear()?;
            }
            put_local(&meta, DEVICE, device.as_deref())?;
            put_local(&meta, STAMP, Some(stamp))?;
            Ok(tx.commit().await?)
        })
        .await
    }
}

async fn settled(
    tx: Transaction<'_>,
    ids: &[String],
    facts: &Facts,
    settle: &mut Settle<'_>,
    (stamp, known): (&str, Option<Census>),
) -> Result<(Option<Vec<Record>>, Option<Census>), DbError> {
    let (docs, meta) = (tx.object_store(DOCS)?, tx.object_store(META)?);
    let mut census = Census::take(known, ids.len(), &docs, &meta).await?;
    let own = ids.iter().cloned();
    let stored = read_all(&docs, own, &mut Near(false), census.as_ref()).await?;
    let stored: BTreeMap<String, Record> =
        stored.into_iter().flatten().map(|record| (record.id.clone(), record)).collect();
    let written = settle(&stored);
    if written.is_empty() && facts.is_empty() {
        return Ok((None, census));
    }
    for record in &written {
        put(&docs, &meta, record)?;
        if let Some(census) = &mut census {
            census.note(&record.id);
        }
    }
    for (key, text) in facts {
        put_local(&meta, key, text.as_deref())?;
    }
    if written.is_empty() {
        tx.commit().await?;
        return Ok((None, census));
    }
    put_local(&meta, STAMP, Some(stamp))?;
    tx.commit().await?;
    Ok((Some(written), census.map(|census| census.under(stamp))))
}

fn put(docs: &ObjectStore<'_>, meta: &ObjectStore<'_>, record: &Record) -> Result<(), DbError> {
    docs.put(record::to_js(record)?).primitive()?;
    if let Some(id) = conversation::of_id(&record.id) {
        put_local(meta, &format!("{STALE}{id}"), Some(""))?;
    }
    Ok(())
}
