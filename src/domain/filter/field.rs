//! The fields that conditions, columns and sorts are about, and the kinds that decide which operators they have.
//! Those of every workspace are in one table; custom ones come in as [`Definitions`].

use std::fmt;
use std::sync::Arc;

use crate::domain::contact::dnd::DndChannel;

/// What stands before the key of a custom field.
const CUSTOM: &str = "custom.";

/// What a field holds, and so which operators it has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Free text.
    Text,
    /// One or several of a set of values.
    Choice,
    /// A number.
    Number,
    /// A day or a point in time.
    Date,
    /// Yes or no.
    Flag,
}

/// Something about a contact that can be compared, shown in a column or sorted by.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Field {
    /// First and last name together; empty where both are, even though the list then shows the company.
    Name,
    /// Given name.
    FirstName,
    /// Family name.
    LastName,
    /// Every email address.
    Email,
    /// Every phone number, compared by its digits.
    Phone,
    /// Company.
    Company,
    /// Job title.
    JobTitle,
    /// Contact type.
    Type,
    /// Every tag.
    Tag,
    /// The teammate who looks after it.
    Owner,
    /// Street.
    Street,
    /// City.
    City,
    /// State or province.
    Region,
    /// Postal code.
    PostalCode,
    /// Country.
    Country,
    /// Time zone.
    Timezone,
    /// Where it came from.
    Source,
    /// Website.
    Website,
    /// When it was created.
    Created,
    /// When it was last changed.
    Updated,
    /// When something last happened with it.
    LastActivity,
    /// Day of birth.
    Birthday,
    /// Whether a picture is set.
    HasPicture,
    /// Whether there is an unread message.
    Unread,
    /// Whether it is in Trash.
    InTrash,
    /// Whether it must not be disturbed on a channel.
    Dnd(DndChannel),
    /// A custom field.
    Custom(Arc<Definition>),
}

/// A field, its name in the text form, its label for people, and its kind.
type Entry = (Field, &'static str, &'static str, Kind);

/// The fields of every workspace, in the order of the editor.
static FIELDS: [Entry; 30] = [
    (Field::Name, "name", "Name", Kind::Text),
    (Field::FirstName, "first name", "First name", Kind::Text),
    (Field::LastName, "last name", "Last name", Kind::Text),
    (Field::Email, "email", "Email", Kind::Text),
    (Field::Phone, "phone", "Phone", Kind::Text),
    (Field::Company, "company", "Company", Kind::Text),
    (Field::JobTitle, "job title", "Job title", Kind::Text),
    (Field::Type, "type", "Contact type", Kind::Choice),
    (Field::Tag, "tag", "Tag", Kind::Choice),
    (Field::Owner, "owner", "Owner", Kind::Choice),
    (Field::Street, "street", "Street", Kind::Text),
    (Field::City, "city", "City", Kind::Text),
    (Field::Region, "region", "Region", Kind::Text),
    (Field::PostalCode, "postal code", "Postal code", Kind::Text),
    (Field::Country, "country", "Country", Kind::Text),
    (Field::Timezone, "timezone", "Timezone", Kind::Choice),
    (Field::Source, "source", "Source", Kind::Text),
    (Field::Website, "website", "Website", Kind::Text),
    (Field::Created, "created", "Created", Kind::Date),
    (Field::Updated, "updated", "Updated", Kind::Date),
    (Field::LastActivity, "last activity", "Last activity", Kind::Date),
    (Field::Birthday, "birthday", "Birthday", Kind::Date),
    (Field::HasPicture, "has picture", "Has picture", Kind::Flag),
    (Field::Unread, "unread", "Unread", Kind::Flag),
    (Field::InTrash, "in trash", "In trash", Kind::Flag),
    (Field::Dnd(DndChannel::Sms), "dnd sms", "Do not disturb: SMS", Kind::Flag),
    (Field::Dnd(DndChannel::Email), "dnd email", "Do not disturb: email", Kind::Flag),
    (Field::Dnd(DndChannel::Call), "dnd call", "Do not disturb: calls", Kind::Flag),
    (Field::Dnd(DndChannel::Whatsapp), "dnd whatsapp", "Do not disturb: WhatsApp", Kind::Flag),
    (Field::Dnd(DndChannel::Inbound), "dnd inbound", "Do not disturb: inbound", Kind::Flag),
];

