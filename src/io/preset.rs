//! What whoever runs this site has set beforehand in its page: which server it works with.

/// The database to connect to without being told.
const SYNC: &str = "meta[name='visage-sync']";

/// The text of the setting; none where there is none.
#[must_use]
pub fn read() -> Option<String> {
    let document = web_sys::window()?.document()?;
    document.query_selector(SYNC).ok()??.get_attribute("content")
}
