//! Reads many records in few requests.

use std::collections::HashMap;

use indexed_db_futures::object_store::ObjectStore;
use indexed_db_futures::prelude::*;
use indexed_db_futures::{BuildPrimitive, KeyRange};
use wasm_bindgen::JsValue;

use super::absent::Census;
use crate::domain::doc::Record;
use crate::io::db::{DbError, record};

/// From so many ids on a range is read in one request, and not each document by its own.
const MANY: usize = 50;

/// Whether documents that are asked for together stand close together, as far as is known.
#[derive(Debug, Clone, Copy)]
pub(super) struct Near(pub(super) bool);

/// The records of these ids, in their order. Many are read as one range, which is five times quicker than a request each
/// where they stand `near` each other, as those of a whole list do; who is not among them is asked for alone, unless a
/// `census` knows better.
pub(super) async fn read_all(
    docs: &ObjectStore<'_>,
    ids: impl Iterator<Item = String>,
    near: &mut Near,
    census: Option<&Census>,
) -> Result<Vec<Option<Record>>, DbError> {
    let ids: Vec<String> = ids.collect();
    let mut found = HashMap::new();
    let may_be = |id: &&String| census.is_none_or(|census| census.may_have(id));
    if near.0 && ids.iter().filter(may_be).count() >= MANY {
        found = read_range(docs, &ids).await?;
        // New contacts have ids all over: what is read between them is of no use.
        near.0 = ids.iter().filter(|id| found.contains_key(*id)).count() > ids.len() / 4;
    }
    let mut requests = Vec::new();
    for id in ids.iter().filter(may_be).filter(|id| !found.contains_key(*id)) {
        requests.push(docs.get::<JsValue, _, _>(id.clone()).primitive()?);
    }
    // They are answered in their order: when the last one is, nobody has to be woken for each of the others.
    let last = match requests.pop() {
        Some(last) => Some(last.await?),
        None => None,
    };
    let mut take = |object: Option<JsValue>| {
        let record = object.and_then(|object| record::from_js(&object));
        found.extend(record.map(|record| (record.id.clone(), record)));
    };
    last.into_iter().for_each(&mut take);
    for request in requests {
        take(request.await?);
    }
    Ok(ids.iter().map(|id| found.remove(id)).collect())
}

/// The records from the first of these ids to the last, up to twice as many as there are ids.
async fn read_range(
    docs: &ObjectStore<'_>,
    ids: &[String],
) -> Result<HashMap<String, Record>, DbError> {
    let (Some(first), Some(last)) = (ids.iter().min(), ids.iter().max()) else {
        return Ok(HashMap::new());
    };
    let range = KeyRange::Bound(first.clone(), false, last.clone(), false);
    let limit = 2 * ids.len() as u32;
    let request = docs.get_all::<JsValue>().with_query::<String, _>(range).with_limit(limit);
    let objects = request.primitive()?.await?.filter_map(Result::ok);
    let records = objects.filter_map(|object| record::from_js(&object));
    Ok(records.map(|record| (record.id.clone(), record)).collect())
}
