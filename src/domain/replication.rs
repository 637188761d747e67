//! Two copies of a document become one, on every device the same: which of them comes after the other, how fields are
//! merged that were changed on both sides, what is kept of values that gave way, and what a round with a server reads,
//! stores and sends. What talks to the server is `io`; here is no network, no clock and no randomness.
//!
//! A round reads changes (`pull`), stores what they come to, sends what waits (`push`), and takes the answers
//! (`answer`). The same body results wherever the same copies are merged, so that devices that resolve one conflict
//! write one revision.

pub mod answer;
mod copy;
mod delivery;
mod element;
pub mod instead;
pub mod leaf;
pub mod lost;
pub mod merge;
mod pick;
pub mod pull;
pub mod push;
mod rule;
pub mod vector;
