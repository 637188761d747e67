//! Documents, many at once or one with all of its leaves.

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::{Couch, CouchError, part};
use crate::domain::replication::leaf::Leaf;
use crate::io::http::{Answer, Content, PATIENCE, Verb};

/// What the server keeps of a device, and no replication takes elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
pub struct Mark {
    /// Drawn when the device first met this database: it has another one, or none, after it was made anew.
    pub epoch: String,
    /// Raised with each checkpoint: it is lower after the database was put back to what it was.
    pub count: u64,
    /// CouchDB's revision of it.
    #[serde(rename = "_rev", skip_serializing_if = "Option::is_none")]
    pub rev: Option<String>,
}

#[derive(Deserialize)]
struct Left {
    rev: String,
}

#[derive(Deserialize)]
struct Opened {
    ok: Option<Box<RawValue>>,
}

#[derive(Deserialize)]
struct Listed {
    rows: Vec<serde::de::IgnoredAny>,
}

impl Couch {
    /// Sends documents. What the answer means is for `domain::replication::answer` to say.
    ///
    /// # Errors
    /// Without an answer.
    pub async fn bulk(&self, request: String) -> Result<Answer, CouchError> {
        self.ask(Verb::Post, "/_bulk_docs", Content::Json(request), PATIENCE).await
    }

    /// All leaves of a document, with their history.
    ///
    /// # Errors
    /// Without them.
    pub async fn open(&self, id: &str) -> Result<Vec<Leaf>, CouchError> {
        let path = format!("/{}?open_revs=all&revs=true", part(id));
        let opened: Vec<Opened> = match self.json(Verb::Get, &path, Content::Nothing).await {
            // It was never there.
            Err(CouchError::Missing(_)) => return Ok(Vec::new()),
            opened => opened?,
        };
        Ok(opened.into_iter().filter_map(|leaf| Leaf::read(leaf.ok?.get())).collect())
    }

    /// The body of a document at a revision; none where the server has it no more.
    ///
    /// # Errors
    /// Without an answer.
    pub async fn revision(&self, id: &str, rev: &str) -> Result<Option<String>, CouchError> {
        let path = format!("/{}?rev={}", part(id), part(rev));
        match self.json::<Box<RawValue>>(Verb::Get, &path, Content::Nothing).await {
            Ok(doc) => Ok(Leaf::read(doc.get()).map(|leaf| leaf.body)),
            Err(CouchError::Missing(_)) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Whether the database has a document of somebody's.
    ///
    /// # Errors
    /// Without an answer.
    pub async fn has_documents(&self) -> Result<bool, CouchError> {
        // Those of the server's own begin with an underscore, which is before all letters.
        let path = format!("/_all_docs?limit=1&startkey={}", part("\"a\""));
        let listed: Listed = self.json(Verb::Get, &path, Content::Nothing).await?;
        Ok(!listed.rows.is_empty())
    }

    /// The mark of a device; none where there is none.
    ///
    /// # Errors
    /// Without an answer.
    pub async fn mark(&self, device: &str) -> Result<Option<Mark>, CouchError> {
        match self.json(Verb::Get, &mark_path(device), Content::Nothing).await {
            Ok(mark) => Ok(Some(mark)),
            Err(CouchError::Missing(reason)) if is_database(&reason) => {
                Err(CouchError::Missing(reason))
            }
            Err(CouchError::Missing(_)) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Leaves the mark of a device, and returns its revision.
    ///
    /// # Errors
    /// When it was not left, or nobody knows.
    pub async fn leave_mark(&self, device: &str, mark: &Mark) -> Result<String, CouchError> {
        let text = serde_json::to_string(mark).unwrap_or_default();
        let left: Left = self.json(Verb::Put, &mark_path(device), Content::Json(text)).await?;
        Ok(left.rev)
    }
}

fn mark_path(device: &str) -> String {
    format!("/_local/visage-{}", part(device))
}

/// Whether it is the database that is missing, and not a document in it.
fn is_database(reason: &str) -> bool {
    reason.contains("atabase") || reason == "no_db_file"
}
