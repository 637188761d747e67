//! What of a contact is saved, and undone, by itself.

use super::Contact;
use super::draft::Field;
use crate::domain::id::FieldKey;

/// A part of a contact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// A field; of emails and phones all.
    Field(Field),
    /// Who follows it.
    Followers,
    /// The channels on which it must not be disturbed.
    Dnd,
    /// The value of a custom field.
    Custom(FieldKey),
}

impl Part {
    /// Takes this part over from another state of the contact, and leaves everything else.
    pub fn restore(&self, contact: &mut Contact, from: &Contact) {
        match self {
            Self::Field(field) => field.restore(contact, from),
            Self::Followers => contact.followers.clone_from(&from.followers),
            Self::Dnd => contact.dnd.clone_from(&from.dnd),
            Self::Custom(key) => contact.custom.copy(key.as_str(), &from.custom),
        }
    }
}
