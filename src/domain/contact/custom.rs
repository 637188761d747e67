//! Values of custom fields, by key. Each is kept as the exact JSON text that was written, so that numbers keep their
//! digits and values of a form that this version does not know survive an edit.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::value::{RawValue, to_raw_value};

/// The values of a contact's custom fields.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Custom {
    values: BTreeMap<String, Box<RawValue>>,
}

/// One value, as this version reads it.
#[derive(Debug, Clone, PartialEq)]
pub enum CustomValue {
    /// A text.
    Text(String),
    /// A number as it is written, since not every number is an `f64`.
    Number(String),
    /// Yes or no.
    Flag(bool),
    /// Several texts, such as chosen options.
    List(Vec<String>),
}

impl Custom {
    /// No values.
    #[must_use]
    pub const fn new() -> Self {
        Self { values: BTreeMap::new() }
    }

    /// Whether there is no value.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// The keys that have a value, in order.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.values.keys().map(String::as_str)
    }

    /// The value under a key; none when there is none, or it is `null`, an object, or a list of other things than texts.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<CustomValue> {
        let json = self.values.get(key)?.get();
        match json.as_bytes().first()? {
            b'"' => serde_json::from_str(json).ok().map(CustomValue::Text),
            b'[' => serde_json::from_str(json).ok().map(CustomValue::List),
            b't' => Some(CustomValue::Flag(true)),
            b'f' => Some(CustomValue::Flag(false)),
            b'-' | b'0'..=b'9' => Some(CustomValue::Number(json.to_owned())),
            _ => None,
        }
    }

    /// The value under a key as people read it, or as JSON where this version does not know its form; empty without one.
    #[must_use]
    pub fn text(&self, key: &str) -> String {
        match self.get(key) {
            Some(CustomValue::Text(text) | CustomValue::Number(text)) => text,
            Some(CustomValue::Flag(holds)) => if holds { "Yes" } else { "No" }.to_owned(),
            Some(CustomValue::List(texts)) => texts.join(", "),
            None => self.values.get(key).map(|raw| raw.get().to_owned()).unwrap_or_default(),
        }
    }

    /// Whether the value under a key is byte for byte that of another contact, or missing in both.
    #[must_use]
    pub fn is_same(&self, key: &str, other: &Self) -> bool {
        let raw = |custom: &Self| custom.values.get(key).map(|raw| raw.get().to_owned());
        raw(self) == raw(other)
    }

    /// Whether there is nothing to be seen under a key.
    #[must_use]
    pub fn is_blank(&self, key: &str) -> bool {
        self.values.get(key).is_none_or(|raw| matches!(raw.get(), "null" | "\"\"" | "[]"))
    }

    /// Takes a value over from another contact exactly as it stands there, or as missing.
    pub fn copy(&mut self, key: &str, from: &Self) {
        match from.values.get(key) {
            Some(raw) => self.values.insert(key.to_owned(), raw.clone()),
            None => self.values.remove(key),
        };
    }

    /// Sets a value, or removes it: an empty text and an empty list are left out of documents. A number that is not
    /// written as JSON writes numbers is kept as a text.
    pub fn set(&mut self, key: &str, value: Option<&CustomValue>) {
        let raw = match value {
            None => None,
            Some(CustomValue::Text(text)) if text.is_empty() => None,
            Some(CustomValue::List(texts)) if texts.is_empty() => None,
            Some(CustomValue::Text(text)) => to_raw_value(text).ok(),
            Some(CustomValue::List(texts)) => to_raw_value(texts).ok(),
            Some(CustomValue::Flag(flag)) => to_raw_value(flag).ok(),
            Some(CustomValue::Number(text)) => match number(text) {
                Some(_) => RawValue::from_string(text.trim().to_owned()).ok(),
                None => to_raw_value(text).ok(),
            },
        };
        match raw {
            Some(raw) => self.values.insert(key.to_owned(), raw),
            None => self.values.remove(key),
        };
    }
}

impl PartialEq for Custom {
    fn eq(&self, other: &Self) -> bool {
        let texts = |custom: &Self| custom.values.len();
        let mut pairs = self.values.iter().zip(&other.values);
        texts(self) == texts(other)
            && pairs.all(|(mine, theirs)| mine.0 == theirs.0 && mine.1.get() == theirs.1.get())
    }
}

impl Eq for Custom {}

/// The number that a text writes as JSON does, `-1.5` or `2e3`; none for anything else and for what no `f64` holds.
#[must_use]
pub fn number(text: &str) -> Option<f64> {
    // The reader of JSON is in the app anyway; the one of the standard library would be several kilobytes more.
    serde_json::from_str(text.trim()).ok()
}
