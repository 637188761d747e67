//! Laws of whose picture a file is by its name, over people of all sorts.

use proptest::prelude::*;
use visage::domain::contact::Contact;
use visage::domain::id::ContactId;
use visage::domain::picture::named::{By, Found};
use visage::domain::search::fold::fold;

use crate::named::{crowd, found, id, person};

/// Letters and digits only, as everybody would compare by hand.
fn plain(text: &str) -> String {
    fold(text).chars().filter(|letter| letter.is_alphanumeric()).collect()
}

/// Whether somebody who looks at it sees in the name of the file what the contact was found by.
fn is_seen(file: &str, person: &Contact, by: By) -> bool {
    let file = plain(file);
    match by {
        By::Id => file.contains(&plain(&person.id.to_string())),
        By::Email => person.emails.iter().any(|email| file.contains(&plain(&email.address))),
        By::Phone => person.phones.iter().any(|phone| {
            let whole = phone.e164.as_deref().unwrap_or(&phone.number);
            [whole, &phone.number].iter().any(|number| {
                let digits = plain(number);
                let tail = digits.get(digits.len().saturating_sub(6)..).unwrap_or_default();
                file.contains(tail)
            })
        }),
        By::Name => {
            let words = [&person.first_name, &person.last_name, &person.company];
            let words: Vec<String> = words
                [..if person.first_name.is_empty() && person.last_name.is_empty() { 3 } else { 2 }]
                .iter()
                .flat_map(|text| text.split(|c: char| !c.is_alphanumeric()).map(plain))
                .collect();
            words.iter().all(|word| file.contains(word.as_str()))
        }
    }
}

fn somebody(number: u128) -> impl Strategy<Value = Contact> {
    let word = prop::sample::select(vec!["ana", "Lima", "bo", "Éva", "photo", "2", "li", "ma", ""]);
    let mail =
        prop::sample::select(vec!["", "ana@x.pt", "lima-ana@x.pt", "photo_bo@x.pt", "bo@x.pt"]);
    let phone = prop::sample::select(vec!["", "215 550 199", "+351 215 550 198", "112", "555019"]);
    (word.clone(), word, mail, phone)
        .prop_map(move |(first, last, mail, phone)| person(number, (first, last), mail, phone))
}

fn file() -> impl Strategy<Value = String> {
    let words = [
        "ana",
        "LIMA",
        "Bo",
        "eva",
        "Eva",
        "photo",
        "2",
        "(1)",
        "li",
        "ma",
        "ana@x.pt",
        "lima-ana@x.pt",
        "bo@x.pt",
        "215",
        "550",
        "199",
        "+351215550198",
        "112",
        "copy",
    ];
    let word = prop::sample::select(words.to_vec());
    let mark = prop::sample::select(vec![" ", "_", "-", ".", ""]);
    prop::collection::vec((word, mark), 1..6)
        .prop_map(|parts| parts.into_iter().map(|(word, mark)| format!("{word}{mark}")).collect())
}

proptest! {
    #[test]
    fn nobody_is_found_who_does_not_stand_in_the_name(
        people in (somebody(1), somebody(2), somebody(3)),
        files in prop::collection::vec(file(), 1..5),
    ) {
        let people = [people.0, people.1, people.2];
        let names: Vec<&str> = files.iter().map(String::as_str).collect();
        let all = found(&names, &people);
        prop_assert_eq!(all.len(), files.len());
        let mut given = Vec::new();
        for (file, found) in files.iter().zip(all) {
            if let Found::One(id, by) = found {
                let person = people.iter().find(|person| person.id == id).unwrap();
                prop_assert!(is_seen(file, person, by), "{file:?} is not {person:?} by {by:?}");
                prop_assert!(!given.contains(&id), "two pictures for {id}");
                given.push(id);
            }
        }
    }

    #[test]
    fn a_file_alone_finds_those_whom_it_finds_one_by_one(
        people in (somebody(1), somebody(2), somebody(3)),
        file in file(),
    ) {
        // Whoever is found among all is found without the others, and nobody is when none is alone.
        let people = [people.0, people.1, people.2];
        let alone: Vec<ContactId> = people
            .iter()
            .filter(|person| found(&[&file], std::slice::from_ref(person)) != [Found::Nobody])
            .map(|person| person.id)
            .collect();
        match found(&[&file], &people).as_slice() {
            [Found::Nobody] => prop_assert!(alone.is_empty()),
            [Found::One(id, _)] => prop_assert!(alone.contains(id)),
            [Found::Several(ids)] => prop_assert!(ids.iter().all(|id| alone.contains(id))),
            other => prop_assert!(false, "{other:?}"),
        }
    }

    #[test]
    fn a_name_in_any_order_case_and_marks_is_found(
        mut words in prop::collection::vec("[a-zà-ÿ]{2,8}", 2..5),
        turn in any::<prop::sample::Index>(),
        mark in prop::sample::select(vec![" ", "_", "-", ".", ", "]),
        noise in prop::sample::select(vec!["", " (1)", "_2", "-photo", "-profile-picture", " 300x300"]),
    ) {
        let person = person(1, (&words[0], &words[1..].join(" ")), "", "");
        let turn = turn.index(words.len());
        words.rotate_left(turn);
        let file = format!("{}{noise}.jpg", words.join(mark).to_uppercase());
        prop_assert_eq!(found(&[&file], &[person]), [Found::One(id(1), By::Name)]);
    }

    #[test]
    fn no_name_is_too_odd(file in "\\PC*") {
        found(&[&file], &crowd());
    }
}
