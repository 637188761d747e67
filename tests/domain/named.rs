//! Whose picture a file is by its name: one line a case.

use visage::domain::contact::Contact;
use visage::domain::contact::phone::Phone;
use visage::domain::id::ContactId;
use visage::domain::picture::named::{By, Found, Names, is_hidden, is_picture};

use crate::people::{emails, named};

pub(crate) fn id(number: u128) -> ContactId {
    ContactId::from_random(number)
}

pub(crate) fn person(
    number: u128,
    (first, last): (&str, &str),
    mail: &str,
    phone: &str,
) -> Contact {
    let home = Some("PT".parse().unwrap());
    let phones = phone.split(", ").filter(|text| !text.is_empty());
    Contact {
        id: id(number),
        emails: emails(mail),
        phones: phones.map(|text| Phone::new(text, home)).collect(),
        ..named(first, last)
    }
}

pub(crate) fn found(files: &[&str], people: &[Contact]) -> Vec<Found> {
    let mut names = Names::new(files.iter().copied(), Some("PT".parse().unwrap()));
    people.iter().for_each(|person| names.meet(person));
    names.found()
}

pub(crate) fn crowd() -> Vec<Contact> {
    let company =
        Contact { company: "Acme & Sons".into(), ..person(7, ("", ""), "hi@acme.example", "") };
    let employee = Contact { company: "Globex".into(), ..person(8, ("Iva", ""), "", "") };
    let trashed = Contact {
        deleted_at: Some(visage::domain::time::Timestamp::default()),
        ..person(9, ("Gone", "Away"), "gone@example.com", "")
    };
    let merged = Contact { aliases: vec![id(77)], ..person(10, ("Kim", "Lee"), "", "") };
    vec![
        person(1, ("Ana", "Lima"), "ana.lima@example.com, a_l@example.com", "+351 215 550 199"),
        person(2, ("Anne-Marie", "O’Brien"), "", "+44 (0)20 7946 0958"),
        person(3, ("José", "Núñez García"), "", "112"),
        person(4, ("太郎", "山田"), "", ""),
        person(5, ("Zoe", "Ek"), "", ""),
        person(6, ("Zoë", "Ek"), "zoe@example.com", ""),
        company,
        employee,
        trashed,
        merged,
        person(11, ("Ana", "Lima 2"), "photo-ben@example.com", ""),
    ]
}

