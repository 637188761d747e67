//! A value that gave way is put back where it was.

use visage::domain::replication::instead::{instead, journal, missed};
use visage::domain::replication::lost::lost;

const CONTACT: &str = "contact:1";

fn put(field: &str, value: &str, body: &str) -> Option<String> {
    let journal = format!(r#"{{"lost":[{{"field":"{field}","value":{value}}}]}}"#);
    instead(CONTACT, body, &lost(&journal)[0])
}

fn check(field: &str, value: &str, body: &str, expect: &str) {
    assert_eq!(put(field, value, body).as_deref(), Some(expect));
}

#[test]
fn a_value_takes_the_place_of_the_one_that_stands() {
    check("company", r#""A""#, r#"{"company":"B","x":1.0}"#, r#"{"company":"A","x":1.0}"#);
    check("company", r#""A""#, "{}", r#"{"company":"A"}"#);
    check("custom.size", "3", r#"{"custom":{"a":1,"size":2}}"#, r#"{"custom":{"a":1,"size":3}}"#);
    check("custom.size", "3", "{}", r#"{"custom":{"size":3}}"#);
}

#[test]
fn an_element_comes_among_the_others_and_takes_no_mark_from_them() {
    let one = r#"{"address":"a@x.org","primary":true}"#;
    let other = r#"{"address":"b@x.org","primary":true}"#;
    let bare = r#"{"address":"b@x.org"}"#;
    let list = |elements: &str| format!(r#"{{"emails":[{elements}]}}"#);
    check("emails", other, &list(one), &list(&format!("{one},{bare}")));
    check("emails", one, "{}", &list(one));
    check(
        "emails",
        r#"{"address":"A@x.org","label":"Work"}"#,
        &list(one),
        &list(r#"{"address":"A@x.org","label":"Work"}"#),
    );
    check("tags", r#""vip""#, r#"{"tags":["new"]}"#, r#"{"tags":["new","vip"]}"#);
    assert_eq!(put("tags", r#""vip""#, r#"{"tags":"none"}"#), None);
    assert_eq!(put("company", "1", "[]"), None);
}

#[test]
fn what_stands_again_is_not_missed() {
    let entry = |field: &str, value: &str| format!(r#"{{"field":"{field}","value":{value}}}"#);
    let lost =
        [entry("company", r#""A""#), entry("city", r#""B""#), entry("tags", r#""vip""#)].join(",");
    let body = format!(r#"{{"city":"B","company":"C","lost":[{lost}],"tags":["vip"]}}"#);
    let left = missed(&body);
    assert_eq!(left.iter().map(|lost| &*lost.field).collect::<Vec<_>>(), ["company"]);
    let written = journal(&left).unwrap();
    assert_eq!(written.get(), r#"{"lost":[{"edits":0,"field":"company","value":"A"}]}"#);
    assert_eq!(journal(&[]).unwrap().get(), "{}");
    assert!(missed("no object").is_empty());
}
