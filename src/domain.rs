//! The rules of Visage in plain Rust: what a contact, a picture and a document are, and how they are searched, ordered
//! and changed.
//! No I/O, no clock and no randomness: `now` and new ids come in as parameters, so every rule is tested natively.

pub mod activity;
pub mod backup;
pub mod bulk;
mod by_key;
pub mod columns;
pub mod connection;
pub mod contact;
pub mod contacts;
pub mod conversation;
pub mod csv;
pub mod custom_field;
pub mod date;
pub mod doc;
pub mod duplicates;
pub mod event;
pub mod export;
pub mod filter;
pub mod head;
pub mod id;
pub mod import;
pub mod inbox;
pub mod journal;
pub mod links;
pub mod listed;
pub mod merge;
pub mod note;
pub mod picture;
pub mod rename;
pub mod replication;
pub mod rows;
pub mod sample;
pub mod search;
pub mod selection;
pub mod shown;
pub mod smart_list;
pub mod sort;
pub mod task;
pub mod template;
pub mod time;
pub mod vcard;
pub mod workspace;