/// A custom field, as the workspace defines it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Definition {
    /// Its key in documents.
    key: String,
    /// Its label for people.
    pub label: String,
    /// What it holds.
    pub kind: Kind,
}

/// The custom fields of a workspace, in the order of its forms.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Definitions {
    fields: Vec<Arc<Definition>>,
}

impl Definition {
    /// A custom field; none when the key could not be told from the words of a filter: it is made of letters, digits,
    /// `_`, `-` and `.`.
    #[must_use]
    pub fn new(key: &str, label: &str, kind: Kind) -> Option<Self> {
        let is_plain = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '-' | '.');
        let is_key = !key.is_empty() && key.chars().all(is_plain);
        is_key.then(|| Self { key: key.to_owned(), label: label.to_owned(), kind })
    }

    /// Its key in documents.
    #[must_use]
    pub fn key(&self) -> &str {
        &self.key
    }
}

impl Definitions {
    /// These fields; of two with one key the first.
    #[must_use]
    pub fn of(definitions: Vec<Definition>) -> Self {
        let mut known = Self::default();
        for definition in definitions {
            if known.get(&definition.key).is_none() {
                known.fields.push(Arc::new(definition));
            }
        }
        known
    }

    /// The field with this key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Arc<Definition>> {
        self.fields.iter().find(|field| field.key == key)
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &Arc<Definition>> {
        self.fields.iter()
    }
}

impl Field {
    /// Every field of a workspace, in the order of the editor.
    pub fn all(definitions: &Definitions) -> impl Iterator<Item = Self> {
        let own = FIELDS.iter().map(|entry| entry.0.clone());
        own.chain(definitions.iter().map(|field| Self::Custom(Arc::clone(field))))
    }

    /// The field with this name, in any case; `_` stands for a space, as in a [`Self::key`].
    #[must_use]
    pub fn named(name: &str, definitions: &Definitions) -> Option<Self> {
        if let Some((start, key)) = name.split_at_checked(CUSTOM.len())
            && start.eq_ignore_ascii_case(CUSTOM)
        {
            return definitions.get(key).map(|field| Self::Custom(Arc::clone(field)));
        }
        let same = |known: &str| {
            let spaced = name.bytes().map(|byte| if byte == b'_' { b' ' } else { byte });
            spaced.map(|byte| byte.to_ascii_lowercase()).eq(known.bytes())
        };
        let is_tags = same("tags");
        FIELDS
            .iter()
            .find(|entry| same(entry.1) || is_tags && entry.0 == Self::Tag)
            .map(|entry| entry.0.clone())
    }

    /// Its name in one word, for documents and addresses: `last_activity`, `custom.score`.
    #[must_use]
    pub fn key(&self) -> String {
        self.to_string().replace(' ', "_")
    }

    /// Its label for people.
    #[must_use]
    pub fn label(&self) -> &str {
        match self {
            Self::Custom(definition) => &definition.label,
            _ => self.entry().2,
        }
    }

    /// What it holds.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match self {
            Self::Custom(definition) => definition.kind,
            _ => self.entry().3,
        }
    }

    fn entry(&self) -> &'static Entry {
        let [first, ..] = &FIELDS;
        FIELDS.iter().find(|entry| entry.0 == *self).unwrap_or(first)
    }
}

impl fmt::Display for Field {
    /// Its name in the text form.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Custom(definition) => write!(f, "{CUSTOM}{}", definition.key),
            _ => f.write_str(self.entry().1),
        }
    }
}
