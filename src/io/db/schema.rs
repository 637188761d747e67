//! Names and shape of the database, version 1. Every store and index that the data model needs exists from the start,
//! since adding one later blocks on every open tab.

use indexed_db_futures::database::Database;
use indexed_db_futures::prelude::*;

/// The version of this shape.
pub(super) const VERSION: u8 = 1;
/// Documents: key id; `{id, json, rev?, base?, sent?, dirty?}`.
pub(super) const DOCS: &str = "docs";
/// Pictures: key digest; `{full, thumb, uploaded?}`, both Blobs.
pub(super) const PICTURES: &str = "pictures";
/// Facts of this device: key name.
pub(super) const META: &str = "meta";
/// The index of documents that wait to be sent; records without `dirty` are not in it.
pub(super) const DIRTY: &str = "dirty";
/// The index of pictures that were uploaded.
pub(super) const UPLOADED: &str = "uploaded";
/// The key of the device id in [`META`].
pub(super) const DEVICE: &str = "device";

/// The key of the stamp in [`META`], which every commit leaves anew.
pub(super) const STAMP: &str = "stamp";
/// The key of the kept beginning of the list in [`META`]; the number is that of its format.
pub(super) const HEAD: &str = "head-1";

/// The key in [`META`] of which parts of the journal are open; absent when none is.
pub(super) const JOURNAL: &str = "journal";
/// What the key of a part in [`META`] begins with, before the part's name.
pub(super) const PART: &str = "journal-";

/// What the keys of the summaries of conversations in [`META`] begin with, before the contact; the number is that of
/// their format.
pub(super) const SUMMARY: &str = "summary-1:";
/// What the keys in [`META`] of conversations begin with whose summary is to be made anew, before the contact.
pub(super) const STALE: &str = "stale:";

/// Makes the stores and indexes.
pub(super) fn create(db: &Database) -> indexed_db_futures::Result<()> {
    let docs = db.create_object_store(DOCS).with_key_path("id".into()).build()?;
    docs.create_index(DIRTY, DIRTY.into()).build()?;
    let pictures = db.create_object_store(PICTURES).build()?;
    pictures.create_index(UPLOADED, UPLOADED.into()).build()?;
    db.create_object_store(META).build()?;
    Ok(())
}
