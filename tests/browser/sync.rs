//! What sync needs of the store: what waits, what a server showed together with how far it was read, tombstones that
//! nobody sees, and pictures that a server has.

use std::collections::BTreeMap;

use visage::domain::contact::draft::Field;
use visage::domain::doc::Record;
use visage::domain::id::entry::everything_of;
use visage::domain::id::{ContactId, Digest};
use visage::domain::picture::{Format, Size};
use visage::domain::replication::answer::written;
use visage::io::clock;
use visage::io::db::{Commit, Db, Picture};
use visage::io::picture::Blob;
use wasm_bindgen_test::wasm_bindgen_test;

use super::{all, backends, create, fresh_name, open, write};

fn fact(text: &str) -> [(String, Option<String>); 1] {
    [("sync:since".to_owned(), Some(text.to_owned()))]
}

async fn since(db: &Db) -> Option<String> {
    db.local("sync:").await.unwrap().into_iter().next().map(|(_, text)| text)
}

/// As a server confirms everything that waits.
async fn confirm(db: &Db) {
    let ids = db.waiting().await.unwrap();
    let mut confirm = |stored: &BTreeMap<String, Record>| {
        let sent = |record: &Record| Record { sent: Some(record.json.clone()), ..record.clone() };
        stored.values().map(|record| written(&sent(record), "1-a")).collect()
    };
    db.settle(&ids, &[], &mut confirm).await.unwrap();
}

async fn stored(db: &Db, id: ContactId) -> Option<Record> {
    db.records(&[id.doc_id()]).await.unwrap().into_iter().next()
}

#[wasm_bindgen_test]
async fn what_was_changed_waits_until_it_is_confirmed() {
    for db in backends().await {
        let id = clock::new_contact_id();
        db.commit(&create(id, "Ada")).await.unwrap();
        assert_eq!(db.waiting().await.unwrap(), [id.doc_id()]);
        confirm(&db).await;
        assert!(db.waiting().await.unwrap().is_empty());
        let contacts = vec![(id, write(Field::City, "London"))];
        db.commit(&Commit { contacts, ..Commit::default() }).await.unwrap();
        let record = stored(&db, id).await.unwrap();
        assert!(record.dirty && record.base.is_some());
        assert_eq!(record.rev.as_deref(), Some("1-a"));
    }
}

#[wasm_bindgen_test]
async fn what_a_server_showed_is_stored_with_how_far_it_was_read() {
    for db in backends().await {
        let id = clock::new_contact_id();
        let json = r#"{"first_name":"Ada","v":{"x":1}}"#.to_owned();
        let shown = Record { id: id.doc_id(), json, rev: Some("1-a".into()), ..Record::default() };
        let mut settle = |stored: &BTreeMap<String, Record>| {
            assert!(stored.is_empty());
            vec![shown.clone()]
        };
        let ids = [id.doc_id()];
        let stored = db.settle(&ids, &fact("7-x"), &mut settle).await.unwrap();
        assert_eq!(stored, std::slice::from_ref(&shown));
        assert_eq!(all(&db).await[0].first_name, "Ada");
        assert_eq!(since(&db).await.as_deref(), Some("7-x"));
        assert!(db.waiting().await.unwrap().is_empty());
        assert_eq!(db.ids_after(None).await.unwrap(), ids);
        assert!(db.ids_after(Some(&ids[0])).await.unwrap().is_empty());
        let mut nothing = |_: &BTreeMap<String, Record>| Vec::new();
        assert!(db.settle(&ids, &fact("8-y"), &mut nothing).await.unwrap().is_empty());
        assert_eq!(since(&db).await.as_deref(), Some("8-y"));
    }
}

