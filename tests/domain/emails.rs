//! Email addresses: which texts are one, and how a contact's emails are changed.

use std::env;
use std::fs;
use std::path::PathBuf;

use proptest::prelude::{
    ProptestConfig, Strategy, any, prop, prop_assert, prop_assert_eq, proptest,
};
use serde_json::Value;
use visage::domain::contact::Contact;
use visage::domain::contact::draft::{DraftError, MAX_TEXT};
use visage::domain::contact::email::{MAX_ADDRESS, is_email, is_same};
use visage::domain::contact::entries::MAX_ENTRIES;

use crate::people::{emails, nobody};

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

/// What a contact's emails are after a change, in the form of [`emails`], or how it was refused.
fn after(
    before: &str,
    change: impl Fn(&mut Contact) -> Result<(), DraftError>,
) -> Result<String, DraftError> {
    let mut contact = Contact { emails: emails(before), ..nobody(1) };
    let untouched = contact.clone();
    let done = change(&mut contact);
    if done.is_err() {
        assert_eq!(contact, untouched, "{before}");
    }
    done.map(|()| shown(&contact))
}

fn shown(contact: &Contact) -> String {
    let mark = |primary| if primary { "*" } else { "" };
    let one =
        contact.emails.iter().map(|email| format!("{}{}", email.address, mark(email.primary)));
    one.collect::<Vec<_>>().join(", ")
}

fn is(text: &str) -> Result<String, DraftError> {
    Ok(text.to_owned())
}

#[test]
fn emails_are_added_behind_the_others() {
    let check = |before: &str, typed: &str, expect: Result<String, DraftError>| {
        assert_eq!(
            after(before, |contact| contact.add_email(typed)),
            expect,
            "{before} + {typed:?}"
        );
    };
    check("", "a@x", is("a@x*"));
    check("", " a@x\n", is("a@x*"));
    check("", "\u{202a}a@x\u{202c}", is("a@x*"));
    check("a@x*", "b@x", is("a@x*, b@x"));
    check("a@x", "b@x", is("a@x, b@x"));
    check("a@x, b@x*", "c@x", is("a@x, b@x*, c@x"));
    check("", "", Err(DraftError::Email));
    check("", "a", Err(DraftError::Email));
    check("Rosa@x*", "rosa@X", Err(DraftError::SameEmail("Rosa@x".into())));
    check("", &format!("{}@x", "a".repeat(MAX_ADDRESS)), Err(DraftError::LongEmail));
    check("", &"a".repeat(MAX_TEXT + 1), Err(DraftError::TooLong));
    let many = |count: usize| {
        let all: Vec<String> = (0..count).map(|at| format!("a{at}@x")).collect();
        all.join(", ")
    };
    check(&many(MAX_ENTRIES - 1), "b@x", is(&format!("{}, b@x", many(MAX_ENTRIES - 1))));
    check(&many(MAX_ENTRIES), "b@x", Err(DraftError::TooManyEmails));
}

#[test]
fn emails_are_changed_where_they_stand() {
    let check = |before: &str, at: usize, typed: &str, expect: Result<String, DraftError>| {
        let done = after(before, |contact| contact.change_email(at, typed));
        assert_eq!(done, expect, "{before} [{at}] {typed:?}");
    };
    check("a@x*, b@x", 1, "c@x", is("a@x*, c@x"));
    check("a@x*, b@x", 0, "c@x", is("c@x*, b@x"));
    check("a@x*, b@x", 0, "A@x", is("A@x*, b@x"));
    check("a@x*, b@x", 0, "B@X", Err(DraftError::SameEmail("b@x".into())));
    check("a@x*, b@x", 1, "b", Err(DraftError::Email));
    check("a@x*, b@x", 1, " ", is("a@x*"));
    check("a@x*, b@x", 0, "", is("b@x*"));
    check("a@x*", 1, "b@x", Err(DraftError::Gone));
    check("a@x*", 1, "", Err(DraftError::Gone));
}

#[test]
fn one_email_is_primary_whatever_is_removed() {
    let check = |before: &str, at: usize, expect: Result<String, DraftError>| {
        assert_eq!(after(before, |contact| contact.remove_email(at)), expect, "{before} [{at}]");
    };
    check("a@x*", 0, is(""));
    check("a@x*, b@x", 0, is("b@x*"));
    check("a@x*, b@x", 1, is("a@x*"));
    check("a@x, b@x", 1, is("a@x*"));
    check("a@x, b@x, c@x*", 2, is("a@x*, b@x"));
    check("a@x, b@x*, c@x", 0, is("b@x*, c@x"));
    check("", 0, Err(DraftError::Gone));
    check("a@x*", 1, Err(DraftError::Gone));
}

