//! What comes in from other programs and goes out to them: CSV, vCard, and what an import does to contacts.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test may panic; the exemption for tests does not reach their helpers"
)]

mod backups;
mod corpora;
mod csv;
mod csv_corpora;
mod csv_laws;
mod guesses;
mod import_laws;
mod imports;
mod javascript;
mod records;
mod vcard_corpora;
mod vcard_laws;
mod vcards;
