//! How a contact's phones are changed, and what stands beside a number.

use visage::domain::contact::Contact;
use visage::domain::contact::draft::{DraftError, MAX_TEXT};
use visage::domain::contact::entries::MAX_ENTRIES;
use visage::domain::contact::phone::{Phone, PhoneLabel};
use visage::domain::search::write_text;

use crate::people::{nobody, phones};

/// What a contact's phones are after a change, in the form of [`phones`], or how it was refused.
fn after(
    before: &str,
    change: impl Fn(&mut Contact) -> Result<(), DraftError>,
) -> Result<String, DraftError> {
    let mut contact = Contact { phones: phones(before), ..nobody(1) };
    let untouched = contact.clone();
    let done = change(&mut contact);
    if done.is_err() {
        assert_eq!(contact, untouched, "{before}");
    }
    let mark = |primary| if primary { "*" } else { "" };
    let each =
        contact.phones.iter().map(|phone| format!("{}{}", phone.number, mark(phone.primary)));
    done.map(|()| each.collect::<Vec<_>>().join(", "))
}

fn is(text: &str) -> Result<String, DraftError> {
    Ok(text.to_owned())
}

#[test]
fn phones_are_added_changed_moved_and_removed() {
    let add = |before: &str, typed: &str, expect: Result<String, DraftError>| {
        let done = after(before, |contact| contact.add_phone(typed, None));
        assert_eq!(done, expect, "{before} + {typed:?}");
    };
    add("", "555 0100", is("555 0100*"));
    add("", "\u{202a}555 0100\u{202c}", is("555 0100*"));
    add("555 0100*", "555 0101", is("555 0100*, 555 0101"));
    add("", "12", Err(DraftError::Phone));
    add("", "", Err(DraftError::Phone));
    add("555 0100*", "5550100", Err(DraftError::SamePhone("555 0100".into())));
    add("", &"1".repeat(MAX_TEXT + 1), Err(DraftError::TooLong));
    let all: Vec<String> = (0..MAX_ENTRIES).map(|at| format!("555 01{at:02}")).collect();
    add(&all.join(", "), "555 0200", Err(DraftError::TooManyPhones));
    let write = |before: &str, at: usize, typed: &str, expect: Result<String, DraftError>| {
        let done = after(before, |contact| contact.change_phone(at, typed, None));
        assert_eq!(done, expect, "{before} [{at}] {typed:?}");
    };
    write("555 0100*, 555 0101", 1, "555 0102", is("555 0100*, 555 0102"));
    write("555 0100*, 555 0101", 0, "5550100", is("5550100*, 555 0101"));
    write("555 0100*, 555 0101", 1, "555-0100", Err(DraftError::SamePhone("555 0100".into())));
    write("555 0100*, 555 0101", 0, "", is("555 0101*"));
    write("555 0100*", 1, "555 0101", Err(DraftError::Gone));
    let done =
        |before: &str, change: fn(&mut Contact) -> Result<(), DraftError>| after(before, change);
    assert_eq!(done("555*, 556", |c| c.make_phone_primary(1)), is("555, 556*"));
    assert_eq!(done("555*, 556", |c| c.make_phone_primary(2)), Err(DraftError::Gone));
    assert_eq!(done("555*, 556", |c| c.move_phone(0, 1)), is("556, 555*"));
    assert_eq!(done("555*, 556", |c| c.move_phone(2, 1)), Err(DraftError::Gone));
    assert_eq!(done("555*, 556", |c| c.remove_phone(0)), is("556*"));
    assert_eq!(done("555*, 556", |c| c.remove_phone(2)), Err(DraftError::Gone));
}

