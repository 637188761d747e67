//! Phone numbers of a contact: what they reach, and how they are added, changed and taken away.

pub mod e164;
pub mod numbering;

use serde::de::MapAccess;
use serde::{Deserialize, Deserializer, Serialize};

use self::e164::{Dialled, e164, take_apart};
use self::numbering::Country;
use super::Contact;
use super::draft::{DraftError, clean};
use super::entries::{self, Entry, MAX_ENTRIES};
use super::open::{self, Open, Rest};
use crate::domain::by_key::by_key;
use crate::domain::doc::is_false;
use crate::domain::search::digits;
use crate::domain::search::fold::{fold, is_unseen};

/// How many digits a number has at least: those of emergency services.
pub(in crate::domain) const MIN_DIGITS: usize = 3;

/// How many digits a calling code has at most (ITU-T E.164).
const MAX_CODE: usize = 3;

/// So many digits are hardly shared by two numbers.
const TAIL: usize = 7;

/// A phone number of a contact.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Phone {
    /// The number, as typed.
    pub number: String,
    /// The number in E.164, such as `+442079460958`, where it could be read so; see [`e164`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub e164: Option<String>,
    /// What it reaches.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<PhoneLabel>,
    /// Whether this is the one shown first and called.
    #[serde(skip_serializing_if = "is_false")]
    pub primary: bool,
    /// What other programs wrote beside it.
    #[serde(flatten)]
    pub rest: Rest,
}

by_key!(PhoneLabel);

/// What a phone number reaches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PhoneLabel {
    /// A mobile phone.
    Mobile,
    /// A phone at home.
    Home,
    /// A fixed line.
    Landline,
    /// A phone at work.
    Work,
    /// What another program calls it.
    Other(Box<str>),
}

impl PhoneLabel {
    /// Those that can be chosen, in the order of the form.
    pub const ALL: [Self; 4] = [Self::Mobile, Self::Home, Self::Landline, Self::Work];

    /// Its name in documents.
    #[must_use]
    pub fn key(&self) -> &str {
        match self {
            Self::Mobile => "mobile",
            Self::Home => "home",
            Self::Landline => "landline",
            Self::Work => "work",
            Self::Other(key) => key,
        }
    }

    /// Its name for people.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Mobile => "Mobile",
            Self::Home => "Home",
            Self::Landline => "Landline",
            Self::Work => "Work",
            Self::Other(key) => key,
        }
    }

    /// The label with this name in documents.
    #[must_use]
    pub fn of_key(key: &str) -> Self {
        match key {
            "mobile" => Self::Mobile,
            "home" => Self::Home,
            "landline" => Self::Landline,
            "work" => Self::Work,
            other => Self::Other(other.into()),
        }
    }
}

impl Phone {
    /// A number without a label that is not the primary one; `home` is the country that it is dialled in.
    #[must_use]
    pub fn new(number: impl Into<String>, home: Option<Country>) -> Self {
        let number = number.into();
        Self { e164: e164(&number, home), number, ..Self::default() }
    }

    /// Digits in a row that every spelling of this number has; none where there are too few to be a number.
    #[must_use]
    pub fn tail(&self) -> Option<String> {
        // Of a whole number not those that may be its calling code, which is dialled from abroad only.
        let (digits, longest) = match &self.e164 {
            Some(number) => {
                (number.trim_start_matches('+').to_owned(), number.len() - 1 - MAX_CODE)
            }
            None => {
                let all = digits(&fold(&self.number));
                let count = all.len();
                (all, count)
            }
        };
        let start = digits.len().checked_sub(longest.min(TAIL))?;
        if digits.len() < MIN_DIGITS { None } else { digits.get(start..).map(str::to_owned) }
    }

    /// The digits of the number in E.164, those of an extension behind an `x`; none where it could not be read so.
    pub(in crate::domain) fn dialled(&self) -> Option<String> {
        let number = self.e164.as_ref()?.trim_start_matches('+');
        let extension =
            take_apart(&self.number).map(|dialled| dialled.extension).unwrap_or_default();
        Some(if extension.is_empty() { number.to_owned() } else { format!("{number}x{extension}") })
    }

    /// Whether two numbers are one, however they are written; with different extensions they are two.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        let read = |phone: &Self| {
            take_apart(&phone.number).unwrap_or_else(|| Dialled {
                // Letters, or several numbers in one: as it is spelt.
                number: fold(&phone.number),
                extension: String::new(),
            })
        };
        let (mine, theirs) = (read(self), read(other));
        let plain = |dialled: &Dialled| dialled.number.trim_start_matches('+').to_owned();
        let is_one = self.e164.is_some() && self.e164 == other.e164;
        (is_one || plain(&mine) == plain(&theirs)) && mine.extension == theirs.extension
    }
}

