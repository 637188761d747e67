//! Objects inside a contact that keep the fields they do not know, such as what a telephone system wrote beside a
//! number. A derived `flatten` would do it too, by copying every known field through a buffer first: with two such
//! objects in each of 100,000 contacts that is felt at the start.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, Visitor};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

/// The fields of an object that this version does not know, each as exact JSON text. Nearly always there are none.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Rest(BTreeMap<String, Box<RawValue>>);

impl Rest {
    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(key, raw)| (&**key, raw.get()))
    }
}

impl PartialEq for Rest {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

impl Eq for Rest {}

/// An object that keeps the fields it does not know.
pub(in crate::domain) trait Open: Default {
    /// The names of the fields that it knows.
    const FIELDS: &'static [&'static str];

    /// Takes the value of one of [`Self::FIELDS`] in; `null` counts as absent.
    fn read<'de, A: MapAccess<'de>>(
        &mut self,
        field: &'static str,
        map: &mut A,
    ) -> Result<(), A::Error>;

    /// Where the others go.
    fn rest(&mut self) -> &mut Rest;
}

/// Reads an object that keeps the fields it does not know.
pub(in crate::domain) fn deserialize<'de, T: Open, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    deserializer.deserialize_map(ObjectVisitor(PhantomData))
}

/// The value of a field, or the default where it is `null`.
pub(in crate::domain) fn value<'de, T: Deserialize<'de> + Default, A: MapAccess<'de>>(
    map: &mut A,
) -> Result<T, A::Error> {
    map.next_value::<Option<T>>().map(Option::unwrap_or_default)
}

struct ObjectVisitor<T>(PhantomData<T>);

impl<'de, T: Open> Visitor<'de> for ObjectVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<T, A::Error> {
        let mut object = T::default();
        while let Some(key) = map.next_key_seed(Key(T::FIELDS))? {
            match key {
                Ok(field) => object.read(field, &mut map)?,
                Err(unknown) => {
                    let raw: Box<RawValue> = map.next_value()?;
                    object.rest().0.insert(unknown, raw);
                }
            }
        }
        Ok(object)
    }
}

/// Reads the name of a field without copying it where it is one of these.
struct Key(&'static [&'static str]);

impl<'de> DeserializeSeed<'de> for Key {
    type Value = Result<&'static str, String>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Key {
    type Value = Result<&'static str, String>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a field")
    }

    fn visit_str<E>(self, key: &str) -> Result<Self::Value, E> {
        let known = self.0.iter().find(|known| **known == key);
        Ok(known.copied().ok_or_else(|| key.to_owned()))
    }
}
