//! Stretches of documents, and of the facts of this device.

use indexed_db_futures::cursor::CursorDirection;
use indexed_db_futures::object_store::ObjectStore;
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
        let Slice { from, to, backwards, most } = *slice;
        let db = self.usable(DOCS).await?;
        let tx = db.transaction(DOCS).build()?;
        let docs = tx.object_store(DOCS)?;
        // A cursor that goes from one to the next answers each by itself, which for a thousand takes as long as the rest.
        let from = match backwards {
            true => last_of(&docs, slice).await?.unwrap_or_else(|| from.to_owned()),
            false => from.to_owned(),
        };
        let range = KeyRange::Bound(from, false, to.to_owned(), true);
        let request = docs.get_all::<JsValue>().with_query::<String, _>(range);
        let objects = request.with_limit(most).primitive()?.await?;
        let mut found: Vec<_> = objects.filter_map(|object| record::body(&object.ok()?)).collect();
        if backwards {
            found.reverse();
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

/// The key from which on there are as many as are wanted at most, down from the end; none where there are not so many.
async fn last_of(docs: &ObjectStore<'_>, slice: &Slice<'_>) -> Result<Option<String>, DbError> {
    let range = KeyRange::Bound(slice.from.to_owned(), false, slice.to.to_owned(), true);
    let request = docs.open_key_cursor().with_query::<String, _>(range);
    let Some(mut cursor) = request.with_direction(CursorDirection::Prev).await? else {
        return Ok(None);
    };
    let end = cursor.primary_key::<String>()?;
    if slice.most <= 1 {
        return Ok(end);
    }
    cursor.advance_by(slice.most - 1).await?;
    // Where there are not so many the key is gone or, in Chromium, still that of the end.
    Ok(cursor.primary_key::<String>()?.filter(|key| end.as_ref() != Some(key)))
}
