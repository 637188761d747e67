//! How the settings are changed: which names can be kept, and how the form for a new contact is laid out.

use thiserror::Error;

use super::form::{FormEntry, FormField};
use super::{Person, Workspace};
use crate::domain::contact::draft::MAX_TEXT;
use crate::domain::custom_field::CustomField;
use crate::domain::search::fold::fold;

/// Why a name cannot be kept.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum NameError {
    /// There is none.
    #[error("a name is needed")]
    Empty,
    /// It is longer than [`MAX_TEXT`].
    #[error("longer than {MAX_TEXT} characters")]
    TooLong,
    /// Another is called so.
    #[error("there is already {0}")]
    Taken(String),
}

/// The name in what was typed, which none of the others has, whatever its case.
///
/// # Errors
/// When nothing is typed, it is too long, or another is called so.
pub fn name<'a>(
    typed: &str,
    mut others: impl Iterator<Item = &'a str>,
) -> Result<String, NameError> {
    let name = typed.trim();
    if name.is_empty() {
        return Err(NameError::Empty);
    }
    if name.chars().count() > MAX_TEXT {
        return Err(NameError::TooLong);
    }
    match others.find(|other| fold(other.trim()) == fold(name)) {
        Some(other) => Err(NameError::Taken(other.to_owned())),
        None => Ok(name.to_owned()),
    }
}

/// Moves an item by so many places, at most to an end.
pub fn shift<T>(items: &mut Vec<T>, from: usize, by: isize) {
    let to = from.saturating_add_signed(by).min(items.len().saturating_sub(1));
    if from < items.len() {
        let item = items.remove(from);
        items.insert(to, item);
    }
}

impl Workspace {
    /// Lays the form for a new contact out: what it shows, in order, and whether it is required there. What other
    /// programs wrote beside a field stays.
    pub fn set_form(&mut self, entries: Vec<(String, bool)>) {
        let before = std::mem::take(&mut self.form);
        let kept = |(field, required): (String, bool)| {
            let known = before.iter().find(|known| known.field == field);
            let rest = known.map(|known| known.rest.clone()).unwrap_or_default();
            FormField { field, required, rest }
        };
        self.form = entries.into_iter().map(kept).collect();
    }

    /// The form as [`Workspace::set_form`] takes it.
    #[must_use]
    pub fn laid_out(&self, fields: &[CustomField]) -> Vec<(String, bool)> {
        let form = self.form(fields).into_iter();
        form.map(|(entry, required)| (FormEntry::key(&entry), required)).collect()
    }

    /// Changes the person with this id, who is added where nobody has it.
    pub fn change_person(&mut self, id: &str, change: impl FnOnce(&mut Person)) {
        if let Some(person) = self.people.iter_mut().find(|person| person.id == id) {
            return change(person);
        }
        let mut person = Person { id: id.to_owned(), ..Person::default() };
        change(&mut person);
        self.people.push(person);
    }
}
