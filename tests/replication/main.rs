//! Sync without a network: how copies of a document become one, what a round reads, stores and sends, and three devices
//! and a server in memory that come to the same under lost, repeated and late requests.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test may panic; the exemption for tests does not reach their helpers"
)]

mod copies;
mod device;
mod entries;
mod instead;
mod laws;
mod merge;
mod messages;
mod pull;
mod push;
mod server;
mod simulation;
mod world;
