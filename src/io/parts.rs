//! A file that is made piece by piece. What has been written is handed to the browser, which may put it on the disk, so
//! that the program does not hold it.

use wasm_bindgen::JsValue;
use web_sys::{Blob, BlobPropertyBag};

/// How much is held before it is handed over, in bytes.
const HELD: usize = 1_048_576;

/// A file in the making.
#[derive(Debug, Default)]
pub struct Parts {
    handed: js_sys::Array,
    held: Vec<u8>,
}

impl Parts {
    /// Appends bytes.
    ///
    /// # Errors
    /// The browser's words when it has no room for them.
    pub fn push(&mut self, bytes: &[u8]) -> Result<(), String> {
        self.held.extend_from_slice(bytes);
        if self.held.len() < HELD { Ok(()) } else { self.hand_over() }
    }

    /// The file.
    ///
    /// # Errors
    /// The browser's words when it has no room for it.
    pub fn finish(mut self, media_type: &str) -> Result<Blob, String> {
        self.hand_over()?;
        blob(&self.handed, media_type)
    }

    fn hand_over(&mut self) -> Result<(), String> {
        let bytes = js_sys::Uint8Array::from(self.held.as_slice());
        self.held.clear();
        self.handed.push(&blob(&js_sys::Array::of1(&bytes), "")?.into());
        Ok(())
    }
}

fn blob(parts: &js_sys::Array, media_type: &str) -> Result<Blob, String> {
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    Blob::new_with_blob_sequence_and_options(parts, &options).map_err(|error| words(&error))
}

fn words(error: &JsValue) -> String {
    let message = js_sys::Reflect::get(error, &"message".into());
    let message = message.ok().and_then(|message| message.as_string());
    message.unwrap_or_else(|| "there is no room for it".to_owned())
}
