//! What a person types about a contact, field by field, and how it becomes a contact.
//! Text is trimmed and control characters are dropped; what cannot be kept is refused with a reason.

use thiserror::Error;

use super::Contact;
use super::email::MAX_ADDRESS;
use super::entries::{self, MAX_ENTRIES};
use super::phone::PhoneLabel;

/// The longest text a field keeps, in characters.
pub const MAX_TEXT: usize = 500;

/// Why what was typed cannot be kept.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
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
    /// The address is longer than [`MAX_ADDRESS`].
    #[error("longer than {MAX_ADDRESS} bytes, which no mail server takes")]
    LongEmail,
    /// There is no room for another email.
    #[error("a contact has at most {MAX_ENTRIES} emails")]
    TooManyEmails,
    /// There is no room for another phone.
    #[error("a contact has at most {MAX_ENTRIES} phones")]
    TooManyPhones,
    /// Another email of the contact is this one, spelt like this.
    #[error("the contact has the email {0}")]
    SameEmail(String),
    /// Another phone of the contact is this one, spelt like this.
    #[error("the contact has the phone {0}")]
    SamePhone(String),
    /// Another phone of the contact has this label.
    #[error("another phone is labelled {}", .0.name())]
    LabelTaken(PhoneLabel),
    /// What is to be changed was taken away meanwhile.
    #[error("no longer there")]
    Gone,
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
        let text = clean(typed)?;
        match self {
            Self::Email => match entries::primary(&contact.emails) {
                Some(at) => contact.change_email(at, &text)?,
                None if text.is_empty() => {}
                None => contact.add_email(&text)?,
            },
            Self::Phone => match entries::primary(&contact.phones) {
                Some(at) => contact.change_phone(at, &text, None)?,
                None if text.is_empty() => {}
                None => contact.add_phone(&text, None)?,
            },
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

/// Drops control characters, which come in by paste and nobody can see or search, and trims. A line break or tab
/// between two words becomes a space, so that the words stay apart.
///
/// # Errors
/// [`DraftError::TooLong`] when more than [`MAX_TEXT`] characters are left.
pub(super) fn clean(typed: &str) -> Result<String, DraftError> {
    let mut text = String::with_capacity(typed.len());
    for letter in typed.chars() {
        match (letter.is_control(), letter.is_whitespace()) {
            (false, _) => text.push(letter),
            (true, true) if !text.ends_with(' ') => text.push(' '),
            (true, _) => {}
        }
    }
    let text = text.trim();
    if text.chars().count() > MAX_TEXT { Err(DraftError::TooLong) } else { Ok(text.to_owned()) }
}
