//! Enums that documents hold as a word. Each keeps words of later versions in a variant `Other`, so that they survive.

/// Writes an enum as its `key()`, and reads it by its `of_key()`.
macro_rules! by_key {
    ($kind:ty) => {
        impl serde::Serialize for $kind {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.key())
            }
        }

        impl<'de> serde::Deserialize<'de> for $kind {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let key = std::borrow::Cow::<str>::deserialize(deserializer)?;
                Ok(Self::of_key(&key))
            }
        }
    };
}

pub(super) use by_key;
