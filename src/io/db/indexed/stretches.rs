//! Stretches of documents, and of the facts of this device.

use indexed_db_futures::cursor::CursorDirection;
use indexed_db_futures::prelude::*;
use indexed_db_futures::{BuildPrimitive, KeyRange};
use wasm_bindgen::JsValue;

use super::Indexed;
use crate::io::db::conversations::Slice;
use crate::io::db::schema::{DOCS, META};
use crate::io::db::{DbError, end_of, record};

/// Facts that are read at a time.
const PAGE: u32 = 2_000;

impl Indexed {
    pub(in crate::io::db) async fn slice(
        &self,
        slice: &Slice<'_>,
    ) -> Result<Vec<(String, String)>, DbError> {
        let range = KeyRange::Bound(slice.from.to_owned(), false, slice.to.to_owned(), true);
        let db = self.usable(DOCS).await?;
        let tx = db.transaction(DOCS).build()?;
        let docs = tx.object_store(DOCS)?;
        if !slice.backwards {
            let request = docs.get_all::<JsValue>().with_query::<String, _>(range);
            let objects = request.with_limit(slice.most).primitive()?.await?;
            return Ok(objects.filter_map(|object| record::body(&object.ok()?)).collect());
        }
        let mut found = Vec::new();
        let request = docs.open_cursor().with_query::<String, _>(range);
        let Some(mut cursor) = request.with_direction(CursorDirection::Prev).await? else {
            return Ok(found);
        };
        while found.len() < slice.most as usize
            && let Some(object) = cursor.next_record::<JsValue>().await?
        {
            found.extend(record::body(&object));
        }
        Ok(found)
    }

    pub(in crate::io::db) async fn local(
        &self,
        prefix: &str,
    ) -> Result<Vec<(String, String)>, DbError> {
        let (mut all, end) = (Vec::new(), end_of(prefix));
        let (mut from, mut is_open) = (prefix.to_owned(), false);
        let db = self.usable(META).await?;
        loop {
            let tx = db.transaction(META).build()?;
            let meta = tx.object_store(META)?;
            let range = KeyRange::Bound(from, is_open, end.clone(), true);
            let keys = meta.get_all_keys::<String>().with_query::<String, _>(range.clone());
            let keys = keys.with_limit(PAGE).primitive()?;
            let texts = meta.get_all::<String>().with_query::<String, _>(range);
            let texts = texts.with_limit(PAGE).primitive()?;
            let keys: Vec<String> = keys.await?.filter_map(Result::ok).collect();
            let texts = texts.await?.filter_map(Result::ok);
            let last = keys.last().filter(|_| keys.len() == PAGE as usize).cloned();
            all.extend(keys.into_iter().zip(texts));
            let Some(last) = last else { return Ok(all) };
            (from, is_open) = (last, true);
        }
    }
}