#[test]
fn a_file_is_of_the_contact_that_it_is_named_after() {
    let people = crowd();
    let check = |file: &str, expect: Option<(u128, By)>| {
        let expect = expect.map_or(Found::Nobody, |(number, by)| Found::One(id(number), by));
        assert_eq!(found(&[file], &people), [expect], "{file:?}");
    };
    // Names.
    check("Ana Lima.jpg", Some((1, By::Name)));
    check("ana_lima.JPEG", Some((1, By::Name)));
    check("LIMA-ANA.png", Some((1, By::Name)));
    check("Lima, Ana.png", Some((1, By::Name)));
    check("ana.lima.png", Some((1, By::Name)));
    check("AnaLima.jpg", Some((1, By::Name)));
    check("limaana.jpg", Some((1, By::Name)));
    check("Ána Líma.jpg", Some((1, By::Name)));
    check("A\u{301}na Lima.jpg", Some((1, By::Name)));
    check("Ana Lima", Some((1, By::Name)));
    check("Ana Lima.jpg.jpg", Some((1, By::Name)));
    check("anne marie o'brien.jpg", Some((2, By::Name)));
    check("Anne_Marie_OBrien.jpg", Some((2, By::Name)));
    check("obrien-anne-marie.jpg", Some((2, By::Name)));
    check("jose nunez garcia.jpg", Some((3, By::Name)));
    check("garcia nunez jose.jpg", Some((3, By::Name)));
    check("山田太郎.png", Some((4, By::Name)));
    check("太郎 山田.png", Some((4, By::Name)));
    check("acme-sons.png", Some((7, By::Name)));
    check("Acme & Sons logo.png", Some((7, By::Name)));
    check("iva.png", Some((8, By::Name)));
    // What is around them.
    check("Ana Lima (1).jpg", Some((1, By::Name)));
    check("Kim Lee (2) (1).jpg", Some((10, By::Name)));
    check("ana_lima_3.jpg", Some((1, By::Name)));
    check("Ana Lima-photo.jpg", Some((1, By::Name)));
    check("ana-lima-profile-picture-512x512.png", Some((1, By::Name)));
    check("Ana Lima - Copy (2).jpg", Some((1, By::Name)));
    check("Copy of Ana Lima.jpg", Some((1, By::Name)));
    check("0042_Ana_Lima.jpg", Some((1, By::Name)));
    check("ana lima 2026.jpg", Some((1, By::Name)));
    check("Ana Lima 2.jpg", Some((11, By::Name)));
    // Emails.
    check("ana.lima@example.com.jpg", Some((1, By::Email)));
    check("ANA.LIMA@EXAMPLE.COM.png", Some((1, By::Email)));
    check("a_l@example.com_2.jpg", Some((1, By::Email)));
    check("ana.lima@example.com (1).jpg", Some((1, By::Email)));
    check("ana.lima@example.com-photo.jpg", Some((1, By::Email)));
    check("profile_ana.lima@example.com.jpg", Some((1, By::Email)));
    check("Somebody Else (ana.lima@example.com).jpg", Some((1, By::Email)));
    check("photo-ben@example.com.jpg", Some((11, By::Email)));
    check("hi@acme.example", Some((7, By::Email)));
    // Phones.
    check("+351 215 550 199.jpg", Some((1, By::Phone)));
    check("351215550199.jpg", Some((1, By::Phone)));
    check("00351-215-550-199.jpg", Some((1, By::Phone)));
    check("215_550_199.jpg", Some((1, By::Phone)));
    check("215.550.199 (1).jpg", Some((1, By::Phone)));
    check("photo 215550199.jpg", Some((1, By::Phone)));
    check("+44 20 7946 0958.jpg", Some((2, By::Phone)));
    check("442079460958_2.jpg", Some((2, By::Phone)));
    check("112.jpg", Some((3, By::Phone)));
    // Ids.
    let one = id(1).to_string();
    check(&format!("{one}.jpg"), Some((1, By::Id)));
    check(&format!("contact_{}.jpg", one.to_uppercase()), Some((1, By::Id)));
    check(&format!("{} somebody.jpg", one.replace('-', "")), Some((1, By::Id)));
    check(&format!("{}.jpg", id(77)), Some((10, By::Id)));
    // Nobody.
    check("Ana.jpg", None);
    check("Lima.jpg", None);
    check("Ana Maria Lima.jpg", None);
    check("An Alimax.jpg", None);
    check("lima-ana@example.com.jpg", None);
    check("xana.lima@example.com.jpg", None);
    check("ana.lima@example.com.br.jpg", None);
    check("Gone Away.jpg", None);
    check("gone@example.com.jpg", None);
    check("Globex.jpg", None);
    check("5550199.jpg", None);
    check("1215550199.jpg", None);
    check("44 20 7946 0958 123.jpg", None);
    check("IMG_2034.jpg", None);
    check("IMG_0112.jpg", None);
    check("photo.jpg", None);
    check(".jpg", None);
    check("", None);
    check("No name.jpg", None);
    check("@.jpg", None);
    check("___---...jpg", None);
}

#[test]
fn contacts_of_one_name_are_left_to_the_reader() {
    let check = |file: &str, expect: &[Found]| {
        assert_eq!(found(&[file], &crowd()), expect, "{file:?}");
    };
    check("zoe ek.jpg", &[Found::Several(vec![id(5), id(6)])]);
    check("Zoë Ek (1).jpg", &[Found::Several(vec![id(5), id(6)])]);
    check("zoe@example.com.jpg", &[Found::One(id(6), By::Email)]);
}

#[test]
fn a_contact_gets_one_picture_and_the_best_fitting_file_wins() {
    let check = |files: &[&str], expect: &[Found]| {
        assert_eq!(found(files, &crowd()), expect, "{files:?}");
    };
    let (one, taken) = (Found::One(id(1), By::Name), Found::Taken(id(1)));
    check(&["ana lima.jpg", "lima ana.png"], &[one.clone(), taken.clone()]);
    check(&["Ana Lima (1).jpg", "Ana Lima.jpg"], &[taken.clone(), one]);
    check(&["Ana Lima.jpg", "ana.lima@example.com.jpg"], &[taken, Found::One(id(1), By::Email)]);
}

#[test]
fn pictures_are_told_from_other_files_and_hidden_ones_are_known() {
    let check = |name: &str, media_type: &str, expect: bool| {
        assert_eq!(is_picture(name, media_type), expect, "{name:?} {media_type:?}");
    };
    check("a.jpg", "image/jpeg", true);
    check("a", "image/png", true);
    check("a.HEIC", "", true);
    check("a.jpg", "text/plain", false);
    check("a.csv", "", false);
    check("jpg", "", false);
    let check = |path: &str, expect: bool| assert_eq!(is_hidden(path), expect, "{path:?}");
    check("faces/ana.jpg", false);
    check("faces/.DS_Store", true);
    check(".thumbs/ana.jpg", true);
    check("faces/__MACOSX/._ana.jpg", true);
    check("faces/a.b/c.jpg", false);
}
