//! Who else has an email or a phone.

use visage::domain::contact::Contact;
use visage::domain::contact::phone::Phone;
use visage::domain::contact::phone::numbering::Country;
use visage::domain::contacts::Contacts;
use visage::domain::id::ContactId;
use visage::domain::time::Timestamp;

use crate::people::{emails, nobody};

fn home() -> Option<Country> {
    Some("GB".parse().unwrap())
}

fn contacts() -> Contacts {
    let with = |number: u128, addresses: &str, phones: &[&str]| Contact {
        emails: emails(addresses),
        phones: phones.iter().map(|number| Phone::new(*number, home())).collect(),
        ..nobody(number)
    };
    let mut contacts = Contacts::default();
    contacts.upsert(vec![
        with(1, "ana@example.com*, Zoë@example.com", &["+44 20 7946 0958", "112"]),
        with(2, "ben@example.com", &["0151 496 0001", "+33 1 55 50 01 90 ext. 7"]),
        Contact {
            deleted_at: Some(Timestamp::from_millis(1)),
            ..with(3, "eve@example.com", &["555 0100"])
        },
    ]);
    contacts
}

fn number(found: Option<&std::sync::Arc<Contact>>) -> Option<ContactId> {
    found.map(|contact| contact.id)
}

#[test]
fn an_email_is_found_whole_and_in_any_case() {
    let contacts = contacts();
    let check = |typed: &str, expect: Option<u128>| {
        let found = number(contacts.with_email(typed, None));
        assert_eq!(found, expect.map(ContactId::from_random), "{typed:?}");
    };
    check(" ANA@example.com", Some(1));
    check("zoë@example.com", Some(1));
    check("zoe@example.com", None);
    check("ben@example.com", Some(2));
    check("en@example.com", None);
    check("ben@example.co", None);
    check("ben@", None);
    check("", None);
    check("eve@example.com", None);
    let own = Some(ContactId::from_random(2));
    assert_eq!(number(contacts.with_email("ben@example.com", own)), None);
}

#[test]
fn a_phone_is_found_however_it_is_written() {
    let contacts = contacts();
    let check = |typed: &str, expect: Option<u128>| {
        let found = number(contacts.with_phone(typed, home(), None));
        assert_eq!(found, expect.map(ContactId::from_random), "{typed:?}");
    };
    check("020 7946 0958", Some(1));
    check("+44 (0)20 79460958", Some(1));
    check("0044 20 7946 0958", Some(1));
    check("020 7946 0958 ext 3", None);
    check("+33 1 55 50 01 90", None);
    check("+33155500190x7", Some(2));
    check("+44 151 496 0001", Some(2));
    check("112", Some(1));
    check("12", None);
    check("", None);
    check("555 0100", None);
    check("9460958", None);
    let own = Some(ContactId::from_random(1));
    assert_eq!(number(contacts.with_phone("112", home(), own)), None);
}

/// Generous: 5 ms are asked for in the browser, and a debug build is many times slower than that.
#[test]
fn many_contacts_are_searched_at_once() {
    let mut contacts = Contacts::default();
    let many = (0..100_000_u128).map(|at| Contact {
        emails: emails(&format!("person{at}@example.com")),
        phones: vec![Phone::new(format!("+44 20 {:04} {:04}", at / 10_000, at % 10_000), None)],
        ..nobody(at)
    });
    contacts.fill(many.collect());
    contacts.settle();
    let started = std::time::Instant::now();
    assert!(contacts.with_email("person99999@example.com", None).is_some());
    assert!(contacts.with_phone("+44 20 0009 9999", None, None).is_some());
    assert!(contacts.with_phone("+44 20 1234 5678", None, None).is_none());
    let took = started.elapsed();
    assert!(took.as_millis() < 500, "{took:?}");
}
