//! What one types into the fields of a contact.

use std::collections::BTreeSet;

use proptest::prelude::{
    ProptestConfig, Strategy, any, prop, prop_assert, prop_assert_eq, proptest,
};
use visage::domain::contact::Contact;
use visage::domain::contact::draft::{CONTACT_TYPES, DraftError, Field, MAX_TEXT, check, tags};

use crate::people::{emails, named, nobody, phones};

const FIELDS: [Field; 18] = Field::ALL;

#[test]
fn the_primary_email_is_set_replaced_and_removed() {
    let check = |before: &str, typed: &str, after: &str| {
        let mut contact = Contact { emails: emails(before), ..nobody(1) };
        Field::Email.write(&mut contact, typed).unwrap();
        assert_eq!(contact.emails, emails(after), "{before} with {typed}");
        let shown = contact.emails.iter().find(|email| email.primary).or(contact.emails.first());
        assert_eq!(contact.email(), shown.map_or("", |email| &*email.address));
        assert_eq!(Field::Email.read(&contact), contact.email());
    };
    check("", "", "");
    check("", "   ", "");
    check("", "a@x", "a@x*");
    check("", " a@x \n", "a@x*");
    check("a@x*", "b@x", "b@x*");
    check("a@x*", "", "");
    check("a@x", "b@x", "b@x");
    check("a@x, b@x*", "c@x", "a@x, c@x*");
    check("a@x, b@x*", "", "a@x*");
    check("a@x*, b@x, c@x", "", "b@x*, c@x");
    check("a@x, b@x", "", "b@x*");
    check("a@x*, b@x, c@x*", "", "b@x, c@x*");
}

#[test]
fn the_primary_phone_is_set_replaced_and_removed() {
    let check = |before: &str, typed: &str, after: &str| {
        let mut contact = Contact { phones: phones(before), ..nobody(1) };
        Field::Phone.write(&mut contact, typed).unwrap();
        let shown = |contact: &Contact| -> Vec<(String, bool)> {
            contact.phones.iter().map(|phone| (phone.number.clone(), phone.primary)).collect()
        };
        let expect = Contact { phones: phones(after), ..nobody(1) };
        assert_eq!(shown(&contact), shown(&expect), "{before} with {typed}");
        assert_eq!(Field::Phone.read(&contact), contact.phone());
    };
    check("", "", "");
    check("", "555 0100", "555 0100*");
    check("", "112", "112*");
    check("", "1-800-FLOWERS", "1-800-FLOWERS*");
    check("", "٠١٢٣", "٠١٢٣*");
    check("555 0100*", "555 0101", "555 0101*");
    check("555 0100*", "", "");
    check("555 0100, 555 0101*", "555 0102", "555 0100, 555 0102*");
    check("555 0100*, 555 0101", "", "555 0101*");
    check("555 0100*, 555 0101, 555 0102*", "", "555 0101, 555 0102*");
}

#[test]
fn a_replaced_phone_keeps_its_label() {
    let mut contact = Contact { phones: phones("555 0100*"), ..nobody(1) };
    let label = contact.phones[0].label.clone();
    Field::Phone.write(&mut contact, "555 0101").unwrap();
    assert_eq!(contact.phones[0].label, label);
}

