//! The journal of values that gave way in a merge, in the document itself, so that nothing that somebody typed
//! disappears silently: people find it in the activity with *Use this instead*.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::copy::Copy;

/// The field of a document that holds them.
pub const LOST: &str = "lost";

/// How many are kept: more than a contact has fields, so that the largest conflict of two copies finds room.
pub const MAX_LOST: usize = 64;

/// How many bytes of values are kept: 64 of the longest texts that a form takes; a note alone may have more.
const MAX_BYTES: usize = 256 * 1024;

/// A value that gave way.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Lost {
    /// The edit that its copy had and the other had not: a device and its count. Empty where no vector tells.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub by: BTreeMap<String, u64>,
    /// How many edits its copy had seen; orders those of one document, whatever clocks say.
    #[serde(default)]
    pub edits: u64,
    /// The field that it was in: `company`, `custom.<key>`; of emails and other lists `value` is an element.
    pub field: String,
    /// The value as it stood there.
    pub value: Box<RawValue>,
}

impl Lost {
    /// A value that a copy had and another won.
    pub(super) fn new(
        field: String,
        value: &str,
        of: &Copy,
        winner: Option<&Copy>,
    ) -> Option<Self> {
        let ahead = winner.and_then(|winner| of.vector.ahead_of(&winner.vector));
        let by = ahead.map(|(device, count)| (device.to_owned(), count)).into_iter().collect();
        let value = RawValue::from_string(value.to_owned()).ok()?;
        Some(Self { by, edits: of.vector.edits(), field, value })
    }

    fn identity(&self) -> (&str, &str) {
        (&self.field, self.value.get())
    }
}

/// The values that gave way in a document, the latest first.
#[must_use]
pub fn lost(json: &str) -> Vec<Lost> {
    Copy::read(json).map(|copy| read(&copy)).unwrap_or_default()
}

/// The journals of several copies as one, with what gives way now: what somebody dismissed on one side stays away, what
/// stands in its field again is not lost, and of too many the latest stay.
pub(super) fn merged(
    base: Option<&Copy>,
    copies: &[&Copy],
    new: Vec<Lost>,
    stands: impl Fn(&Lost) -> bool,
) -> Vec<Lost> {
    let keys = |list: &[Lost]| -> BTreeSet<(String, String)> {
        list.iter().map(|lost| (lost.field.clone(), lost.value.get().to_owned())).collect()
    };
    let before = base.map(|base| keys(&read(base))).unwrap_or_default();
    let lists: Vec<Vec<Lost>> = copies.iter().map(|copy| read(copy)).collect();
    let known: Vec<BTreeSet<(String, String)>> = lists.iter().map(|list| keys(list)).collect();
    let is_dismissed = |lost: &Lost| {
        let key = (lost.field.clone(), lost.value.get().to_owned());
        before.contains(&key) && known.iter().any(|list| !list.contains(&key))
    };
    let mut all: Vec<Lost> =
        lists.into_iter().flatten().filter(|lost| !is_dismissed(lost)).collect();
    all.extend(new);
    all.retain(|lost| !stands(lost));
    all.sort_by(|one, other| {
        let order = |lost: &Lost| Reverse((lost.edits, lost.by.clone()));
        order(one).cmp(&order(other)).then_with(|| one.identity().cmp(&other.identity()))
    });
    let (mut kept, mut bytes): (Vec<Lost>, usize) = (Vec::new(), 0);
    for lost in all {
        let is_known = kept.iter().any(|known| known.identity() == lost.identity());
        bytes += if is_known { 0 } else { lost.value.get().len() };
        if !is_known && kept.len() < MAX_LOST && (kept.is_empty() || bytes <= MAX_BYTES) {
            kept.push(lost);
        }
    }
    kept
}

fn read(copy: &Copy) -> Vec<Lost> {
    let read = |text: &str| serde_json::from_str(text).ok();
    copy.get(LOST).and_then(read).unwrap_or_default()
}
