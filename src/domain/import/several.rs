//! Cells with several values in them.

use crate::domain::contact::email::is_email;
use crate::domain::search::digits;
use crate::domain::search::fold::fold;

/// What Google Contacts puts between values.
const GOOGLE: &str = " ::: ";

/// So many digits are a whole phone number, and not an extension.
const NUMBER: usize = 6;

/// The values in a cell, without empty ones. Signs in `between` stand between them too.
pub fn values<'a>(cell: &'a str, between: &'a [char]) -> impl Iterator<Item = &'a str> {
    let parts = cell.split(GOOGLE).flat_map(move |part| part.split(between));
    parts.map(str::trim).filter(|value| !value.is_empty())
}

/// The email addresses in a cell. A cell that is no list of them is one text, which will be refused as it is written.
pub fn emails(cell: &str) -> Vec<&str> {
    let parts: Vec<&str> = values(cell, &[',', ';']).collect();
    let is_list = parts.len() > 1 && parts.iter().all(|part| is_email(part));
    if is_list { parts } else { values(cell, &[]).collect() }
}

/// The phone numbers in a cell. A comma may also stand before an extension.
pub fn phones(cell: &str) -> Vec<&str> {
    let parts: Vec<&str> = values(cell, &[',', ';']).collect();
    let is_list = parts.iter().all(|part| digits(&fold(part)).len() >= NUMBER);
    if is_list { parts } else { values(cell, &[]).collect() }
}

/// A label of Google Contacts without the star before it; none for the one that everybody has.
#[must_use]
pub fn label(text: &str) -> Option<&str> {
    let text = text.trim_start_matches('*').trim();
    (!text.is_empty() && text != "myContacts").then_some(text)
}
