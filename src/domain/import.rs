//! What an import does: what a row or a card says about somebody becomes a new contact or a change of a known one, or is
//! refused with a reason. Nothing is ever taken away by it: emails, phones and tags are added, empty cells change nothing.
//! Reading the files is left to `csv` and `vcard`, storing and Undo to the caller, the sentences to `state`.

pub mod column;
pub mod day;
pub mod guess;
pub mod incoming;
pub mod known;
pub mod portion;
pub mod record;
pub mod rejected;
pub mod several;

use std::sync::Arc;

use thiserror::Error;

use self::day::DayOrder;
use self::incoming::Incoming;
use self::known::Known;
use super::contact::Contact;
use super::contact::draft::{DraftError, Field, check};
use super::contact::phone::numbering::Country;
use super::custom_field::CustomField;
use super::custom_field::typed::ValueError;
use super::id::{ContactId, FieldKey};
use super::time::Timestamp;

/// Whom an import may touch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mode {
    /// It makes new contacts only.
    Create,
    /// It changes known contacts only.
    Update,
    /// It does both.
    #[default]
    Both,
}

/// What holds for all rows of an import.
#[derive(Debug, Clone, Default)]
pub struct Rules {
    /// Whom it may touch.
    pub mode: Mode,
    /// The country that numbers without `+` are dialled in.
    pub home: Option<Country>,
    /// Whether the day or the month comes first in dates such as `03/04/1990`.
    pub days: DayOrder,
    /// The custom fields that columns may be for, those made for this import among them.
    pub fields: Vec<CustomField>,
    /// A tag for everybody who comes in or is changed.
    pub tag: Option<String>,
}

/// Why a row is refused.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Refusal {
    /// The row has other cells than the header has columns, so it is not known what belongs where.
    #[error("{found} cells under {expected} columns")]
    Ragged {
        /// How many columns there are.
        expected: usize,
        /// How many cells the row has, without empty ones at its end.
        found: usize,
    },
    /// The file ends within a quote that began in this row.
    #[error("a quote is never closed")]
    OpenQuote,
    /// Nobody could find the contact again.
    #[error("neither name, company, email nor phone")]
    Empty,
    /// A text cannot be kept in its field.
    #[error("{text:?}: {error}")]
    Field {
        /// The field.
        field: Field,
        /// The text.
        text: String,
        /// What is wrong with it.
        error: DraftError,
    },
    /// A text is no value of its custom field.
    #[error("{text:?}: {error}")]
    Custom {
        /// The field.
        key: FieldKey,
        /// The text.
        text: String,
        /// What is wrong with it.
        error: ValueError,
    },
    /// The import makes new contacts only, and this one is known.
    #[error("there is such a contact already")]
    Exists(ContactId),
    /// The import changes known contacts only, and this one is not known.
    #[error("there is no such contact")]
    Unknown,
}

/// What becomes of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// A new contact.
    Create(Contact),
    /// Another state of a known one.
    Update {
        /// As it was, for Undo.
        before: Arc<Contact>,
        /// As it becomes.
        after: Contact,
    },
    /// Nothing: everything was known. Notes and pictures of the row are still for this contact.
    Same(ContactId),
}

impl Rules {
    /// What becomes of somebody who comes in. A new contact gets the id `fresh`.
    ///
    /// # Errors
    /// When the row is refused; then nothing of it is kept.
    pub fn change(
        &self,
        incoming: &Incoming,
        known: &Known,
        fresh: ContactId,
        now: Timestamp,
    ) -> Result<Change, Refusal> {
        let before = known.find(incoming, self.home);
        let mut contact = match (before, self.mode) {
            (Some(before), Mode::Create) => return Err(Refusal::Exists(before.id)),
            (None, Mode::Update) => return Err(Refusal::Unknown),
            (Some(before), _) => Contact::clone(before),
            (None, _) => Contact::new(fresh, now),
        };
        incoming.write(&mut contact, self)?;
        check(&contact).map_err(|_| Refusal::Empty)?;
        let Some(before) = before else { return Ok(Change::Create(contact)) };
        if contact == **before {
            return Ok(Change::Same(before.id));
        }
        contact.updated_at = now;
        Ok(Change::Update { before: Arc::clone(before), after: contact })
    }
}
