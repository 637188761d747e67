//! Who may be the same: groups by email, phone and name, against an oracle that compares each with each.

use std::collections::BTreeSet;

use proptest::prelude::*;
use visage::domain::contact::Contact;
use visage::domain::contact::phone::Phone;
use visage::domain::contacts::Contacts;
use visage::domain::duplicates::{Alike, Dismissed, Finder, Group};
use visage::domain::filter::plain;
use visage::domain::id::ContactId;
use visage::domain::search::fold::fold;
use visage::domain::time::Timestamp;

use crate::people::{emails, named};
use crate::people_of_all_sorts;

fn id(number: u128) -> ContactId {
    ContactId::from_random(number)
}

fn groups(people: Vec<Contact>, step: u32) -> Vec<Group> {
    let mut contacts = Contacts::default();
    contacts.upsert(people);
    let mut finder = Finder::new(&contacts);
    while !finder.step(&contacts, step) {}
    finder.groups(&contacts)
}

fn person(number: u128, (first, last): (&str, &str), mail: &str, phones: &[&str]) -> Contact {
    let home = Some("GB".parse().unwrap());
    Contact {
        id: id(number),
        emails: emails(mail),
        phones: phones.iter().map(|text| Phone::new(*text, home)).collect(),
        ..named(first, last)
    }
}

#[test]
fn a_chain_of_likenesses_is_one_group() {
    let found = groups(
        vec![
            person(1, ("Ana", "Lima"), "ana@example.com", &[]),
            person(2, ("A.", "Lima"), "ANA@example.com, a@example.com", &["020 7946 0958"]),
            person(3, ("Ben", "Ek"), "ben@example.com", &[]),
            person(4, ("Lima", ""), "", &["+44 20 7946 0958"]),
        ],
        2,
    );
    let [group] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!(group.ids, [id(1), id(2), id(4)]);
    assert_eq!(group.sure, group.ids);
    let why: Vec<&str> = group.why.iter().map(|(_, key)| key.as_str()).collect();
    assert_eq!(why, ["ana@example.com", "442079460958"]);
}

#[test]
fn a_name_alone_is_weak_and_nobody_is_sure() {
    let found = groups(
        vec![
            person(1, ("Zoë", "Ek"), "one@example.com", &[]),
            person(2, ("ZOE", "Ek"), "two@example.com", &[]),
            person(3, ("", ""), "three@example.com", &[]),
            person(4, ("", ""), "four@example.com", &[]),
            person(5, ("Zoe", "Ek"), "five@example.com", &["555 0100"]),
            person(6, ("Z.", "Ek"), "six@example.com", &["(555) 0100"]),
        ],
        100,
    );
    let [group] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!(group.ids, [id(1), id(2), id(5), id(6)]);
    assert_eq!(group.sure, [id(5), id(6)]);
    let weak =
        groups(vec![person(1, ("Zoë", "Ek"), "", &[]), person(2, ("Zoe", "EK"), "", &[])], 100);
    assert_eq!((weak[0].sure.len(), weak[0].why[0].0), (0, Alike::Name));
}

#[test]
fn an_extension_makes_another_number_of_it() {
    let phones = ["+44 20 7946 0958 ext 1", "+44 20 7946 0958 ext 2", "+44 20 7946 0958"];
    let people = (1..).zip(phones).map(|(number, phone)| person(number, ("", ""), "", &[phone]));
    assert_eq!(groups(people.collect(), 100), []);
}

#[test]
fn a_dismissed_group_comes_back_when_somebody_joins() {
    let group = |ids: &[u128]| Group {
        ids: ids.iter().copied().map(id).collect(),
        sure: Vec::new(),
        why: Vec::new(),
    };
    let at = Timestamp::from_millis(1);
    let contacts = group(&[1, 2, 3]).ids;
    let mut dismissed = Dismissed { contacts, at, by: String::new(), undone_at: None };
    assert!(dismissed.hides(&group(&[1, 2, 3])) && dismissed.hides(&group(&[1, 3])));
    assert!(!dismissed.hides(&group(&[1, 2, 4])));
    let json = serde_json::to_string(&dismissed).unwrap();
    assert_eq!(Dismissed::from_json(&json).as_ref(), Some(&dismissed));
    dismissed.undone_at = Some(at);
    assert!(!dismissed.hides(&group(&[1, 2])));
}

/// What of a contact others are compared with.
fn keys(contact: &Contact) -> BTreeSet<(Alike, String)> {
    let mut keys = BTreeSet::new();
    for email in &contact.emails {
        keys.insert((Alike::Email, plain(&email.address)));
    }
    for phone in &contact.phones {
        let digits =
            |text: &str| fold(text).chars().filter(char::is_ascii_digit).collect::<String>();
        let own = digits(&phone.number);
        if own.len() > 2 {
            keys.insert((Alike::Phone, own));
        }
        if let Some(number) = &phone.e164 {
            keys.insert((Alike::Phone, digits(number)));
        }
    }
    if !format!("{}{}", contact.first_name, contact.last_name).trim().is_empty() {
        keys.insert((Alike::Name, plain(&contact.name())));
    }
    keys.retain(|(_, key)| !key.is_empty());
    keys
}

/// The groups of contacts with something in common, found by comparing each with each until nothing changes.
fn naive(people: &[Contact], counts: impl Fn(Alike) -> bool) -> BTreeSet<BTreeSet<ContactId>> {
    let listed: Vec<&Contact> = people.iter().filter(|contact| contact.is_listed()).collect();
    let keys: Vec<BTreeSet<(Alike, String)>> = listed.iter().map(|contact| keys(contact)).collect();
    let mut group: Vec<usize> = (0..listed.len()).collect();
    loop {
        let before = group.clone();
        for one in 0..listed.len() {
            for other in 0..listed.len() {
                if keys[one].intersection(&keys[other]).any(|(alike, _)| counts(*alike)) {
                    let least = group[one].min(group[other]);
                    (group[one], group[other]) = (least, least);
                }
            }
        }
        if group == before {
            break;
        }
    }
    let of = |number: usize| -> BTreeSet<ContactId> {
        (0..listed.len()).filter(|at| group[*at] == number).map(|at| listed[at].id).collect()
    };
    (0..listed.len()).map(of).filter(|group| group.len() > 1).collect()
}

proptest! {
    #[test]
    fn groups_are_those_of_a_naive_comparison(
        mut people in prop::collection::vec(people_of_all_sorts::contact(), 0..40),
        step in 1..50_u32,
    ) {
        let home = Some("GB".parse().unwrap());
        for (number, contact) in people.iter_mut().enumerate() {
            contact.id = id(number as u128);
            for phone in &mut contact.phones {
                *phone = Phone::new(phone.number.clone(), home);
            }
        }
        let found = groups(people.clone(), step);
        let all: BTreeSet<BTreeSet<ContactId>> =
            found.iter().map(|group| group.ids.iter().copied().collect()).collect();
        prop_assert_eq!(&all, &naive(&people, |_| true));
        prop_assert_eq!(all.len(), found.len());
        let strong = naive(&people, |alike| alike != Alike::Name);
        for group in &found {
            let sure: BTreeSet<ContactId> = group.sure.iter().copied().collect();
            let ids: BTreeSet<ContactId> = group.ids.iter().copied().collect();
            let most = strong.iter().filter(|part| part.is_subset(&ids)).map(BTreeSet::len).max();
            prop_assert_eq!(sure.len(), most.unwrap_or(0));
            prop_assert!(sure.is_empty() || strong.contains(&sure));
        }
    }
}
