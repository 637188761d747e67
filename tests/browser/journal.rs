//! Changes of many contacts in the store: they are seen before their documents have them, and are written, undone and cut
//! part by part, whoever else writes meanwhile.

use std::rc::Rc;

use futures_util::future::join;
use visage::domain::bulk::{Action, Step};
use visage::domain::contact::Contact;
use visage::domain::contact::draft::Field;
use visage::domain::contacts::Contacts;
use visage::domain::head;
use visage::domain::id::ContactId;
use visage::domain::journal::{PART, Part};
use visage::domain::time::Timestamp;
use visage::io::clock;
use visage::io::db::{Commit, Db};
use wasm_bindgen_test::wasm_bindgen_test;

use super::{all, create, document, fresh_name, open, raw, write};

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
