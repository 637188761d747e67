//! What a row or a card says about somebody, and how it is written into a contact.

use serde::{Deserialize, Serialize};

use super::{Refusal, Rules, day};
use crate::domain::contact::Contact;
use crate::domain::contact::dnd::DndChannel;
use crate::domain::contact::draft::{DraftError, Field, tags};
use crate::domain::contact::phone::PhoneLabel;
use crate::domain::custom_field::kind::CustomKind;
use crate::domain::id::{ContactId, FieldKey};

/// A phone number that comes in.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct IncomingPhone {
    /// The number, as written.
    pub number: String,
    /// What it reaches, where that is said.
    pub label: Option<PhoneLabel>,
}

/// What is said about somebody. Empty texts say nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Incoming {
    /// The contact that it is about, by its id.
    pub id: Option<ContactId>,
    /// The whole name, which is used where there is no first and last name.
    pub full_name: String,
    /// Further given names.
    pub middle_name: String,
    /// Fields with one text.
    pub texts: Vec<(Field, String)>,
    /// Email addresses, the most important first.
    pub emails: Vec<String>,
    /// Phone numbers, the most important first.
    pub phones: Vec<IncomingPhone>,
    /// Tags.
    pub tags: Vec<String>,
    /// The teammates who follow the contact.
    pub followers: Vec<String>,
    /// Channels that are closed, by their names.
    pub dnd: Vec<String>,
    /// Values of custom fields, as typed. Only columns have them.
    #[serde(skip)]
    pub custom: Vec<(FieldKey, String)>,
    /// Texts of notes. They are no part of a contact: the caller makes notes of them.
    pub notes: Vec<String>,
}

impl Incoming {
    /// Sets a field, unless it has a text or the new one is empty.
    pub fn say(&mut self, field: Field, text: impl Into<String>) {
        let text = text.into();
        let is_said = self.texts.iter().any(|(known, _)| *known == field);
        if !is_said && !text.trim().is_empty() {
            self.texts.push((field, text));
        }
    }

    /// What is said in a field.
    #[must_use]
    pub fn text(&self, field: Field) -> &str {
        let said = self.texts.iter().find(|(known, _)| *known == field);
        said.map_or("", |(_, text)| text.trim())
    }

    /// Writes everything into a contact. Emails, phones, tags, followers and closed channels are added to those it has.
    ///
    /// # Errors
    /// At the first text that cannot be kept; the contact is then half written and to be thrown away.
    pub fn write(&self, contact: &mut Contact, rules: &Rules) -> Result<(), Refusal> {
        self.write_names(contact)?;
        for (field, text) in &self.texts {
            match field {
                Field::FirstName | Field::LastName => {}
                Field::Birthday => put(contact, *field, &day::plain(text, rules.days), rules)?,
                _ => put(contact, *field, text, rules)?,
            }
        }
        self.write_emails(contact)?;
        self.write_phones(contact, rules)?;
        let said = self.tags.iter().chain(&rules.tag).map(String::as_str);
        contact.tags = with_tags(&contact.tags, said);
        for who in &self.followers {
            contact.follow(who).map_err(|error| refusal(Field::Owner, who, error))?;
        }
        for channel in DndChannel::ALL {
            if self.dnd.iter().any(|key| key == channel.key()) {
                contact.set_dnd(channel, true);
            }
        }
        self.write_custom(contact, rules)
    }

    fn write_names(&self, contact: &mut Contact) -> Result<(), Refusal> {
        let (mut first, mut last) = (self.text(Field::FirstName), self.text(Field::LastName));
        let is_named =
            !contact.first_name.trim().is_empty() || !contact.last_name.trim().is_empty();
        if first.is_empty() && last.is_empty() && !is_named {
            (first, last) = split_name(&self.full_name);
        }
        let first = match self.middle_name.trim() {
            middle if !first.is_empty() && !middle.is_empty() => format!("{first} {middle}"),
            _ => first.to_owned(),
        };
        let rules = Rules::default();
        put(contact, Field::FirstName, &first, &rules)?;
        put(contact, Field::LastName, last, &rules)
    }

    fn write_emails(&self, contact: &mut Contact) -> Result<(), Refusal> {
        for address in self.emails.iter().filter(|address| !address.trim().is_empty()) {
            match contact.add_email(address) {
                Ok(()) | Err(DraftError::SameEmail(_)) => {}
                Err(error) => {
                    // With no room left, an address that it has is still no reason to refuse.
                    let is_known = |known: &str| known.eq_ignore_ascii_case(address.trim());
                    if !contact.emails.iter().any(|email| is_known(email.address.trim())) {
                        return Err(refusal(Field::Email, address, error));
                    }
                }
            }
        }
        Ok(())
    }

    fn write_phones(&self, contact: &mut Contact, rules: &Rules) -> Result<(), Refusal> {
        for phone in self.phones.iter().filter(|phone| !phone.number.trim().is_empty()) {
            match contact.add_phone(&phone.number, rules.home) {
                Ok(()) => {
                    let last = contact.phones.len() - 1;
                    // Each label is given once; a second mobile number stays without.
                    let _ = contact.label_phone(last, phone.label.clone());
                }
                Err(DraftError::SamePhone(_)) => {}
                Err(error) => {
                    let is_known = |known: &str| known.trim() == phone.number.trim();
                    if !contact.phones.iter().any(|known| is_known(&known.number)) {
                        return Err(refusal(Field::Phone, &phone.number, error));
                    }
                }
            }
        }
        Ok(())
    }

    fn write_custom(&self, contact: &mut Contact, rules: &Rules) -> Result<(), Refusal> {
        for (key, text) in self.custom.iter().filter(|(_, text)| !text.trim().is_empty()) {
            let Some(field) = rules.fields.iter().find(|field| field.key == *key) else { continue };
            let typed = match field.kind {
                CustomKind::Date => day::plain(text, rules.days),
                _ => text.clone(),
            };
            let refused = |error| Refusal::Custom { key: key.clone(), text: text.clone(), error };
            if !typed.is_empty() {
                field.write(contact, &typed).map_err(refused)?;
            }
        }
        Ok(())
    }
}

/// Writes a text into a field; an empty one changes nothing.
fn put(contact: &mut Contact, field: Field, text: &str, rules: &Rules) -> Result<(), Refusal> {
    if text.trim().is_empty() {
        return Ok(());
    }
    let written = field.write_within(contact, text, rules.home);
    written.map_err(|error| refusal(field, text, error))
}

fn refusal(field: Field, text: &str, error: DraftError) -> Refusal {
    Refusal::Field { field, text: text.to_owned(), error }
}

/// First and last name in a whole one: what is before a comma is the last name, else the last word.
fn split_name(name: &str) -> (&str, &str) {
    let name = name.trim();
    match (name.split_once(','), name.rsplit_once(char::is_whitespace)) {
        (Some((last, first)), _) => (first.trim(), last.trim()),
        (None, Some((first, last))) => (first.trim(), last),
        (None, None) => (name, ""),
    }
}

/// Tags with others behind them, each once, whatever its case.
fn with_tags<'a>(tags_of: &[String], said: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut all = tags_of.to_vec();
    for tag in said.flat_map(tags) {
        if !all.iter().any(|known| known.to_lowercase() == tag.to_lowercase()) {
            all.push(tag);
        }
    }
    all
}
