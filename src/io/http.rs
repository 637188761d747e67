//! Requests over the network.

use reqwasm::http::Request;
use thiserror::Error;

/// A request that brought nothing.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum HttpError {
    /// No answer came.
    #[error("no connection: {0}")]
    Offline(String),
    /// The server refused.
    #[error("the server answered {0}")]
    Status(u16),
}

/// The text at a path of the site that Visage itself comes from.
///
/// # Errors
/// Without an answer, or with one that is no success.
pub async fn text(path: &str) -> Result<String, HttpError> {
    answer(path).await?.text().await.map_err(|error| HttpError::Offline(error.to_string()))
}

/// The bytes at a path of the site that Visage itself comes from.
///
/// # Errors
/// Without an answer, or with one that is no success.
pub async fn bytes(path: &str) -> Result<Vec<u8>, HttpError> {
    answer(path).await?.binary().await.map_err(|error| HttpError::Offline(error.to_string()))
}

async fn answer(path: &str) -> Result<reqwasm::http::Response, HttpError> {
    let answer = Request::get(path).send().await;
    let answer = answer.map_err(|error| HttpError::Offline(error.to_string()))?;
    if answer.ok() { Ok(answer) } else { Err(HttpError::Status(answer.status())) }
}
