//! What only a browser can prove: that the store keeps its contract, on disk and in memory, and that a second
//! connection finds what the first one left. Runs in headless Chromium.
#![cfg(target_arch = "wasm32")]
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test may panic; the exemption for tests does not reach their helpers"
)]

#[path = "browser/backup.rs"]
mod backup;
#[path = "browser/conversations.rs"]
mod conversations;
#[path = "browser/journal.rs"]
mod journal;
#[path = "browser/late.rs"]
mod late;
#[path = "browser/notify.rs"]
mod notify;
#[path = "browser/send.rs"]
mod send;
#[path = "browser/sync.rs"]
mod sync;
#[path = "browser/unnamed.rs"]
mod unnamed;

use futures_util::future::LocalBoxFuture;
use serde_json::value::RawValue;
use visage::domain::contact::Contact;
use visage::domain::contact::draft::Field;
use visage::domain::contacts::Contacts;
use visage::domain::head;
use visage::domain::id::{ContactId, Digest};
use visage::domain::picture::{Format, Size};
use visage::io::clock;
use visage::io::db::{Change, Commit, Db, Document, Kept, Picture, Reader};
use visage::io::picture::Blob;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// One contract for every backend.
async fn backends() -> [Db; 2] {
    let disk = open(&fresh_name()).await;
    assert_eq!(*disk.kept(), Kept::Here);
    [disk, Db::in_memory("asked to".to_owned())]
}

async fn open(name: &str) -> Db {
    Db::open(name, fetch_reader).await
}

fn fetch_reader() -> LocalBoxFuture<'static, Option<Reader>> {
    Box::pin(async { Some(Reader::default()) })
}

fn fresh_name() -> String {
    format!("test-{:016x}", clock::random())
}

fn write(field: Field, text: &'static str) -> Change {
    Box::new(move |contact: &mut Contact| field.write(contact, text).unwrap())
}

fn create(id: ContactId, name: &'static str) -> Commit {
    Commit { contacts: vec![(id, write(Field::FirstName, name))], ..Commit::default() }
}

async fn all(db: &Db) -> Vec<Contact> {
    let mut all = Vec::new();
    assert_eq!(db.contacts(|page| all.extend(page)).await, Ok(0));
    all
}

fn raw(json: &str) -> Box<RawValue> {
    RawValue::from_string(json.to_owned()).unwrap()
}

fn document(id: String, body: Box<RawValue>) -> Document {
    Document { id, body, known: &[] }
}

#[wasm_bindgen_test]
async fn what_was_committed_is_read_again() {
    for db in backends().await {
        let id = clock::new_contact_id();
        let stored = db.commit(&create(id, "Rosa")).await.unwrap();
        assert_eq!(stored.len(), 1);
        assert_eq!(all(&db).await, stored);
    }
}

#[wasm_bindgen_test]
async fn another_connection_finds_it() {
    let name = fresh_name();
    let id = clock::new_contact_id();
    open(&name).await.commit(&create(id, "Rosa")).await.unwrap();
    let again = open(&name).await;
    let names: Vec<String> = all(&again).await.iter().map(Contact::name).collect();
    assert_eq!(names, ["Rosa"]);
}

#[wasm_bindgen_test]
async fn a_change_is_made_to_what_is_stored_and_not_to_what_was_read() {
    for db in backends().await {
        let id = clock::new_contact_id();
        db.commit(&create(id, "Rosa")).await.unwrap();
        let change =
            |field, text| Commit { contacts: vec![(id, write(field, text))], ..Commit::default() };
        db.commit(&change(Field::LastName, "Almeida")).await.unwrap();
        db.commit(&change(Field::Company, "Hearth")).await.unwrap();
        let stored = all(&db).await;
        assert_eq!(stored[0].name(), "Rosa Almeida");
        assert_eq!(stored[0].company, "Hearth");
    }
}

#[wasm_bindgen_test]
async fn a_contact_that_is_changed_twice_in_one_commit_has_both() {
    for db in backends().await {
        let id = clock::new_contact_id();
        let twice = |first: Change, second: Change| Commit {
            contacts: vec![(id, first), (id, second)],
            ..Commit::default()
        };
        let made = twice(write(Field::FirstName, "Rosa"), write(Field::LastName, "Almeida"));
        db.commit(&made).await.unwrap();
        let changed = twice(write(Field::Company, "Hearth"), write(Field::City, "Porto"));
        db.commit(&changed).await.unwrap();
        let stored = all(&db).await;
        assert_eq!((stored.len(), stored[0].name()), (1, "Rosa Almeida".to_owned()));
        assert_eq!((&*stored[0].company, &*stored[0].city), ("Hearth", "Porto"));
    }
}

