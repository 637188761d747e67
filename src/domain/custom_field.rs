//! Custom fields as a workspace defines them: documents `field:<key>`. The values stand in contacts under the key (see
//! `contact::custom`), so that renaming a field touches no contact, and removing one keeps its data until it is purged.

pub mod choices;
pub mod kind;
pub mod typed;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use self::choices::Choice;
use self::kind::CustomKind;
use super::contact::draft::MAX_TEXT;
use super::doc::{self, is_false};
use super::filter::field::{Definition, Definitions};
use super::id::FieldKey;
use super::search::fold::fold;
use super::smart_list::Position;
use super::time::Timestamp;

/// The names of the document fields that [`CustomField`] writes; all others are left as they are.
pub const FIELDS: &[&str] = &[
    "name",
    "kind",
    "currency",
    "folder",
    "position",
    "required",
    "choices",
    "removed_at",
    "purged_at",
];

/// Why a definition cannot be kept.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum FieldError {
    /// It has no name.
    #[error("a field needs a name")]
    Nameless,
    /// Its name, or that of a choice, is longer than [`MAX_TEXT`].
    #[error("longer than {MAX_TEXT} characters")]
    TooLong,
    /// Another field is called so.
    #[error("there is a field {0}")]
    SameName(String),
    /// There is nothing to choose from.
    #[error("a choice needs something to choose from")]
    NoChoices,
    /// A choice has no name.
    #[error("a choice needs a name")]
    NamelessChoice,
    /// A comma stands between several choices.
    #[error("a choice is without commas")]
    Comma,
    /// Two choices are called so.
    #[error("there is a choice {0}")]
    SameChoice(String),
    /// Money needs a currency by its three letters (ISO 4217).
    #[error("a currency has three letters, such as EUR")]
    Currency,
}

/// A custom field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomField {
    /// Its key, which is part of the document's id and not of its body.
    #[serde(skip)]
    pub key: FieldKey,
    /// What it is called.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// What it holds.
    #[serde(default)]
    pub kind: CustomKind,
    /// The currency of its amounts, by three letters.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub currency: String,
    /// What it stands under in forms, together with others.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub folder: String,
    /// Its place among the others.
    #[serde(default)]
    pub position: Position,
    /// Whether a new contact needs a value.
    #[serde(default, skip_serializing_if = "is_false")]
    pub required: bool,
    /// What can be chosen, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<Choice>,
    /// Since when it is removed; its values stay until it is purged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub removed_at: Option<Timestamp>,
    /// Since when its values are gone too. The document stays, so that other devices hear of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purged_at: Option<Timestamp>,
}

impl CustomField {
    /// The field in a document's body; none when the body is none. A `null` counts as absent.
    #[must_use]
    pub fn from_json(key: FieldKey, json: &str) -> Option<Self> {
        let field: Self = doc::read(json)?;
        Some(Self { key, ..field })
    }

    /// Whether it can be kept beside the others, removed ones left out of account.
    ///
    /// # Errors
    /// What is wrong with its name, its choices or its currency.
    pub fn check(&self, others: &[Self]) -> Result<(), FieldError> {
        let name = check_length(&self.name)?;
        if name.is_empty() {
            return Err(FieldError::Nameless);
        }
        let mut rivals = others.iter().filter(|other| other.key != self.key && other.is_shown());
        if let Some(rival) = rivals.find(|other| fold(other.name.trim()) == fold(name)) {
            return Err(FieldError::SameName(rival.name.clone()));
        }
        let is_currency =
            self.currency.len() == 3 && self.currency.bytes().all(|byte| byte.is_ascii_uppercase());
        if self.kind == CustomKind::Money && !is_currency {
            return Err(FieldError::Currency);
        }
        if self.kind.has_choices() { self.check_choices() } else { Ok(()) }
    }

    /// Whether forms and columns have it.
    #[must_use]
    pub const fn is_shown(&self) -> bool {
        self.removed_at.is_none() && self.purged_at.is_none()
    }

    /// Whether it is removed and can come back with its values.
    #[must_use]
    pub const fn is_restorable(&self) -> bool {
        self.removed_at.is_some() && self.purged_at.is_none()
    }

