//! What the form for a new contact shows.

use serde::Serialize;
use serde::de::{Deserialize, Deserializer, MapAccess};

use super::Workspace;
use crate::domain::contact::Contact;
use crate::domain::contact::draft::Field;
use crate::domain::contact::open::{self, Open, Rest};
use crate::domain::custom_field::CustomField;
use crate::domain::doc::is_false;

/// What stands before the key of a custom field in a layout, as in filters and columns.
const CUSTOM: &str = "custom.";

/// What the form for a new contact shows that nobody has changed.
pub const DEFAULT_FORM: [Field; 8] = [
    Field::FirstName,
    Field::LastName,
    Field::Email,
    Field::Phone,
    Field::Company,
    Field::JobTitle,
    Field::ContactType,
    Field::Tags,
];

/// A field in the form for a new contact.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct FormField {
    /// Its key, see [`FormEntry::key`].
    pub field: String,
    /// Whether a new contact needs it.
    #[serde(skip_serializing_if = "is_false")]
    pub required: bool,
    /// What other programs wrote beside it.
    #[serde(flatten)]
    pub rest: Rest,
}

/// A field of a form, found among those that there are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FormEntry<'a> {
    /// One that every workspace has.
    Own(Field),
    /// A custom one.
    Custom(&'a CustomField),
    /// Who follows the contact.
    Followers,
    /// On which channels the contact does not want to hear from the team.
    Dnd,
}

impl<'a> FormEntry<'a> {
    /// Everything that a form may show, as it stands where nobody has put it into an order.
    pub fn all(fields: &'a [CustomField]) -> impl Iterator<Item = Self> {
        let own = Field::ALL.into_iter().map(Self::Own);
        let custom = fields.iter().filter(|field| field.is_shown()).map(Self::Custom);
        own.chain(custom).chain([Self::Followers, Self::Dnd])
    }

    /// What it is called.
    #[must_use]
    pub fn label(&self) -> &str {
        match self {
            Self::Own(field) => field.label(),
            Self::Custom(field) => &field.name,
            Self::Followers => "Followers",
            Self::Dnd => "Do not disturb",
        }
    }

    /// Its key in a layout: that of a [`Field`], `custom.` and the key of a custom field, or the name of the document's
    /// field.
    #[must_use]
    pub fn key(&self) -> String {
        match self {
            Self::Own(field) => field.key().to_owned(),
            Self::Custom(field) => format!("{CUSTOM}{}", field.key.as_str()),
            Self::Followers => "followers".to_owned(),
            Self::Dnd => "dnd".to_owned(),
        }
    }

    /// Whether a new contact may be made to need it: nobody has to close a channel.
    #[must_use]
    pub const fn is_requirable(&self) -> bool {
        !matches!(self, Self::Dnd)
    }

    /// Whether its own definition makes a new contact need it.
    #[must_use]
    pub const fn is_required(&self) -> bool {
        matches!(self, Self::Custom(field) if field.required)
    }

    fn is_empty_in(&self, contact: &Contact) -> bool {
        let text = match self {
            Self::Own(field) => field.read(contact),
            Self::Custom(field) => field.read(contact),
            Self::Followers => return contact.followers.is_empty(),
            Self::Dnd => return contact.dnd.is_empty(),
        };
        text.trim().is_empty()
    }
}

impl Workspace {
    /// What the form for a new contact shows, in order, each once, and whether it is required there. A required custom
    /// field is shown even if the layout does not name it; what there is no more is left out.
    #[must_use]
    pub fn form<'a>(&self, fields: &'a [CustomField]) -> Vec<(FormEntry<'a>, bool)> {
        let mut form: Vec<(FormEntry<'_>, bool)> = Vec::new();
        for named in &self.form {
            if let Some(entry) = entry(&named.field, fields)
                && form.iter().all(|(known, _)| *known != entry)
            {
                let required = entry.is_required() || (named.required && entry.is_requirable());
                form.push((entry, required));
            }
        }
        if form.is_empty() {
            form.extend(DEFAULT_FORM.map(|field| (FormEntry::Own(field), false)));
        }
        for field in fields.iter().filter(|field| field.required && field.is_shown()) {
            let entry = FormEntry::Custom(field);
            if form.iter().all(|(known, _)| *known != entry) {
                form.push((entry, true));
            }
        }
        form
    }

    /// The required fields of the form that are empty in a new contact, in order. Imports are not held to it.
    #[must_use]
    pub fn missing<'a>(&self, contact: &Contact, fields: &'a [CustomField]) -> Vec<FormEntry<'a>> {
        let form = self.form(fields).into_iter();
        let missing = form.filter(|(entry, required)| *required && entry.is_empty_in(contact));
        missing.map(|(entry, _)| entry).collect()
    }
}

/// What has this key in a layout.
fn entry<'a>(key: &str, fields: &'a [CustomField]) -> Option<FormEntry<'a>> {
    FormEntry::all(fields).find(|entry| entry.key() == key)
}

impl Open for FormField {
    const FIELDS: &'static [&'static str] = &["field", "required"];

    fn read<'de, A: MapAccess<'de>>(&mut self, field: usize, map: &mut A) -> Result<(), A::Error> {
        match field {
            0 => self.field = open::value(map)?,
            _ => self.required = open::value(map)?,
        }
        Ok(())
    }

    fn rest(&mut self) -> &mut Rest {
        &mut self.rest
    }
}

impl<'de> Deserialize<'de> for FormField {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        open::deserialize(deserializer)
    }
}
