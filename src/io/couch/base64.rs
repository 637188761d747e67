//! Bytes as text, by the browser's own means.

/// Bytes as base64.
pub(super) fn encode(bytes: &[u8]) -> String {
    let text: String = bytes.iter().map(|byte| char::from(*byte)).collect();
    // Each character stands for one byte, which is all that it asks for.
    web_sys::window().and_then(|window| window.btoa(&text).ok()).unwrap_or_default()
}

/// The bytes in base64; none where it is none.
pub(super) fn decode(text: &str) -> Option<Vec<u8>> {
    let text = web_sys::window()?.atob(text).ok()?;
    Some(text.chars().map(|letter| letter as u8).collect())
}
