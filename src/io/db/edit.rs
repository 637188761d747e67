//! What a change makes of a stored document.

use serde_json::value::RawValue;

use super::{Change, DbError, Document, contact};
use crate::domain::contact::{Contact, FIELDS};
use crate::domain::doc::Record;
use crate::domain::id::ContactId;
use crate::domain::journal::Pending;
use crate::io::clock;

/// The new documents that note a change of a contact, of which there is the state before, unless it is a new one, and
/// the state after.
pub type Noted = Box<dyn Fn(Option<&Contact>, &Contact) -> Vec<Document>>;

/// The contact after a change, from its record before it and what is pending for it, and what is to be written: its
/// record, and those of the documents that note the change.
pub(super) fn changed(
    id: ContactId,
    stored: Option<&Record>,
    pending: Option<&dyn Pending>,
    (change, noted): (&Change, Option<&Noted>),
    device: &str,
) -> Result<(Vec<Record>, Contact), DbError> {
    let mut before = match stored.filter(|record| !record.is_deleted()) {
        Some(record) => Some(contact(&record.id, &record.json).ok_or(DbError::Damaged)?),
        None => None,
    };
    if let (Some(before), Some(pending)) = (&mut before, pending) {
        pending.settle(before);
    }
    let mut after = before.clone().unwrap_or_else(|| Contact::new(id, clock::now()));
    change(&mut after);
    let mut records = vec![Record::edited(id.doc_id(), stored, &after, FIELDS, device)?];
    for document in noted.iter().flat_map(|noted| noted(before.as_ref(), &after)) {
        records.push(replaced(&document, None, device)?);
    }
    Ok((records, after))
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
