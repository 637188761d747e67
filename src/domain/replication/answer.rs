//! What the server's answers to a batch mean.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::domain::doc::Record;

/// What became of one document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// It is written, with this revision; [`written`] says what is stored.
    Written(String),
    /// Another write was first, which may be our own whose answer was lost: what is there is read with all its leaves
    /// and settled by `pull::resolve`.
    ReadAgain,
    /// Somebody has to sign in again.
    SignIn,
    /// The server does not take it, for this reason.
    Refused(String),
}

/// What became of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whole {
    /// Each document has an answer of its own, to be read by [`answers`].
    Answered,
    /// Nothing was written: what is asked is too much, or something in it makes the server refuse all. Half of it is
    /// tried, down to one.
    Smaller,
    /// As [`Whole::Smaller`], but some may be written.
    ReadAgainSmaller,
    /// Nothing was written: somebody has to sign in again, or has no rights here at all. Sending pauses.
    SignIn,
    /// Nobody knows: what is there is read before anything of it is sent again.
    Unknown,
}

/// What the status of an answer to `_bulk_docs` means; none where there was no answer.
#[must_use]
pub const fn whole(status: Option<u16>) -> Whole {
    match status {
        Some(200..=299) => Whole::Answered,
        Some(400 | 413 | 415) => Whole::Smaller,
        Some(412) => Whole::ReadAgainSmaller,
        Some(401 | 403) => Whole::SignIn,
        _ => Whole::Unknown,
    }
}

/// A row of the answer to `_bulk_docs`.
#[derive(Deserialize)]
struct Row {
    id: String,
    rev: Option<String>,
    error: Option<String>,
    reason: Option<String>,
}

/// What became of each document; none where the text is no such answer, as that of a hotel's network is not: then
/// nobody knows. A document without a row may or may not be written.
#[must_use]
pub fn answers(text: &str) -> Option<BTreeMap<String, Answer>> {
    let rows: Vec<Row> = serde_json::from_str(text).ok()?;
    let answer = |row: Row| {
        let answer = match (row.error.as_deref(), row.rev) {
            (None, Some(rev)) => Answer::Written(rev),
            (Some("unauthorized"), _) => Answer::SignIn,
            (Some("forbidden"), _) => Answer::Refused(row.reason.unwrap_or_default()),
            _ => Answer::ReadAgain,
        };
        (row.id, answer)
    };
    Some(rows.into_iter().map(answer).collect())
}

/// The record, as it is stored now, after what was sent is confirmed under a revision.
#[must_use]
pub fn written(record: &Record, rev: &str) -> Record {
    // Without `sent` it was seen among the changes before its answer came.
    let Some(sent) = record.sent.clone() else { return record.clone() };
    let dirty = record.json != sent;
    let base = dirty.then_some(sent);
    Record { rev: Some(rev.to_owned()), base, sent: None, dirty, ..record.clone() }
}
