//! The choices of custom fields, and what renaming and removing them, and purging a field, does to contacts.

use serde::de::{Deserializer, MapAccess};
use serde::{Deserialize, Serialize};

use crate::domain::contact::Contact;
use crate::domain::contact::custom::CustomValue;
use crate::domain::contact::open::{self, Open, Rest};
use crate::domain::id::FieldKey;
use crate::domain::search::fold::fold;

/// One of the choices of a field. It has no id: its name is what contacts hold.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Choice {
    /// What it says.
    pub name: String,
    /// What other programs wrote beside it.
    #[serde(flatten)]
    pub rest: Rest,
}

/// A contact after the choice `from` of a field was renamed to `to`, or with none removed; none where it does not hold
/// the choice, so that it stays untouched.
#[must_use]
pub fn replaced(
    contact: &Contact,
    key: &FieldKey,
    from: &str,
    to: Option<&str>,
) -> Option<Contact> {
    let is_from = |text: &str| fold(text.trim()) == fold(from.trim());
    let value = match contact.custom.get(key.as_str())? {
        CustomValue::Text(text) if is_from(&text) => to.map(|to| CustomValue::Text(to.to_owned())),
        CustomValue::List(texts) if texts.iter().any(|text| is_from(text)) => {
            Some(CustomValue::List(renamed(texts, is_from, to)))
        }
        _ => return None,
    };
    let mut changed = contact.clone();
    changed.custom.set(key.as_str(), value.as_ref());
    (changed != *contact).then_some(changed)
}

/// The texts with one in place of others, each once.
fn renamed(texts: Vec<String>, is_from: impl Fn(&str) -> bool, to: Option<&str>) -> Vec<String> {
    let mut kept: Vec<String> = Vec::with_capacity(texts.len());
    for text in texts {
        let text = if is_from(&text) { to.map(str::to_owned) } else { Some(text) };
        kept.extend(text.filter(|text| !kept.contains(text)));
    }
    kept
}

/// A contact after the data of a removed field was purged; none where it has none.
#[must_use]
pub fn purged(contact: &Contact, key: &FieldKey) -> Option<Contact> {
    contact.custom.keys().find(|known| *known == key.as_str())?;
    let mut changed = contact.clone();
    changed.custom.set(key.as_str(), None);
    Some(changed)
}

impl Open for Choice {
    const FIELDS: &'static [&'static str] = &["name"];

    fn read<'de, A: MapAccess<'de>>(&mut self, _: usize, map: &mut A) -> Result<(), A::Error> {
        self.name = open::value(map)?;
        Ok(())
    }

    fn rest(&mut self) -> &mut Rest {
        &mut self.rest
    }
}

impl<'de> Deserialize<'de> for Choice {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        open::deserialize(deserializer)
    }
}
