//! What the fields of the form are called, and where their texts stand in a contact.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Field;
use crate::domain::by_key::read_text;
use crate::domain::contact::Contact;

impl Field {
    /// What it is called.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::FirstName => "First name",
            Self::LastName => "Last name",
            Self::Email => "Email",
            Self::Phone => "Phone",
            Self::Company => "Company",
            Self::JobTitle => "Job title",
            Self::ContactType => "Contact type",
            Self::Tags => "Tags",
            Self::Owner => "Owner",
            Self::Source => "Source",
            Self::Street => "Street",
            Self::City => "City",
            Self::Region => "Region",
            Self::PostalCode => "Postal code",
            Self::Country => "Country",
            Self::Timezone => "Timezone",
            Self::Website => "Website",
            Self::Birthday => "Birthday",
        }
    }

    /// Its name in the layout of forms, which is the one that filters and columns have for it.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::FirstName => "first_name",
            Self::LastName => "last_name",
            Self::Email => "email",
            Self::Phone => "phone",
            Self::Company => "company",
            Self::JobTitle => "job_title",
            Self::ContactType => "type",
            Self::Tags => "tag",
            Self::Owner => "owner",
            Self::Source => "source",
            Self::Street => "street",
            Self::City => "city",
            Self::Region => "region",
            Self::PostalCode => "postal_code",
            Self::Country => "country",
            Self::Timezone => "timezone",
            Self::Website => "website",
            Self::Birthday => "birthday",
        }
    }

    /// The text of a field that holds one text and nothing else; none for the others.
    #[must_use]
    pub const fn text(self, contact: &Contact) -> Option<&str> {
        Some(match self {
            Self::Email | Self::Phone | Self::Tags | Self::Birthday => return None,
            Self::FirstName => contact.first_name.as_str(),
            Self::LastName => contact.last_name.as_str(),
            Self::Company => contact.company.as_str(),
            Self::JobTitle => contact.job_title.as_str(),
            Self::ContactType => contact.contact_type.as_str(),
            Self::Owner => contact.owner.as_str(),
            Self::Source => contact.source.as_str(),
            Self::Street => contact.street.as_str(),
            Self::City => contact.city.as_str(),
            Self::Region => contact.region.as_str(),
            Self::PostalCode => contact.postal_code.as_str(),
            Self::Country => contact.country.as_str(),
            Self::Timezone => contact.timezone.as_str(),
            Self::Website => contact.website.as_str(),
        })
    }

    /// The same, to be changed.
    pub const fn text_mut(self, contact: &mut Contact) -> Option<&mut String> {
        Some(match self {
            Self::Email | Self::Phone | Self::Tags | Self::Birthday => return None,
            Self::FirstName => &mut contact.first_name,
            Self::LastName => &mut contact.last_name,
            Self::Company => &mut contact.company,
            Self::JobTitle => &mut contact.job_title,
            Self::ContactType => &mut contact.contact_type,
            Self::Owner => &mut contact.owner,
            Self::Source => &mut contact.source,
            Self::Street => &mut contact.street,
            Self::City => &mut contact.city,
            Self::Region => &mut contact.region,
            Self::PostalCode => &mut contact.postal_code,
            Self::Country => &mut contact.country,
            Self::Timezone => &mut contact.timezone,
            Self::Website => &mut contact.website,
        })
    }
}

impl Serialize for Field {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.key())
    }
}

impl<'de> Deserialize<'de> for Field {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let named = |key: &str| Self::ALL.into_iter().find(|field| field.key() == key);
        read_text(deserializer, "the key of a field", named)
    }
}
