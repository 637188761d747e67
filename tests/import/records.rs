//! What is kept of an import, and taking it back.

use std::sync::Arc;

use proptest::proptest;
use visage::domain::contact::Contact;
use visage::domain::contact::draft::Field;
use visage::domain::id::ContactId;
use visage::domain::id::import::ImportId;
use visage::domain::import::Change;
use visage::domain::import::record::{Changed, ImportPart, ImportRecord};
use visage::domain::time::{DAY, Timestamp};

use crate::import_laws::somebody;
use crate::imports::NOW;

const LATER: Timestamp = Timestamp::from_millis(NOW.millis() + 1_000);

fn named(first: &str, city: &str) -> Contact {
    let mut contact = Contact::new(ContactId::from_random(7), NOW);
    Field::FirstName.write(&mut contact, first).unwrap();
    Field::City.write(&mut contact, city).unwrap();
    contact
}

fn record() -> ImportRecord {
    ImportRecord::new(ImportId::from_random(1), "a.csv".to_owned(), "me".to_owned(), NOW)
}

#[test]
fn what_was_edited_since_stays() {
    let before = named("Ana", "");
    let after = Contact { city: "Rome".to_owned(), updated_at: LATER, ..before.clone() };
    let changed = Changed { id: before.id, before: before.clone(), after: after.clone() };
    let mut now = Contact { company: "Navy".to_owned(), ..after.clone() };
    changed.undo(&mut now, LATER);
    assert_eq!((&*now.city, &*now.company), ("", "Navy"));
    let mut moved = Contact { city: "Paris".to_owned(), ..after };
    changed.undo(&mut moved, LATER);
    assert_eq!(moved.city, "Paris");
}

#[test]
fn whoever_was_touched_since_is_told_apart() {
    let record = record();
    let contact = named("Ana", "");
    assert!(record.is_untouched(&contact));
    assert!(!record.is_untouched(&Contact { updated_at: LATER, ..contact.clone() }));
    assert!(!record.is_untouched(&Contact { last_activity_at: LATER, ..contact }));
}

#[test]
fn an_import_is_kept_for_sixty_days_unless_it_was_undone() {
    let record = record();
    let after = |days: i64| Timestamp::from_millis(NOW.millis() + days * DAY);
    assert!(record.is_kept(NOW) && record.is_kept(after(59)));
    assert!(!record.is_kept(after(60)));
    assert!(!ImportRecord { undone_at: Some(LATER), ..record }.is_kept(NOW));
}

#[test]
fn a_portion_and_a_record_survive_their_documents() {
    let (before, after) = (Arc::new(named("Ana", "")), named("Ana", "Rome"));
    let mut part = ImportPart::default();
    part.follow(&Change::Create(named("Ben", "")));
    part.follow(&Change::Update { before, after });
    part.follow(&Change::Same(ContactId::from_random(9)));
    assert_eq!((part.created.len(), part.changed.len()), (1, 1));
    let read = ImportPart::from_json(&serde_json::to_string(&part).unwrap()).unwrap();
    assert_eq!(read.created, part.created);
    assert_eq!(read.changed[0].after.city, "Rome");
    let mut record = record();
    record.count(&Change::Same(ContactId::from_random(9)));
    record.refused += 1;
    let read = ImportRecord::from_json(record.id, &serde_json::to_string(&record).unwrap());
    assert_eq!((read.as_ref(), record.rows()), (Some(&record), 2));
    assert_eq!(ImportRecord::from_json(record.id, "[]"), None);
}

proptest! {
    #[test]
    fn undo_of_a_change_is_the_identity(before in somebody(), other in somebody()) {
        let after = Contact { id: before.id, updated_at: LATER, ..other };
        let changed = Changed { id: before.id, before: before.clone(), after: after.clone() };
        let mut contact = after;
        changed.undo(&mut contact, LATER);
        proptest::prop_assert_eq!(contact, before);
    }
}