#[wasm_bindgen_test]
async fn fields_of_other_versions_survive_a_change() {
    for db in backends().await {
        let id = clock::new_contact_id();
        let body = r#"{"first_name":"Rosa","score":1.0,"big":12345678901234567890123,"none":null}"#;
        let commit =
            Commit { documents: vec![document(id.doc_id(), raw(body))], ..Commit::default() };
        db.commit(&commit).await.unwrap();
        db.commit(&create(id, "Ana")).await.unwrap();
        let documents = db.documents(&id.doc_id()).await.unwrap();
        let json = &documents[0].1;
        for kept in [r#""score":1.0"#, r#""big":12345678901234567890123"#, r#""none":null"#] {
            assert!(json.contains(kept), "{kept} is not in {json}");
        }
        assert!(json.contains(r#""first_name":"Ana""#));
    }
}

#[wasm_bindgen_test]
async fn more_than_a_page_is_read_to_its_end_and_once() {
    for db in backends().await {
        for _ in 0..2 {
            let ids: Vec<ContactId> = (0..601).map(|_| clock::new_contact_id()).collect();
            let contacts = ids.iter().map(|id| (*id, write(Field::FirstName, "Rosa"))).collect();
            db.commit(&Commit { contacts, ..Commit::default() }).await.unwrap();
        }
        let mut ids: Vec<ContactId> = all(&db).await.iter().map(|contact| contact.id).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), 1202);
    }
}

#[wasm_bindgen_test]
async fn a_prefix_forgets_its_documents_and_no_others() {
    for db in backends().await {
        let documents = ["message:a:1", "message:a:2", "message:b:1", "messages"];
        let documents = documents.map(|id| document(id.to_owned(), raw(r#"{"body":"x"}"#)));
        db.commit(&Commit { documents: documents.into(), ..Commit::default() }).await.unwrap();
        let forget = vec!["message:a:".to_owned()];
        db.commit(&Commit { forget, ..Commit::default() }).await.unwrap();
        let left: Vec<String> =
            db.documents("message").await.unwrap().into_iter().map(|(id, _)| id).collect();
        assert_eq!(left, ["message:b:1", "messages"]);
    }
}

#[wasm_bindgen_test]
async fn pictures_come_back_in_the_order_in_which_they_were_asked_for() {
    for db in backends().await {
        let picture = |bytes: &[u8]| {
            let blob = Blob::from_bytes(bytes, Format::Png).unwrap();
            Picture { digest: Digest::of(bytes), full: blob.clone(), thumb: blob }
        };
        let (one, two, none) = (picture(b"one"), picture(b"second"), Digest::of(b"none"));
        let pictures = vec![one.clone(), two.clone()];
        db.commit(&Commit { pictures, ..Commit::default() }).await.unwrap();
        let found = db.pictures(&[two.digest, none, one.digest], Size::Thumb).await.unwrap();
        let sizes: Vec<Option<u64>> = found.iter().map(|b| b.as_ref().map(Blob::size)).collect();
        assert_eq!(sizes, [Some(6), None, Some(3)]);
    }
}

#[wasm_bindgen_test]
async fn a_commit_with_a_damaged_document_leaves_no_trace() {
    for db in backends().await {
        let (damaged, other) = (clock::new_contact_id(), clock::new_contact_id());
        let documents = vec![document(damaged.doc_id(), raw(r#"{"emails":7}"#))];
        db.commit(&Commit { documents, ..Commit::default() }).await.unwrap();
        let contacts = vec![
            (other, write(Field::FirstName, "Rosa")),
            (damaged, write(Field::FirstName, "Ana")),
        ];
        assert!(db.commit(&Commit { contacts, ..Commit::default() }).await.is_err());
        let mut read = Vec::new();
        assert_eq!(
            db.contacts(|page| read.extend(page)).await,
            Ok(1),
            "the damaged one is counted"
        );
        assert_eq!(read, [], "and nothing of the commit is there");
    }
}

#[wasm_bindgen_test]
async fn the_kept_beginning_is_used_until_the_next_commit() {
    let name = fresh_name();
    let db = open(&name).await;
    assert!(db.head().await.is_none(), "nothing was kept yet");
    let mut contacts = Contacts::default();
    contacts.upsert(db.commit(&create(clock::new_contact_id(), "Rosa")).await.unwrap());
    db.keep_head(|stamp| head::write(&contacts, stamp)).await;
    let again = open(&name).await;
    assert_eq!(again.head().await.map(|head| head.len()), Some(1));
    db.commit(&create(clock::new_contact_id(), "Ana")).await.unwrap();
    assert!(again.head().await.is_none(), "it is stale");
    db.keep_head(|_| "damaged".to_owned()).await;
    assert!(again.head().await.is_none(), "it is damaged");
    assert_eq!(all(&again).await.len(), 2, "and the documents tell the truth");
}
