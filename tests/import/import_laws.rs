//! Laws of imports: an export comes back the same, as changes and as new contacts.

use std::sync::Arc;

use proptest::prelude::{Strategy, any, prop};
use proptest::proptest;
use visage::domain::contact::Contact;
use visage::domain::contact::custom::CustomValue;
use visage::domain::contact::dnd::DndChannel;
use visage::domain::contact::draft::{Field, check};
use visage::domain::contact::phone::PhoneLabel;
use visage::domain::id::ContactId;
use visage::domain::import::known::Known;
use visage::domain::import::{Change, Rules};

use crate::corpora::files;
use crate::imports::{NOW, exported, fields, import};

/// Texts as people type them, formulas and all.
fn text() -> impl Strategy<Value = String> {
    "[=+@'\"-]?[\\PC]{0,8}".prop_map(|text| text.trim().to_owned())
}

/// A contact as the form makes it.
pub(crate) fn somebody() -> impl Strategy<Value = Contact> {
    let emails = prop::collection::vec("[a-zé=+'-]{1,6}@[a-z]{1,5}\\.example", 0..4);
    let phones = prop::collection::vec(
        "(\\+44 20 7946 0[0-9]{3}|[0-9]{6,9}|\\(0[0-9]{3}\\) [0-9]{4}-[0-9]{3})",
        0..4,
    );
    let birthday = prop::sample::select(vec!["", "1990-02-28", "--02-29", "1604-01-01"]);
    let dnd = prop::sample::subsequence(DndChannel::ALL.to_vec(), 0..=5);
    let tags = prop::collection::vec("[a-zA-Zé=@-]{1,5}", 0..3);
    (any::<u64>(), prop::collection::vec(text(), 11), emails, phones, birthday, dnd, tags).prop_map(
        |(id, texts, emails, phones, birthday, dnd, tags)| {
            let mut contact = Contact::new(ContactId::from_random(u128::from(id)), NOW);
            let named = [
                Field::FirstName,
                Field::LastName,
                Field::Company,
                Field::JobTitle,
                Field::ContactType,
                Field::Owner,
                Field::Source,
                Field::Street,
                Field::City,
                Field::PostalCode,
                Field::Country,
            ];
            for (field, text) in named.into_iter().zip(texts) {
                field.write(&mut contact, &text).unwrap();
            }
            Field::Birthday.write(&mut contact, birthday).unwrap();
            Field::Tags.write(&mut contact, &tags.join(",")).unwrap();
            Field::Website.write(&mut contact, "https://example.com/?a=1,2").unwrap();
            emails.iter().for_each(|email| drop(contact.add_email(email)));
            phones.iter().for_each(|phone| drop(contact.add_phone(phone, None)));
            for (at, label) in PhoneLabel::ALL.into_iter().enumerate() {
                let _ = contact.label_phone(at, Some(label));
            }
            dnd.into_iter().for_each(|channel| contact.set_dnd(channel, true));
            contact.custom.set("plan", Some(&CustomValue::Text("=1+1".to_owned())));
            contact.custom.set("city2", Some(&CustomValue::Text("a\nb".to_owned())));
            contact.custom.set("member", Some(&CustomValue::Flag(false)));
            contact
        },
    )
}

proptest! {
    #[test]
    fn an_export_comes_back_the_same(contact in somebody()) {
        let file = exported(std::slice::from_ref(&contact), &fields());
        let rules = Rules { fields: fields(), ..Rules::default() };
        let found = import(&file, &rules, &mut Known::default()).remove(0);
        if check(&contact).is_err() {
            assert!(found.is_err());
        } else {
            let Ok(Change::Create(found)) = found else { panic!("{found:?}") };
            assert_eq!(Contact { id: contact.id, ..found }, contact, "{file}");
            let mut known: Known = [Arc::new(contact.clone())].into_iter().collect();
            assert_eq!(import(&file, &rules, &mut known), [Ok(Change::Same(contact.id))]);
        }
    }
}

/// Texts in the collections that can stand in a name, an email or a phone.
pub(crate) fn collected() -> Vec<String> {
    let mut texts = Vec::new();
    for (name, file) in files("strings", "") {
        if name.ends_with(".xml") || name.contains("manifest") || name.contains("SOURCES") {
            continue;
        }
        let file = String::from_utf8_lossy(&file).into_owned();
        let quoted = file.lines().flat_map(|line| line.split(['"', ';', '\''])).map(str::trim);
        texts.extend(
            quoted.filter(|text| !text.is_empty() && text.chars().count() < 200).map(str::to_owned),
        );
    }
    texts.sort();
    texts.dedup();
    texts
}

/// Contacts with the collected texts as names, and as emails and phones where they are some.
pub(crate) fn collected_people() -> Vec<Contact> {
    let person = |(number, text): (u128, &String)| {
        let mut contact = Contact::new(ContactId::from_random(number), NOW);
        Field::FirstName.write(&mut contact, text).ok()?;
        let _ = contact.add_email(text);
        let _ = contact.add_phone(text, None);
        check(&contact).ok()?;
        Some(contact)
    };
    (0..).zip(&collected()).filter_map(person).collect()
}

#[test]
fn collected_names_emails_and_phones_survive_export_and_import() {
    let people = collected_people();
    if people.is_empty() {
        return;
    }
    let with =
        |count: fn(&Contact) -> usize| people.iter().filter(|contact| count(contact) > 0).count();
    eprintln!(
        "{} names, {} emails, {} phones",
        people.len(),
        with(|contact| contact.emails.len()),
        with(|contact| contact.phones.len())
    );
    let file = exported(&people, &[]);
    let mut known: Known = people.iter().cloned().map(Arc::new).collect();
    let found = import(&file, &Rules::default(), &mut known);
    assert_eq!(found.len(), people.len());
    for (change, contact) in found.iter().zip(&people) {
        assert_eq!(*change, Ok(Change::Same(contact.id)), "{contact:?}");
    }
    // Some of them alone, too: all would take half a minute.
    for contact in people.iter().step_by(10) {
        let alone = exported(std::slice::from_ref(contact), &[]);
        let fresh = import(&alone, &Rules::default(), &mut Known::default()).remove(0);
        let Ok(Change::Create(fresh)) = fresh else { panic!("{fresh:?}") };
        assert_eq!(Contact { id: contact.id, ..fresh }, *contact);
    }
}
