//! The addresses of pages, in one place.

use crate::domain::id::ContactId;

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