#[test]
fn what_cannot_be_kept_is_refused_and_changes_nothing() {
    let check = |field: Field, typed: &str, error: DraftError| {
        let before =
            Contact { emails: emails("a@x*"), phones: phones("555 0100*"), ..named("A", "B") };
        let mut contact = before.clone();
        assert_eq!(field.write(&mut contact, typed), Err(error), "{typed}");
        assert_eq!(contact, before, "{typed}");
    };
    check(Field::Email, "a", DraftError::Email);
    check(Field::Email, "@", DraftError::Email);
    check(Field::Email, "a@", DraftError::Email);
    check(Field::Email, "@x", DraftError::Email);
    check(Field::Email, "a b@x", DraftError::Email);
    check(Field::Email, "a@x y", DraftError::Email);
    check(Field::Email, "a@\u{a0}x", DraftError::Email);
    check(Field::Email, "a@.x", DraftError::Email);
    check(Field::Email, "a@x.", DraftError::Email);
    check(Field::Email, "a@x\tb@x", DraftError::Email);
    check(Field::Phone, "12", DraftError::Phone);
    check(Field::Phone, "call me", DraftError::Phone);
    check(Field::Phone, "+()-", DraftError::Phone);
    check(Field::Phone, "½²³", DraftError::Phone);
    for field in FIELDS {
        check(field, &"1".repeat(MAX_TEXT + 1), DraftError::TooLong);
    }
    check(Field::Birthday, "soon", DraftError::Birthday);
    check(Field::Birthday, "1990-02-30", DraftError::Birthday);
    check(Field::Birthday, "28.2.1990", DraftError::Birthday);
    check(Field::Birthday, "--02-30", DraftError::Birthday);
    check(Field::Timezone, "Lagos", DraftError::Timezone);
    check(Field::Website, "javascript:alert(1)", DraftError::Website);
    // With `https://` before it the text is too long to be written again.
    check(Field::Website, &format!("x.example/{}", "a".repeat(MAX_TEXT - 10)), DraftError::TooLong);
}

#[test]
fn the_limit_counts_characters_after_trimming() {
    let mut contact = nobody(1);
    let text = "界".repeat(MAX_TEXT);
    Field::Company.write(&mut contact, &format!("  {text}\n")).unwrap();
    assert_eq!(contact.company, text);
}

#[test]
fn text_is_kept_on_one_line_without_what_cannot_be_seen() {
    let check = |typed: &str, expect: &str| {
        let mut contact = nobody(1);
        Field::Company.write(&mut contact, typed).unwrap();
        assert_eq!(contact.company, expect, "{typed:?}");
        assert_eq!(Field::Company.read(&contact), expect);
    };
    check("Acme", "Acme");
    check("  Acme  ", "Acme");
    check("\u{a0}Acme\u{3000}", "Acme");
    check("Ac\0me", "Acme");
    check("Acme \u{7f}", "Acme");
    check("\u{1} \u{2}Acme", "Acme");
    check("Acme\nSteel", "Acme Steel");
    check("Acme\r\nSteel", "Acme Steel");
    check("Acme\tSteel", "Acme Steel");
    check("\n\n", "");
    check("Acme  Steel", "Acme  Steel");
    check("می‌خواهم", "می‌خواهم");
    check("👩‍👧", "👩‍👧");
}

#[test]
fn tags_stand_once_each_in_the_order_given() {
    let check = |typed: &str, expect: &[&str]| {
        assert_eq!(tags(typed), expect, "{typed}");
        let mut contact = nobody(1);
        Field::Tags.write(&mut contact, typed).unwrap();
        assert_eq!(contact.tags, expect, "{typed}");
        assert_eq!(Field::Tags.read(&contact), expect.join(", "));
    };
    check("", &[]);
    check(" , ,, ", &[]);
    check("vip", &["vip"]);
    check("vip, fair", &["vip", "fair"]);
    check(" b ,a,b", &["b", "a"]);
    check("VIP, vip, Vip", &["VIP"]);
    check("Été, ÉTÉ", &["Été"]);
    check("spring fair,spring  fair", &["spring fair", "spring  fair"]);
}

#[test]
fn a_contact_needs_something_to_be_found_by() {
    let some = [
        named("A", ""),
        named("", "B"),
        Contact { company: "C".into(), ..nobody(1) },
        Contact { emails: emails("a@x*"), ..nobody(1) },
        Contact { phones: phones("555 0100"), ..nobody(1) },
    ];
    for contact in some {
        assert_eq!(check(&contact), Ok(()), "{contact:?}");
    }
    let none = [
        nobody(1),
        named(" ", "\u{a0}"),
        Contact { job_title: "D".into(), tags: vec!["e".into()], ..nobody(1) },
    ];
    for contact in none {
        assert_eq!(check(&contact), Err(DraftError::Empty), "{contact:?}");
    }
}

#[test]
fn birthdays_are_days_with_or_without_a_year() {
    let check = |typed: &str, expect: &str| {
        let mut contact = nobody(1);
        Field::Birthday.write(&mut contact, typed).unwrap();
        assert_eq!(Field::Birthday.read(&contact), expect, "{typed}");
        assert_eq!(contact.birthday.is_some(), !expect.is_empty());
    };
    check("1990-02-28", "1990-02-28");
    check(" 2000-02-29 ", "2000-02-29");
    check("--02-29", "--02-29");
    check("02-29", "--02-29");
    check("", "");
}

