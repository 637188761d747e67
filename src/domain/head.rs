//! The beginning of the list as it was last shown, kept beside the documents so that the first screenful is there
//! before a large workspace has been read. It is derived and never trusted: it counts only while its stamp is the one
//! that the last commit left, and where it is missing, damaged or stale the start takes longer and shows the same.
//!
//! As text: the stamp, the number of contacts in all, then a line for each contact, its id and its JSON.

use super::contact::Contact;
use super::contacts::Contacts;

/// How many contacts it has: the rows of a tall screen, and some to scroll.
const ROWS: usize = 60;

/// The text that keeps the beginning of these contacts, as of the commit that left `stamp`.
#[must_use]
pub fn write(contacts: &Contacts, stamp: &str) -> String {
    let mut text = format!("{stamp}\n{}", contacts.len());
    for contact in contacts.listed().take(ROWS) {
        if let Some(json) = contact.to_json() {
            text.push_str(&format!("\n{} {json}", contact.id));
        }
    }
    text
}

/// The contacts in a kept text, if it is as of the commit that left `stamp`.
#[must_use]
pub fn read(text: &str, stamp: &str) -> Option<Contacts> {
    let mut lines = text.split('\n');
    if lines.next() != Some(stamp) {
        return None;
    }
    let total = lines.next()?.parse().ok()?;
    let contact = |line: &str| {
        let (id, json) = line.split_once(' ')?;
        Contact::from_json(id.parse().ok()?, json)
    };
    Some(Contacts::of_head(lines.map(contact).collect::<Option<_>>()?, total))
}
