//! Why a call came to nothing.

use serde::Deserialize;
use thiserror::Error;

use crate::io::http::{Answer, HttpError};

/// Why a call came to nothing, with the server's words where it had some.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum CouchError {
    /// No answer came.
    #[error("no connection: {0}")]
    Unreachable(String),
    /// The answer did not come to its end, or not in time: a shorter one may.
    #[error("the connection broke off: {0}")]
    Broken(String),
    /// What answered is no CouchDB: the page of a hotel's network, or another program.
    #[error("what answered is no CouchDB")]
    Foreign,
    /// Somebody has to sign in (again).
    #[error("sign in: {0}")]
    SignIn(String),
    /// Whoever asks has no right to this.
    #[error("no rights: {0}")]
    Forbidden(String),
    /// There is no such database or document.
    #[error("not there: {0}")]
    Missing(String),
    /// The server can not now, and maybe later; in so many seconds, where it says so.
    #[error("busy: the server answered {0}")]
    Busy(u16, Option<u32>),
    /// The server does not take this.
    #[error("the server answered {0}: {1}")]
    Refused(u16, String),
}

/// What CouchDB says with an error.
#[derive(Default, Deserialize)]
struct Words {
    error: String,
    #[serde(default)]
    reason: String,
}

/// What CouchDB says of something that it has written.
#[derive(Deserialize)]
struct Written {
    ok: bool,
}

impl CouchError {
    /// What an answer that is no success means.
    ///
    /// # Errors
    /// When it is no success.
    pub(in crate::io) fn check(answer: &Answer) -> Result<&Answer, Self> {
        let words = || serde_json::from_slice::<Words>(&answer.bytes).ok();
        let reason = || words().map(|words| words.reason).unwrap_or_default();
        Err(match answer.status {
            200..=299 => return Ok(answer),
            401 => Self::SignIn(reason()),
            403 => Self::Forbidden(reason()),
            // Any web server answers 404; CouchDB says of what.
            404 => match words() {
                Some(words) if words.error == "not_found" => Self::Missing(words.reason),
                _ => Self::Foreign,
            },
            status @ (408 | 429 | 500..) => Self::Busy(status, answer.retry_after),
            status => Self::Refused(status, reason()),
        })
    }

    /// Whether one document or database was written, which only CouchDB itself can say.
    ///
    /// # Errors
    /// When it was not, or nobody knows.
    pub(super) fn written(answer: &Answer) -> Result<(), Self> {
        let answer = Self::check(answer)?;
        match serde_json::from_slice::<Written>(&answer.bytes) {
            Ok(Written { ok: true }) => Ok(()),
            _ => Err(Self::Foreign),
        }
    }

    /// When the server wants to be asked again, in seconds.
    #[must_use]
    pub const fn retry_after(&self) -> Option<u32> {
        match self {
            Self::Busy(_, after) => *after,
            _ => None,
        }
    }
}

impl From<HttpError> for CouchError {
    fn from(error: HttpError) -> Self {
        match error {
            HttpError::Offline(words) => Self::Unreachable(words),
            HttpError::Broken(words) => Self::Broken(words),
            HttpError::Status(status) => Self::Refused(status, String::new()),
        }
    }
}
