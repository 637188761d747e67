//! Values of custom fields: what is read of them, and that nothing of them is lost.

use visage::domain::contact::Contact;
use visage::domain::contact::custom::{Custom, CustomValue, number};
use visage::domain::contact::dnd::DndChannel;
use visage::domain::doc::Record;
use visage::domain::id::ContactId;

fn read(json: &str) -> Custom {
    serde_json::from_str(json).unwrap()
}

#[test]
fn values_are_read_by_their_form() {
    let check = |json: &str, expect: Option<CustomValue>| {
        let custom = read(&format!(r#"{{"k":{json}}}"#));
        assert_eq!(custom.get("k"), expect, "{json}");
        assert_eq!(serde_json::to_string(&custom).unwrap(), format!(r#"{{"k":{json}}}"#));
    };
    check(r#""a""#, Some(CustomValue::Text("a".into())));
    check(r#""\u00e9""#, Some(CustomValue::Text("é".into())));
    check(r#""""#, Some(CustomValue::Text(String::new())));
    check("5", Some(CustomValue::Number("5".into())));
    check("-0.50e1", Some(CustomValue::Number("-0.50e1".into())));
    check(
        "123456789012345678901234567890",
        Some(CustomValue::Number("123456789012345678901234567890".into())),
    );
    check("true", Some(CustomValue::Flag(true)));
    check("false", Some(CustomValue::Flag(false)));
    check(r#"["a","b"]"#, Some(CustomValue::List(vec!["a".into(), "b".into()])));
    check("[]", Some(CustomValue::List(vec![])));
    for json in ["null", "{}", r#"{"a":[1, 2]}"#, "[1]", "[null]", r#"[["a"]]"#] {
        check(json, None);
    }
}

#[test]
fn setting_one_value_leaves_the_others() {
    let before = r#"{"a":1.0,"b":{"x": 1},"c":"c"}"#;
    let check = |key: &str, value: Option<CustomValue>, expect: &str| {
        let mut custom = read(before);
        custom.set(key, value.as_ref());
        assert_eq!(serde_json::to_string(&custom).unwrap(), expect);
        assert_eq!(custom == read(before), expect == before);
    };
    check("c", Some(CustomValue::Text("é\"".into())), r#"{"a":1.0,"b":{"x": 1},"c":"é\""}"#);
    check("c", None, r#"{"a":1.0,"b":{"x": 1}}"#);
    check("c", Some(CustomValue::Text(String::new())), r#"{"a":1.0,"b":{"x": 1}}"#);
    check("c", Some(CustomValue::List(vec![])), r#"{"a":1.0,"b":{"x": 1}}"#);
    check("c", Some(CustomValue::Flag(false)), r#"{"a":1.0,"b":{"x": 1},"c":false}"#);
    check("c", Some(CustomValue::Number(" 2.50 ".into())), r#"{"a":1.0,"b":{"x": 1},"c":2.50}"#);
    check("c", Some(CustomValue::Number("2,50".into())), r#"{"a":1.0,"b":{"x": 1},"c":"2,50"}"#);
    check(
        "d",
        Some(CustomValue::List(vec!["x".into()])),
        r#"{"a":1.0,"b":{"x": 1},"c":"c","d":["x"]}"#,
    );
    check("d", None, before);
    assert_eq!(read(before).keys().collect::<Vec<_>>(), ["a", "b", "c"]);
    assert!(Custom::default().is_empty() && !read(before).is_empty());
}

#[test]
fn numbers_are_those_that_json_writes() {
    let check = |text: &str, expect: Option<f64>| assert_eq!(number(text), expect, "{text}");
    check("5", Some(5.0));
    check(" -1.5 ", Some(-1.5));
    check("1e3", Some(1000.0));
    for text in [
        "", "five", "1,000", "+5", ".5", "5.", "0x5", "NaN", "inf", "1e999", "null", "true", "[5]",
        "5 6", "\"5\"",
    ] {
        check(text, None);
    }
}

#[test]
fn a_contact_keeps_every_value_and_channel() {
    let body = r#"{"custom":{"big":12345678901234567890123,"n":null,"x":{"b":1, "a":1.0}},"dnd":["sms","pigeon"]}"#;
    let contact = Contact::from_json(ContactId::from_random(1), body).unwrap();
    assert_eq!(contact, contact.clone());
    let record = Record { json: body.into(), ..Record::default() };
    let fields = visage::domain::contact::FIELDS;
    let after = Record::edited("a".into(), Some(&record), &contact, fields, "d").unwrap();
    assert!(
        after
            .json
            .contains(r#""custom":{"big":12345678901234567890123,"n":null,"x":{"b":1, "a":1.0}}"#)
    );
    assert!(after.json.contains(r#""dnd":["sms","pigeon"]"#));
    let closed: Vec<DndChannel> =
        DndChannel::ALL.into_iter().filter(|channel| contact.is_dnd(*channel)).collect();
    assert_eq!(closed, [DndChannel::Sms]);
}
