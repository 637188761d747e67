//! Two copies of a document become one, on every device the same: which of them comes after the other, how fields are
//! merged that were changed on both sides, and what is kept of values that gave way. Here is no network, no clock and no
//! randomness: the same body results wherever the same copies are merged, so that devices that resolve one conflict
//! write one revision.

mod copy;
mod delivery;
mod element;
pub mod lost;
pub mod merge;
mod pick;
mod rule;
pub mod vector;
