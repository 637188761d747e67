//! Asking the browser to keep the data when it runs short of space.

use wasm_bindgen_futures::JsFuture;

/// Asks the browser not to evict this site's data. It decides by itself or asks the person; where it cannot be asked
/// nothing changes.
pub async fn ask_to_keep() {
    let Some(window) = web_sys::window() else { return };
    let storage = window.navigator().storage();
    if let (false, Ok(asked)) = (storage.is_undefined(), storage.persist()) {
        // A refusal leaves the data where it is, as evictable as before.
        let _ = JsFuture::from(asked).await;
    }
}
