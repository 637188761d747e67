//! The addresses of pages, in one place.

use leptos::prelude::*;
use leptos_router::hooks::use_location;

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

/// The pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Page {
    /// None of its own: it leads to the contacts.
    Start,
    /// All contacts.
    Contacts,
    /// One of them.
    Contact,
    /// The inbox, and one conversation of it.
    Conversations,
    /// Contacts that may be the same.
    Duplicates,
    /// Bringing contacts and pictures in.
    Import,
    /// Settings.
    Settings,
    /// None.
    Unknown,
}

/// Which page a path of the browser leads to, and what it says behind the name of the page.
pub fn read(path: &str) -> (Page, Option<&str>) {
    let Some(path) = path.strip_prefix(MOUNT) else { return (Page::Unknown, None) };
    let path = path.strip_suffix('/').unwrap_or(path);
    let (name, id) = match path.get(1..).and_then(|path| path.find('/')) {
        Some(at) => (path.get(..=at).unwrap_or_default(), path.get(at + 2..)),
        None => (path, None),
    };
    let page = match (name, id) {
        ("", None) => Page::Start,
        (CONTACTS, None) => Page::Contacts,
        (CONTACTS, Some(_)) => Page::Contact,
        (CONVERSATIONS, _) => Page::Conversations,
        (DUPLICATES, None) => Page::Duplicates,
        (IMPORT, None) => Page::Import,
        (SETTINGS, None) => Page::Settings,
        _ => return (Page::Unknown, None),
    };
    (page, id)
}

/// Whether a path of the browser is that of the Contacts page.
pub fn is_contacts(path: &str) -> bool {
    read(path).0 == Page::Contacts
}

/// What the address says behind the name of the page: whose page it is.
pub fn use_id() -> Memo<Option<String>> {
    let path = use_location().pathname;
    Memo::new(move |_| path.with(|path| read(path).1.map(str::to_owned)))
}

/// The Contacts page.
pub const CONTACTS: &str = "/contacts";
/// The inbox.
pub const CONVERSATIONS: &str = "/conversations";
/// Contacts that may be the same.
pub const DUPLICATES: &str = "/duplicates";
/// Bringing contacts and pictures in.
pub const IMPORT: &str = "/import";
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_leads_to_a_page() {
        let check = |path: &str, page: Page, id: Option<&str>| assert_eq!(read(path), (page, id));
        check("", Page::Start, None);
        check("/", Page::Start, None);
        check("/contacts", Page::Contacts, None);
        check("/contacts/", Page::Contacts, None);
        check("/contacts/1-2", Page::Contact, Some("1-2"));
        check("/contacts/1-2/", Page::Contact, Some("1-2"));
        check("/conversations", Page::Conversations, None);
        check("/conversations/1-2", Page::Conversations, Some("1-2"));
        check("/duplicates", Page::Duplicates, None);
        check("/import", Page::Import, None);
        check("/settings", Page::Settings, None);
        check("/settings/x", Page::Unknown, None);
        check("/contactsx", Page::Unknown, None);
        check("/é/x", Page::Unknown, None);
        check("//", Page::Unknown, None);
        check("contacts", Page::Unknown, None);
    }
}
