//! Contacts for tests, in one line each.

use visage::domain::contact::Contact;
use visage::domain::contact::email::Email;
use visage::domain::contact::phone::{Phone, PhoneLabel};
use visage::domain::id::ContactId;
use visage::domain::time::Timestamp;

/// The contact with this number and nothing in it.
pub(crate) fn nobody(number: u128) -> Contact {
    Contact::new(ContactId::from_random(number), Timestamp::from_millis(0))
}

/// A contact with a first and a last name.
pub(crate) fn named(first: &str, last: &str) -> Contact {
    Contact { first_name: first.into(), last_name: last.into(), ..nobody(1) }
}

/// The addresses in a text such as `a@x*, b@x`, where `*` marks the primary one.
pub(crate) fn emails(text: &str) -> Vec<Email> {
    marked(text).map(|(address, primary)| Email { primary, ..Email::new(address) }).collect()
}

/// The numbers in a text such as `555 0100*, 555 0101`, where `*` marks the primary one.
pub(crate) fn phones(text: &str) -> Vec<Phone> {
    let phone = |(number, primary): (String, bool)| Phone {
        label: Some(PhoneLabel::Work),
        primary,
        ..Phone::new(number, None)
    };
    marked(text).map(phone).collect()
}

fn marked(text: &str) -> impl Iterator<Item = (String, bool)> {
    text.split(", ").filter(|part| !part.is_empty()).map(|part| {
        let plain = part.trim_end_matches('*');
        (plain.to_owned(), plain != part)
    })
}
