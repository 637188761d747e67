//! One change for many contacts, and what takes it back for each of them exactly.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::contact::Contact;
use super::contact::draft::{self, DraftError, Field};
use super::search::fold::fold;
use super::time::Timestamp;

/// What is done to each contact. Journals keep it as JSON, which later versions have to read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// Gives it a tag, unless it has it, however that is written.
    AddTag(Arc<str>),
    /// Puts tags back to their places among its tags, the first place first.
    InsertTags(Vec<(usize, String)>),
    /// Takes a tag from it, however that is written.
    RemoveTag(Arc<str>),
    /// Sets a field that holds one text to this text, in the form in which it is kept.
    Write(Field, Arc<str>),
    /// Puts a text back into such a field, whatever it is.
    Put(Field, Arc<str>),
    /// Moves it to Trash, as of this time.
    Delete(Timestamp),
    /// Takes it out of Trash.
    Restore,
}

/// What takes the change of one contact back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    inverse: Action,
    /// When it had been changed before.
    updated_at: Timestamp,
}

impl Action {
    /// The action with what was typed in the form in which any contact keeps it.
    ///
    /// # Errors
    /// When the text is none that the field takes.
    pub fn kept(self) -> Result<Self, DraftError> {
        let mut anybody = Contact::new(super::id::ContactId::from_random(0), Timestamp::default());
        match &self {
            Self::Write(field, typed) => {
                field.write(&mut anybody, typed)?;
                let text = field.text(&anybody).map(Into::into);
                return Ok(text.map_or_else(|| self.clone(), |text| Self::Write(*field, text)));
            }
            Self::AddTag(tag) | Self::RemoveTag(tag) => Field::Tags.write(&mut anybody, tag)?,
            Self::InsertTags(_) | Self::Put(..) | Self::Delete(_) | Self::Restore => {}
        }
        Ok(self)
    }

    /// Changes a contact at the time `now`, and returns what takes that back; none when it is so already, or when it
    /// would leave a contact that nobody could find again.
    pub fn apply(&self, contact: &mut Contact, now: Timestamp) -> Option<Step> {
        let inverse = self.change(contact)?;
        let updated_at = std::mem::replace(&mut contact.updated_at, now);
        Some(Step { inverse, updated_at })
    }

    fn change(&self, contact: &mut Contact) -> Option<Self> {
        match self {
            Self::AddTag(tag) => {
                let wanted = fold(tag);
                if contact.tags.iter().any(|tag| fold(tag) == wanted) {
                    return None;
                }
                contact.tags.push(tag.to_string());
                Some(Self::RemoveTag(tag.clone()))
            }
            Self::InsertTags(removed) => {
                for (at, tag) in removed {
                    contact.tags.insert((*at).min(contact.tags.len()), tag.clone());
                }
                // Nobody undoes an undo.
                Some(Self::InsertTags(Vec::new()))
            }
            Self::RemoveTag(tag) => {
                let wanted = fold(tag);
                let (removed, kept) = std::mem::take(&mut contact.tags)
                    .into_iter()
                    .enumerate()
                    .partition::<Vec<_>, _>(|(_, tag)| fold(tag) == wanted);
                contact.tags = kept.into_iter().map(|(_, tag)| tag).collect();
                (!removed.is_empty()).then_some(Self::InsertTags(removed))
            }
            Self::Write(field, text) => {
                let before = std::mem::replace(field.text_mut(contact)?, text.to_string());
                if *before == **text || draft::check(contact).is_err() {
                    *field.text_mut(contact)? = before;
                    return None;
                }
                Some(Self::Put(*field, before.into()))
            }
            Self::Put(field, text) => {
                let before = std::mem::replace(field.text_mut(contact)?, text.to_string());
                Some(Self::Put(*field, before.into()))
            }
            Self::Delete(at) => {
                let is_new = contact.deleted_at.is_none();
                is_new.then(|| {
                    contact.deleted_at = Some(*at);
                    Self::Restore
                })
            }
            Self::Restore => contact.deleted_at.take().map(Self::Delete),
        }
    }
}

impl Step {
    /// Takes the change of `at` back, and leaves everything that came after it. Whether there was anything to take back.
    pub fn undo(&self, contact: &mut Contact, at: Timestamp, now: Timestamp) -> bool {
        let untouched = contact.updated_at == at;
        let is_changed = self.inverse.change(contact).is_some();
        if is_changed {
            contact.updated_at = if untouched { self.updated_at } else { now };
        }
        is_changed
    }
}
