//! What a change makes of a stored document.

use serde_json::value::RawValue;

use super::{Change, DbError, Document, contact};
use crate::domain::contact::{Contact, FIELDS};
use crate::domain::doc::Record;
use crate::domain::id::ContactId;
use crate::domain::journal::Pending;
use crate::io::clock;

/// The record and the contact after a change, from the record before it and what is pending for it.
pub(super) fn changed(
    id: ContactId,
    before: Option<&Record>,
    pending: Option<&dyn Pending>,
    change: &Change,
    device: &str,
) -> Result<(Record, Contact), DbError> {
    let mut after = match before {
        Some(record) => contact(&record.id, &record.json).ok_or(DbError::Damaged)?,
        None => Contact::new(id, clock::now()),
    };
    if let (Some(_), Some(pending)) = (before, pending) {
        pending.settle(&mut after);
    }
    change(&mut after);
    let record = Record::edited(id.doc_id(), before, &after, FIELDS, device)?;
    Ok((record, after))
}

/// The record of a document over what is stored under its id.
pub(super) fn replaced(
    document: &Document,
    before: Option<&Record>,
    device: &str,
) -> Result<Record, DbError> {
    let Document { id, body, known } = document;
    if !known.is_empty() {
        return Ok(Record::edited(id.clone(), before, body, known, device)?);
    }
    let known: Vec<String> = match before {
        Some(record) => fields(&record.json)?,
        None => Vec::new(),
    };
    let known: Vec<&str> = known.iter().map(String::as_str).filter(|field| *field != "v").collect();
    Ok(Record::edited(id.clone(), before, body, &known, device)?)
}

fn fields(json: &str) -> Result<Vec<String>, DbError> {
    let body: std::collections::BTreeMap<String, &RawValue> =
        serde_json::from_str(json).map_err(|_| DbError::Damaged)?;
    Ok(body.into_keys().collect())
}
