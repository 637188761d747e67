//! The ids of merges: `merge:<uuid>`.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::ContactId;

/// The document id prefix of merges.
pub const MERGE: &str = "merge:";

/// Names one merge for good, on every device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct MergeId(ContactId);

impl MergeId {
    /// The id made of 128 random bits, which the caller draws.
    #[must_use]
    pub const fn from_random(bits: u128) -> Self {
        Self(ContactId::from_random(bits))
    }

    /// The id of the merge's document, `merge:<uuid>`.
    #[must_use]
    pub fn doc_id(self) -> String {
        format!("{MERGE}{self}")
    }
}

impl fmt::Display for MergeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