#[wasm_bindgen_test]
async fn what_a_server_has_goes_as_a_tombstone_that_nobody_sees() {
    for db in backends().await {
        let (seen, unseen) = (clock::new_contact_id(), clock::new_contact_id());
        db.commit(&create(seen, "Ada")).await.unwrap();
        confirm(&db).await;
        db.commit(&create(unseen, "Grace")).await.unwrap();
        let forget = || everything_of(seen).into_iter().chain(everything_of(unseen)).collect();
        for _ in 0..2 {
            db.commit(&Commit { forget: forget(), ..Commit::default() }).await.unwrap();
            assert!(all(&db).await.is_empty());
            assert!(db.contacts_of(&[seen, unseen]).await.unwrap().is_empty());
            assert!(db.documents("contact:").await.unwrap().is_empty());
            assert_eq!(db.documents_after(None).await.unwrap().0, []);
            assert_eq!(db.waiting().await.unwrap(), [seen.doc_id()]);
            assert_eq!(stored(&db, unseen).await, None);
        }
        let tombstone = stored(&db, seen).await.unwrap();
        assert!(tombstone.is_deleted() && tombstone.json.contains(r#""v":{"#));
        // Whoever makes it anew counts on from there.
        db.commit(&create(seen, "Ada again")).await.unwrap();
        assert_eq!(all(&db).await[0].first_name, "Ada again");
        let anew = stored(&db, seen).await.unwrap();
        assert!(!anew.is_deleted() && anew.json.contains(&format!(r#""{}":3"#, db.device())));
    }
}

fn picture(bytes: &[u8], full: &[u8]) -> Picture {
    let blob = |bytes| Blob::from_bytes(bytes, Format::Jpeg).unwrap();
    Picture { digest: Digest::of(bytes), full: blob(full), thumb: blob(&[2]) }
}

#[wasm_bindgen_test]
async fn pictures_wait_until_a_server_has_them() {
    for db in backends().await {
        let (own, other) = (picture(&[1], &[1]), picture(&[3], &[]));
        let pictures = vec![own.clone()];
        db.commit(&Commit { pictures, ..Commit::default() }).await.unwrap();
        assert_eq!(db.pictures_waiting().await.unwrap(), [own.digest]);
        db.keep_uploaded(&[own.clone(), other.clone()]).await.unwrap();
        assert!(db.pictures_waiting().await.unwrap().is_empty());
        // Of the other one only the thumbnail has come.
        let digests = [own.digest, other.digest];
        let full = db.pictures(&digests, Size::Full).await.unwrap();
        let thumbs = db.pictures(&digests, Size::Thumb).await.unwrap();
        assert_eq!(full.iter().map(Option::is_some).collect::<Vec<_>>(), [true, false]);
        assert!(thumbs.iter().all(Option::is_some));
        db.forget_uploads().await.unwrap();
        // What is not here cannot be sent, and is there.
        assert_eq!(db.pictures_waiting().await.unwrap(), [own.digest]);
    }
}

#[wasm_bindgen_test]
async fn nothing_is_left_but_the_name_of_the_device() {
    for db in backends().await {
        let device = db.device().to_owned();
        db.commit(&create(clock::new_contact_id(), "Ada")).await.unwrap();
        db.settle(&[], &fact("7-x"), &mut |_| Vec::new()).await.unwrap();
        db.keep_uploaded(&[picture(&[1], &[1])]).await.unwrap();
        db.clear().await.unwrap();
        assert!(all(&db).await.is_empty() && db.ids_after(None).await.unwrap().is_empty());
        assert_eq!(since(&db).await, None);
        assert!(db.pictures(&[Digest::of(&[1])], Size::Thumb).await.unwrap()[0].is_none());
        assert_eq!(db.device(), device);
    }
}

/// What a settle over these documents is told to be stored, and writes every one of them.
async fn take_page(db: &Db, ids: &[ContactId]) -> usize {
    let keys: Vec<String> = ids.iter().map(|id| id.doc_id()).collect();
    let mut found = 0;
    let mut settle = |stored: &BTreeMap<String, Record>| {
        found = stored.len();
        let json = || r#"{"first_name":"Ada","v":{"x":1}}"#.to_owned();
        let shown = |id: &String| Record { id: id.clone(), json: json(), ..Record::default() };
        keys.iter().map(shown).collect()
    };
    db.settle(&keys, &[], &mut settle).await.unwrap();
    found
}

#[wasm_bindgen_test]
async fn what_is_stored_is_found_however_many_come_and_whoever_stored_it() {
    let name = fresh_name();
    let (db, other) = (open(&name).await, open(&name).await);
    let ids: Vec<ContactId> = (0..300).map(|_| clock::new_contact_id()).collect();
    assert_eq!(take_page(&db, &ids[..100]).await, 0);
    assert_eq!(take_page(&db, &ids[50..200]).await, 50);
    // Another tab, and then this one, store some that come next.
    other.commit(&create(ids[210], "Grace")).await.unwrap();
    assert_eq!(take_page(&db, &ids[150..250]).await, 51);
    db.commit(&create(ids[260], "Rosa")).await.unwrap();
    assert_eq!(take_page(&db, &ids[250..]).await, 1);
    assert_eq!(take_page(&other, &ids).await, 300);
    db.clear().await.unwrap();
    assert_eq!(take_page(&db, &ids).await, 0);
}

#[wasm_bindgen_test]
async fn many_that_are_made_and_changed_at_once_are_each_stored_once() {
    let name = fresh_name();
    let (db, other) = (open(&name).await, open(&name).await);
    let ids: Vec<ContactId> = (0..200).map(|_| clock::new_contact_id()).collect();
    let company = |ids: &[ContactId], text: &'static str| Commit {
        contacts: ids.iter().map(|id| (*id, write(Field::Company, text))).collect(),
        ..Commit::default()
    };
    let made = |ids: &[ContactId]| Commit {
        contacts: ids.iter().flat_map(|id| create(*id, "Ada").contacts).collect(),
        ..Commit::default()
    };
    db.commit(&made(&ids[..100])).await.unwrap();
    // Some of these are there, some are made, and all are changed once more.
    let mut both = made(&ids[100..]);
    both.contacts.extend(company(&ids[50..], "Navy").contacts);
    db.commit(&both).await.unwrap();
    other.commit(&company(&ids[..50], "Hearth")).await.unwrap();
    db.commit(&company(&ids[..150], "Orchard")).await.unwrap();
    let stored = all(&db).await;
    assert_eq!(stored.len(), 200);
    assert!(stored.iter().all(|contact| contact.first_name == "Ada"));
    let count = |company: &str| stored.iter().filter(|contact| contact.company == company).count();
    assert_eq!((count("Orchard"), count("Navy")), (150, 50));
}
