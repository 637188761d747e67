//! What a person types about a contact, field by field, and how it becomes a contact.
//! Text is trimmed and control characters are dropped; what cannot be kept is refused with a reason.

use thiserror::Error;

use super::{Contact, Email, Phone, PhoneLabel};
use crate::domain::search::fold::fold;

/// The longest text a field keeps, in characters.
pub const MAX_TEXT: usize = 500;

/// Why what was typed cannot be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum DraftError {
    /// Nobody could find the contact again.
    #[error("a contact needs a name, a company, an email or a phone")]
    Empty,
    /// There is no `@` with something on both sides.
    #[error("not an email address")]
    Email,
    /// There are fewer than three digits.
    #[error("not a phone number")]
    Phone,
    /// The text is longer than [`MAX_TEXT`].
    #[error("longer than {MAX_TEXT} characters")]
    TooLong,
}

/// A field of a contact that is typed as one text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Field {
    /// Given name.
    FirstName,
    /// Family name.
    LastName,
    /// The primary email address.
    Email,
    /// The primary phone number.
    Phone,
    /// Company.
    Company,
    /// Job title.
    JobTitle,
    /// Contact type.
    ContactType,
    /// Tags, with commas between them.
    Tags,
}

/// The contact types that a new workspace offers.
pub const CONTACT_TYPES: &[&str] = &["Lead", "Customer", "Partner", "Supplier", "Other"];

impl Field {
    /// The value of this field as one types it.
    #[must_use]
    pub fn read(self, contact: &Contact) -> String {
        match self {
            Self::FirstName => contact.first_name.clone(),
            Self::LastName => contact.last_name.clone(),
            Self::Email => contact.email().to_owned(),
            Self::Phone => contact.phone().to_owned(),
            Self::Company => contact.company.clone(),
            Self::JobTitle => contact.job_title.clone(),
            Self::ContactType => contact.contact_type.clone(),
            Self::Tags => contact.tags.join(", "),
        }
    }

    /// Takes this field over from another state of the contact, so that an edit can be undone exactly.
    pub fn restore(self, contact: &mut Contact, from: &Contact) {
        match self {
            Self::FirstName => contact.first_name.clone_from(&from.first_name),
            Self::LastName => contact.last_name.clone_from(&from.last_name),
            Self::Email => contact.emails.clone_from(&from.emails),
            Self::Phone => contact.phones.clone_from(&from.phones),
            Self::Company => contact.company.clone_from(&from.company),
            Self::JobTitle => contact.job_title.clone_from(&from.job_title),
            Self::ContactType => contact.contact_type.clone_from(&from.contact_type),
            Self::Tags => contact.tags.clone_from(&from.tags),
        }
    }

    /// The text of a field that holds one text and nothing else; none for the others.
    pub const fn text_mut(self, contact: &mut Contact) -> Option<&mut String> {
        match self {
            Self::FirstName => Some(&mut contact.first_name),
            Self::LastName => Some(&mut contact.last_name),
            Self::Company => Some(&mut contact.company),
            Self::JobTitle => Some(&mut contact.job_title),
            Self::ContactType => Some(&mut contact.contact_type),
            Self::Email | Self::Phone | Self::Tags => None,
        }
    }

    /// Puts what was typed into the contact.
    ///
    /// # Errors
    /// When the text cannot be kept; the contact is then as it was.
    pub fn write(self, contact: &mut Contact, typed: &str) -> Result<(), DraftError> {
        let text = clean(typed);
        if text.chars().count() > MAX_TEXT {
            return Err(DraftError::TooLong);
        }
        match self {
            Self::Email => set_email(&mut contact.emails, text)?,
            Self::Phone => set_phone(&mut contact.phones, text)?,
            Self::Tags => contact.tags = tags(&text),
            _ => {
                if let Some(field) = self.text_mut(contact) {
                    *field = text;
                }
            }
        }
        Ok(())
    }
}

/// Refuses a contact that nobody could find again.
///
/// # Errors
/// [`DraftError::Empty`] without a name, company, email and phone.
pub fn check(contact: &Contact) -> Result<(), DraftError> {
    let texts = [&*contact.first_name, &contact.last_name, &contact.company];
    let mut texts = texts.into_iter().chain([contact.email(), contact.phone()]);
    if texts.all(|text| text.trim().is_empty()) { Err(DraftError::Empty) } else { Ok(()) }
}

/// The tags in a text with commas between them, each once, whatever its case.
#[must_use]
pub fn tags(text: &str) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    for tag in text.split(',').map(str::trim).filter(|tag| !tag.is_empty()) {
        let is_same = |known: &String| lower(known).eq(lower(tag));
        if !tags.iter().any(is_same) {
            tags.push(tag.to_owned());
        }
    }
    tags
}

fn lower(text: &str) -> impl Iterator<Item = char> {
    text.chars().flat_map(char::to_lowercase)
}

/// Sets, adds or (with an empty text) removes the primary address.
fn set_email(emails: &mut Vec<Email>, address: String) -> Result<(), DraftError> {
    if !address.is_empty() && !is_email(&address) {
        return Err(DraftError::Email);
    }
    let at = emails.iter().position(|email| email.primary).unwrap_or(0);
    match (address.is_empty(), emails.get_mut(at)) {
        (true, None) => {}
        (true, Some(_)) => {
            emails.remove(at);
            if let (false, Some(next)) =
                (emails.iter().any(|email| email.primary), emails.first_mut())
            {
                next.primary = true;
            }
        }
        (false, Some(email)) => email.address = address,
        (false, None) => emails.push(Email { address, primary: true }),
    }
    Ok(())
}

/// Sets, adds or (with an empty text) removes the primary number.
fn set_phone(phones: &mut Vec<Phone>, number: String) -> Result<(), DraftError> {
    if !number.is_empty() && fold(&number).bytes().filter(u8::is_ascii_digit).count() < 3 {
        return Err(DraftError::Phone);
    }
    let at = phones.iter().position(|phone| phone.primary).unwrap_or(0);
    match (number.is_empty(), phones.get_mut(at)) {
        (true, None) => {}
        (true, Some(_)) => {
            phones.remove(at);
            if let (false, Some(next)) =
                (phones.iter().any(|phone| phone.primary), phones.first_mut())
            {
                next.primary = true;
            }
        }
        (false, Some(phone)) => phone.number = number,
        (false, None) => {
            phones.push(Phone { number, label: PhoneLabel::default(), primary: true });
        }
    }
    Ok(())
}

/// Whether a text has the shape of an email address: something, an `@`, a host, and no spaces.
fn is_email(text: &str) -> bool {
    let Some((local, host)) = text.rsplit_once('@') else { return false };
    let is_plain = |part: &str| !part.is_empty() && !part.contains(char::is_whitespace);
    is_plain(local) && is_plain(host) && !host.starts_with('.') && !host.ends_with('.')
}

/// Drops control characters, which come in by paste and nobody can see or search, and trims. A line break or tab
/// between two words becomes a space, so that the words stay apart.
fn clean(typed: &str) -> String {
    let mut text = String::with_capacity(typed.len());
    for letter in typed.chars() {
        match (letter.is_control(), letter.is_whitespace()) {
            (false, _) => text.push(letter),
            (true, true) if !text.ends_with(' ') => text.push(' '),
            (true, _) => {}
        }
    }
    text.trim().to_owned()
}