    /// A field behind the others, without a name yet.
    #[must_use]
    pub fn new(key: FieldKey, kind: CustomKind, others: &[Self]) -> Self {
        let last = others.iter().map(|other| other.position.0).max().unwrap_or_default();
        Self {
            key,
            name: String::new(),
            kind,
            currency: String::new(),
            folder: String::new(),
            position: Position(last.saturating_add(1)),
            required: false,
            choices: Vec::new(),
            removed_at: None,
            purged_at: None,
        }
    }

    /// The definition as it is kept: texts trimmed, the currency in capitals, and nothing that its kind has no use for.
    #[must_use]
    pub fn tidied(mut self) -> Self {
        self.name = self.name.trim().to_owned();
        self.folder = self.folder.trim().to_owned();
        self.currency = match self.kind {
            CustomKind::Money => self.currency.trim().to_ascii_uppercase(),
            _ => String::new(),
        };
        if !self.kind.has_choices() {
            self.choices.clear();
        }
        for choice in &mut self.choices {
            choice.name = choice.name.trim().to_owned();
        }
        self
    }

    fn check_choices(&self) -> Result<(), FieldError> {
        if self.choices.is_empty() {
            return Err(FieldError::NoChoices);
        }
        for (at, choice) in self.choices.iter().enumerate() {
            let name = check_length(&choice.name)?;
            if name.is_empty() {
                return Err(FieldError::NamelessChoice);
            }
            if name.contains(',') {
                return Err(FieldError::Comma);
            }
            let mut before = self.choices.iter().take(at);
            if before.any(|other| fold(other.name.trim()) == fold(name)) {
                return Err(FieldError::SameChoice(name.to_owned()));
            }
        }
        Ok(())
    }
}

fn check_length(name: &str) -> Result<&str, FieldError> {
    let name = name.trim();
    if name.chars().count() > MAX_TEXT { Err(FieldError::TooLong) } else { Ok(name) }
}

/// Puts fields into their order: by position, then by key, so that it is the same on every device.
pub fn order(fields: &mut [CustomField]) {
    fields.sort_unstable_by(|a, b| (a.position, &a.key).cmp(&(b.position, &b.key)));
}

/// The fields whose positions change when the shown one with this key moves by so many places among the shown ones; none
/// when it stands at the end already. Positions are dealt out anew, since other programs may have given equal ones.
#[must_use]
pub fn moved(fields: &[CustomField], key: &FieldKey, by: isize) -> Vec<CustomField> {
    let mut shown: Vec<&CustomField> = fields.iter().filter(|field| field.is_shown()).collect();
    let Some(from) = shown.iter().position(|field| field.key == *key) else { return Vec::new() };
    let to = from.saturating_add_signed(by).min(shown.len() - 1);
    let field = shown.remove(from);
    shown.insert(to, field);
    let placed = (1..).map(Position).zip(shown);
    let changed = placed.filter(|(position, field)| field.position != *position);
    if from == to {
        return Vec::new();
    }
    changed.map(|(position, field)| CustomField { position, ..field.clone() }).collect()
}

/// What filters, columns and sorts know of these fields, removed ones left out.
#[must_use]
pub fn definitions(fields: &[CustomField]) -> Definitions {
    let shown = fields.iter().filter(|field| field.is_shown());
    let known = shown.filter_map(|field| {
        Definition::new(field.key.as_str(), &field.name, field.kind.compared_as())
    });
    Definitions::of(known.collect())
}

/// The shown fields by their folders; folders in the order of their first fields, those without one first.
#[must_use]
pub fn folders(fields: &[CustomField]) -> Vec<(&str, Vec<&CustomField>)> {
    let mut folders: Vec<(&str, Vec<&CustomField>)> = Vec::new();
    for field in fields.iter().filter(|field| field.is_shown()) {
        let name = field.folder.trim();
        match folders.iter_mut().find(|(folder, _)| *folder == name) {
            Some((_, members)) => members.push(field),
            None if name.is_empty() => folders.insert(0, (name, vec![field])),
            None => folders.push((name, vec![field])),
        }
    }
    folders
}
