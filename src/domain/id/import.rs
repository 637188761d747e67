//! The ids of imports: `import:<uuid>`, and of what they did, portion by portion: `imported:<uuid>:<number>`.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::ContactId;
use super::own::own_id;

/// The document id prefix of imports.
pub const IMPORT: &str = "import:";

own_id!(
    /// Names one import for good, on every device.
    ImportId,
    IMPORT
);

impl ImportId {
    /// The import whose document has this id.
    #[must_use]
    pub fn from_doc_id(id: &str) -> Option<Self> {
        id.strip_prefix(IMPORT)?.parse().ok().map(Self)
    }

    /// The prefix of the ids of what it did.
    #[must_use]
    pub fn parts(self) -> String {
        format!("imported:{self}:")
    }

    /// The id of the document of a portion of what it did; they sort in the order of their numbers.
    #[must_use]
    pub fn part(self, number: usize) -> String {
        format!("imported:{self}:{number:06}")
    }
}
