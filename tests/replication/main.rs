//! Sync without a network: how copies of a document become one.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test may panic; the exemption for tests does not reach their helpers"
)]

mod copies;
mod laws;
mod merge;
mod messages;