#[test]
fn the_star_goes_to_one_email() {
    let check = |before: &str, at: usize, expect: Result<String, DraftError>| {
        let done = after(before, |contact| contact.make_email_primary(at));
        assert_eq!(done, expect, "{before} [{at}]");
    };
    check("a@x*, b@x", 1, is("a@x, b@x*"));
    check("a@x*, b@x", 0, is("a@x*, b@x"));
    check("a@x, b@x", 0, is("a@x*, b@x"));
    check("a@x*, b@x*, c@x", 2, is("a@x, b@x, c@x*"));
    check("a@x*", 1, Err(DraftError::Gone));
}

#[test]
fn a_moved_list_keeps_its_primary_email() {
    let check = |before: &str, from: usize, to: usize, expect: Result<String, DraftError>| {
        let done = after(before, |contact| contact.move_email(from, to));
        assert_eq!(done, expect, "{before} {from} → {to}");
    };
    check("a@x*, b@x, c@x", 0, 2, is("b@x, c@x, a@x*"));
    check("a@x*, b@x, c@x", 2, 0, is("c@x, a@x*, b@x"));
    check("a@x*, b@x, c@x", 0, 1, is("b@x, a@x*, c@x"));
    check("a@x*, b@x, c@x", 1, 1, is("a@x*, b@x, c@x"));
    check("a@x, b@x", 1, 0, is("b@x, a@x*"));
    check("a@x*, b@x", 0, 9, is("b@x, a@x*"));
    check("a@x*", 1, 0, Err(DraftError::Gone));
    check("", 0, 0, Err(DraftError::Gone));
}

/// One change of the emails.
#[derive(Debug, Clone)]
enum Change {
    Add(String),
    Write(usize, String),
    Remove(usize),
    Star(usize),
    Move(usize, usize),
}

fn change() -> impl Strategy<Value = Change> {
    let text = prop::sample::select(vec!["a@x", "A@X", "b@x", "c@x", "d@x", "", "no"]);
    (0..5_u8, text, 0..4_usize, 0..4_usize).prop_map(|(kind, text, at, to)| match kind {
        0 => Change::Add(text.to_owned()),
        1 => Change::Write(at, text.to_owned()),
        2 => Change::Remove(at),
        3 => Change::Star(at),
        _ => Change::Move(at, to),
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn what_is_typed_into_an_empty_contact_leaves_one_primary_and_no_doubles(changes in prop::collection::vec(change(), 0..30)) {
        let mut contact = nobody(1);
        for change in changes {
            let before = contact.clone();
            let done = match change {
                Change::Add(text) => contact.add_email(&text),
                Change::Write(at, text) => contact.change_email(at, &text),
                Change::Remove(at) => contact.remove_email(at),
                Change::Star(at) => contact.make_email_primary(at),
                Change::Move(from, to) => contact.move_email(from, to),
            };
            if done.is_err() {
                prop_assert_eq!(&contact, &before);
            }
            let stars = contact.emails.iter().filter(|email| email.primary).count();
            prop_assert_eq!(stars, usize::from(!contact.emails.is_empty()));
            for (at, email) in contact.emails.iter().enumerate() {
                let is_double = contact.emails[..at].iter().any(|other| is_same(&other.address, &email.address));
                prop_assert!(!is_double);
            }
        }
    }

    #[test]
    fn moving_there_and_back_is_nothing(count in 1..6_usize, star in 0..6_usize, from in 0..6_usize, to in 0..6_usize) {
        let list = |at: usize| format!("a{at}@x{}", if at == star % count { "*" } else { "" });
        let all: Vec<String> = (0..count).map(list).collect();
        let mut contact = Contact { emails: emails(&all.join(", ")), ..nobody(1) };
        let before = contact.clone();
        let (from, to) = (from % count, to % count);
        prop_assert_eq!(contact.move_email(from, to), Ok(()));
        prop_assert_eq!(contact.emails[to].address.clone(), before.emails[from].address.clone());
        prop_assert_eq!(contact.move_email(to, from), Ok(()));
        prop_assert_eq!(contact, before);
    }

    #[test]
    fn any_text_is_judged_without_a_panic_and_what_is_kept_is_an_address(typed in any::<String>()) {
        let mut contact = nobody(1);
        if contact.add_email(&typed).is_ok() {
            prop_assert!(is_email(contact.email()));
        }
    }
}