#[test]
fn a_label_stands_once_in_a_contact() {
    let fax = || Some(PhoneLabel::of_key("fax"));
    let mut contact = nobody(1);
    for number in ["555 0100", "555 0101"] {
        contact.add_phone(number, None).unwrap();
    }
    assert_eq!(contact.phones[0].label, None);
    assert_eq!(contact.label_phone(0, Some(PhoneLabel::Work)), Ok(()));
    let taken = Err(DraftError::LabelTaken(PhoneLabel::Work));
    assert_eq!(contact.label_phone(1, Some(PhoneLabel::Work)), taken);
    assert_eq!(contact.label_phone(0, Some(PhoneLabel::Work)), Ok(()));
    assert_eq!(contact.label_phone(1, fax()), Ok(()));
    assert_eq!(
        contact.label_phone(0, fax()),
        Err(DraftError::LabelTaken(PhoneLabel::of_key("fax")))
    );
    assert_eq!(contact.label_phone(0, None), Ok(()));
    assert_eq!(contact.label_phone(1, None), Ok(()));
    assert_eq!(contact.label_phone(2, None), Err(DraftError::Gone));
    assert!(contact.phones.iter().all(|phone| phone.label.is_none()));
}

#[test]
fn the_form_in_e164_follows_the_number() {
    let home = "GB".parse().ok();
    let mut contact = nobody(1);
    contact.add_phone("020 7946 0958", home).unwrap();
    contact.label_phone(0, Some(PhoneLabel::Work)).unwrap();
    assert_eq!(contact.phones[0].e164.as_deref(), Some("+442079460958"));
    assert_eq!(contact.phones[0].number, "020 7946 0958");
    let taken = Err(DraftError::SamePhone("020 7946 0958".into()));
    assert_eq!(contact.add_phone("+44 20 7946 0958", None), taken);
    // Left as it was, where the country is not known: it is still that number.
    contact.change_phone(0, "020 7946 0958", None).unwrap();
    assert_eq!(contact.phones[0].e164.as_deref(), Some("+442079460958"));
    contact.change_phone(0, "555 0100", None).unwrap();
    assert_eq!(contact.phones[0].e164, None);
    contact.change_phone(0, "+1 650 253 0000", None).unwrap();
    assert_eq!(contact.phones[0].e164.as_deref(), Some("+16502530000"));
    assert_eq!(contact.phones[0].label, Some(PhoneLabel::Work));
}

#[test]
fn a_number_is_found_as_from_abroad_too() {
    let check = |number: &str, expect: &str| {
        let phones = vec![Phone::new(number, "GB".parse().ok())];
        let mut text = String::new();
        write_text(&Contact { phones, ..nobody(1) }, &mut text);
        let (_, found) = text.rsplit_once("\u{1f}\u{1f}").unwrap();
        assert_eq!(found, expect);
    };
    check("020 7946 0958", "02079460958\u{1f}442079460958");
    check("+44 (0)20 7946 0958", "442079460958");
    check("0044 20 7946 0958", "00442079460958");
    check("555 0100", "5550100");
}

#[test]
fn documents_keep_what_stands_beside_a_number() {
    let check = |json: &str, label: Option<&str>, expect: &str| {
        let phone: Phone = serde_json::from_str(json).unwrap();
        assert_eq!(phone.label.as_ref().map(PhoneLabel::key), label, "{json}");
        assert_eq!(serde_json::to_string(&phone).unwrap(), expect);
    };
    let check_kept = |json: &str, label: Option<&str>| check(json, label, json);
    check_kept(r#"{"number":"555"}"#, None);
    check_kept(r#"{"number":"555","label":"work","primary":true}"#, Some("work"));
    check_kept(r#"{"number":"555","e164":"+1555","label":"fax"}"#, Some("fax"));
    check_kept(r#"{"number":"555","verified":1.0,"x":{"b":1, "a":null}}"#, None);
    check(r#"{"x":2,"number":"555","primary":false}"#, None, r#"{"number":"555","x":2}"#);
    check(
        r#"{"number":"555","label":null,"e164":null,"primary":null}"#,
        None,
        r#"{"number":"555"}"#,
    );
    for (label, name) in PhoneLabel::ALL.iter().zip(["Mobile", "Home", "Landline", "Work"]) {
        assert_eq!(label.name(), name);
        assert_eq!(PhoneLabel::of_key(label.key()), *label);
    }
}
