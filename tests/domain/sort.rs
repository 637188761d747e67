//! Orders of a list: the same as a plain sort of the contacts, empty ones last, equal ones by name and id.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use proptest::prelude::{ProptestConfig, prop, prop_assert_eq, proptest};
use visage::domain::contact::Contact;
use visage::domain::contacts::Contacts;
use visage::domain::contacts::select::Listing;
use visage::domain::date::{Calendar, Date};
use visage::domain::filter::Filter;
use visage::domain::filter::field::{Field, Kind};
use visage::domain::id::ContactId;
use visage::domain::listed::Listed;
use visage::domain::search::fold::fold;
use visage::domain::search::{Query, SEPARATOR};
use visage::domain::sort::{Sort, by_key};
use visage::domain::time::{DAY, Timestamp};

use crate::crowd::{Crowd, day, utc};
use crate::filters::definitions;
use crate::oracle::texts;
use crate::people_of_all_sorts::contact;

#[test]
fn sorts_are_read_and_written() {
    let check = |text: &str, expect: Option<&str>| {
        let sort = Sort::parse(text, &definitions());
        assert_eq!(sort.as_ref().map(ToString::to_string).as_deref(), expect, "{text}");
        if let Some(sort) = sort {
            assert_eq!(Sort::parse(&sort.to_string(), &definitions()), Some(sort));
        }
    };
    check("name", Some("name"));
    check("-name", Some("-name"));
    check(" -Created ", Some("-created"));
    check("last activity", Some("last_activity"));
    check("-last_activity", Some("-last_activity"));
    check("tags", Some("tag"));
    check("custom.score", Some("custom.score"));
    check("-custom.score", Some("-custom.score"));
    check("dnd_sms", Some("dnd_sms"));
    for text in ["", "-", "--name", "foo", "custom.", "custom.foo", "name desc", "é", "\u{0}"] {
        check(text, None);
    }
    assert_eq!(Sort::default().to_string(), "name");
    for field in Field::all(&definitions()) {
        check(&field.key(), Some(&field.key()));
    }
}

fn crowd() -> Crowd {
    let trashed =
        r#"{"first_name":"Bab","contact_type":"Lead","deleted_at":"2026-03-01T00:00:00.000Z"}"#;
    Crowd::of(&[
        (
            "ana",
            r#"{"first_name":"Ána","contact_type":"lead","tags":["b","a"],"created_at":"2026-01-02T00:00:00.000Z",
            "emails":[{"address":"z@x"},{"address":"b@x","primary":true}],"birthday":"1990-03-01","custom":{"score":10}}"#,
        ),
        (
            "bob",
            r#"{"first_name":"bob","contact_type":"Lead","tags":["B"],"created_at":"2026-01-01T00:00:00.000Z",
            "emails":[{"address":"a@x"}],"birthday":"--03-01","custom":{"score":9,"member":true},"street":"a"}"#,
        ),
        (
            "cy",
            r#"{"first_name":"Cy","contact_type":"Customer","created_at":"1969-12-31T23:59:59.999Z",
            "birthday":"2001-02-03","custom":{"score":-1}}"#,
        ),
        ("dee", r#"{"first_name":"Dee","birthday":"soon","custom":{"score":"many"}}"#),
        ("bib", trashed),
    ])
}

#[test]
fn empty_values_stand_last_in_both_directions() {
    let crowd = crowd();
    let check = |sort: &str, expect: &str| {
        let sort = Sort::parse(sort, &definitions()).unwrap();
        let selection = Listing { query: &Query::default(), filter: None, sort: &sort };
        let ids: Vec<ContactId> = expect.split(' ').map(|name| crowd.id(name)).collect();
        assert_eq!(crowd.contacts.select(&selection), Listed::from(ids), "{sort}");
    };
    check("name", "ana bob cy dee");
    check("-name", "dee cy bob ana");
    // Ties stand by name, whatever the direction.
    check("type", "cy ana bob dee");
    check("-type", "ana bob cy dee");
    check("tag", "bob ana cy dee");
    check("-tag", "ana bob cy dee");
    check("created", "cy bob ana dee");
    check("-created", "ana bob cy dee");
    // The primary address counts.
    check("email", "bob ana cy dee");
    check("-email", "ana bob cy dee");
    check("street", "bob ana cy dee");
    check("-street", "bob ana cy dee");
    // By month and day, as in a birthday calendar; a year that is not known comes first.
    check("birthday", "cy bob ana dee");
    check("-birthday", "ana bob cy dee");
    check("custom.score", "cy bob ana dee");
    check("-custom.score", "ana bob cy dee");
    check("has_picture", "ana bob cy dee");
    check("-custom.member", "bob ana cy dee");
    check("source", "ana bob cy dee");
}

