//! Requests over the network: each ends in time, whatever the network does, and is given up when nobody waits for it.

use reqwasm::http::{Method, Request, RequestCache, RequestCredentials, RequestMode, Response};
use thiserror::Error;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, ReadableStreamDefaultReader};

use super::clock;
use super::picture::Blob;

/// How long a server may be silent, in milliseconds.
pub const PATIENCE: u32 = 15_000;

/// The slowest network that something is still sent over, in bytes a millisecond.
const SLOWEST: u32 = 4;

/// A request that brought nothing.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum HttpError {
    /// No answer came.
    #[error("no connection: {0}")]
    Offline(String),
    /// The answer did not come to its end, or not in time.
    #[error("the connection broke off: {0}")]
    Broken(String),
    /// The server refused.
    #[error("the server answered {0}")]
    Status(u16),
}

/// What is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verb {
    /// To read.
    Get,
    /// To write under a known address.
    Put,
    /// To ask something with a body.
    Post,
    /// To remove.
    Delete,
}

/// What is sent along.
#[derive(Debug, Clone)]
pub enum Content {
    /// Nothing.
    Nothing,
    /// A JSON text.
    Json(String),
    /// A file, and its media type.
    File(Blob, &'static str),
}

/// A request to a server.
#[derive(Debug, Clone)]
pub struct Call {
    /// What is to be done.
    pub verb: Verb,
    /// With what.
    pub url: String,
    /// The value of the header `authorization`: visible characters of ASCII.
    pub authorization: Option<String>,
    /// Whether cookies are sent, and kept.
    pub has_cookies: bool,
    /// What is sent along.
    pub content: Content,
    /// How long the server may be silent, in milliseconds, beside the time that sending takes.
    pub patience: u32,
}

/// What a server said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// When to come back, in seconds, where it says so.
    pub retry_after: Option<u32>,
    /// The body.
    pub bytes: Vec<u8>,
}

/// Asks a server.
///
/// # Errors
/// [`HttpError::Offline`] without an answer, [`HttpError::Broken`] with one that stops in the middle.
pub async fn call(call: Call) -> Result<Answer, HttpError> {
    let aborting = Aborting::new()?;
    let patience = call.patience.saturating_add(call.content.size() / SLOWEST);
    let sent = request(&call).abort_signal(Some(&aborting.0.signal()));
    let sent = match call.content {
        Content::Nothing => sent,
        Content::Json(text) => sent.header("content-type", "application/json").body(text),
        Content::File(file, media_type) => {
            sent.header("content-type", media_type).body(file.into_js())
        }
    };
    let response = clock::within(patience, sent.send()).await.ok_or_else(silent)?;
    let response = response.map_err(|error| HttpError::Offline(error.to_string()))?;
    let retry_after = response.headers().get("retry-after");
    Ok(Answer {
        status: response.status(),
        retry_after: retry_after.and_then(|seconds| seconds.trim().parse().ok()),
        bytes: body(&response, call.patience).await?,
    })
}

/// Whether anything at all answers at an address, though it may not be read from here.
pub async fn answers(url: &str) -> bool {
    let request = Request::get(url).mode(RequestMode::NoCors).cache(RequestCache::NoStore);
    let request = request.credentials(RequestCredentials::Omit);
    clock::within(PATIENCE, request.send()).await.is_some_and(|answer| answer.is_ok())
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

async fn answer(path: &str) -> Result<Response, HttpError> {
    let answer = Request::get(path).send().await;
    let answer = answer.map_err(|error| HttpError::Offline(error.to_string()))?;
    if answer.ok() { Ok(answer) } else { Err(HttpError::Status(answer.status())) }
}

impl Content {
    fn size(&self) -> u32 {
        match self {
            Self::Nothing => 0,
            Self::Json(text) => text.len() as u32,
            Self::File(file, _) => file.size() as u32,
        }
    }
}

/// Gives a request up when it is dropped; one that is done does not mind.
struct Aborting(AbortController);

impl Aborting {
    fn new() -> Result<Self, HttpError> {
        AbortController::new().map(Self).map_err(|_| silent())
    }
}

impl Drop for Aborting {
    fn drop(&mut self) {
        // Without a reason: the driver panics on one that is no error.
        self.0.abort();
    }
}

fn request(call: &Call) -> Request {
    let method = match call.verb {
        Verb::Get => Method::GET,
        Verb::Put => Method::PUT,
        Verb::Post => Method::POST,
        Verb::Delete => Method::DELETE,
    };
    let credentials = match call.has_cookies {
        true => RequestCredentials::Include,
        false => RequestCredentials::Omit,
    };
    let request = Request::new(&call.url).method(method).credentials(credentials);
    let request = request.cache(RequestCache::NoStore).header("accept", "application/json");
    match &call.authorization {
        Some(value) => request.header("authorization", value),
        None => request,
    }
}

/// The body, piece by piece: a slow network takes as long as it needs, a silent one does not.
async fn body(response: &Response, patience: u32) -> Result<Vec<u8>, HttpError> {
    let mut bytes = Vec::new();
    let Some(stream) = response.body() else { return Ok(bytes) };
    let reader: ReadableStreamDefaultReader = stream.get_reader().unchecked_into();
    loop {
        let read = clock::within(patience, JsFuture::from(reader.read())).await;
        let piece = read.ok_or_else(silent)?.map_err(|error| broken(&error))?;
        let get = |key: &str| js_sys::Reflect::get(&piece, &wasm_bindgen::intern(key).into());
        if get("done").is_ok_and(|done| done.is_truthy()) {
            return Ok(bytes);
        }
        let value = get("value").map_err(|error| broken(&error))?;
        let value = value.dyn_into::<js_sys::Uint8Array>().map_err(|error| broken(&error))?;
        let at = bytes.len();
        bytes.resize(at + value.length() as usize, 0);
        if let Some(room) = bytes.get_mut(at..) {
            value.copy_to(room);
        }
    }
}

fn silent() -> HttpError {
    HttpError::Broken("there was no answer in time".to_owned())
}

fn broken(error: &JsValue) -> HttpError {
    let message = js_sys::Reflect::get(error, &"message".into());
    let message = message.ok().and_then(|message| message.as_string());
    HttpError::Broken(message.unwrap_or_else(|| "the answer broke off".to_owned()))
}
