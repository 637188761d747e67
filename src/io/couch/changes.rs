//! What has changed in a database: pages of it, and waiting for the next change.

use serde::Deserialize;
use serde_json::value::RawValue;

use super::{Couch, CouchError, part};
use crate::domain::replication::leaf::Leaf;
use crate::io::clock::Turn;
use crate::io::http::{Content, PATIENCE, Verb};

/// How long the server keeps a question open to which there is no answer yet, in milliseconds.
const POLL: u32 = 25_000;

/// Whether an answer is wanted at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Feed {
    /// At once.
    Normal,
    /// When something has changed, or after half a minute.
    Longpoll,
}

/// A page of changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changes {
    /// The documents, each with its winning leaf.
    pub leaves: Vec<Leaf>,
    /// How many rows there were; documents of the server's own, and what cannot be read, are none of the leaves.
    pub rows: usize,
    /// The ids of documents that cannot be read.
    pub damaged: Vec<String>,
    /// Where the next page begins, as only the server understands it.
    pub since: String,
    /// How many changes follow, where the server says so.
    pub pending: Option<u64>,
}

#[derive(Deserialize)]
struct Body {
    results: Vec<Row>,
    last_seq: Box<RawValue>,
    pending: Option<u64>,
}

#[derive(Deserialize)]
struct Row {
    id: String,
    doc: Option<Box<RawValue>>,
}

impl Couch {
    /// The changes after `since`, at most `limit`.
    ///
    /// # Errors
    /// Without a page. [`CouchError::Refused`] with 400 where the server does not know `since`.
    pub async fn changes(
        &self,
        since: Option<&str>,
        limit: u32,
        feed: Feed,
    ) -> Result<Changes, CouchError> {
        let since = since.map(|since| format!("&since={}", part(since))).unwrap_or_default();
        let (poll, patience) = match feed {
            Feed::Normal => (String::new(), PATIENCE),
            Feed::Longpoll => (format!("&feed=longpoll&timeout={POLL}"), POLL + 10_000),
        };
        let path = format!(
            "/_changes?limit={limit}&include_docs=true&conflicts=true&style=all_docs&seq_interval={limit}{since}{poll}"
        );
        let answer = self.ask(Verb::Get, &path, Content::Nothing, patience).await?;
        CouchError::check(&answer)?;
        let body = serde_json::from_slice::<Body>(&answer.bytes);
        read(body.map_err(|_| CouchError::Foreign)?).await
    }
}

async fn read(body: Body) -> Result<Changes, CouchError> {
    let since = body.last_seq.get();
    let since = serde_json::from_str::<String>(since).unwrap_or_else(|_| since.to_owned());
    let (mut leaves, mut damaged, mut turn) = (Vec::new(), Vec::new(), Turn::begin());
    let rows = body.results.len();
    for row in body.results.into_iter().filter(|row| !row.id.starts_with('_')) {
        match row.doc.and_then(|doc| Leaf::read(doc.get())) {
            Some(leaf) => leaves.push(leaf),
            None => damaged.push(row.id),
        }
        turn.rest().await;
    }
    Ok(Changes { leaves, rows, damaged, since, pending: body.pending })
}
