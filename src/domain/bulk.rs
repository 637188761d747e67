//! One change for many contacts, and what takes it back for each of them exactly.

use std::sync::Arc;

use super::contact::Contact;
use super::contact::draft::{self, DraftError, Field};
use super::search::fold::fold;
use super::time::Timestamp;

/// What is done to each contact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// Gives it a tag, at this place among its tags, or after them.
    AddTag(Arc<str>, Option<usize>),
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
            Self::AddTag(tag, _) | Self::RemoveTag(tag) => Field::Tags.write(&mut anybody, tag),
            Self::Put(..) | Self::Delete(_) | Self::Restore => Ok(()),
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
            Self::AddTag(tag, at) => {
                if place_of(contact, tag).is_some() {
                    return None;
                }
                let last = contact.tags.len();
                contact.tags.insert(at.unwrap_or(last).min(last), tag.to_string());
                Some(Self::RemoveTag(tag.clone()))
            }
            Self::RemoveTag(tag) => {
                let at = place_of(contact, tag)?;
                let removed = contact.tags.remove(at);
                Some(Self::AddTag(removed.into(), Some(at)))
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

/// Where a contact has a tag; case and accents make no difference.
fn place_of(contact: &Contact, tag: &str) -> Option<usize> {
    let wanted = fold(tag);
    contact.tags.iter().position(|tag| fold(tag) == wanted)
}