#[test]
fn what_another_program_wrote_stays_when_its_field_is_left() {
    let json = r#"{"birthday":"soon","timezone":"CET+1","website":"ftp://x","emails":[{"address":"x"}],"tags":["a,b"]}"#;
    let before = Contact::from_json(nobody(1).id, json).unwrap();
    for field in FIELDS {
        let mut contact = before.clone();
        assert_eq!(field.write(&mut contact, &field.read(&before)), Ok(()), "{field:?}");
        assert_eq!(contact, before, "{field:?}");
    }
}

#[test]
fn every_field_has_a_name_of_its_own() {
    let names: BTreeSet<&str> = FIELDS.into_iter().map(Field::label).collect();
    assert_eq!(names.len(), FIELDS.len());
}

#[test]
fn contact_types_can_be_typed() {
    for name in CONTACT_TYPES {
        let mut contact = nobody(1);
        Field::ContactType.write(&mut contact, name).unwrap();
        assert_eq!(Field::ContactType.read(&contact), *name);
    }
}

fn contact() -> impl Strategy<Value = Contact> {
    let texts = prop::array::uniform5(any::<String>());
    let marks = prop::collection::vec(any::<bool>(), 0..4);
    (texts, marks.clone(), marks).prop_map(
        |([first, last, company, tag, kind], emails_, phones_)| {
            let listed = |marks: &[bool], text: &str| {
                let part = |(at, mark): (usize, &bool)| {
                    format!("{text}{at}{}", if *mark { "*" } else { "" })
                };
                marks.iter().enumerate().map(part).collect::<Vec<String>>().join(", ")
            };
            Contact {
                city: company.clone(),
                website: kind.clone(),
                birthday: tag.parse().ok(),
                company,
                contact_type: kind,
                tags: vec![tag],
                emails: emails(&listed(&emails_, "a@x")),
                phones: phones(&listed(&phones_, "555 010")),
                ..named(&first, &last)
            }
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn restoring_a_field_undoes_an_edit_exactly(
        before in contact(),
        field in prop::sample::select(FIELDS.to_vec()),
        typed in prop::sample::select(vec!["", "a", "b@x", "+1 555 0100", "a, b", "x.example", "1990-02-28", "Asia/Tokyo"]),
    ) {
        let mut edited = before.clone();
        let _ = field.write(&mut edited, typed);
        field.restore(&mut edited, &before);
        prop_assert_eq!(edited, before);
    }

    #[test]
    fn a_plain_text_is_read_as_it_was_written(words in prop::collection::vec("[a-zé界]{1,5}", 0..4)) {
        let typed = words.join(" ");
        for field in FIELDS.into_iter().filter(|field| field.text(&nobody(1)).is_some()) {
            let mut contact = nobody(1);
            match field {
                Field::Timezone | Field::Website => {}
                _ => {
                    prop_assert_eq!(field.write(&mut contact, &format!(" {typed}\n")), Ok(()));
                    prop_assert_eq!(field.read(&contact), typed.clone());
                }
            }
        }
    }

    #[test]
    fn an_edit_touches_one_field(
        before in contact(),
        field in prop::sample::select(FIELDS.to_vec()),
        typed in any::<String>(),
    ) {
        let mut edited = before.clone();
        let _ = field.write(&mut edited, &typed);
        for other in FIELDS.into_iter().filter(|other| *other != field) {
            prop_assert_eq!(other.read(&edited), other.read(&before));
        }
        let is_plain = !field.read(&edited).chars().any(char::is_control);
        prop_assert!(is_plain || edited == before);
    }

    #[test]
    fn writing_what_was_read_changes_nothing(typed in any::<String>(), field in prop::sample::select(FIELDS.to_vec())) {
        let mut contact = nobody(1);
        if field.write(&mut contact, &typed).is_ok() {
            let once = contact.clone();
            prop_assert_eq!(field.write(&mut contact, &field.read(&once)), Ok(()));
            prop_assert_eq!(contact, once);
        }
    }
}
