//! What contacts are compared by, row by row.

use crate::domain::contact::Contact;
use crate::domain::contact::draft::Field;

/// A row of the comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Row {
    /// The picture.
    Picture,
    /// First and last name, which are chosen together: half a name of each is nobody's.
    Name,
    /// All emails are kept; chosen is the primary one.
    Emails,
    /// All phones are kept; chosen is the primary one.
    Phones,
    /// A field with one text, or the birthday.
    Field(Field),
    /// All are kept.
    Tags,
    /// All are kept.
    Followers,
    /// The stricter wins: a channel that is closed for one of them stays closed.
    Dnd,
    /// A custom field, by its key.
    Custom(String),
}

/// The fields that are rows of their own.
fn fields() -> impl Iterator<Item = Field> {
    Field::ALL.into_iter().filter(|field| {
        !matches!(
            field,
            Field::FirstName | Field::LastName | Field::Email | Field::Phone | Field::Tags
        )
    })
}

impl Row {
    /// All of them but custom fields, in the order of the screen.
    pub(super) fn own() -> Vec<Self> {
        let first = [Self::Picture, Self::Name, Self::Emails, Self::Phones];
        let last = [Self::Tags, Self::Followers, Self::Dnd];
        first.into_iter().chain(fields().map(Self::Field)).chain(last).collect()
    }

    /// Whether one contact wins; in the other rows everything is kept.
    #[must_use]
    pub const fn is_choice(&self) -> bool {
        !matches!(self, Self::Tags | Self::Followers | Self::Dnd)
    }

    /// What a contact has there, as people read it, one under the other where it is several; empty for nothing. Of a
    /// picture its digest.
    #[must_use]
    pub fn text(&self, contact: &Contact) -> String {
        match self {
            Self::Picture => {
                contact.picture.as_ref().map(|own| own.digest.to_string()).unwrap_or_default()
            }
            Self::Name => format!("{} {}", contact.first_name.trim(), contact.last_name.trim())
                .trim()
                .to_owned(),
            Self::Emails => primary_first(
                contact.email(),
                contact.emails.iter().map(|email| email.address.as_str()),
            ),
            Self::Phones => primary_first(
                contact.phone(),
                contact.phones.iter().map(|phone| phone.number.as_str()),
            ),
            Self::Field(field) => field.read(contact),
            Self::Tags => contact.tags.join(", "),
            Self::Followers => contact.followers.join(", "),
            Self::Dnd => contact.dnd.join(", "),
            Self::Custom(key) if contact.custom.is_blank(key) => String::new(),
            Self::Custom(key) => contact.custom.text(key),
        }
    }

    /// Whether a contact has nothing there.
    #[must_use]
    pub fn is_blank(&self, contact: &Contact) -> bool {
        match self {
            // A value that cannot be read may be something to others.
            Self::Custom(key) => contact.custom.is_blank(key),
            _ => self.text(contact).trim().is_empty(),
        }
    }
}

fn primary_first<'a>(primary: &'a str, all: impl Iterator<Item = &'a str>) -> String {
    let others = all.filter(|text| *text != primary);
    std::iter::once(primary).chain(others).collect::<Vec<_>>().join("\n")
}
