//! Objects inside a contact that keep the fields they do not know, such as what a telephone system wrote beside a
//! number. A derived `flatten` would do it too, by copying every known field through a buffer first: with two such
//! objects in each of 100,000 contacts that is felt at the start.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, Visitor};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

/// The fields of an object that this version does not know. Nearly always there are none, so that it is a pointer only.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Rest(Option<Box<Fields>>);

/// Each as exact JSON text.
#[derive(Debug, Clone, Default, Serialize)]
struct Fields(BTreeMap<String, Box<RawValue>>);

impl Rest {
    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_none()
    }

    fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().flat_map(|fields| &fields.0).map(|(key, raw)| (&**key, raw.get()))
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

    /// Takes in the value of the field that stands at this place in [`Self::FIELDS`]; `null` counts as absent.
    fn read<'de, A: MapAccess<'de>>(&mut self, field: usize, map: &mut A) -> Result<(), A::Error>;

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
                    object.rest().0.get_or_insert_default().0.insert(unknown, raw);
                }
            }
        }
        Ok(object)
    }
}

/// Reads the name of a field as its place among these, without copying it; another one as it is.
struct Key(&'static [&'static str]);

impl<'de> DeserializeSeed<'de> for Key {
    type Value = Result<usize, String>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Key {
    type Value = Result<usize, String>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a field")
    }

    fn visit_str<E>(self, key: &str) -> Result<Self::Value, E> {
        let known = self.0.iter().position(|known| *known == key);
        Ok(known.ok_or_else(|| key.to_owned()))
    }
}
