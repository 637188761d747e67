//! Ids of documents that are a UUID behind a prefix, and nothing else: one macro for all of them.

/// Declares the type of such an id.
macro_rules! own_id {
    ($(#[$doc:meta])* $name:ident, $prefix:expr) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(ContactId);

        impl $name {
            /// The id made of 128 random bits, which the caller draws.
            #[must_use]
            pub const fn from_random(bits: u128) -> Self {
                Self(ContactId::from_random(bits))
            }

            /// The id of its document.
            #[must_use]
            pub fn doc_id(self) -> String {
                format!("{}{self}", $prefix)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

// Other modules see a macro by this only.
pub(super) use own_id;
