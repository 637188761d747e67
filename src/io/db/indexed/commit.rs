//! A commit as one transaction.

use std::collections::BTreeSet;

use futures_util::future::join;
use indexed_db_futures::object_store::ObjectStore;
use indexed_db_futures::prelude::*;
use indexed_db_futures::transaction::Transaction;
use indexed_db_futures::{BuildPrimitive, KeyRange};
use wasm_bindgen::JsValue;

use super::absent::Census;
use super::summaries::mark_stale;
use super::{Indexed, Near, SLICE, begin, put_local, read_all, whole};
use crate::domain::contact::Contact;
use crate::domain::doc::Record;
use crate::domain::id::set::IdSet;
use crate::domain::id::{ContactId, Digest};
use crate::domain::replication::push::deleted;
use crate::io::db::edit::{changed, replaced};
use crate::io::db::schema::{DOCS, JOURNAL, META, PICTURES, STAMP};
use crate::io::db::unnamed::loose;
use crate::io::db::{Change, Commit, DbError, end_of, record};

impl Indexed {
    pub(in crate::io::db) async fn commit(
        &self,
        commit: &Commit,
        device: &str,
        stamp: &str,
    ) -> Result<Vec<Contact>, DbError> {
        let db = self.usable(DOCS).await?;
        let write = async || {
            let tx = begin(&db, &[DOCS, PICTURES, META], commit.is_followed)?;
            let known = self.census.take();
            let write = async |tx| self.write(tx, commit, device, (stamp, known)).await;
            let (contacts, census) = whole(tx, write).await?;
            self.census.set(census);
            Ok(contacts)
        };
        self.with_reader(write).await
    }

    async fn write(
        &self,
        tx: Transaction<'_>,
        commit: &Commit,
        device: &str,
        (stamp, known): (&str, Option<Census>),
    ) -> Result<(Vec<Contact>, Option<Census>), DbError> {
        let (docs, meta) = (tx.object_store(DOCS)?, tx.object_store(META)?);
        let count = commit.contacts.len() + commit.documents.len();
        let mut census = Census::take(known, count, &docs, &meta).await?;
        let put = |census: &mut Option<Census>, record: &Record| -> Result<(), DbError> {
            if let Some(census) = census {
                census.note(&record.id);
            }
            docs.put(record::to_js(record)?).primitive()?;
            Ok(())
        };
        put_local(&meta, STAMP, Some(stamp))?;
        for prefixes in commit.forget.chunks(SLICE) {
            for digest in forget(&docs, prefixes, device).await? {
                put_local(&meta, &loose(digest), Some(""))?;
            }
        }
        let mut is_left_out = false;
        let mut near = Near(true);
        let mut contacts = Vec::with_capacity(commit.contacts.len());
        let slices = slices(&commit.contacts);
        // Asked for together: each answer that is waited for by itself costs a way to the database and back.
        let first = slices.first().copied().unwrap_or_default();
        let first = stored(&docs, first, &mut near, census.as_ref());
        let (pending, first) = join(self.pending_now(&meta), first).await;
        let (mut pending, mut first) = (pending?, Some(first?));
        for slice in slices {
            let stored = match first.take() {
                Some(first) => first,
                None => stored(&docs, slice, &mut near, census.as_ref()).await?,
            };
            for ((id, change), before) in slice.iter().zip(stored) {
                let change = (change, commit.noted.as_ref());
                let (written, contact) =
                    changed(*id, before.as_ref(), pending.as_deref(), change, device)?;
                for record in &written {
                    put(&mut census, record)?;
                }
                is_left_out |= pending.as_mut().is_some_and(|pending| pending.leave_out(*id));
                contacts.push(contact);
            }
        }
        if let Some(text) = pending.filter(|_| is_left_out).and_then(|pending| pending.write()) {
            meta.put(text).with_key(JOURNAL).primitive()?;
        }
        for slice in commit.documents.chunks(SLICE) {
            let stored = read_all(
                &docs,
                slice.iter().map(|document| document.id.clone()),
                &mut near,
                census.as_ref(),
            )
            .await?;
            for (document, before) in slice.iter().zip(stored) {
                put(&mut census, &replaced(document, before.as_ref(), device)?)?;
            }
        }
        let ids = commit.withdrawn.iter().map(|document| document.id.clone());
        let stored = read_all(&docs, ids, &mut near, census.as_ref()).await?;
        for (document, before) in commit.withdrawn.iter().zip(stored) {
            match before.filter(Record::is_out) {
                Some(before) => {
                    put(&mut census, &replaced(document, Some(&before), device)?)?;
                }
                None => _ = docs.delete(document.id.clone()).primitive()?,
            }
        }
        for (key, text) in &commit.local {
            put_local(&meta, key, text.as_deref())?;
        }
        for id in commit.conversations() {
            mark_stale(&meta, id)?;
        }
        let pictures = tx.object_store(PICTURES)?;
        for picture in &commit.pictures {
            let value = record::picture(&picture.full, &picture.thumb)?;
            pictures.put(value).with_key(picture.digest.to_string()).primitive()?;
        }
        tx.commit().await?;
        Ok((contacts, census.map(|census| census.under(stamp))))
    }
}

/// The contacts that are to be changed, as they are stored.
async fn stored(
    docs: &ObjectStore<'_>,
    changes: &[(ContactId, Change)],
    near: &mut Near,
    census: Option<&Census>,
) -> Result<Vec<Option<Record>>, DbError> {
    read_all(docs, changes.iter().map(|(id, _)| id.doc_id()), near, census).await
}

/// Forgets documents, and returns which pictures and files they named. Those that a server has become tombstones, which
/// wait to be sent.
async fn forget(
    docs: &ObjectStore<'_>,
    prefixes: &[String],
    device: &str,
) -> Result<BTreeSet<Digest>, DbError> {
    let mut named = BTreeSet::new();
    let mut found = Vec::with_capacity(prefixes.len());
    for prefix in prefixes {
        let range = KeyRange::Bound(prefix.clone(), false, end_of(prefix), true);
        found.push(docs.get_all::<JsValue>().with_query::<String, _>(range).primitive()?);
    }
    for stored in found {
        let stored: Vec<JsValue> = stored.await?.filter_map(Result::ok).collect();
        for object in &stored {
            named.extend(record::body(object).iter().flat_map(|(_, json)| Digest::all_in(json)));
            // One by one: to delete a range takes as long where nothing is in it, as mostly.
            match record::from_js(object).and_then(|record| deleted(&record, device)) {
                Some(tombstone) => _ = docs.put(record::to_js(&tombstone)?).primitive()?,
                None => {
                    if let Some(id) = record::id(object) {
                        docs.delete(id).primitive()?;
                    }
                }
            }
        }
    }
    Ok(named)
}

/// Cuts changes into slices. A contact is changed once in each: its next change has to see what this one stored.
fn slices(mut rest: &[(ContactId, Change)]) -> Vec<&[(ContactId, Change)]> {
    let mut slices = Vec::with_capacity(rest.len().div_ceil(SLICE));
    while !rest.is_empty() {
        let mut seen = IdSet::default();
        let length = rest.iter().take(SLICE).take_while(|(id, _)| seen.insert(*id)).count();
        let (slice, others) = rest.split_at(length);
        slices.push(slice);
        rest = others;
    }
    slices
}
