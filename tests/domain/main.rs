//! The rules about contacts: their names and ids, how they are edited, kept, ordered and found, and the sample.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test may panic; the exemption for tests does not reach their helpers"
)]

mod addresses;
mod badge;
mod birthday;
mod bulk;
mod coded;
mod column;
mod connection;
mod contacts;
mod conversations;
mod crowd;
mod custom;
mod custom_fields;
mod custom_values;
mod date;
mod doc;
mod draft;
mod duplicates;
mod emails;
mod events;
mod filter_dates;
mod filter_draft;
mod filter_editor;
mod filter_laws;
mod filter_refused;
mod filter_text_form;
mod filter_texts;
mod filter_trash;
mod filter_zones;
mod filters;
mod fold;
mod head;
mod id;
mod inbox;
mod journal;
mod marks;
mod merge;
mod name;
mod named;
mod named_laws;
mod notes;
mod numbers;
mod oracle;
mod people;
mod people_of_all_sorts;
mod phones;
mod query;
mod rename;
mod rows;
mod same;
mod sample;
mod selection;
mod smart_list;
mod sort;
mod stream;
mod tasks;
mod templates;
mod time;
mod typed;
mod workspace;