impl Contact {
    /// Adds a phone without a label behind the others; the first one becomes the primary one. `home` is the country
    /// that a number without `+` is dialled in.
    ///
    /// # Errors
    /// When it is no number, the contact has it, or there is no room.
    pub fn add_phone(&mut self, typed: &str, home: Option<Country>) -> Result<(), DraftError> {
        let phone = read(typed, home)?.ok_or(DraftError::Phone)?;
        if self.phones.len() >= MAX_ENTRIES {
            return Err(DraftError::TooManyPhones);
        }
        self.refuse_known_phone(&phone, None)?;
        let primary = self.phones.is_empty();
        self.phones.push(Phone { primary, ..phone });
        Ok(())
    }

    /// Changes a number where it stands, and takes it away when nothing is typed. Its label stays.
    ///
    /// # Errors
    /// When it is no number, another phone of the contact is the same, or there is none at this place.
    pub fn change_phone(
        &mut self,
        at: usize,
        typed: &str,
        home: Option<Country>,
    ) -> Result<(), DraftError> {
        let Some(fresh) = read(typed, home)? else { return self.remove_phone(at) };
        self.refuse_known_phone(&fresh, Some(at))?;
        let phone = self.phones.get_mut(at).ok_or(DraftError::Gone)?;
        if phone.number != fresh.number || fresh.e164.is_some() {
            (phone.number, phone.e164) = (fresh.number, fresh.e164);
        }
        Ok(())
    }

    /// Takes a phone away; where it was the primary one, the first that is left is.
    ///
    /// # Errors
    /// When there is none at this place.
    pub fn remove_phone(&mut self, at: usize) -> Result<(), DraftError> {
        entries::remove(&mut self.phones, at)
    }

    /// Makes a phone the only primary one.
    ///
    /// # Errors
    /// When there is none at this place.
    pub fn make_phone_primary(&mut self, at: usize) -> Result<(), DraftError> {
        entries::make_primary(&mut self.phones, at)
    }

    /// Labels a phone, or takes its label off.
    ///
    /// # Errors
    /// When another phone of the contact has the label, or there is none at this place.
    pub fn label_phone(&mut self, at: usize, label: Option<PhoneLabel>) -> Result<(), DraftError> {
        let mut others = self.phones.iter().enumerate().filter(|(place, _)| *place != at);
        if let Some(label) = &label
            && others.any(|(_, phone)| phone.label.as_ref() == Some(label))
        {
            return Err(DraftError::LabelTaken(label.clone()));
        }
        self.phones.get_mut(at).ok_or(DraftError::Gone)?.label = label;
        Ok(())
    }

    /// Moves a phone to another place among the phones, at most the last.
    ///
    /// # Errors
    /// When there is none at this place.
    pub fn move_phone(&mut self, from: usize, to: usize) -> Result<(), DraftError> {
        entries::shift(&mut self.phones, from, to)
    }

    /// Refuses a number that another phone of the contact has.
    fn refuse_known_phone(&self, fresh: &Phone, except: Option<usize>) -> Result<(), DraftError> {
        let others = self.phones.iter().enumerate().filter(|(at, _)| Some(*at) != except);
        let same = others.map(|(_, phone)| phone).find(|phone| phone.is_same(fresh));
        same.map_or(Ok(()), |phone| Err(DraftError::SamePhone(phone.number.clone())))
    }
}

/// The number in what was typed, if anything was; signs that nobody sees, which phones put around a copied number, are
/// left out.
fn read(typed: &str, home: Option<Country>) -> Result<Option<Phone>, DraftError> {
    let number: String = clean(typed)?.chars().filter(|letter| !is_unseen(*letter)).collect();
    let number = number.trim();
    if number.is_empty() {
        return Ok(None);
    }
    if digits(&fold(number)).len() < MIN_DIGITS {
        return Err(DraftError::Phone);
    }
    Ok(Some(Phone::new(number, home)))
}

impl Entry for Phone {
    fn mark(&mut self) -> &mut bool {
        &mut self.primary
    }

    fn is_marked(&self) -> bool {
        self.primary
    }
}

impl Open for Phone {
    const FIELDS: &'static [&'static str] = &["number", "e164", "label", "primary"];

    fn read<'de, A: MapAccess<'de>>(&mut self, field: usize, map: &mut A) -> Result<(), A::Error> {
        match field {
            0 => self.number = open::value(map)?,
            1 => self.e164 = map.next_value()?,
            2 => self.label = map.next_value()?,
            _ => self.primary = open::value(map)?,
        }
        Ok(())
    }

    fn rest(&mut self) -> &mut Rest {
        &mut self.rest
    }
}

impl<'de> Deserialize<'de> for Phone {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        open::deserialize(deserializer)
    }
}
