//! The addresses of pages, in one place.

use crate::domain::id::ContactId;

/// The Contacts page.
pub(super) const CONTACTS: &str = "/contacts";
/// The inbox.
pub(super) const CONVERSATIONS: &str = "/conversations";
/// Contacts that may be the same.
pub(super) const DUPLICATES: &str = "/duplicates";
/// Settings.
pub(super) const SETTINGS: &str = "/settings";

/// The page of one contact.
pub(super) fn contact(id: ContactId) -> String {
    format!("{CONTACTS}/{id}")
}
