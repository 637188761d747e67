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
#[path = "browser/notify.rs"]
mod notify;

use std::rc::Rc;

use futures_util::future::{LocalBoxFuture, join};
use serde_json::value::RawValue;
use visage::domain::bulk::{Action, Step};
use visage::domain::contact::Contact;
use visage::domain::contact::draft::Field;
use visage::domain::contacts::Contacts;
use visage::domain::head;
use visage::domain::id::{ContactId, Digest};
use visage::domain::journal::{PART, Part};
use visage::domain::picture::{Format, Size};
use visage::domain::time::Timestamp;
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

const THEN: Timestamp = Timestamp::from_millis(2_000);

/// The contacts of a store with `count` of them, by id.
async fn crowd(db: &Db, count: usize) -> Vec<Contact> {
    let ids = (0..count).map(|_| (clock::new_contact_id(), write(Field::FirstName, "Rosa")));
    db.commit(&Commit { contacts: ids.collect(), ..Commit::default() }).await.unwrap();
    by_id(all(db).await)
}

fn by_id(mut contacts: Vec<Contact>) -> Vec<Contact> {
    contacts.sort_unstable_by_key(|contact| contact.id);
    contacts
}

fn tagging(contacts: &[Contact], tag: &str) -> Vec<Rc<Part>> {
    let ids: Vec<ContactId> = contacts.iter().map(|contact| contact.id).collect();
    let part = |ids: &[ContactId]| Part::change(ids.to_vec(), Action::AddTag(tag.into()), THEN);
    ids.chunks(PART).map(|ids| Rc::new(part(ids))).collect()
}

fn tagged(contacts: &[Contact], tag: &str) -> Vec<Contact> {
    let mut contacts = contacts.to_vec();
    for contact in &mut contacts {
        Action::AddTag(tag.into()).apply(contact, THEN);
    }
    contacts
}

/// How many documents have `text` in them.
async fn documents_with(db: &Db, text: &str) -> usize {
    let documents = db.documents("contact:").await.unwrap();
    documents.iter().filter(|(_, json)| json.contains(text)).count()
}

async fn drain(db: &Db) -> usize {
    let mut parts = 0;
    while db.drain().await.unwrap() {
        parts += 1;
    }
    parts
}

#[wasm_bindgen_test]
async fn what_is_appended_is_seen_at_once_and_after_each_step_of_writing_it() {
    let name = fresh_name();
    let db = open(&name).await;
    let before = crowd(&db, 2 * PART + 7).await;
    db.append(&tagging(&before, "vip")).await.unwrap();
    assert_eq!(documents_with(&db, "vip").await, 0, "no document has it yet");
    let after = tagged(&before, "vip");
    let ids: Vec<ContactId> = before.iter().map(|contact| contact.id).collect();
    for written in [PART, 2 * PART, before.len()] {
        // Whoever comes after a kill at this moment.
        let again = open(&name).await;
        assert_eq!(by_id(all(&again).await), after);
        assert_eq!(again.contacts_of(&ids).await.unwrap(), after);
        assert!(again.is_to_drain());
        assert!(again.drain().await.unwrap());
        assert_eq!(documents_with(&again, "vip").await, written);
    }
    assert!(!db.drain().await.unwrap());
    assert_eq!(by_id(all(&db).await), after);
    assert!(!db.is_to_drain());
}

#[wasm_bindgen_test]
async fn an_edit_of_who_waits_to_be_written_has_both_and_is_not_written_over() {
    let name = fresh_name();
    let db = open(&name).await;
    let contacts = crowd(&db, 3).await;
    let ids: Vec<ContactId> = contacts.iter().map(|contact| contact.id).collect();
    let set = |company: &str| {
        Rc::new(Part::change(ids.clone(), Action::Write(Field::Company, company.into()), THEN))
    };
    db.append(&[set("Hearth"), set("Tidewater")]).await.unwrap();
    let other = open(&name).await;
    let change =
        |id, field, text| Commit { contacts: vec![(id, write(field, text))], ..Commit::default() };
    let stored = other.commit(&change(ids[0], Field::LastName, "Almeida")).await.unwrap();
    assert_eq!((&*stored[0].company, &*stored[0].last_name), ("Tidewater", "Almeida"));
    let stored = db.commit(&change(ids[1], Field::Company, "Orchard")).await.unwrap();
    assert_eq!(stored[0].company, "Orchard");
    assert_eq!(drain(&db).await, 2);
    let companies: Vec<String> = by_id(all(&db).await).into_iter().map(|c| c.company).collect();
    assert_eq!(companies, ["Tidewater", "Orchard", "Tidewater"]);
}

