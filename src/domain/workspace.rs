//! The settings of a workspace, which all its devices share: the document `settings:workspace`.

pub mod edit;
pub mod form;

use serde::de::{Deserializer, MapAccess};
use serde::{Deserialize, Serialize};

use self::form::FormField;
use super::by_key::by_key;
use super::contact::Contact;
use super::contact::draft::CONTACT_TYPES;
use super::contact::open::{self, Open, Rest};
use super::contact::picture::{self, PictureRef};
use super::doc;
use super::search::fold::fold;
use super::template::Template;

/// The names of the document fields that [`Workspace`] writes; all others are left as they are.
pub const FIELDS: &[&str] =
    &["form", "contact_types", "picture_rules", "people", "country", "templates"];

/// When a contact's picture may be changed (PRODUCT, section 2).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum PictureRules {
    /// At any time; it is shown on the contact's page.
    #[default]
    Open,
    /// While a contact is created, and by merging; it is not shown on the contact's page.
    Classic,
    /// A rule of a later version, which counts as open.
    Other(Box<str>),
}

/// What somebody is called who has set no name.
const UNNAMED: &str = "Somebody";

/// Somebody of the team.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Person {
    /// Names the person for good.
    pub id: String,
    /// What the person is called.
    pub name: String,
    /// The person's picture.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub picture: Option<PictureRef>,
    /// What other programs wrote beside it.
    #[serde(flatten)]
    pub rest: Rest,
}

/// The settings.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Workspace {
    /// What the form for a new contact shows, in order; [`form::DEFAULT_FORM`] where it names nothing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub form: Vec<FormField>,
    /// The contact types that are offered; see [`Workspace::contact_types`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contact_types: Vec<String>,
    /// When pictures may be changed.
    #[serde(default, skip_serializing_if = "PictureRules::is_open")]
    pub picture_rules: PictureRules,
    /// Who may own contacts, follow them and be given tasks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<Person>,
    /// The country, by two letters, that phone numbers without `+` are dialled in.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub country: String,
    /// Messages to be written from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub templates: Vec<Template>,
}

impl Workspace {
    /// The settings in a document's body; none when the body is none. A `null` counts as absent.
    #[must_use]
    pub fn from_json(json: &str) -> Option<Self> {
        doc::read(json)
    }

    /// The contact types that are offered.
    pub fn contact_types(&self) -> impl Iterator<Item = &str> {
        let usual = if self.contact_types.is_empty() { CONTACT_TYPES } else { &[] };
        self.contact_types.iter().map(String::as_str).chain(usual.iter().copied())
    }

    /// What the person with this id is called. Somebody unknown is called by the id, as other programs may write a name
    /// there; one that was drawn for a browser says nothing to anybody.
    #[must_use]
    pub fn person<'a>(&'a self, id: &'a str) -> &'a str {
        let known = self.people.iter().find(|person| person.id == id);
        let is_drawn = id.len() == 32 && id.bytes().all(|byte| byte.is_ascii_hexdigit());
        match known.map(|person| person.name.as_str()) {
            Some("") => UNNAMED,
            Some(name) => name,
            None if is_drawn => UNNAMED,
            None => id,
        }
    }
}

/// A contact after a contact type was renamed, or with none removed; none where it is of another type.
#[must_use]
pub fn retyped(contact: &Contact, from: &str, to: Option<&str>) -> Option<Contact> {
    let is_from = fold(contact.contact_type.trim()) == fold(from.trim());
    let to = to.unwrap_or_default();
    let is_changed = is_from && contact.contact_type != to;
    is_changed.then(|| Contact { contact_type: to.to_owned(), ..contact.clone() })
}

impl PictureRules {
    /// Whether pictures are set while a contact is created only, and not shown on its page.
    #[must_use]
    pub const fn is_classic(&self) -> bool {
        matches!(self, Self::Classic)
    }

    fn key(&self) -> &str {
        match self {
            Self::Open => "open",
            Self::Classic => "classic",
            Self::Other(rules) => rules,
        }
    }

    fn of_key(key: &str) -> Self {
        match key {
            "open" => Self::Open,
            "classic" => Self::Classic,
            other => Self::Other(other.into()),
        }
    }

    const fn is_open(&self) -> bool {
        matches!(self, Self::Open)
    }
}

by_key!(PictureRules);

impl Open for Person {
    const FIELDS: &'static [&'static str] = &["id", "name", "picture"];

    fn read<'de, A: MapAccess<'de>>(&mut self, field: usize, map: &mut A) -> Result<(), A::Error> {
        match field {
            0 => self.id = open::value(map)?,
            1 => self.name = open::value(map)?,
            _ => self.picture = picture::value(map)?,
        }
        Ok(())
    }

    fn rest(&mut self) -> &mut Rest {
        &mut self.rest
    }
}

impl<'de> Deserialize<'de> for Person {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        open::deserialize(deserializer)
    }
}
