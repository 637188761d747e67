//! Version vectors: how many edits of each device a copy of a document contains, by which one copy comes after another
//! whatever clocks say.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use crate::domain::doc::{Body, DocError};

/// The field of a document that holds its version vector.
pub const VECTOR: &str = "v";

/// Device → count of that device's edits. Gateways and other writers count under names of their own.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Vector(BTreeMap<String, u64>);

impl Vector {
    /// The vector of a body; empty where there is none. What another program left there as no vector counts nothing,
    /// and must not make the document uneditable.
    #[must_use]
    pub fn read(json: &str) -> Self {
        serde_json::from_str(json).map(|body| Self::of(&body)).unwrap_or_default()
    }

    pub(in crate::domain) fn of(body: &Body) -> Self {
        let counts = body.get(VECTOR).and_then(|text| serde_json::from_str(text.get()).ok());
        let mut counts: BTreeMap<String, u64> = counts.unwrap_or_default();
        counts.retain(|_, count| *count > 0);
        Self(counts)
    }

    /// Puts the vector into a body.
    pub(in crate::domain) fn write(&self, body: &mut Body) -> Result<(), DocError> {
        body.insert(VECTOR.to_owned(), serde_json::value::to_raw_value(&self.0)?);
        Ok(())
    }

    /// The vector in JSON.
    pub(super) fn text(&self) -> String {
        // Names and numbers are always written.
        serde_json::to_string(&self.0).unwrap_or_default()
    }

    /// Whether it counts nothing, as that of a writer who knows no vectors.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Counts one more edit of a device.
    pub fn raise(&mut self, device: &str) {
        let count = self.0.entry(device.to_owned()).or_default();
        *count = count.saturating_add(1);
    }

    /// Takes the higher count of both for each device: what contains the edits of both copies.
    pub fn join(&mut self, other: &Self) {
        for (device, count) in &other.0 {
            let known = self.0.entry(device.clone()).or_default();
            *known = (*known).max(*count);
        }
    }

    /// Whether a copy with this vector contains every edit of one with the other.
    #[must_use]
    pub fn contains(&self, other: &Self) -> bool {
        other.0.iter().all(|(device, count)| self.count(device) >= *count)
    }

    /// How many edits it counts in all.
    #[must_use]
    pub fn edits(&self) -> u64 {
        self.0.values().fold(0, |sum, count| sum.saturating_add(*count))
    }

    /// The highest of the counts that the other one does not contain.
    pub(super) fn ahead_of(&self, other: &Self) -> Option<(&str, u64)> {
        let ahead = self.0.iter().filter(|(device, count)| other.count(device) < **count);
        ahead
            .map(|(device, count)| (&**device, *count))
            .max_by_key(|(device, count)| (*count, *device))
    }

    /// An order of all vectors in which one that contains another is never before it. It means nothing else.
    pub(super) fn rank(&self, other: &Self) -> Ordering {
        self.edits().cmp(&other.edits()).then_with(|| self.0.cmp(&other.0))
    }

    fn count(&self, device: &str) -> u64 {
        self.0.get(device).copied().unwrap_or_default()
    }
}

impl PartialOrd for Vector {
    /// Greater where it contains the other, nothing where neither contains the other: the copies are concurrent.
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        match (self.contains(other), other.contains(self)) {
            (true, true) => Some(Ordering::Equal),
            (true, false) => Some(Ordering::Greater),
            (false, true) => Some(Ordering::Less),
            (false, false) => None,
        }
    }
}