#[wasm_bindgen_test]
async fn two_tabs_that_write_it_at_once_write_each_document_once() {
    let name = fresh_name();
    let (one, other) = (open(&name).await, open(&name).await);
    let before = crowd(&one, 3 * PART).await;
    one.append(&tagging(&before, "vip")).await.unwrap();
    let (first, second) = join(drain(&one), drain(&other)).await;
    assert_eq!(first + second, 3);
    assert_eq!(by_id(all(&one).await), tagged(&before, "vip"));
    // Created and tagged: each device counts its edits.
    assert_eq!(documents_with(&one, ":2}").await, before.len());
}

#[wasm_bindgen_test]
async fn an_undo_restores_exactly_whether_it_is_written_already_or_not() {
    for written in 0..=2 {
        let db = open(&fresh_name()).await;
        let before = crowd(&db, 2 * PART).await;
        let step = |contact: &Contact| -> (ContactId, Step) {
            let step = Action::AddTag("vip".into()).apply(&mut contact.clone(), THEN);
            (contact.id, step.unwrap())
        };
        let steps: Vec<(ContactId, Step)> = before.iter().map(step).collect();
        db.append(&tagging(&before, "vip")).await.unwrap();
        for _ in 0..written {
            assert!(db.drain().await.unwrap());
        }
        let undo = steps.chunks(PART).map(|steps| Rc::new(Part::undo(steps, THEN, clock::now())));
        db.append(&undo.collect::<Vec<_>>()).await.unwrap();
        assert_eq!(by_id(all(&db).await), before, "{written} parts were written");
        assert_eq!(drain(&db).await, 4 - written);
        assert_eq!(by_id(all(&db).await), before);
        assert_eq!(documents_with(&db, "vip").await, 0);
    }
}

#[wasm_bindgen_test]
async fn what_is_cut_is_done_for_nobody() {
    let db = open(&fresh_name()).await;
    let before = crowd(&db, 3 * PART).await;
    let names = db.append(&tagging(&before, "vip")).await.unwrap();
    assert_eq!(db.cut(&names[1..]).await, Ok(0));
    let (stay, cut) = before.split_at(PART);
    let after = [&*tagged(stay, "vip"), cut].concat();
    assert_eq!(by_id(all(&db).await), after);
    assert_eq!(drain(&db).await, 1);
    assert_eq!(by_id(all(&db).await), after);
}

#[wasm_bindgen_test]
async fn documents_that_are_gone_or_damaged_are_passed_over() {
    let db = open(&fresh_name()).await;
    let contacts = crowd(&db, 3).await;
    db.append(&tagging(&contacts, "vip")).await.unwrap();
    let damaged = r#"{"emails":7}"#;
    let commit = Commit {
        forget: vec![contacts[0].id.doc_id()],
        documents: vec![document(contacts[1].id.doc_id(), raw(damaged))],
        ..Commit::default()
    };
    db.commit(&commit).await.unwrap();
    assert_eq!(drain(&db).await, 1);
    let mut left = Vec::new();
    assert_eq!(db.contacts(|page| left.extend(page)).await, Ok(1));
    assert_eq!(left, tagged(&contacts[2..], "vip"));
    assert_eq!(documents_with(&db, r#""emails":7"#).await, 1);
}

#[wasm_bindgen_test]
async fn who_is_made_anew_under_an_id_does_not_get_what_was_meant_for_another() {
    let db = open(&fresh_name()).await;
    let contacts = crowd(&db, 1).await;
    db.append(&tagging(&contacts, "vip")).await.unwrap();
    let forget = vec![contacts[0].id.doc_id()];
    db.commit(&Commit { forget, ..Commit::default() }).await.unwrap();
    let stored = db.commit(&create(contacts[0].id, "Ana")).await.unwrap();
    assert_eq!(stored[0].tags, Vec::<String>::new());
    drain(&db).await;
    assert_eq!(all(&db).await, stored);
}

#[wasm_bindgen_test]
async fn the_kept_beginning_is_stale_after_an_append_and_not_after_it_was_written() {
    let name = fresh_name();
    let db = open(&name).await;
    let before = crowd(&db, 2).await;
    let keep = async |contacts: Vec<Contact>| {
        let mut known = Contacts::default();
        known.upsert(contacts);
        db.keep_head(|stamp| head::write(&known, stamp)).await;
    };
    keep(before.clone()).await;
    db.append(&tagging(&before, "vip")).await.unwrap();
    assert!(open(&name).await.head().await.is_none(), "it has not got the change");
    keep(tagged(&before, "vip")).await;
    drain(&db).await;
    let head = open(&name).await.head().await.unwrap();
    assert!(head.listed().all(|contact| contact.tags == ["vip"]));
}
