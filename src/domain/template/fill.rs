//! What stands in the place of `{{first_name}}` and its like: one pass over the text, so that what is put in is never
//! read for placeholders again.

use crate::domain::contact::Contact;
use crate::domain::custom_field::CustomField;
use crate::domain::id::FieldKey;

/// Begins a placeholder; what ends one is its mirror.
const OPEN: &str = "{{";
const CLOSE: &str = "}}";
/// Stands before the key of a custom field, as in filters and columns.
const CUSTOM: &str = "custom.";
/// What no space stands before.
const CLOSING: &str = ",.;:!?…)]”’、。，！？；：";

/// What can be put into a template.
#[derive(Debug, Clone, Copy)]
pub struct Placeholder {
    /// What stands between the braces.
    pub key: &'static str,
    /// What people call it.
    pub label: &'static str,
    read: fn(&Contact, &str) -> String,
}

/// All of them but custom fields, in the order in which they are offered.
pub const PLACEHOLDERS: [Placeholder; 10] = [
    of("first_name", "First name", |contact, _| contact.first_name.clone()),
    of("last_name", "Last name", |contact, _| contact.last_name.clone()),
    of("full_name", "Full name", |contact, _| full_name(contact)),
    of("company", "Company", |contact, _| contact.company.clone()),
    of("job_title", "Job title", |contact, _| contact.job_title.clone()),
    of("email", "Email", |contact, _| contact.email().to_owned()),
    of("phone", "Phone", |contact, _| contact.phone().to_owned()),
    of("city", "City", |contact, _| contact.city.clone()),
    of("owner", "Owner", |contact, _| contact.owner.clone()),
    of("my_name", "Your name", |_, me| me.to_owned()),
];

const fn of(
    key: &'static str,
    label: &'static str,
    read: fn(&Contact, &str) -> String,
) -> Placeholder {
    Placeholder { key, label, read }
}

/// First and last name in their order. A company's or an address is none: a letter does not begin with it.
fn full_name(contact: &Contact) -> String {
    let is_nameless = [&contact.first_name, &contact.last_name].iter().all(|s| s.trim().is_empty());
    if is_nameless { String::new() } else { contact.name() }
}

impl Placeholder {
    /// The placeholder as texts have it, `{{first_name}}`.
    #[must_use]
    pub fn written(&self) -> String {
        format!("{OPEN}{}{CLOSE}", self.key)
    }
}

/// The placeholder of a custom field as texts have it.
#[must_use]
pub fn written(field: &CustomField) -> String {
    format!("{OPEN}{CUSTOM}{}{CLOSE}", field.key.as_str())
}

/// The text for a contact, from somebody who is called `me`. A key is read in any case and may have spaces around it;
/// behind a bar stands what is put in where there is nothing, `{{first_name|there}}`. What is unknown stays as it is, so
/// that it is seen. What is empty leaves nothing behind: neither a doubled space nor one before a comma, nor the line
/// that it alone stood in.
#[must_use]
pub fn fill(text: &str, contact: &Contact, me: &str) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(found) = Found::first(rest) {
        filled.push_str(found.before);
        rest = found.after;
        let Some(value) = value(found.key, contact, me) else {
            filled.push_str(found.written);
            continue;
        };
        let value = if value.trim().is_empty() { found.fallback } else { value.trim() };
        filled.push_str(value);
        if value.is_empty() {
            rest = close_gap(&mut filled, rest);
        }
    }
    filled.push_str(rest);
    filled
}

/// The placeholders of a text, as they are written and each once, in whose place nothing would be put.
#[must_use]
pub fn unknown<'a>(text: &'a str, fields: &[CustomField]) -> Vec<&'a str> {
    let mut unknown = Vec::new();
    let mut rest = text;
    while let Some(found) = Found::first(rest) {
        rest = found.after;
        let is_known = match found.key.strip_prefix(CUSTOM) {
            Some(key) => fields.iter().any(|field| field.is_shown() && field.key.as_str() == key),
            None => own(found.key).is_some(),
        };
        if !is_known && !unknown.contains(&found.written) {
            unknown.push(found.written);
        }
    }
    unknown
}

/// A placeholder in a text, and what stands around it.
struct Found<'a> {
    before: &'a str,
    written: &'a str,
    key: &'a str,
    fallback: &'a str,
    after: &'a str,
}

impl<'a> Found<'a> {
    /// The first one. Of several opening braces the last ones count: `{{{a}}}` is one between braces.
    fn first(text: &'a str) -> Option<Self> {
        let (_, opened) = text.split_once(OPEN)?;
        let (inner, after) = opened.split_once(CLOSE)?;
        let inner = inner.rsplit_once(OPEN).map_or(inner, |(_, last)| last);
        let inner = inner.trim_start_matches('{');
        let until = text.len() - after.len();
        let whole = text.get(..until)?;
        let (before, written) =
            whole.split_at_checked(until - OPEN.len() - inner.len() - CLOSE.len())?;
        let (key, fallback) = inner.split_once('|').unwrap_or((inner, ""));
        Some(Self { before, written, key: key.trim(), fallback: fallback.trim(), after })
    }
}

fn own(key: &str) -> Option<Placeholder> {
    PLACEHOLDERS.into_iter().find(|known| known.key.eq_ignore_ascii_case(key))
}

/// What is put in for a key; none for an unknown one.
fn value(key: &str, contact: &Contact, me: &str) -> Option<String> {
    let Some(custom) = key.strip_prefix(CUSTOM) else {
        return own(key).map(|known| (known.read)(contact, me));
    };
    custom.parse::<FieldKey>().ok()?;
    let is_blank = contact.custom.is_blank(custom);
    Some(if is_blank { String::new() } else { contact.custom.text(custom) })
}

/// Takes away the spaces that only something between them would have needed; gives what is left of the text behind.
fn close_gap<'a>(filled: &mut String, rest: &'a str) -> &'a str {
    let is_blank = |letter: char| letter.is_whitespace() && letter != '\n' && letter != '\r';
    let ends = |letter: char| letter.is_whitespace() || CLOSING.contains(letter);
    if rest.is_empty() || rest.starts_with(ends) {
        filled.truncate(filled.trim_end_matches(is_blank).len());
    }
    if !filled.is_empty() && !filled.ends_with('\n') {
        return rest;
    }
    let rest = rest.trim_start_matches(is_blank);
    rest.strip_prefix('\n').unwrap_or(rest)
}
