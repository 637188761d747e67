//! A second thread for long work, so that the page goes on answering: the same program in a worker, without a page.
//! What is said between them is text, with files beside it. A worker lives as long as its handle.

use futures_channel::mpsc::{UnboundedReceiver, unbounded};
use futures_util::StreamExt;
use thiserror::Error;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{DedicatedWorkerGlobalScope, Event, MessageEvent, WorkerOptions, WorkerType};

/// The script that starts the program in a worker; it lies beside the program's own.
const SCRIPT: &str = "worker.js";
/// What a worker says when it listens.
const READY: &str = "ready";

/// What the browser calls with an event.
type Heard<E> = Closure<dyn Fn(E)>;

/// There is no second thread: the browser allows none, a file of the program is missing, or it has stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("no worker")]
pub struct NoWorker;

/// What one side says to the other.
#[derive(Debug, Clone, Default)]
pub struct Message {
    /// The words.
    pub text: String,
    /// Files that the words are about.
    pub files: Vec<web_sys::Blob>,
}

/// A worker, as the page has it.
#[derive(Debug)]
pub struct Worker {
    worker: web_sys::Worker,
    answers: UnboundedReceiver<Option<Message>>,
    /// Called by the browser as long as the worker lives.
    _heard: (Heard<MessageEvent>, Heard<Event>),
}

impl Worker {
    /// Starts one, and waits until it listens.
    ///
    /// # Errors
    /// [`NoWorker`].
    pub async fn start() -> Result<Self, NoWorker> {
        let script = own_script().ok_or(NoWorker)?;
        let address = web_sys::Url::new_with_base(SCRIPT, &script).map_err(|_| NoWorker)?.href();
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let worker = web_sys::Worker::new_with_options(&address, &options).map_err(|_| NoWorker)?;
        let (tell, answers) = unbounded();
        let tell_end = tell.clone();
        let hear = Heard::<MessageEvent>::new(move |event: MessageEvent| {
            // Fails only when nobody waits any more.
            let _ = tell.unbounded_send(Some(read(&event.data())));
        });
        let stop = Heard::<Event>::new(move |_| {
            let _ = tell_end.unbounded_send(None);
        });
        worker.set_onmessage(Some(hear.as_ref().unchecked_ref()));
        worker.set_onerror(Some(stop.as_ref().unchecked_ref()));
        let mut started = Self { worker, answers, _heard: (hear, stop) };
        let told = js_sys::Array::of2(&script.into(), &wasm_bindgen::module());
        started.worker.post_message(&told).map_err(|_| NoWorker)?;
        match started.answer().await? {
            Message { text, .. } if text == READY => Ok(started),
            _ => Err(NoWorker),
        }
    }

    /// Asks for something.
    ///
    /// # Errors
    /// [`NoWorker`] where the browser cannot hand it over.
    pub fn ask(&self, message: &Message) -> Result<(), NoWorker> {
        self.worker.post_message(&write(message)).map_err(|_| NoWorker)
    }

    /// The next thing that it says.
    ///
    /// # Errors
    /// [`NoWorker`] when it has stopped.
    pub async fn answer(&mut self) -> Result<Message, NoWorker> {
        self.answers.next().await.flatten().ok_or(NoWorker)
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}

/// Whether this is the program in a worker.
#[must_use]
pub fn is_worker() -> bool {
    scope().is_some()
}

/// What the page says, as a worker hears it.
#[derive(Debug)]
pub struct Asked(UnboundedReceiver<Message>);

impl Asked {
    /// The next thing; the page ends the worker when there is none.
    pub async fn next(&mut self) -> Message {
        match self.0.next().await {
            Some(message) => message,
            None => std::future::pending().await,
        }
    }
}

/// Begins to listen in a worker, and tells the page so; `work` goes on for as long as the worker lives.
pub fn listen<W: Future<Output = ()> + 'static>(work: impl FnOnce(Asked) -> W) {
    let Some(scope) = scope() else { return };
    let (tell, asked) = unbounded();
    let hear = Heard::<MessageEvent>::new(move |event: MessageEvent| {
        // Whoever listens goes on for as long as the worker lives.
        let _ = tell.unbounded_send(read(&event.data()));
    });
    scope.set_onmessage(Some(hear.as_ref().unchecked_ref()));
    hear.forget();
    spawn_local(work(Asked(asked)));
    answer(&Message { text: READY.to_owned(), files: Vec::new() });
}

/// Says something to the page.
pub fn answer(message: &Message) {
    if let Some(scope) = scope() {
        // Text and files can always be handed over.
        let _ = scope.post_message(&write(message));
    }
}

/// A part of a file, from one byte up to another.
///
/// # Errors
/// The browser's words when it cannot be read.
pub async fn read_part(file: &web_sys::Blob, from: u64, to: u64) -> Result<Vec<u8>, String> {
    let words = |error: JsValue| {
        let error = error.dyn_into::<js_sys::Error>();
        error.map_or_else(|_| "it cannot be read".to_owned(), |error| error.message().into())
    };
    let part = file.slice_with_f64_and_f64(from as f64, to as f64).map_err(words)?;
    let bytes = JsFuture::from(part.array_buffer()).await.map_err(words)?;
    Ok(js_sys::Uint8Array::new(&bytes).to_vec())
}

fn scope() -> Option<DedicatedWorkerGlobalScope> {
    js_sys::global().dyn_into().ok()
}

/// The address of the program's own script.
fn own_script() -> Option<String> {
    let document = web_sys::window()?.document()?;
    // The page names it before the scripts of its parts.
    let link = document.query_selector("link[rel=modulepreload]").ok()??;
    let base = document.base_uri().ok()??;
    Some(web_sys::Url::new_with_base(&link.get_attribute("href")?, &base).ok()?.href())
}

fn write(message: &Message) -> js_sys::Array {
    let all = js_sys::Array::of1(&message.text.as_str().into());
    for file in &message.files {
        all.push(file);
    }
    all
}

fn read(data: &JsValue) -> Message {
    let all = js_sys::Array::from(data);
    let text = all.get(0).as_string().unwrap_or_default();
    let files = all.iter().skip(1).filter_map(|file| file.dyn_into().ok()).collect();
    Message { text, files }
}
