//! Email addresses of a contact: which texts are one, and how they are added, changed and taken away.

use serde::de::MapAccess;
use serde::{Deserialize, Deserializer, Serialize};

use super::Contact;
use super::draft::{DraftError, clean};
use super::entries::{self, Entry, MAX_ENTRIES};
use super::open::{self, Open, Rest};
use crate::domain::doc::is_false;
use crate::domain::search::fold::is_unseen;

/// The longest address that mail can be sent to, in bytes (RFC 5321, 4.5.3.1.3, without the angle brackets).
pub const MAX_ADDRESS: usize = 254;

/// The longest label of a host name (RFC 1035, 2.3.4), in characters here since other scripts are typed as they are.
const MAX_LABEL: usize = 63;

/// An email address of a contact, as typed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Email {
    /// The address.
    pub address: String,
    /// Whether this is the one shown first and written to.
    #[serde(skip_serializing_if = "is_false")]
    pub primary: bool,
    /// What other programs wrote beside it.
    #[serde(flatten)]
    pub rest: Rest,
}

impl Email {
    /// An address that is not the primary one.
    #[must_use]
    pub fn new(address: impl Into<String>) -> Self {
        Self { address: address.into(), ..Self::default() }
    }
}

impl Contact {
    /// Adds an email behind the others; the first one becomes the primary one.
    ///
    /// # Errors
    /// When it is no address, the contact has it, or there is no room.
    pub fn add_email(&mut self, typed: &str) -> Result<(), DraftError> {
        let address = read(typed)?.ok_or(DraftError::Email)?;
        if self.emails.len() >= MAX_ENTRIES {
            return Err(DraftError::TooManyEmails);
        }
        self.refuse_known_email(&address, None)?;
        let primary = self.emails.is_empty();
        self.emails.push(Email { primary, ..Email::new(address) });
        Ok(())
    }

    /// Changes an email where it stands, and takes it away when nothing is typed.
    ///
    /// # Errors
    /// When it is no address, another email of the contact is the same, or there is none at this place.
    pub fn change_email(&mut self, at: usize, typed: &str) -> Result<(), DraftError> {
        let Some(address) = read(typed)? else { return self.remove_email(at) };
        self.refuse_known_email(&address, Some(at))?;
        self.emails.get_mut(at).ok_or(DraftError::Gone)?.address = address;
        Ok(())
    }

    /// Takes an email away; where it was the primary one, the first that is left is.
    ///
    /// # Errors
    /// When there is none at this place.
    pub fn remove_email(&mut self, at: usize) -> Result<(), DraftError> {
        entries::remove(&mut self.emails, at)
    }

    /// Makes an email the only primary one.
    ///
    /// # Errors
    /// When there is none at this place.
    pub fn make_email_primary(&mut self, at: usize) -> Result<(), DraftError> {
        entries::make_primary(&mut self.emails, at)
    }

    /// Moves an email to another place among the emails, at most the last.
    ///
    /// # Errors
    /// When there is none at this place.
    pub fn move_email(&mut self, from: usize, to: usize) -> Result<(), DraftError> {
        entries::shift(&mut self.emails, from, to)
    }

    /// Refuses an address that another email of the contact has, whatever its case.
    fn refuse_known_email(&self, address: &str, except: Option<usize>) -> Result<(), DraftError> {
        let others = self.emails.iter().enumerate().filter(|(at, _)| Some(*at) != except);
        let same = others.map(|(_, email)| email).find(|email| is_same(&email.address, address));
        same.map_or(Ok(()), |email| Err(DraftError::SameEmail(email.address.clone())))
    }
}

/// Whether two addresses are one: whatever their case, since no mail server in use tells them apart by it.
#[must_use]
pub fn is_same(one: &str, other: &str) -> bool {
    let lower = |text: &str| text.trim().to_lowercase();
    one == other || lower(one) == lower(other)
}

/// Whether mail may be sent to a text: the shape that browsers ask of an email field (HTML living standard, “valid
/// e-mail address”), with letters of any script (RFC 6531), and without dots at the ends.
#[must_use]
pub fn is_email(text: &str) -> bool {
    let Some((local, host)) = text.rsplit_once('@') else { return false };
    text.len() <= MAX_ADDRESS
        && !local.is_empty()
        && !local.starts_with('.')
        && !local.ends_with('.')
        && local.chars().all(|letter| is_word(letter) || LOCAL.contains(letter))
        && is_host(host)
}

/// What else a local part is made of.
const LOCAL: &str = ".!#$%&'*+/=?^_`{|}~-";

/// Whether a text is the name of a host, in any script.
pub(super) fn is_host(text: &str) -> bool {
    text.split('.').all(is_label)
}

/// Whether a text is a label of a host name.
fn is_label(label: &str) -> bool {
    (1..=MAX_LABEL).contains(&label.chars().count())
        && !label.starts_with('-')
        && !label.ends_with('-')
        && label.chars().all(|letter| is_word(letter) || letter == '-')
}

/// An ASCII letter or digit, or anything that is to be seen in another script.
fn is_word(letter: char) -> bool {
    match letter {
        '\0'..='\x7f' => letter.is_ascii_alphanumeric(),
        // Persian and Hindi write words with these.
        '\u{200c}' | '\u{200d}' => true,
        // Full-width punctuation is a slip of an input method, and the last one stands for a lost character.
        '\u{3000}'..='\u{3002}' | '\u{ff01}'..='\u{ff0f}' | '\u{ff20}' | '\u{fffd}' => false,
        _ => !letter.is_control() && !letter.is_whitespace() && !is_unseen(letter),
    }
}

/// The address in what was typed, if anything was; signs that nobody sees come in by paste and are left out.
fn read(typed: &str) -> Result<Option<String>, DraftError> {
    let is_kept = |letter: &char| !is_unseen(*letter) || matches!(letter, '\u{200c}' | '\u{200d}');
    let address: String = clean(typed)?.chars().filter(is_kept).collect();
    let address = address.trim();
    if address.is_empty() {
        return Ok(None);
    }
    if address.len() > MAX_ADDRESS && address.contains('@') {
        return Err(DraftError::LongEmail);
    }
    if is_email(address) { Ok(Some(address.to_owned())) } else { Err(DraftError::Email) }
}

impl Entry for Email {
    fn mark(&mut self) -> &mut bool {
        &mut self.primary
    }

    fn is_marked(&self) -> bool {
        self.primary
    }
}

impl Open for Email {
    const FIELDS: &'static [&'static str] = &["address", "primary"];

    fn read<'de, A: MapAccess<'de>>(&mut self, field: usize, map: &mut A) -> Result<(), A::Error> {
        match field {
            0 => self.address = open::value(map)?,
            _ => self.primary = open::value(map)?,
        }
        Ok(())
    }

    fn rest(&mut self) -> &mut Rest {
        &mut self.rest
    }
}

impl<'de> Deserialize<'de> for Email {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        open::deserialize(deserializer)
    }
}
