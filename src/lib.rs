//! Visage: contacts and conversations, faces first, whole in the browser.
//!
//! ```text
//! ui      →  state  →  io  →  domain
//! components  signals,    browser,     plain Rust:
//! and pages   commands    IndexedDB    rules, no I/O
//! ```
//! Invariants:
//! 1. `domain` does no I/O and knows no time of its own.
//! 2. IndexedDB is the truth; memory is a cache of it. A change is shown as saved only after its transaction completed.
//! 3. Every change, local edit, remote batch or other tab, reaches the screen by one function: `state::contacts::Book::refresh`.
//! 4. A document and its sync mark are written in one transaction.
//! 5. What wins and how to merge is decided in `domain`, and carried out in `io`.
//! 6. Nothing panics on user data, remote data or a full disk; start-up never depends on storage being there.
//!
//! `tests/layers.rs` holds the import rule and the size of files.

pub mod domain;
pub mod io;
pub mod state;
pub mod ui;
