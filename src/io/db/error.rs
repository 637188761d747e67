//! What can go wrong in the store, with the browser's exceptions flattened to a name and a message at once.

use indexed_db_futures::error::{Error, OpenDbError};
use wasm_bindgen::JsValue;

use crate::domain::doc::DocError;

/// Why the store did not do what it was asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DbError {
    /// The disk, or the share of it that the browser grants, is full.
    #[error("no space left")]
    Full,
    /// The browser or another version of Visage closed the store.
    #[error("the store was closed")]
    Closed,
    /// A newer version of Visage has changed the store.
    #[error("the store belongs to a newer version")]
    Newer,
    /// A stored document is no JSON object.
    #[error("a document is damaged")]
    Damaged,
    /// What reads the journal of the store could not be fetched.
    #[error("a part of the program could not be fetched")]
    Absent,
    /// Anything else, as the browser tells it.
    #[error("{name}: {message}")]
    Browser {
        /// The exception's name.
        name: String,
        /// The exception's message.
        message: String,
    },
}

impl DbError {
    /// Names an exception that the browser threw or left on a transaction.
    pub(super) fn from_js(error: &JsValue) -> Self {
        let text = |key: &str| {
            js_sys::Reflect::get(error, &key.into()).ok().and_then(|value| value.as_string())
        };
        let name = text("name").unwrap_or_else(|| "Error".to_owned());
        match name.as_str() {
            "QuotaExceededError" => Self::Full,
            "InvalidStateError" => Self::Closed,
            "VersionError" => Self::Newer,
            _ => Self::Browser { name, message: text("message").unwrap_or_default() },
        }
    }
}

impl From<DocError> for DbError {
    fn from(_: DocError) -> Self {
        Self::Damaged
    }
}

impl From<JsValue> for DbError {
    fn from(error: JsValue) -> Self {
        Self::from_js(&error)
    }
}

impl From<Error> for DbError {
    fn from(error: Error) -> Self {
        match error {
            Error::DomException(exception) => Self::from_js(&exception.into()),
            Error::Unknown(exception) => Self::from_js(&exception.into()),
            Error::Serialisation(_) | Error::MissingData(_) => {
                Self::Browser { name: "DataError".to_owned(), message: error.to_string() }
            }
        }
    }
}

impl From<OpenDbError> for DbError {
    fn from(error: OpenDbError) -> Self {
        match error {
            OpenDbError::Base(error) => error.into(),
            error => {
                Self::Browser { name: "NotSupportedError".to_owned(), message: error.to_string() }
            }
        }
    }
}
