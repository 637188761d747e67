//! Documents: a local edit changes what it means to change and nothing else.

use proptest::prelude::{ProptestConfig, prop, prop_assert, prop_assert_eq, proptest};
use serde_json::{Value, json};
use visage::domain::contact::{Contact, FIELDS};
use visage::domain::doc::Record;

use crate::people::{emails, named, phones};

fn stored(json: &str) -> Record {
    Record { id: "contact:1".into(), json: json.into(), ..Record::default() }
}

fn edited(before: Option<&Record>, value: &Value) -> Record {
    Record::edited("contact:1".into(), before, value, &["name", "age"], "d").unwrap()
}

#[test]
fn an_edit_replaces_its_own_fields_and_leaves_every_other_byte() {
    let check = |before: &str, value: Value, after: &str| {
        assert_eq!(edited(Some(&stored(before)), &value).json, after, "{before}");
    };
    check("{}", json!({}), r#"{"v":{"d":1}}"#);
    check("{}", json!({"name": "A"}), r#"{"name":"A","v":{"d":1}}"#);
    check(r#"{"name":"A"}"#, json!({"name": "B"}), r#"{"name":"B","v":{"d":1}}"#);
    // A field that the value no longer has is gone, when it is one that the value would write.
    check(r#"{"name":"A","age":3}"#, json!({"name": "B"}), r#"{"name":"B","v":{"d":1}}"#);
    check(r#"{"name":"A"}"#, json!({}), r#"{"v":{"d":1}}"#);
    // What was deleted for good is made anew, after its tombstone.
    check(r#"{"_deleted":true,"v":{"d":4}}"#, json!({"name": "A"}), r#"{"name":"A","v":{"d":5}}"#);
    // Numbers keep their spelling.
    check(r#"{"x":1.0}"#, json!({}), r#"{"v":{"d":1},"x":1.0}"#);
    check(r#"{"x":1e400}"#, json!({}), r#"{"v":{"d":1},"x":1e400}"#);
    check(r#"{"x":-0}"#, json!({}), r#"{"v":{"d":1},"x":-0}"#);
    check(
        r#"{"x":123456789012345678901234567890}"#,
        json!({}),
        r#"{"v":{"d":1},"x":123456789012345678901234567890}"#,
    );
    check(r#"{"x":0.1000}"#, json!({}), r#"{"v":{"d":1},"x":0.1000}"#);
    // So do null, false, and whatever is inside.
    check(r#"{"x":null}"#, json!({}), r#"{"v":{"d":1},"x":null}"#);
    check(r#"{"x":false,"w":[]}"#, json!({}), r#"{"v":{"d":1},"w":[],"x":false}"#);
    check(r#"{"x":{"b":1, "a":2}}"#, json!({}), r#"{"v":{"d":1},"x":{"b":1, "a":2}}"#);
    check(r#"{"x":"\u00e9\/é"}"#, json!({}), r#"{"v":{"d":1},"x":"\u00e9\/é"}"#);
    check(r#"{"x":{"name":1}}"#, json!({"name": 2}), r#"{"name":2,"v":{"d":1},"x":{"name":1}}"#);
    // Keys are sorted, whatever their order was.
    check(
        r#"{"z":1,"a":2,"m":3}"#,
        json!({"name": "B"}),
        r#"{"a":2,"m":3,"name":"B","v":{"d":1},"z":1}"#,
    );
    check(r#"{"Z":1,"é":2,"_a":3,"":4}"#, json!({}), r#"{"":4,"Z":1,"_a":3,"v":{"d":1},"é":2}"#);
    check(" {\n \"x\" : 1 }\n", json!({}), r#"{"v":{"d":1},"x":1}"#);
}

#[test]
fn the_version_vector_counts_the_edits_of_each_device() {
    let check = |before: &str, after: &str| {
        assert_eq!(edited(Some(&stored(before)), &json!({})).json, after);
    };
    check("{}", r#"{"v":{"d":1}}"#);
    check(r#"{"v":{}}"#, r#"{"v":{"d":1}}"#);
    check(r#"{"v":{"d":1}}"#, r#"{"v":{"d":2}}"#);
    check(r#"{"v":{"z":9,"c":4}}"#, r#"{"v":{"c":4,"d":1,"z":9}}"#);
    check(r#"{"v":{"d":18446744073709551615}}"#, r#"{"v":{"d":18446744073709551615}}"#);
    assert_eq!(edited(None, &json!({"name": "A"})).json, r#"{"name":"A","v":{"d":1}}"#);
}

#[test]
fn the_base_is_the_last_body_that_the_server_had() {
    let text = |text: &str| Some(text.to_owned());
    let check = |rev: &str, dirty: bool, base: &str, expect: &str| {
        let some = |part: &str| (!part.is_empty()).then(|| part.to_owned());
        let before = Record { rev: some(rev), dirty, base: some(base), ..stored(r#"{"x":1}"#) };
        let after = edited(Some(&before), &json!({}));
        assert_eq!((after.base, after.rev, after.dirty), (some(expect), some(rev), true));
    };
    // As the server has it: this body becomes the base.
    check("1-a", false, "", r#"{"x":1}"#);
    check("1-a", false, r#"{"old":1}"#, r#"{"x":1}"#);
    // Edited before: the base stays, also where there is none.
    check("1-a", true, r#"{"old":1}"#, r#"{"old":1}"#);
    check("1-a", true, "", "");
    // Never on the server: no base.
    check("", true, "", "");
    check("", false, "", "");
    let sent = Record { sent: text("{}"), dirty: true, rev: text("1-a"), ..stored("{}") };
    assert_eq!(edited(Some(&sent), &json!({})).sent, text("{}"));
    let new = edited(None, &json!({}));
    assert_eq!((new.rev, new.base, new.sent, new.dirty), (None, None, None, true));
}

#[test]
fn what_is_no_object_is_refused() {
    let check = |before: &str, value: Value| {
        let stored = stored(before);
        assert!(Record::edited("a".into(), Some(&stored), &value, &[], "d").is_err(), "{before}");
    };
    check("", json!({}));
    check("null", json!({}));
    check("[]", json!({}));
    check("1", json!({}));
    check(r#"{"x":1"#, json!({}));
    check(r#"{"x":}"#, json!({}));
    check("{}", json!(null));
    check("{}", json!([1]));
    check("{}", json!("x"));
}

#[test]
fn a_contact_writes_the_fields_that_it_lists_and_no_others() {
    let id = named("", "").id;
    let picture =
        json!({"digest": "0".repeat(64), "type": "image/png", "width": 1, "height": 1, "bytes": 1});
    let full = json!({
        "first_name": "A", "last_name": "B", "company": "C", "job_title": "D",
        "emails": [{"address": "a@x", "primary": true}],
        "phones": [{"number": "555", "label": "work", "primary": true}],
        "contact_type": "Lead", "tags": ["t"], "picture": picture,
        "street": "S", "city": "C", "region": "R", "postal_code": "P", "country": "N",
        "timezone": "Africa/Lagos", "website": "w.example", "source": "Fair", "owner": "Bo", "followers": ["Cy"],
        "birthday": "--02-29", "dnd": ["sms", "pigeon"], "custom": {"score": 1.5, "x": null},
        "created_at": "2024-01-01T00:00:00.000Z", "updated_at": "2024-01-01T00:00:00.000Z",
        "last_activity_at": "2024-01-01T00:00:00.000Z", "deleted_at": "2024-01-01T00:00:00.000Z",
        "merged_into": id, "aliases": [id], "sample": true,
    });
    let contact: Contact = serde_json::from_value(full.clone()).unwrap();
    assert_eq!(serde_json::to_value(&contact).unwrap(), full);
    let mut written: Vec<&str> = full.as_object().unwrap().keys().map(String::as_str).collect();
    let mut listed = FIELDS.to_vec();
    written.sort_unstable();
    listed.sort_unstable();
    assert_eq!(written, listed);
}

#[test]
fn an_edit_leaves_what_stands_inside_emails_phones_and_the_picture() {
    let digest = "0".repeat(64);
    let picture = format!(
        r#"{{"digest":"{digest}","type":"image/png","width":1,"height":1,"bytes":1,"alt":"Face","x":1.0}}"#
    );
    let emails = r#"[{"address":"a@x","primary":true,"verified":{"b":1, "a":2.0}},{"address":"b@x","n":null}]"#;
    let phones = r#"[{"number":"555","label":"fax","big":12345678901234567890123}]"#;
    let body = format!(r#"{{"emails":{emails},"phones":{phones},"picture":{picture}}}"#);
    let mut contact = Contact::from_json(named("", "").id, &body).unwrap();
    contact.company = "Acme".into();
    let after =
        Record::edited("a".into(), Some(&stored(&body)), &contact, FIELDS, "d").unwrap().json;
    for part in [emails, phones, &picture] {
        assert!(after.contains(part), "{part} in {after}");
    }
}

#[test]
fn a_null_counts_as_absent() {
    let check = |body: &str, expect: &str| {
        let read = |body: &str| Contact::from_json(named("", "").id, body);
        assert_eq!(read(body), read(expect), "{body}");
        assert!(read(body).is_some(), "{body}");
    };
    for field in FIELDS {
        check(&format!(r#"{{"{field}":null,"company":"C"}}"#), r#"{"company":"C"}"#);
    }
    check(r#"{"tags":["a",null,"b"]}"#, r#"{"tags":["a","b"]}"#);
    check(r#"{"emails":[null,{"address":"a@x"}]}"#, r#"{"emails":[{"address":"a@x"}]}"#);
    check(r#"{"emails":[{"address":"a@x","primary":null}]}"#, r#"{"emails":[{"address":"a@x"}]}"#);
    check(r#"{"phones":[{"number":"555","label":null}]}"#, r#"{"phones":[{"number":"555"}]}"#);
    check(r#"{"picture":{"digest":null,"type":"image/png"}}"#, "{}");
    check(r#"{"picture":{"type":"image/png"}}"#, "{}");
    check(r#"{"custom":{"a":null},"company":null}"#, r#"{"custom":{"a":null}}"#);
    for body in ["null", r#"{"company":5}"#, r#"{"emails":{}}"#, r#"{"tags":[5]}"#] {
        assert!(Contact::from_json(named("", "").id, body).is_none(), "{body}");
    }
}

#[test]
fn an_empty_contact_reads_from_an_empty_document() {
    let contact: Contact = serde_json::from_str("{}").unwrap();
    let json = serde_json::to_value(&contact).unwrap();
    assert_eq!(json.as_object().unwrap().len(), 3, "{json}");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(250) })]

    #[test]
    fn a_contact_survives_its_document(names in prop::array::uniform2(".{0,9}"), mail in "[a-z]{1,5}@x", edits in 1_u64..9) {
        let contact = Contact { emails: emails(&mail), phones: phones("555*"), ..named(&names[0], &names[1]) };
        let mut record = stored(r#"{"_x":1.0,"company":"old","zip":null}"#);
        for _ in 0..edits {
            record = Record::edited(record.id.clone(), Some(&record), &contact, FIELDS, "d").unwrap();
        }
        let read: Contact = serde_json::from_str(&record.json).unwrap();
        prop_assert_eq!(Contact { id: contact.id, ..read }, contact);
        let body: Value = serde_json::from_str(&record.json).unwrap();
        prop_assert_eq!(&body["v"]["d"], &json!(edits));
        prop_assert!(body.get("company").is_none());
        let is_kept = record.json.starts_with(r#"{"_x":1.0,"#);
        prop_assert!(is_kept, "{}", record.json);
        let is_kept = record.json.ends_with(r#","zip":null}"#);
        prop_assert!(is_kept, "{}", record.json);
    }
}

#[test]
fn what_is_put_back_is_as_it_was_and_follows_on_what_is_stored() {
    let check = |before: Option<&str>, backup: &str, after: Option<&str>| {
        let before = before.map(stored);
        let restored = Record::restored("contact:1", before.as_ref(), backup, "d");
        assert_eq!(restored.as_ref().map(|record| record.json.as_str()), after, "{backup}");
        assert!(restored.is_none_or(|record| record.dirty && record.id == "contact:1"));
    };
    // Where nothing is stored, byte for byte, whatever it is.
    check(None, r#"{"x":1.0,"v":{"a":2}}"#, Some(r#"{"x":1.0,"v":{"a":2}}"#));
    check(None, "no object", Some("no object"));
    // What is the same already is left alone, even where only its versions or its order are others.
    check(Some(r#"{"v":{"a":1},"x":1.0}"#), r#"{"v":{"a":1},"x":1.0}"#, None);
    check(Some(r#"{"v":{"a":1,"d":4},"x":1.0}"#), r#"{"x":1.0,"v":{"a":1}}"#, None);
    // Otherwise it is an edit that comes after both: fields that came since are gone, and numbers keep their spelling.
    check(
        Some(r#"{"name":"B","new":1,"v":{"a":1,"b":5}}"#),
        r#"{"name":"A","v":{"a":3},"x":1.0}"#,
        Some(r#"{"name":"A","v":{"a":3,"b":5,"d":1},"x":1.0}"#),
    );
    check(Some(r#"{"v":{"d":1}}"#), r#"{"v":7,"x":1}"#, Some(r#"{"v":{"d":2},"x":1}"#));
    check(Some("damaged"), r#"{"x":1}"#, Some(r#"{"x":1}"#));
    check(Some(r#"{"x":1}"#), "damaged", Some("damaged"));
}

#[test]
fn what_is_put_back_keeps_what_the_server_knows() {
    let clean = Record { rev: Some("1-a".into()), ..stored(r#"{"x":1,"v":{"a":1}}"#) };
    let restored = Record::restored("contact:1", Some(&clean), r#"{"x":2}"#, "d").unwrap();
    assert_eq!(restored.rev.as_deref(), Some("1-a"));
    assert_eq!(restored.base.as_deref(), Some(&*clean.json));
}
