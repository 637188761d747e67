//! How far a message has come: the fields that a gateway and the app both write, as one (`docs/gateway.md`).

use std::cmp::Ordering;

use crate::domain::conversation::message::Delivery;

use super::copy::Copy;

/// The fields that go together.
pub(super) const FIELDS: &[&str] = &["attempt", "claimed_by", "reason", "state"];

/// From the least to the furthest, within one attempt.
const ORDER: [Delivery; 7] = [
    Delivery::Sending,
    Delivery::Sent,
    Delivery::Failed,
    Delivery::Queued,
    Delivery::Cancelled,
    Delivery::Delivered,
    Delivery::Read,
];

/// Which of two copies is further: by the attempt, then by the state. One of a state that this version does not know
/// is behind those it knows. Two gateways may both have claimed one attempt: then the greater name has it, and the
/// greater reason, so that everybody comes to the same.
pub(super) fn further(one: &Copy, other: &Copy) -> Ordering {
    standing(one).cmp(&standing(other))
}

fn standing(copy: &Copy) -> (u64, Option<usize>, [Option<&str>; 3]) {
    let attempt = copy.get("attempt").and_then(|text| serde_json::from_str(text).ok());
    let state = copy.get("state").and_then(|text| serde_json::from_str::<Delivery>(text).ok());
    let place = state.and_then(|state| ORDER.iter().position(|known| *known == state));
    let ties = [copy.get("claimed_by"), copy.get("reason"), copy.get("state")];
    (attempt.unwrap_or_default(), place, ties)
}
