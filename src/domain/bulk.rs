//! One change for many contacts, and what takes it back for each of them exactly.

use std::sync::Arc;

use super::contact::Contact;
use super::contact::draft::{self, DraftError, Field};
use super::search::fold::fold;
use super::time::Timestamp;

/// What is done to each contact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// Gives it a tag, unless it has it, however that is written.
    AddTag(Arc<str>),
    /// Puts tags back to their places among its tags, the first place first.
    InsertTags(Vec<(usize, String)>),
    /// Takes a tag from it, however that is written.
    RemoveTag(Arc<str>),
    /// Sets a field that holds one text to what was typed.
    Write(Field, Arc<str>),
    /// Sets such a field to exactly this text.
    Put(Field, Arc<str>),
    /// Moves it to Trash, as of this time.
    Delete(Timestamp),
    /// Takes it out of Trash.
    Restore,
}

/// What takes the change of one contact back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    inverse: Action,
    /// When it had been changed before.
    updated_at: Timestamp,
}

impl Action {
    /// Whether it can be kept for any contact.
    ///
    /// # Errors
    /// When the text is none that the field takes.
    pub fn check(&self) -> Result<(), DraftError> {
        let mut anybody = Contact::new(super::id::ContactId::from_random(0), Timestamp::default());
        match self {
            Self::Write(field, typed) => field.write(&mut anybody, typed),
            Self::AddTag(tag) | Self::RemoveTag(tag) => Field::Tags.write(&mut anybody, tag),
            Self::InsertTags(_) | Self::Put(..) | Self::Delete(_) | Self::Restore => Ok(()),
        }
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
            Self::Write(field, typed) => {
                let before = field.text_mut(contact)?.clone();
                field.write(contact, typed).ok()?;
                if draft::check(contact).is_err() || *field.text_mut(contact)? == before {
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
    /// Takes the change of `at` back, and leaves everything that came after it.
    pub fn undo(&self, contact: &mut Contact, at: Timestamp, now: Timestamp) {
        let untouched = contact.updated_at == at;
        if self.inverse.change(contact).is_some() {
            contact.updated_at = if untouched { self.updated_at } else { now };
        }
    }
}
