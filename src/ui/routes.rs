//! The addresses of pages, in one place.

use crate::domain::id::ContactId;

/// Where the app lies on its host, without a slash at the end: empty, or such as `/crm`. The build says it; links and
/// routes below are from there.
pub const MOUNT: &str = match option_env!("VISAGE_MOUNT") {
    Some(mount) => mount,
    None => "",
};

/// Where a link to a page leads: the router knows the mount point, and the browser does not.
pub fn link(path: &str) -> String {
    format!("{MOUNT}{path}")
}

/// Whether a path of the browser is that of the Contacts page.
pub fn is_contacts(path: &str) -> bool {
    path.strip_prefix(MOUNT) == Some(CONTACTS)
}

/// The Contacts page.
pub const CONTACTS: &str = "/contacts";
/// The inbox.
pub const CONVERSATIONS: &str = "/conversations";
/// Contacts that may be the same.
pub const DUPLICATES: &str = "/duplicates";
/// Settings.
pub const SETTINGS: &str = "/settings";

/// The conversation with one contact.
pub fn conversation(id: ContactId) -> String {
    format!("{CONVERSATIONS}/{id}")
}

/// The page of one contact.
pub fn contact(id: ContactId) -> String {
    format!("{CONTACTS}/{id}")
}
