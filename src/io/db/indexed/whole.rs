//! Everything in the store page by page, and the way back.

use indexed_db_futures::prelude::*;
use indexed_db_futures::{BuildPrimitive, KeyRange};
use wasm_bindgen::JsValue;

use super::summaries::mark_stale;
use super::{Indexed, Near, SLICE, begin, read_all, whole};
use crate::domain::conversation;
use crate::domain::doc::Record;
use crate::domain::id::ContactId;
use crate::domain::picture::Size;
use crate::io::db::backup::{PAGE, Page};
use crate::io::db::schema::{DOCS, JOURNAL, META, PICTURES, STAMP};
use crate::io::db::{DbError, Picture, record};

/// Above every key of documents and pictures.
const END: &str = "\u{ffff}";

/// Documents, pictures, and whether more of them follow.
type Whole<'a> = (&'a [(String, String)], &'a [Picture], bool);

impl Indexed {
    pub(in crate::io::db) async fn documents_after(
        &self,
        key: Option<&str>,
    ) -> Result<Page<(String, String)>, DbError> {
        let db = self.usable(DOCS).await?;
        let tx = db.transaction(DOCS).build()?;
        let docs = tx.object_store(DOCS)?;
        let request = docs.get_all::<JsValue>().with_query::<String, _>(after(key));
        let objects = request.with_limit(PAGE).primitive()?.await?;
        let objects: Vec<JsValue> = objects.filter_map(Result::ok).collect();
        // What is no document is left out of the page, and counts all the same.
        let last = objects.last().filter(|_| objects.len() == PAGE as usize).and_then(record::id);
        Ok((objects.iter().filter_map(record::body).collect(), last))
    }

    pub(in crate::io::db) async fn pictures_after(
        &self,
        key: Option<&str>,
    ) -> Result<Page<Picture>, DbError> {
        let db = self.usable(PICTURES).await?;
        let tx = db.transaction(PICTURES).build()?;
        let pictures = tx.object_store(PICTURES)?;
        let keys = pictures.get_all_keys::<String>().with_query::<String, _>(after(key));
        let keys = keys.with_limit(PAGE).primitive()?;
        let objects = pictures.get_all::<JsValue>().with_query::<String, _>(after(key));
        let objects = objects.with_limit(PAGE).primitive()?;
        let keys: Vec<String> = keys.await?.filter_map(Result::ok).collect();
        let objects = objects.await?.filter_map(Result::ok);
        let picture = |(key, object): (&String, JsValue)| {
            let (full, thumb) =
                (record::blob(&object, Size::Full)?, record::blob(&object, Size::Thumb)?);
            Some(Picture { digest: key.parse().ok()?, full, thumb })
        };
        let page = keys.iter().zip(objects).filter_map(picture).collect();
        Ok((page, keys.last().filter(|_| keys.len() == PAGE as usize).cloned()))
    }

    pub(in crate::io::db) async fn restore(
        &self,
        (documents, given, is_followed): Whole<'_>,
        device: &str,
        stamp: &str,
    ) -> Result<usize, DbError> {
        let db = self.usable(DOCS).await?;
        let write = async || {
            let tx = begin(&db, &[DOCS, PICTURES, META], is_followed)?;
            whole(tx, async |tx| {
                let (docs, meta) = (tx.object_store(DOCS)?, tx.object_store(META)?);
                meta.put(stamp.to_owned()).with_key(STAMP).primitive()?;
                let mut pending = self.pending_now(&meta).await?;
                let (mut written, mut is_left_out) = (0, false);
                for slice in documents.chunks(SLICE) {
                    let stored = read_all(
                        &docs,
                        slice.iter().map(|(id, _)| id.clone()),
                        &mut Near(true),
                        None,
                    )
                    .await?;
                    for ((id, json), before) in slice.iter().zip(stored) {
                        let restored = Record::restored(id, before.as_ref(), json, device);
                        let Some(restored) = restored else { continue };
                        docs.put(record::to_js(&restored)?).primitive()?;
                        written += 1;
                        if let Some(id) = conversation::of_id(id) {
                            mark_stale(&meta, id)?;
                        }
                        let id = ContactId::from_doc_id(id);
                        let pending = pending.as_mut().zip(id);
                        is_left_out |= pending.is_some_and(|(pending, id)| pending.leave_out(id));
                    }
                }
                if let Some(text) =
                    pending.filter(|_| is_left_out).and_then(|pending| pending.write())
                {
                    meta.put(text).with_key(JOURNAL).primitive()?;
                }
                let pictures = tx.object_store(PICTURES)?;
                for picture in given {
                    let value = record::picture(&picture.full, &picture.thumb)?;
                    pictures.put(value).with_key(picture.digest.to_string()).primitive()?;
                }
                tx.commit().await?;
                Ok(written)
            })
            .await
        };
        self.with_reader(write).await
    }
}

fn after(key: Option<&str>) -> KeyRange<String> {
    KeyRange::Bound(key.unwrap_or_default().to_owned(), key.is_some(), END.to_owned(), false)
}
