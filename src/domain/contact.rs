//! A contact: a person or company with at least one of name, email and phone, and the picture it is known by.
//! The stored and the wire form are this struct as JSON; fields it does not know survive a change (see `doc`).

pub mod birthday;
pub(in crate::domain) mod carry;
pub mod custom;
pub mod dnd;
pub mod draft;
pub mod email;
pub mod entries;
pub mod name;
pub mod open;
pub mod part;
pub mod phone;
pub mod picture;
pub mod team;
pub mod text;
pub mod timezone;
pub mod website;

use serde::{Deserialize, Serialize};

use self::birthday::Birthday;
use self::custom::Custom;
use self::email::Email;
use self::phone::Phone;
use self::picture::PictureRef;
use super::doc::{self, is_false};
use super::id::ContactId;
use super::time::Timestamp;

/// A person or company.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// Its id, which is part of the document's id and not of its body.
    #[serde(skip, default = "nobody")]
    pub id: ContactId,
    /// Given name.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub first_name: String,
    /// Family name.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub last_name: String,
    /// The company the contact works for, or is.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub company: String,
    /// What the contact does there.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub job_title: String,
    /// Email addresses, the primary one among them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub emails: Vec<Email>,
    /// Phone numbers, the primary one among them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub phones: Vec<Phone>,
    /// Contact type as the workspace names it, such as `Lead`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub contact_type: String,
    /// Tags, in the order in which they were given.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// Street and house number.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub street: String,
    /// City.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub city: String,
    /// State, province or county.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub region: String,
    /// Postal code.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub postal_code: String,
    /// Country.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub country: String,
    /// Time zone by its IANA name, such as `Africa/Lagos`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub timezone: String,
    /// Website.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub website: String,
    /// Where the contact came from, such as `Spring fair`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// The teammate who looks after it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub owner: String,
    /// The teammates who follow it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub followers: Vec<String>,
    /// The day of birth, with or without its year.
    #[serde(default, skip_serializing_if = "is_no_birthday")]
    pub birthday: Option<Birthday>,
    /// The channels on which it must not be disturbed, by their names (see `dnd`); unknown ones are kept.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dnd: Vec<String>,
    /// The values of custom fields.
    #[serde(default, skip_serializing_if = "Custom::is_empty")]
    pub custom: Custom,
    /// The picture, if one is set.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "picture::deserialize"
    )]
    pub picture: Option<PictureRef>,
    /// When it was created.
    #[serde(default)]
    pub created_at: Timestamp,
    /// When it was last changed.
    #[serde(default)]
    pub updated_at: Timestamp,
    /// When something last happened with it: a message, a note, or its creation.
    #[serde(default)]
    pub last_activity_at: Timestamp,
    /// Since when it is in Trash.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deleted_at: Option<Timestamp>,
    /// The contact that it was merged into.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub merged_into: Option<ContactId>,
    /// The contacts that were merged into it: what is stored under their ids counts as its own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<ContactId>,
    /// Whether it belongs to the sample workspace, which is removed as a whole.
    #[serde(default, skip_serializing_if = "is_false")]
    pub sample: bool,
}

/// The names of the document fields that [`Contact`] writes; all others are left as they are.
pub const FIELDS: &[&str] = &[
    "first_name",
    "last_name",
    "company",
    "job_title",
    "emails",
    "phones",
    "contact_type",
    "tags",
    "street",
    "city",
    "region",
    "postal_code",
    "country",
    "timezone",
    "website",
    "source",
    "owner",
    "followers",
    "birthday",
    "dnd",
    "custom",
    "picture",
    "created_at",
    "updated_at",
    "last_activity_at",
    "deleted_at",
    "merged_into",
    "aliases",
    "sample",
];

impl Contact {
    /// An empty contact, created `now`.
    #[must_use]
    pub const fn new(id: ContactId, now: Timestamp) -> Self {
        Self {
            id,
            first_name: String::new(),
            last_name: String::new(),
            company: String::new(),
            job_title: String::new(),
            emails: Vec::new(),
            phones: Vec::new(),
            contact_type: String::new(),
            tags: Vec::new(),
            street: String::new(),
            city: String::new(),
            region: String::new(),
            postal_code: String::new(),
            country: String::new(),
            timezone: String::new(),
            website: String::new(),
            source: String::new(),
            owner: String::new(),
            followers: Vec::new(),
            birthday: None,
            dnd: Vec::new(),
            custom: Custom::new(),
            picture: None,
            created_at: now,
            updated_at: now,
            last_activity_at: now,
            deleted_at: None,
            merged_into: None,
            aliases: Vec::new(),
            sample: false,
        }
    }

    /// The contact in a document's body; none when the body is no contact. A `null` counts as absent.
    #[must_use]
    pub fn from_json(id: ContactId, json: &str) -> Option<Self> {
        let contact: Self = doc::read(json)?;
        Some(Self { id, ..contact })
    }

    /// The contact as a document's body, on one line.
    #[must_use]
    pub fn to_json(&self) -> Option<String> {
        serde_json::to_string(self).ok()
    }

    /// The email address that is shown first, or an empty text.
    #[must_use]
    pub fn email(&self) -> &str {
        entries::primary_of(&self.emails).map_or("", |email| &email.address)
    }

    /// The phone number that is shown first, or an empty text.
    #[must_use]
    pub fn phone(&self) -> &str {
        entries::primary_of(&self.phones).map_or("", |phone| &phone.number)
    }

    /// Its id, and the ids of those that were merged into it.
    pub fn members(&self) -> impl Iterator<Item = ContactId> {
        std::iter::once(self.id).chain(self.aliases.iter().copied())
    }

    /// Whether lists show it: neither in Trash nor merged into another.
    #[must_use]
    pub const fn is_listed(&self) -> bool {
        self.deleted_at.is_none() && self.merged_into.is_none()
    }
}

const fn nobody() -> ContactId {
    ContactId::from_random(0)
}

fn is_no_birthday(birthday: &Option<Birthday>) -> bool {
    match birthday {
        None => true,
        Some(Birthday::Other(text)) => text.is_empty(),
        Some(Birthday::Day { .. }) => false,
    }
}
