//! Small per-browser settings in `localStorage`. It may be missing or throw, in private windows and foreign frames;
//! a setting that cannot be read has its default, one that cannot be written lasts until the page is left.

/// The key of the pinned theme; the early script reads it too.
pub const THEME: &str = "visage.theme";
/// The key that is there while empty fields are hidden.
pub const HIDE_EMPTY: &str = "visage.hide-empty";
/// The key that is there while new messages are notified of.
pub const NOTIFIES: &str = "visage.notifies";
/// The key that is there while new messages make a sound.
pub const SOUNDS: &str = "visage.sounds";
/// The key of the id of whoever uses this browser.
pub const ME: &str = "visage.me";
/// The key of the open tab beside the face on the page of a contact.
pub const PROFILE_TAB: &str = "visage.profile-tab";
/// The key of the open tab in the middle of it.
pub const HISTORY_TAB: &str = "visage.history-tab";
/// The key of the width of its panel with the face, in pixels.
pub const PROFILE_WIDTH: &str = "visage.profile-width";
/// The key of the width of its panel with what is due, in pixels.
pub const AGENDA_WIDTH: &str = "visage.agenda-width";
/// The key of the width of the list of conversations, in pixels.
pub const INDEX_WIDTH: &str = "visage.index-width";
/// The key of the width of the panel with the contact of a conversation, in pixels.
pub const ABOUT_WIDTH: &str = "visage.about-width";
/// The key of the note that says which tab syncs, where the browser has no locks.
pub const LEAD: &str = "visage.lead";
/// The key of the canary: how many contacts this browser kept when last seen.
pub const CANARY: &str = "visage.canary";

/// The value kept under a key.
#[must_use]
pub fn get(key: &str) -> Option<String> {
    storage()?.get_item(key).ok()?
}

/// Keeps a value under a key; `None` forgets it.
pub fn set(key: &str, value: Option<&str>) {
    let Some(storage) = storage() else { return };
    // A full or forbidden storage costs the setting and nothing else.
    let _ = match value {
        Some(value) => storage.set_item(key, value),
        None => storage.remove_item(key),
    };
}

/// Forgets all of these, and nothing of other programs on this site.
pub fn clear() {
    let Some(storage) = storage() else { return };
    let count = storage.length().unwrap_or_default();
    let keys: Vec<String> = (0..count).filter_map(|at| storage.key(at).ok()?).collect();
    keys.iter().filter(|key| key.starts_with("visage.")).for_each(|key| set(key, None));
}

fn storage() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok()?
}
