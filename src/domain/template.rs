//! Templates for messages, which a workspace shares: a name, a subject for emails, and a text with placeholders such as
//! `{{first_name}}`. What is put into them is in `template::fill`.

pub mod fill;

use serde::de::{Deserializer, MapAccess};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::contact::draft::MAX_TEXT;
use super::contact::open::{self, Open, Rest};
use super::search::fold::fold;
use super::workspace::edit::{NameError, name};

/// The longest text of a template, in characters.
pub const MAX_BODY: usize = 10_000;

/// A message to be written from.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Template {
    /// Names it for good.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// The subject, which only emails have.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub subject: String,
    /// The text, with its lines.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub body: String,
    /// What other programs wrote beside it.
    #[serde(flatten)]
    pub rest: Rest,
}

/// Why a template cannot be kept.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum TemplateError {
    /// It has no name, too long a one, or that of another.
    #[error(transparent)]
    Name(#[from] NameError),
    /// Its subject is longer than [`MAX_TEXT`].
    #[error("a subject longer than {MAX_TEXT} characters")]
    LongSubject,
    /// It has neither a subject nor a text.
    #[error("a template needs a text")]
    Empty,
    /// Its text is longer than [`MAX_BODY`].
    #[error("a text longer than {MAX_BODY} characters")]
    LongText,
}

impl Template {
    /// The template as it is kept: name and subject trimmed. The text stays as it was typed.
    #[must_use]
    pub fn tidied(self) -> Self {
        Self { name: self.name.trim().to_owned(), subject: self.subject.trim().to_owned(), ..self }
    }

    /// Whether it can be kept in the place of what it was before.
    ///
    /// # Errors
    /// What is wrong with its name, its subject or its text, the first of them.
    pub fn check(&self, before: &Self, all: &[Self]) -> Result<(), TemplateError> {
        let others = all.iter().filter(|other| !other.is(before));
        name(&self.name, others.map(|other| other.name.as_str()))?;
        if self.subject.chars().count() > MAX_TEXT {
            return Err(TemplateError::LongSubject);
        }
        if self.body.chars().count() > MAX_BODY {
            return Err(TemplateError::LongText);
        }
        let is_empty = self.subject.trim().is_empty() && self.body.trim().is_empty();
        if is_empty { Err(TemplateError::Empty) } else { Ok(()) }
    }

    /// Whether the two are one template, perhaps at two times. Other programs may have left ids out.
    #[must_use]
    pub fn is(&self, other: &Self) -> bool {
        if self.id.is_empty() { self == other } else { self.id == other.id }
    }
}

/// Puts a template in the place of what it was before, or behind the others where that is gone.
pub fn keep(all: &mut Vec<Template>, before: &Template, template: Template) {
    match all.iter_mut().find(|known| known.is(before)) {
        Some(known) => *known = template,
        None => all.push(template),
    }
}

/// The templates by their names, whatever their case.
#[must_use]
pub fn sorted(templates: &[Template]) -> Vec<Template> {
    let mut sorted = templates.to_vec();
    sorted.sort_by_cached_key(|template| (fold(template.name.trim()), template.id.clone()));
    sorted
}

impl Open for Template {
    const FIELDS: &'static [&'static str] = &["id", "name", "subject", "body"];

    fn read<'de, A: MapAccess<'de>>(&mut self, field: usize, map: &mut A) -> Result<(), A::Error> {
        match field {
            0 => self.id = open::value(map)?,
            1 => self.name = open::value(map)?,
            2 => self.subject = open::value(map)?,
            _ => self.body = open::value(map)?,
        }
        Ok(())
    }

    fn rest(&mut self) -> &mut Rest {
        &mut self.rest
    }
}

impl<'de> Deserialize<'de> for Template {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        open::deserialize(deserializer)
    }
}
