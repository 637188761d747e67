//! The rules about contacts: their names and ids, how they are edited, kept, ordered and found, and the sample.

#![expect(
    clippy::unwrap_used,
    reason = "a test may panic; the exemption for tests does not reach their helpers"
)]

mod bulk;
mod column;
mod contacts;
mod conversations;
mod doc;
mod draft;
mod filter_refused;
mod filter_text_form;
mod filters;
mod fold;
mod head;
mod id;
mod name;
mod people;
mod query;
mod sample;
mod selection;
mod time;
