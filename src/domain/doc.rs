//! Documents as the store keeps them: the exact JSON text, what the server last had, and what waits to be sent.
//! A change replaces the fields it knows and leaves every other field as it was, number by number.

use std::collections::BTreeMap;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;
use thiserror::Error;

use super::replication::vector::{VECTOR, Vector};

/// The field that makes a body a tombstone, which waits to be sent and is shown to nobody. Named by CouchDB.
pub(in crate::domain) const DELETED: &str = "_deleted";

/// A stored text that is no JSON object.
#[derive(Debug, Error)]
#[error("the document is damaged: {0}")]
pub struct DocError(#[from] serde_json::Error);

/// A document with its sync mark, which are written together or not at all.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Record {
    /// The document's id.
    pub id: String,
    /// The body as exact JSON text, without `_id` and `_rev`.
    pub json: String,
    /// The server's revision that this body is based on; none when the server has not seen it.
    pub rev: Option<String>,
    /// The body at that revision, kept for the three-way merge while there are local edits, and where it does not say all
    /// the edits that this device knows to be in it.
    pub base: Option<String>,
    /// The body that was sent last and not yet confirmed, by which one's own write is recognised.
    pub sent: Option<String>,
    /// Whether there are local edits that the server has not got.
    pub dirty: bool,
}

impl Record {
    /// Whether a server may have it: it has, or it was sent one without an answer.
    #[must_use]
    pub const fn is_out(&self) -> bool {
        self.rev.is_some() || self.sent.is_some()
    }

    /// Whether it is deleted for good: a tombstone, which is shown to nobody. It stays in the store, since whoever makes
    /// the document anew has to count on from its version vector.
    #[must_use]
    pub fn is_deleted(&self) -> bool {
        is_deleted(&self.json)
    }
}

/// Whether a stored body is a tombstone. Whoever reads many does not read them twice for that: what makes tombstones
/// leaves nothing in them that would stand before the mark.
#[must_use]
pub fn is_deleted(json: &str) -> bool {
    json.starts_with("{\"_deleted\":true")
}

/// A document body, field by field, each as exact JSON text, in the one order that all devices write.
pub(in crate::domain) type Body = BTreeMap<String, Box<RawValue>>;

impl Record {
    /// The record after a local edit on `device`: `value`'s fields in place of those in `known`, all others untouched.
    ///
    /// # Errors
    /// When `before` holds no JSON object or `value` cannot be written as one.
    pub fn edited<T: Serialize>(
        id: String,
        before: Option<&Self>,
        value: &T,
        known: &[&str],
        device: &str,
    ) -> Result<Self, DocError> {
        let mut body: Body = match before {
            Some(record) => serde_json::from_str(&record.json)?,
            None => Body::new(),
        };
        // Whoever edits what was deleted for good, and is not yet known to be, makes it anew.
        body.retain(|field, _| !known.contains(&field.as_str()) && field != DELETED);
        body.extend(serde_json::from_str::<Body>(&serde_json::to_string(value)?)?);
        raise(&mut body, device)?;
        let (rev, base, sent) = match before {
            None => (None, None, None),
            Some(record) => {
                let clean = record.rev.is_some() && !record.dirty;
                let base = if clean { Some(record.json.clone()) } else { record.base.clone() };
                (record.rev.clone(), base, record.sent.clone())
            }
        };
        Ok(Self { id, json: serde_json::to_string(&body)?, rev, base, sent, dirty: true })
    }

    /// The record after this body was put back over what is stored; none where that says the same already. Where nothing
    /// is stored the body stays as it is; where another one is, this is an edit on `device` that follows on both.
    #[must_use]
    pub fn restored(id: &str, before: Option<&Self>, json: &str, device: &str) -> Option<Self> {
        let fresh =
            || Self { id: id.to_owned(), json: json.to_owned(), dirty: true, ..Self::default() };
        let Some(before) = before else { return Some(fresh()) };
        if before.json == json {
            return None;
        }
        let (Ok(mut stored), Ok(mut body)) =
            (serde_json::from_str::<Body>(&before.json), serde_json::from_str::<Body>(json))
        else {
            // What is no object has no versions to follow on.
            return Some(Self { rev: before.rev.clone(), base: before.base.clone(), ..fresh() });
        };
        let mut both = Vector::of(&stored);
        both.join(&Vector::of(&body));
        stored.remove(VECTOR);
        body.remove(VECTOR);
        let texts = |body: &Body| -> Vec<_> {
            body.iter().map(|(field, value)| (field.clone(), value.get().to_owned())).collect()
        };
        if texts(&stored) == texts(&body) {
            return None;
        }
        let known: Vec<&str> = stored.keys().map(String::as_str).collect();
        both.write(&mut body).ok()?;
        Self::edited(id.to_owned(), Some(before), &body, &known, device).ok()
    }
}

/// Whether a body is a tombstone.
pub(super) fn is_tombstone(body: &Body) -> bool {
    body.get(DELETED).is_some_and(|flag| flag.get() == "true")
}

/// What a body says; none when the body is none of its kind. A `null` counts as absent: hardly a document has one, and
/// the others do not pay for it.
pub(super) fn read<T: DeserializeOwned>(json: &str) -> Option<T> {
    let read = |json: &str| serde_json::from_str(json).ok();
    read(json).or_else(|| read(&without_nulls(json)?))
}

/// Whether a flag is off, and so not written.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
pub(super) const fn is_false(flag: &bool) -> bool {
    !*flag
}

/// A body without fields that are `null`, and without what is `null` in its lists; none for what is no object. To be
/// read, and not to be stored.
fn without_nulls(json: &str) -> Option<String> {
    const NULL: &str = "null";
    let mut body: Body = serde_json::from_str(json).ok()?;
    body.retain(|_, value| value.get() != NULL);
    for value in body.values_mut().filter(|value| value.get().starts_with('[')) {
        let mut list: Vec<Box<RawValue>> = serde_json::from_str(value.get()).ok()?;
        list.retain(|element| element.get() != NULL);
        *value = serde_json::value::to_raw_value(&list).ok()?;
    }
    serde_json::to_string(&body).ok()
}

/// Counts one more edit of `device` in the document's version vector.
fn raise(body: &mut Body, device: &str) -> Result<(), DocError> {
    let mut vector = Vector::of(body);
    vector.raise(device);
    vector.write(body)
}
