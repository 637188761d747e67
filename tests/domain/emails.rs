//! How a contact's emails are changed.

use proptest::prelude::{
    ProptestConfig, Strategy, any, prop, prop_assert, prop_assert_eq, proptest,
};
use visage::domain::contact::Contact;
use visage::domain::contact::draft::{DraftError, MAX_TEXT};
use visage::domain::contact::email::{MAX_ADDRESS, is_email, is_same};
use visage::domain::contact::entries::MAX_ENTRIES;

use crate::people::{emails, nobody};

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
