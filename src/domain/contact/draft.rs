//! What a person types about a contact, field by field, and how it becomes a contact.
//! Text is trimmed and control characters are dropped; what cannot be kept is refused with a reason.

mod field;

use thiserror::Error;

use super::Contact;
use super::birthday::Birthday;
use super::email::MAX_ADDRESS;
use super::entries::{self, MAX_ENTRIES};
use super::phone::PhoneLabel;
use super::phone::numbering::Country;
use super::team::MAX_FOLLOWERS;
use super::timezone::timezone;
use super::website::website;

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
    /// The text is no name of a time zone.
    #[error("not a time zone such as Africa/Lagos")]
    Timezone,
    /// The text is no address of a website.
    #[error("not a web address")]
    Website,
    /// The text is no day of birth.
    #[error("not a day such as 1990-02-28 or --02-28")]
    Birthday,
    /// There is no room for another follower.
    #[error("a contact has at most {MAX_FOLLOWERS} followers")]
    TooManyFollowers,
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
    /// The teammate who looks after it.
    Owner,
    /// Where it came from.
    Source,
    /// Street and house number.
    Street,
    /// City.
    City,
    /// State, province or county.
    Region,
    /// Postal code.
    PostalCode,
    /// Country.
    Country,
    /// Time zone, by its IANA name.
    Timezone,
    /// Website.
    Website,
    /// Day of birth: `1990-02-28`, or `--02-28` without its year.
    Birthday,
}

/// The contact types that a new workspace offers.
pub const CONTACT_TYPES: &[&str] = &["Lead", "Customer", "Partner", "Supplier", "Other"];

impl Field {
    /// All of them, in the order of the form.
    pub const ALL: [Self; 18] = [
        Self::FirstName,
        Self::LastName,
        Self::Email,
        Self::Phone,
        Self::Company,
        Self::JobTitle,
        Self::ContactType,
        Self::Tags,
        Self::Owner,
        Self::Source,
        Self::Street,
        Self::City,
        Self::Region,
        Self::PostalCode,
        Self::Country,
        Self::Timezone,
        Self::Website,
        Self::Birthday,
    ];

    /// The value of this field as one types it.
    #[must_use]
    pub fn read(self, contact: &Contact) -> String {
        match self {
            Self::Email => contact.email().to_owned(),
            Self::Phone => contact.phone().to_owned(),
            Self::Tags => contact.tags.join(", "),
            Self::Birthday => {
                contact.birthday.as_ref().map(ToString::to_string).unwrap_or_default()
            }
            _ => self.text(contact).unwrap_or_default().to_owned(),
        }
    }

    /// Takes this field over from another state of the contact, so that an edit can be undone exactly.
    pub fn restore(self, contact: &mut Contact, from: &Contact) {
        match self {
            Self::Email => contact.emails.clone_from(&from.emails),
            Self::Phone => contact.phones.clone_from(&from.phones),
            Self::Tags => contact.tags.clone_from(&from.tags),
            Self::Birthday => contact.birthday.clone_from(&from.birthday),
            _ => {
                if let (Some(text), Some(before)) = (self.text_mut(contact), self.text(from)) {
                    before.clone_into(text);
                }
            }
        }
    }

    /// Puts what was typed into the contact.
    ///
    /// # Errors
    /// When the text cannot be kept; the contact is then as it was.
    pub fn write(self, contact: &mut Contact, typed: &str) -> Result<(), DraftError> {
        self.write_within(contact, typed, None)
    }

    /// Puts what was typed into the contact; a phone number without `+` is one of the country `home`.
    ///
    /// # Errors
    /// When the text cannot be kept; the contact is then as it was.
    pub fn write_within(
        self,
        contact: &mut Contact,
        typed: &str,
        home: Option<Country>,
    ) -> Result<(), DraftError> {
        let text = clean(typed)?;
        // What another program wrote stays as it is when somebody passes through its field.
        if text == self.read(contact) {
            return Ok(());
        }
        match self {
            Self::Email => match entries::primary(&contact.emails) {
                Some(at) => contact.change_email(at, &text)?,
                None => contact.add_email(&text)?,
            },
            Self::Phone => match entries::primary(&contact.phones) {
                Some(at) => contact.change_phone(at, &text, home)?,
                None => contact.add_phone(&text, home)?,
            },
            Self::Tags => contact.tags = tags(&text),
            Self::Birthday => contact.birthday = birthday(&text)?,
            _ => {
                let text = self.as_kept(text)?;
                if let Some(field) = self.text_mut(contact) {
                    *field = text;
                }
            }
        }
        Ok(())
    }

    /// The form in which a text of this field is kept.
    fn as_kept(self, text: String) -> Result<String, DraftError> {
        match self {
            Self::Timezone if !text.is_empty() => timezone(&text).ok_or(DraftError::Timezone),
            Self::Website if !text.is_empty() => {
                let address = website(&text).ok_or(DraftError::Website)?;
                // With the scheme before it the text may have become too long.
                clean(&address)
            }
            _ => Ok(text),
        }
    }
}

/// The day in a cleaned text; none in an empty one.
fn birthday(text: &str) -> Result<Option<Birthday>, DraftError> {
    let day = |text: &str| text.parse().ok().filter(|day: &Birthday| day.month_and_day().is_some());
    if text.is_empty() {
        return Ok(None);
    }
    day(text).or_else(|| day(&format!("--{text}"))).map(Some).ok_or(DraftError::Birthday)
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
pub(in crate::domain) fn clean(typed: &str) -> Result<String, DraftError> {
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
