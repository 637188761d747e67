//! The ids of merges: `merge:<uuid>`.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::ContactId;
use super::own::own_id;

/// The document id prefix of merges.
pub const MERGE: &str = "merge:";

own_id!(
    /// Names one merge for good, on every device.
    MergeId,
    MERGE
);
