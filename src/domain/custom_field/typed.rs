//! Values of custom fields as one types them: what each kind takes, and why it refuses.

use thiserror::Error;

use super::CustomField;
use super::kind::CustomKind;
use crate::domain::contact::Contact;
use crate::domain::contact::custom::{CustomValue, number};
use crate::domain::contact::draft::MAX_TEXT;
use crate::domain::contact::email::is_email;
use crate::domain::contact::website::website;
use crate::domain::date::Date;
use crate::domain::search::digits;
use crate::domain::search::fold::fold;

/// The longest long text, in characters.
pub const MAX_LONG_TEXT: usize = 10_000;

/// Why a value cannot be kept.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ValueError {
    /// The text is longer than so many characters.
    #[error("longer than {0} characters")]
    TooLong(usize),
    /// The text is no number.
    #[error("not a number such as 1500.50")]
    Number,
    /// The text is no day.
    #[error("not a day such as 2026-01-31")]
    Date,
    /// This is none of the choices.
    #[error("{0} is none of the choices")]
    Choice(String),
    /// The text is neither yes nor no.
    #[error("neither yes nor no")]
    Flag,
    /// The text is no web address.
    #[error("not a web address")]
    Url,
    /// The text is no phone number.
    #[error("not a phone number")]
    Phone,
    /// The text is no email address.
    #[error("not an email address")]
    Email,
    /// The kind is one of a later version.
    #[error("a kind of field that this version does not know")]
    Unknown,
}

impl CustomField {
    /// The value of a contact as one types it; empty where it has none.
    #[must_use]
    pub fn read(&self, contact: &Contact) -> String {
        match contact.custom.get(self.key.as_str()) {
            None => String::new(),
            Some(CustomValue::Text(text) | CustomValue::Number(text)) => text,
            Some(CustomValue::Flag(holds)) => if holds { "yes" } else { "no" }.to_owned(),
            Some(CustomValue::List(texts)) => texts.join(", "),
        }
    }

    /// Puts what was typed into a contact; an empty text removes the value. What another program wrote stays as it is
    /// when it is typed again.
    ///
    /// # Errors
    /// When it cannot be kept; the contact is then as it was.
    pub fn write(&self, contact: &mut Contact, typed: &str) -> Result<(), ValueError> {
        let value = self.value(typed);
        if typed.trim() != self.read(contact).trim() {
            contact.custom.set(self.key.as_str(), value?.as_ref());
        }
        Ok(())
    }

    /// The value in what was typed; none in an empty text.
    ///
    /// # Errors
    /// When it is none of this field's kind.
    pub fn value(&self, typed: &str) -> Result<Option<CustomValue>, ValueError> {
        let is_long = self.kind == CustomKind::LongText;
        let text = clean(typed, is_long);
        let limit = if is_long { MAX_LONG_TEXT } else { MAX_TEXT };
        if text.chars().count() > limit {
            return Err(ValueError::TooLong(limit));
        }
        if text.is_empty() {
            return Ok(None);
        }
        let as_text = |is_kept: bool, error| if is_kept { Ok(text.clone()) } else { Err(error) };
        let value = match &self.kind {
            CustomKind::Text | CustomKind::LongText => CustomValue::Text(text),
            CustomKind::Number => CustomValue::Number(plain_number(&fold(&text))?),
            CustomKind::Money => CustomValue::Number(plain_number(self.amount(&fold(&text)))?),
            CustomKind::Date => {
                let day: Date = fold(&text).parse().map_err(|_| ValueError::Date)?;
                CustomValue::Text(day.to_string())
            }
            CustomKind::Choice => CustomValue::Text(self.choice(&text)?),
            CustomKind::Choices => CustomValue::List(self.chosen(&text)?),
            CustomKind::Checkbox => CustomValue::Flag(flag(&text)?),
            CustomKind::Url => CustomValue::Text(website(&text).ok_or(ValueError::Url)?),
            CustomKind::Phone => {
                CustomValue::Text(as_text(digits(&fold(&text)).len() >= 3, ValueError::Phone)?)
            }
            CustomKind::Email => CustomValue::Text(as_text(is_email(&text), ValueError::Email)?),
            CustomKind::Other(_) => return Err(ValueError::Unknown),
        };
        Ok(Some(value))
    }

    /// The choices in a text with commas between them, each once, in the order of the field.
    fn chosen(&self, text: &str) -> Result<Vec<String>, ValueError> {
        let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
        let chosen: Vec<String> = parts.map(|part| self.choice(part)).collect::<Result<_, _>>()?;
        let names = self.choices.iter().map(|choice| choice.name.trim());
        let is_chosen = |name: &&str| chosen.iter().any(|one| one == name);
        Ok(names.filter(is_chosen).map(str::to_owned).collect())
    }

    /// The choice that a text names, whatever its case and accents.
    fn choice(&self, text: &str) -> Result<String, ValueError> {
        let wanted = fold(text);
        let mut names = self.choices.iter().map(|choice| choice.name.trim());
        let found = names.find(|name| fold(name) == wanted);
        found.map(str::to_owned).ok_or_else(|| ValueError::Choice(text.to_owned()))
    }

    /// An amount without the currency before or behind it.
    fn amount<'a>(&self, text: &'a str) -> &'a str {
        let code = self.currency.as_str();
        let is_code = |part: &str| !code.is_empty() && part.eq_ignore_ascii_case(code);
        let behind = text.len().checked_sub(code.len()).and_then(|at| text.split_at_checked(at));
        match (text.split_at_checked(code.len()), behind) {
            (Some((start, rest)), _) if is_code(start) => rest.trim_start(),
            (_, Some((rest, end))) if is_code(end) => rest.trim_end(),
            _ => text,
        }
    }
}

/// A number as JSON writes it, in what people write: `+5`, `007`, `.5`. Commas are refused, since they are thousands to
/// some and decimals to others.
fn plain_number(text: &str) -> Result<String, ValueError> {
    let (sign, rest) = match text.strip_prefix(['-', '\u{2212}']) {
        Some(rest) => ("-", rest),
        None => ("", text.strip_prefix('+').unwrap_or(text)),
    };
    let (whole, rest) =
        rest.split_at(rest.find(|sign: char| !sign.is_ascii_digit()).unwrap_or(rest.len()));
    let shortened = whole.trim_start_matches('0');
    let begins = if shortened.is_empty() { "0" } else { shortened };
    let decimals = rest.strip_prefix('.').unwrap_or_default();
    let is_bare = whole.is_empty() && !decimals.starts_with(|sign: char| sign.is_ascii_digit());
    let rest = if rest == "." { "" } else { rest };
    let plain = format!("{sign}{begins}{rest}");
    let is_number = !is_bare && number(&plain).is_some();
    if is_number { Ok(plain) } else { Err(ValueError::Number) }
}

fn flag(text: &str) -> Result<bool, ValueError> {
    match fold(text).as_str() {
        "yes" | "true" | "on" | "1" => Ok(true),
        "no" | "false" | "off" | "0" => Ok(false),
        _ => Err(ValueError::Flag),
    }
}

/// Drops control characters and trims. Line breaks stay in a long text, and are spaces in a short one.
fn clean(typed: &str, is_long: bool) -> String {
    let mut text = String::with_capacity(typed.len());
    for letter in typed.replace("\r\n", "\n").chars() {
        match letter {
            '\n' | '\r' if is_long => text.push('\n'),
            '\t' | '\n' | '\r' if !text.ends_with(' ') => text.push(' '),
            _ if letter.is_control() => {}
            _ => text.push(letter),
        }
    }
    text.trim().to_owned()
}
