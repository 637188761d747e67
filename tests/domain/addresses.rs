//! Email addresses: which texts are one, and which two are the same.

use std::env;
use std::fs;
use std::path::PathBuf;

use serde_json::Value;
use visage::domain::contact::email::{MAX_ADDRESS, is_email, is_same};

#[test]
fn an_address_is_what_mail_can_be_sent_to() {
    let check = |text: &str, expect: bool| assert_eq!(is_email(text), expect, "{text:?}");
    check("rosa@example.com", true);
    check("a@x", true);
    check("rosa.diaz+fair@mail.example.co.uk", true);
    check("!#$%&'*+/=?^_`{|}~-@x", true);
    check("rosa@xn--bcher-kva.example", true);
    check("a@127.0.0.1", true);
    check("o'brien@x", true);
    check("用户@例え.jp", true);
    check("José.García@españa.example", true);
    check("δοκιμή@παράδειγμα.δοκιμή", true);
    check("مثال@مثال.إختبار", true);
    check("संपर्क@डाटामेल.भारत", true);
    check("می\u{200c}خواهم@x", true);
    check("a@☕.example", true);
    check("", false);
    check("@", false);
    check("a", false);
    check("a@", false);
    check("@x", false);
    check(".a@x", false);
    check("a.@x", false);
    check("a@.x", false);
    check("a@x.", false);
    check("a@x..y", false);
    check("a@-x", false);
    check("a@x-", false);
    check("a@x_y", false);
    check("a@b@c", false);
    check("a b@x", false);
    check("a@x y", false);
    check("a@\u{a0}x", false);
    check("a\u{3000}b@x", false);
    check("a,b@x", false);
    check("a;b@x", false);
    check("<a@x>", false);
    check("mailto:a@x", false);
    check("\"a\"@x", false);
    check("a(b)@x", false);
    check("a@[1.2.3.4]", false);
    check("a@x:25", false);
    check("a＠x", false);
    check("a@x。y", false);
    check("a\u{202e}b@x", false);
    check("a@x\u{200b}", false);
    check("a\0@x", false);
    check("a@x\u{85}", false);
    check("a@x\u{fffd}", false);
    check(&format!("a@{}", "b".repeat(63)), true);
    check(&format!("a@{}", "b".repeat(64)), false);
    check(&format!("{}@x", "a".repeat(MAX_ADDRESS - 2)), true);
    check(&format!("{}@x", "a".repeat(MAX_ADDRESS - 1)), false);
}

/// What the collection of isemail says of an address, and what we say, where that is deliberately not the same.
const DIFFERENCES: &[(&str, bool, &str)] = &[
    (
        "ISEMAIL_RFC5321_TLDNUMERIC",
        true,
        "browsers take it, and a number may be the address of a server within a house",
    ),
    ("ISEMAIL_RFC5321_TLD", true, "a server within a house has a name without a dot"),
    (
        "ISEMAIL_RFC5322_LOCAL_TOOLONG",
        true,
        "senders of newsletters make longer ones, and servers take them; not if quoted",
    ),
    (
        "ISEMAIL_RFC5321_QUOTEDSTRING",
        false,
        "no provider gives such addresses out, and nearly all of them are slips",
    ),
    (
        "ISEMAIL_RFC5321_ADDRESSLITERAL",
        false,
        "mail to a number in brackets is a test of a server, and no contact",
    ),
    (
        "ISEMAIL_CFWS",
        false,
        "comments and line breaks belong into a message; spaces around it are trimmed before",
    ),
    ("ISEMAIL_DEPREC", false, "no longer allowed in new messages"),
    ("ISEMAIL_RFC5322", false, "allowed in a message, and not as an address to send to"),
];

#[test]
fn collected_addresses_are_judged_as_by_isemail_but_for_what_is_meant() {
    let root = env::var_os("VISAGE_CORPORA").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora"),
        PathBuf::from,
    );
    let file = root.join("strings/email/isemail__tests.json");
    let Ok(json) = fs::read_to_string(&file) else {
        eprintln!("skipped: no collection of addresses in {}", file.display());
        return;
    };
    let tests: Vec<Value> = serde_json::from_str(&json).unwrap();
    assert!(tests.len() > 150, "only {} addresses collected", tests.len());
    let mut faults = Vec::new();
    for test in &tests {
        let text = |field: &str| test[field].as_str().unwrap();
        let (address, category, diagnosis) = (text("address"), text("category"), text("diagnosis"));
        let is_plain = !address.contains('"');
        let expect = match category {
            "ISEMAIL_VALID_CATEGORY" | "ISEMAIL_DNSWARN" => true,
            "ISEMAIL_ERR" => false,
            _ => {
                let said = |name: &str| DIFFERENCES.iter().find(|entry| entry.0 == name);
                said(diagnosis).or_else(|| said(category)).is_some_and(|entry| entry.1) && is_plain
            }
        };
        if is_email(address) != expect {
            faults.push(format!("{address:?} {diagnosis}"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn case_does_not_make_two_addresses_of_one() {
    let check = |one: &str, other: &str, expect: bool| {
        assert_eq!(is_same(one, other), expect, "{one}, {other}");
        assert_eq!(is_same(other, one), expect, "{one}, {other}");
    };
    check("rosa@x", "rosa@x", true);
    check("Rosa@X", "rosa@x", true);
    check(" rosa@x", "rosa@x ", true);
    check("ÉVA@x", "éva@x", true);
    check("eva@x", "éva@x", false);
    check("rosa@x", "rosa@y", false);
    check("r.osa@x", "rosa@x", false);
}
