//! What is stored of what the server shows, and what of it is to be written back.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::domain::doc::{Body, Record, is_deleted};

use super::copy::Copy;
use super::leaf::Leaf;
use super::merge::merge;
use super::rule;
use super::vector::Vector;

/// What a page of `_changes` comes to. It is stored in one transaction with the page's checkpoint; the records that are
/// dirty then wait to be sent.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Page {
    /// The records to store.
    pub store: Vec<Record>,
    /// The ids of documents with several leaves. These are read with all of them (`open_revs=all&revs=true`), and
    /// settled by [`resolve`].
    pub read: Vec<String>,
}

/// What a document comes to that has several leaves.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Resolved {
    /// The record to store.
    pub store: Option<Record>,
    /// What is sent to `_bulk_docs` to bury the leaves that the winner contains: a tombstone over each, whose version
    /// vector says that nothing of it is lost. None as long as the winner does not contain them: what they come to waits
    /// in `store` to be sent, and the leaves go when it is seen on the server, so that no edit is nowhere at any time.
    pub burial: Option<String>,
}

/// Takes a page, with the records that are stored of its documents. Rows may repeat: the last of a document counts.
#[must_use]
pub fn page(rows: &[Leaf], records: &BTreeMap<String, Record>) -> Page {
    let last: BTreeMap<&str, &Leaf> = rows.iter().map(|row| (&*row.id, row)).collect();
    let mut page = Page::default();
    for (id, row) in last {
        if !row.conflicts.is_empty() {
            page.read.push(id.to_owned());
            continue;
        }
        page.store.extend(settle(row, &row.body, records.get(id)));
    }
    page
}

/// Settles a document by all of its leaves, the body at their nearest common ancestor if it could be had, and the
/// record that is stored. One leaf is settled as a row is.
#[must_use]
pub fn resolve(leaves: &[Leaf], ancestor: Option<&str>, record: Option<&Record>) -> Resolved {
    let Some(winner) = leaves.iter().max_by_key(|leaf| leaf.precedence()) else {
        return Resolved::default();
    };
    let live: Vec<&Leaf> = leaves.iter().filter(|leaf| !leaf.is_deleted).collect();
    let bodies: Vec<&str> = live.iter().map(|leaf| &*leaf.body).collect();
    let merged = match bodies.as_slice() {
        // A body that was written anew would lose the attachment, and all of them say the same.
        [_, _, ..] if !rule::is_attached(&winner.id) => merge(&winner.id, ancestor, &bodies),
        _ => winner.body.clone(),
    };
    let is_contained = is_same(&merged, &winner.body);
    let others: Vec<&Leaf> = live.into_iter().filter(|leaf| leaf.rev != winner.rev).collect();
    let is_to_bury = is_contained && !others.is_empty();
    let burial = is_to_bury.then(|| tombstones(&others, &Vector::read(&winner.body)));
    Resolved { store: settle(winner, &merged, record), burial }
}

/// A request that buries leaves under a vector.
fn tombstones(leaves: &[&Leaf], vector: &Vector) -> String {
    let tombstone = |leaf: &&Leaf| {
        let (id, rev) = (Value::from(&*leaf.id), Value::from(&*leaf.rev));
        format!("{{\"_id\":{id},\"_rev\":{rev},\"_deleted\":true,\"v\":{}}}", vector.text())
    };
    let docs: Vec<String> = leaves.iter().map(tombstone).collect();
    format!("{{\"docs\":[{}]}}", docs.join(","))
}

/// The record for a database that was made anew, which has seen nothing of it, though others may: everything is compared
/// with what is there. That something is missing there deletes nothing here; what somebody deleted for good stays so.
#[must_use]
pub fn unseen(record: &Record) -> Record {
    let sent = Some(record.json.clone());
    Record { rev: None, base: None, sent, dirty: true, ..record.clone() }
}

/// The record to store when the server shows `seen`, which with its conflicts comes to `remote`; none where nothing is
/// new. A tombstone of what is not stored is not stored either.
fn settle(seen: &Leaf, remote: &str, record: Option<&Record>) -> Option<Record> {
    let body = match record {
        None if seen.is_deleted => return None,
        None => remote.to_owned(),
        // A server takes no tombstone over a tombstone, and it would say nothing new.
        Some(record) if seen.is_deleted && record.is_deleted() => {
            return Some(kept(seen, record)).filter(|kept| kept != record);
        }
        Some(record) if record.rev.as_ref() == Some(&seen.rev) && is_same(remote, &seen.body) => {
            return None;
        }
        Some(record) => merged(&seen.id, remote, record),
    };
    let is_gone = seen.is_deleted && is_deleted(&body);
    if is_gone || is_same(&body, &seen.body) {
        return Some(record.map_or_else(|| clean(seen, body), |record| kept(seen, record)));
    }
    Some(Record { base: Some(seen.body.clone()), dirty: true, ..clean(seen, body) })
}

/// A body over the revision that the server has.
fn clean(seen: &Leaf, json: String) -> Record {
    Record { id: seen.id.clone(), json, rev: Some(seen.rev.clone()), ..Record::default() }
}

/// The record of what the server has. It keeps what was known of the edits before, also where the body there does not say
/// which it contains: who edits it counts on from there, and no count ever stands for two edits. What the server has is
/// then the base.
fn kept(seen: &Leaf, record: &Record) -> Record {
    let theirs = Vector::read(&seen.body);
    let mut vector = Vector::read(&record.json);
    vector.join(&theirs);
    let json = (vector != theirs).then(|| with_vector(&seen.body, &vector)).flatten();
    match json {
        Some(json) => Record { base: Some(seen.body.clone()), ..clean(seen, json) },
        None => clean(seen, seen.body.clone()),
    }
}

fn with_vector(json: &str, vector: &Vector) -> Option<String> {
    let mut body: Body = serde_json::from_str(json).ok()?;
    vector.write(&mut body).ok()?;
    serde_json::to_string(&body).ok()
}

/// What a record and what the server shows come to.
fn merged(id: &str, remote: &str, record: &Record) -> String {
    let (own, theirs) = (Vector::read(&record.json), Vector::read(remote));
    if !record.dirty {
        // Clean: whatever comes after it stands, also from a writer without vectors. Otherwise the server lost what it
        // had confirmed.
        let own = record.base.as_deref().map_or(own, Vector::read);
        let is_after = theirs.is_empty() || theirs.contains(&own);
        return if is_after { remote.to_owned() } else { merge(id, None, &[&record.json, remote]) };
    }
    let contains = |sent: &&str| {
        Some(Vector::read(sent)).is_some_and(|sent| !sent.is_empty() && theirs.contains(&sent))
    };
    // Our own write is in it, whatever became of its answer: what was edited since is merged over that.
    let sent = record.sent.as_deref().filter(contains);
    merge(id, sent.or(record.base.as_deref()), &[&record.json, remote])
}

/// Whether two bodies say the same, field by field.
fn is_same(one: &str, other: &str) -> bool {
    let text = |json| Copy::read(json).map(|copy| copy.text);
    one == other || text(one) == text(other)
}
