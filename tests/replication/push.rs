//! What is sent next, and what becomes of it.

use std::collections::BTreeMap;

use visage::domain::doc::Record;
use visage::domain::replication::answer::{Answer, Whole, answers, whole, written};
use visage::domain::replication::push::{MAX_DOCS, Push, deleted};
use visage::domain::time::Timestamp;

const NOW: Timestamp = Timestamp::from_millis(1_000_000);

fn waiting(id: &str, json: &str) -> Record {
    Record { id: id.into(), json: json.into(), dirty: true, ..Record::default() }
}

fn message(number: u8, own: u8, json: &str) -> Record {
    waiting(&format!("message:00000000-0000-4000-8000-00000000000{number}:0000000{own}-x"), json)
}

fn ids(push: &mut Push, records: &[Record]) -> Vec<String> {
    let batch = push.next(records, NOW);
    batch.into_iter().flat_map(|batch| batch.records).map(|record| record.id).collect()
}

#[test]
fn files_go_before_documents_and_messages_last() {
    let records = [message(1, 1, "{}"), waiting("contact:1", "{}"), waiting("file:1", "{}")];
    let sent = ids(&mut Push::default(), &records);
    assert_eq!(sent, ["file:1", "contact:1", &records[0].id]);
}

#[test]
fn a_document_is_sent_with_its_revision_and_without_names_of_couchdb() {
    let check = |record: Record, expect: &str| {
        let batch = Push::default().next(std::slice::from_ref(&record), NOW).unwrap();
        assert_eq!(batch.request, format!("{{\"docs\":[{expect}]}}"));
        assert_eq!(batch.records[0].sent, Some(record.json));
    };
    let record = waiting("a", r#"{"x":1.0,"_own":1,"_deleted":false}"#);
    check(record.clone(), r#"{"_id":"a","x":1.0}"#);
    let known = Record { rev: Some("1-a".into()), ..record };
    check(known.clone(), r#"{"_id":"a","_rev":"1-a","x":1.0}"#);
    // What was deleted is made anew without the revision of its tombstone.
    let base = Some(r#"{"_deleted":true}"#.into());
    check(Record { base, ..known.clone() }, r#"{"_id":"a","x":1.0}"#);
    let tombstone =
        deleted(&Record { json: r#"{"x":1,"v":{"a":1}}"#.into(), ..known }, "d").unwrap();
    check(tombstone, r#"{"_deleted":true,"_id":"a","_rev":"1-a","v":{"a":1,"d":1}}"#);
    assert_eq!(deleted(&waiting("a", "{}"), "d"), None);
}

#[test]
fn messages_of_one_conversation_go_one_by_one_and_in_order() {
    let held = r#"{"channel":"sms","direction":"out","state":"queued","created_at":"1970-01-01T00:16:39.000Z","held_until":"1970-01-01T00:16:49.000Z"}"#;
    let records =
        [message(1, 1, "{}"), message(1, 2, "{}"), message(2, 1, held), message(2, 2, "{}")];
    let mut push = Push::default();
    assert_eq!(ids(&mut push, &records), [&*records[0].id]);
    // The next waits for its answer.
    let batch = push.next(&records, NOW).unwrap();
    push.failed(&batch, Whole::Unknown, "");
    assert_eq!(push.next(&records, NOW), None);
    push.begin();
    assert_eq!(ids(&mut push, &records), [&*records[0].id]);
    // One that the server refuses holds up nobody.
    push.answered(&batch, &BTreeMap::from([(records[0].id.clone(), Answer::Refused("no".into()))]));
    assert_eq!(ids(&mut push, &records), [&*records[1].id]);
    // A message that is held goes when its time has come, also where the clock that said so was wrong.
    let at =
        |millis| Push::default().next(&records[2..3], Timestamp::from_millis(millis)).is_some();
    assert_eq!([998_000, 999_000, 1_008_999, 1_009_000].map(at), [true, false, false, true]);
    // One that may be out already does not wait any more.
    let out = Record { sent: Some(held.into()), ..records[2].clone() };
    assert!(Push::default().next(&[out], NOW).is_some());
}

#[test]
fn a_batch_has_its_bounds() {
    let many: Vec<Record> =
        (0..250).map(|number| waiting(&format!("contact:{number:03}"), "{}")).collect();
    assert_eq!(ids(&mut Push::default(), &many).len(), MAX_DOCS);
    let large = format!("{{\"x\":\"{}\"}}", "x".repeat(400_000));
    let large: Vec<Record> =
        (0..3).map(|number| waiting(&format!("note:{number}"), &large)).collect();
    assert_eq!(ids(&mut Push::default(), &large).len(), 2);
    let huge = waiting("note:0", &format!("{{\"x\":\"{}\"}}", "x".repeat(3_000_000)));
    assert_eq!(ids(&mut Push::default(), &[huge, large[1].clone()]), ["note:0"]);
}

#[test]
fn what_is_too_large_is_halved_down_to_one_and_parked_until_it_is_edited() {
    let records: Vec<Record> =
        (0..5).map(|number| waiting(&format!("contact:{number}"), "{}")).collect();
    let mut push = Push::default();
    for size in [5, 2, 1] {
        let batch = push.next(&records, NOW).unwrap();
        assert_eq!(batch.records.len(), size);
        push.failed(&batch, Whole::Smaller, "too large");
    }
    assert_eq!(push.parked()["contact:0"].words, "too large");
    assert_eq!(ids(&mut push, &records), ["contact:1"]);
    let edited = waiting("contact:0", r#"{"x":1}"#);
    assert_eq!(ids(&mut push, &[edited]), ["contact:0"]);
    push.retry("contact:0");
    assert_eq!(ids(&mut push, &records), ["contact:0"]);
    // What is damaged cannot be sent at all.
    assert_eq!(push.next(&[waiting("contact:9", "[]")], NOW), None);
    assert!(push.parked().contains_key("contact:9"));
}

#[test]
fn each_answer_says_what_became_of_its_document() {
    let text = r#"[{"ok":true,"id":"a","rev":"2-a"},{"id":"b","error":"conflict","reason":"Document update conflict."},
        {"id":"c","error":"forbidden","reason":"too long"},{"id":"d","error":"unauthorized","reason":"x"},{"id":"e","error":"internal"}]"#;
    let found: Vec<Answer> = answers(text).unwrap().into_values().collect();
    let refused = Answer::Refused("too long".into());
    assert_eq!(
        found,
        [
            Answer::Written("2-a".into()),
            Answer::ReadAgain,
            refused,
            Answer::SignIn,
            Answer::ReadAgain
        ]
    );
    assert_eq!(answers("<html>"), None);
    assert_eq!(answers(r#"{"error":"unauthorized"}"#), None);
    let check = |statuses: &[u16], expect| {
        statuses.iter().for_each(|status| assert_eq!(whole(Some(*status)), expect))
    };
    check(&[201, 202], Whole::Answered);
    check(&[400, 413, 415], Whole::Smaller);
    check(&[412], Whole::ReadAgainSmaller);
    check(&[401, 403], Whole::SignIn);
    check(&[302, 404, 409, 429, 500, 503], Whole::Unknown);
    assert_eq!(whole(None), Whole::Unknown);
}

#[test]
fn what_was_edited_while_it_was_sent_still_waits() {
    let some = |text: &str| Some(text.to_owned());
    let sent =
        Record { sent: some("{}"), base: some("old"), rev: some("1-a"), ..waiting("a", "{}") };
    let clean = Record { rev: some("2-a"), base: None, sent: None, dirty: false, ..sent.clone() };
    assert_eq!(written(&sent, "2-a"), clean);
    let edited = Record { json: r#"{"x":1}"#.into(), ..sent };
    let waits = Record { rev: some("2-a"), base: some("{}"), sent: None, ..edited.clone() };
    assert_eq!(written(&edited, "2-a"), waits);
    // It was seen among the changes before.
    assert_eq!(written(&clean, "2-b"), clean);
}
