//! Values that documents hold as one text: how they are read without copying it, and enums that are a word there. Such
//! an enum keeps words of later versions in a variant `Other`, so that they survive.

use std::fmt;

use serde::de::{self, Deserializer, Visitor};

/// Reads a text and makes a value of it; `expected` says what was wanted where there is none. The text is not copied
/// first, which is felt with a dozen of them in each of 100,000 contacts.
pub(super) fn read_text<'de, T, D: Deserializer<'de>>(
    deserializer: D,
    expected: &'static str,
    read: impl Fn(&str) -> Option<T>,
) -> Result<T, D::Error> {
    deserializer.deserialize_str(TextVisitor { expected, read })
}

struct TextVisitor<F> {
    expected: &'static str,
    read: F,
}

impl<T, F: Fn(&str) -> Option<T>> Visitor<'_> for TextVisitor<F> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.expected)
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<T, E> {
        (self.read)(text).ok_or_else(|| E::invalid_value(de::Unexpected::Str(text), &self))
    }
}

/// Writes an enum as its `key()`, and reads it by its `of_key()`; `by ALL` makes the two from the table of that name,
/// which has each variant first and its word second.
macro_rules! by_key {
    ($kind:ident by ALL) => {
        impl $kind {
            /// Its name in documents.
            #[must_use]
            pub fn key(&self) -> &str {
                match self {
                    Self::Other(key) => key,
                    _ => {
                        Self::ALL.iter().find(|entry| entry.0 == *self).map_or("", |entry| entry.1)
                    }
                }
            }

            fn of_key(key: &str) -> Self {
                let known = Self::ALL.into_iter().find(|entry| entry.1 == key);
                known.map_or_else(|| Self::Other(key.into()), |entry| entry.0)
            }
        }

        by_key!($kind);
    };
    ($kind:ty) => {
        impl serde::Serialize for $kind {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.key())
            }
        }

        impl<'de> serde::Deserialize<'de> for $kind {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let read = |key: &str| Some(Self::of_key(key));
                $crate::domain::by_key::read_text(deserializer, "a word", read)
            }
        }
    };
}

pub(super) use by_key;