#[test]
fn a_search_a_filter_and_an_order_go_together() {
    let crowd = crowd();
    let calendar = Calendar { today: day("2026-03-11"), start_of: &utc };
    let check = |typed: &str, filter: &str, sort: &str, expect: &str| {
        let rows = crowd.rows(filter, &calendar);
        let sort = Sort::parse(sort, &definitions()).unwrap();
        let selection = Listing { query: &Query::parse(typed), filter: Some(&rows), sort: &sort };
        let ids: Vec<ContactId> = expect.split_whitespace().map(|name| crowd.id(name)).collect();
        assert_eq!(crowd.contacts.select(&selection), Listed::from(ids), "{typed} {filter} {sort}");
    };
    check("", "", "-name", "dee cy bob ana");
    check("b", "", "name", "ana bob");
    check("b", "type is lead", "created", "bob ana");
    check("bob", "type is customer", "created", "");
    check("nobody", "", "name", "");
    check("b", "in trash is on", "name", "bib");
    check("", "in trash is on", "-created", "bib");
    check("", "type is lead AND in trash is on OR type is lead", "name", "ana bib bob");
    check("", "type is lead AND in trash is on OR type is lead", "-name", "bob bib ana");
    check("b", "in trash is on OR type is not empty", "-created", "ana bob bib");
}

/// The folded name, which ends at the first mark that stands between texts.
fn name(contact: &Contact) -> String {
    fold(&contact.name()).split(SEPARATOR).next().unwrap_or_default().to_owned()
}

/// The place of a contact in an order by a field, without the direction; none where the field is empty.
fn key(contact: &Contact, field: &Field) -> Option<(i64, f64, String)> {
    let whole = |number: i64| Some((number, 0.0, String::new()));
    let time = |time: Timestamp| if time.millis() == 0 { None } else { whole(time.millis()) };
    let mut texts = texts(field, contact);
    match field {
        Field::HasPicture => whole(contact.picture.is_some().into()),
        Field::Unread | Field::InTrash => whole(0),
        Field::Dnd(channel) => whole(contact.is_dnd(*channel).into()),
        Field::Created => time(contact.created_at),
        Field::Updated => time(contact.updated_at),
        Field::LastActivity => time(contact.last_activity_at),
        Field::Birthday => {
            let birthday = contact.birthday.as_ref()?;
            let (month, day) = birthday.month_and_day()?;
            let year = birthday.date().map_or(-1, |date| date.civil().0);
            whole(i64::from(month) * 1_000_000 + i64::from(day) * 10_000 + year + 1)
        }
        Field::Name => Some((0, 0.0, name(contact))),
        Field::Email => {
            let first = fold(contact.email());
            texts.sort_by_key(|text| *text != first);
            Some((0, 0.0, texts.into_iter().next()?))
        }
        Field::Phone => {
            let first: String = fold(contact.phone()).replace("(0)", "");
            let first: String = first.chars().filter(char::is_ascii_digit).collect();
            texts.sort_by_key(|text| *text != first);
            Some((0, 0.0, texts.into_iter().next()?))
        }
        _ => match (field.kind(), texts.as_slice()) {
            (Kind::Flag, texts) => whole((texts == ["true"]).into()),
            (Kind::Number, [text]) => Some((0, text.parse().ok()?, String::new())),
            (Kind::Date, [text]) => match text.parse::<Date>() {
                Ok(date) => whole(date.days() * DAY),
                Err(_) => whole(text.to_uppercase().parse::<Timestamp>().ok()?.millis()),
            },
            (Kind::Number | Kind::Date, _) | (_, []) => None,
            (_, texts) => Some((0, 0.0, texts.join("\u{1f}"))),
        },
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(60) })]

    #[test]
    fn an_order_is_that_of_a_plain_sort(people in prop::collection::vec(contact(), 0..80)) {
        let mut contacts = Contacts::default();
        contacts.define(&definitions());
        contacts.upsert(people.clone());
        let model: BTreeMap<ContactId, Contact> =
            people.into_iter().map(|contact| (contact.id, contact)).collect();
        let mut by_name: Vec<&Contact> = model.values().filter(|contact| contact.is_listed()).collect();
        by_name.sort_by_key(|contact| (name(contact), contact.id));
        for field in Field::all(&definitions()) {
            for descending in [false, true] {
                let mut expect = by_name.clone();
                expect.sort_by(|a, b| match (key(a, &field), key(b, &field)) {
                    (Some(a), Some(b)) => {
                        let order = a.partial_cmp(&b).unwrap();
                        if descending { order.reverse() } else { order }
                    }
                    (Some(_), None) => Ordering::Less,
                    (None, Some(_)) => Ordering::Greater,
                    (None, None) => Ordering::Equal,
                });
                let sort = Sort { field: field.clone(), descending };
                let selection = Listing { query: &Query::default(), filter: None, sort: &sort };
                let expect: Vec<ContactId> = expect.into_iter().map(|contact| contact.id).collect();
                prop_assert_eq!(contacts.select(&selection), Listed::from(expect), "{}", sort);
            }
        }
        let calendar = Calendar { today: day("2026-03-11"), start_of: &utc };
        let all = contacts.matching(&Filter::default(), &calendar);
        prop_assert_eq!(all.count(), by_name.len());
    }

    #[test]
    fn keys_order_as_a_stable_sort_does(keys in prop::collection::vec(proptest::prop_oneof![0_u64..5, 0_u64..70_000, proptest::prelude::any::<u64>(), proptest::prelude::Just(u64::MAX)], 0..300), down in proptest::prelude::any::<bool>()) {
        let mut expect: Vec<u32> = (0..).take(keys.len()).collect();
        let turned = |item: &u32| match keys[*item as usize] {
            u64::MAX => u64::MAX,
            key if down => u64::MAX - 1 - key,
            key => key,
        };
        expect.sort_by_key(turned);
        let found = by_key((0..).take(keys.len()).collect(), &|item| keys[item as usize], down);
        prop_assert_eq!(found, expect);
    }
}
