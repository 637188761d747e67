//! Which files are taken as pictures, and what their users are told otherwise.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test may panic; the exemption for tests does not reach their helpers"
)]

mod cases;
mod corpora;
mod files;
mod laws;
mod sentences;
