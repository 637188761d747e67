//! Definitions of custom fields: what is kept of them, what may be typed into them, and what filters and search know.

use proptest::prelude::{ProptestConfig, any, prop, prop_assert, prop_assert_eq, proptest};
use visage::domain::contact::Contact;
use visage::domain::contact::custom::CustomValue;
use visage::domain::contacts::Contacts;
use visage::domain::contacts::select::Listing;
use visage::domain::custom_field::choices::{Choice, purged, replaced};
use visage::domain::custom_field::kind::CustomKind;
use visage::domain::custom_field::typed::{MAX_LONG_TEXT, ValueError};
use visage::domain::custom_field::{
    CustomField, FIELDS, FieldError, definitions, folders, moved, order,
};
use visage::domain::doc::Record;
use visage::domain::filter::field::Kind;
use visage::domain::id::FieldKey;
use visage::domain::search::Query;
use visage::domain::smart_list::Position;
use visage::domain::sort::Sort;
use visage::domain::time::Timestamp;

use crate::people::{named, nobody};

fn key(text: &str) -> FieldKey {
    text.parse().unwrap()
}

/// The field `k` of this kind, with the choices Gold, Silver and Été, in euros.
pub(crate) fn field(kind: CustomKind) -> CustomField {
    let json = r#"{"name":"Plan","currency":"EUR","choices":[{"name":"Gold"},{"name":"Silver"},{"name":"Été"}]}"#;
    CustomField { kind, ..CustomField::from_json(key("k"), json).unwrap() }
}

#[test]
fn keys_are_made_by_the_client_and_never_of_what_was_typed() {
    assert_eq!(FieldKey::from_random(0x1f).as_str(), "000000000000001f");
    let check = |id: &str, expect: bool| {
        let key = FieldKey::from_doc_id(id);
        assert_eq!(key.is_some(), expect, "{id}");
        assert!(key.is_none_or(|key| key.doc_id() == id));
    };
    check("field:000000000000001f", true);
    check("field:score", true);
    check("field:a.b-c_D", true);
    check("field:", false);
    check("field:a b", false);
    check("field:é", false);
    check("list:score", false);
    check(&format!("field:{}", "a".repeat(65)), false);
}

#[test]
fn each_kind_takes_what_it_is_for() {
    use CustomValue::{Flag, List, Number, Text};
    let check = |kind: CustomKind, typed: &str, expect: Result<Option<CustomValue>, ValueError>| {
        assert_eq!(field(kind.clone()).value(typed), expect, "{kind:?} {typed:?}");
    };
    let text = |text: &str| Ok(Some(Text(text.to_owned())));
    let number = |text: &str| Ok(Some(Number(text.to_owned())));
    let list =
        |texts: &[&str]| Ok(Some(List(texts.iter().map(|text| (*text).to_owned()).collect())));
    for (kind, ..) in CustomKind::ALL {
        check(kind, " \n", Ok(None));
    }
    check(CustomKind::Text, " a\tb\nc ", text("a b c"));
    check(CustomKind::Text, &"a".repeat(501), Err(ValueError::TooLong(500)));
    check(CustomKind::LongText, " a\r\nb\n\nc\0 ", text("a\nb\n\nc"));
    check(CustomKind::LongText, &"a".repeat(MAX_LONG_TEXT), text(&"a".repeat(MAX_LONG_TEXT)));
    check(
        CustomKind::LongText,
        &"a".repeat(MAX_LONG_TEXT + 1),
        Err(ValueError::TooLong(MAX_LONG_TEXT)),
    );
    check(CustomKind::Number, "5", number("5"));
    check(CustomKind::Number, "-1.50", number("-1.50"));
    check(CustomKind::Number, "+5", number("5"));
    check(CustomKind::Number, "007", number("7"));
    check(CustomKind::Number, "0", number("0"));
    check(CustomKind::Number, ".5", number("0.5"));
    check(CustomKind::Number, "5.", number("5"));
    check(CustomKind::Number, "1e3", number("1e3"));
    check(CustomKind::Number, "−5", number("-5"));
    check(CustomKind::Number, "１５", number("15"));
    check(CustomKind::Number, "123456789012345678901", number("123456789012345678901"));
    for typed in [
        "five", "1,5", "1 000", ".", "-", "-.", "--5", "+-5", "e5", "5.e3", "1e999", "NaN", "0x5",
        "1.2.3",
    ] {
        check(CustomKind::Number, typed, Err(ValueError::Number));
    }
    check(CustomKind::Money, "1500.50", number("1500.50"));
    check(CustomKind::Money, "EUR 1500.50", number("1500.50"));
    check(CustomKind::Money, "1500.50 eur", number("1500.50"));
    check(CustomKind::Money, "1500.50 USD", Err(ValueError::Number));
    check(CustomKind::Money, "EUR", Err(ValueError::Number));
    check(CustomKind::Date, "2026-02-28", text("2026-02-28"));
    check(CustomKind::Date, "2026-02-30", Err(ValueError::Date));
    check(CustomKind::Date, "28.2.2026", Err(ValueError::Date));
    check(CustomKind::Choice, "gold", text("Gold"));
    check(CustomKind::Choice, "ete", text("Été"));
    check(CustomKind::Choice, "Bronze", Err(ValueError::Choice("Bronze".into())));
    check(CustomKind::Choices, "silver, GOLD,, gold", list(&["Gold", "Silver"]));
    check(CustomKind::Choices, "Gold, Bronze", Err(ValueError::Choice("Bronze".into())));
    check(CustomKind::Checkbox, "Yes", Ok(Some(Flag(true))));
    check(CustomKind::Checkbox, "off", Ok(Some(Flag(false))));
    check(CustomKind::Checkbox, "maybe", Err(ValueError::Flag));
    check(CustomKind::Url, "example.com", text("https://example.com"));
    check(CustomKind::Url, "javascript:alert(1)", Err(ValueError::Url));
    check(CustomKind::Phone, "+44 20 7946 0958", text("+44 20 7946 0958"));
    check(CustomKind::Phone, "12", Err(ValueError::Phone));
    check(CustomKind::Email, "a@x", text("a@x"));
    check(CustomKind::Email, "a", Err(ValueError::Email));
    check(CustomKind::Other("stars".into()), "5", Err(ValueError::Unknown));
}

#[test]
fn what_another_program_wrote_stays_when_it_is_typed_again() {
    let check = |kind: CustomKind, json: &str, shown: &str| {
        let body = format!(r#"{{"custom":{{"k":{json}}}}}"#);
        let before = Contact::from_json(nobody(1).id, &body).unwrap();
        let field = field(kind);
        assert_eq!(field.read(&before), shown);
        let mut contact = before.clone();
        let _ = field.write(&mut contact, shown);
        assert_eq!(contact, before, "{json}");
    };
    check(CustomKind::Number, r#""five""#, "five");
    check(CustomKind::Number, "1.0", "1.0");
    check(CustomKind::Choice, r#""Bronze""#, "Bronze");
    check(CustomKind::Choices, r#"["Bronze","Gold"]"#, "Bronze, Gold");
    check(CustomKind::Checkbox, "true", "yes");
    check(CustomKind::Checkbox, "false", "no");
    check(CustomKind::Text, r#"{"a":1}"#, "");
    check(CustomKind::Other("stars".into()), "5", "5");
}

#[test]
fn a_definition_is_checked_before_it_is_kept() {
    let others = [CustomField { key: key("o"), name: "Score".into(), ..field(CustomKind::Text) }];
    let check =
        |change: &dyn Fn(&mut CustomField), kind: CustomKind, expect: Result<(), FieldError>| {
            let mut field = field(kind);
            change(&mut field);
            assert_eq!(field.check(&others), expect, "{field:?}");
        };
    let choices = |names: &[&str]| -> Vec<Choice> {
        names.iter().map(|name| Choice { name: (*name).to_owned(), ..Choice::default() }).collect()
    };
    for (kind, ..) in CustomKind::ALL {
        check(&|_| {}, kind, Ok(()));
    }
    check(&|field| field.name = " ".into(), CustomKind::Text, Err(FieldError::Nameless));
    check(&|field| field.name = "a".repeat(501), CustomKind::Text, Err(FieldError::TooLong));
    check(
        &|field| field.name = "score ".into(),
        CustomKind::Text,
        Err(FieldError::SameName("Score".into())),
    );
    check(&|field| field.key = key("o"), CustomKind::Text, Ok(()));
    check(&|field| field.currency = "€".into(), CustomKind::Money, Err(FieldError::Currency));
    check(&|field| field.currency = "€".into(), CustomKind::Number, Ok(()));
    check(&|field| field.choices = vec![], CustomKind::Choice, Err(FieldError::NoChoices));
    check(&|field| field.choices = vec![], CustomKind::Text, Ok(()));
    check(
        &|field| field.choices = choices(&["a", " "]),
        CustomKind::Choice,
        Err(FieldError::NamelessChoice),
    );
    check(&|field| field.choices = choices(&["a,b"]), CustomKind::Choices, Err(FieldError::Comma));
    check(
        &|field| field.choices = choices(&["a", "A "]),
        CustomKind::Choice,
        Err(FieldError::SameChoice("A".into())),
    );
    let removed = CustomField { removed_at: Some(Timestamp::default()), ..others[0].clone() };
    let field = CustomField { name: "Score".into(), ..field(CustomKind::Text) };
    assert_eq!(field.check(&[removed]), Ok(()));
}

#[test]
fn renaming_and_removing_a_choice_changes_who_holds_it() {
    let check = |json: &str, from: &str, to: Option<&str>, expect: Option<&str>| {
        let body = format!(r#"{{"custom":{{"k":{json},"o":1.0}}}}"#);
        let contact = Contact::from_json(nobody(1).id, &body).unwrap();
        let changed = replaced(&contact, &key("k"), from, to);
        let custom = changed.map(|changed| serde_json::to_string(&changed.custom).unwrap());
        assert_eq!(custom.as_deref(), expect, "{json} {from} → {to:?}");
    };
    check(r#""Gold""#, "Gold", Some("Top"), Some(r#"{"k":"Top","o":1.0}"#));
    check(r#""gold""#, "Gold", Some("Gold"), Some(r#"{"k":"Gold","o":1.0}"#));
    check(r#""Gold""#, "Gold", Some("Gold"), None);
    check(r#""Gold""#, "Gold", None, Some(r#"{"o":1.0}"#));
    check(r#""Silver""#, "Gold", None, None);
    check(r#"["a","Gold"]"#, "gold", Some("Top"), Some(r#"{"k":["a","Top"],"o":1.0}"#));
    check(r#"["a","Gold"]"#, "Gold", Some("a"), Some(r#"{"k":["a"],"o":1.0}"#));
    check(r#"["a","Gold"]"#, "Gold", None, Some(r#"{"k":["a"],"o":1.0}"#));
    check(r#"["Gold"]"#, "Gold", None, Some(r#"{"o":1.0}"#));
    check(r#"["a"]"#, "Gold", None, None);
    check("5", "5", None, None);
    check("null", "Gold", None, None);
    let contact = Contact::from_json(nobody(1).id, r#"{"custom":{"k":{"x":1}}}"#).unwrap();
    assert!(purged(&contact, &key("k")).unwrap().custom.is_empty());
    assert_eq!(purged(&contact, &key("o")), None);
}

#[test]
fn filters_know_the_fields_that_are_not_removed() {
    let of = |key_: &str, name: &str, kind: CustomKind, place: i64, folder: &str| CustomField {
        key: key(key_),
        name: name.into(),
        position: Position(place),
        folder: folder.into(),
        ..field(kind)
    };
    let mut fields = vec![
        of("c", "Until", CustomKind::Date, 3, "Contract"),
        of("b", "Plan", CustomKind::Choices, 2, ""),
        of("a", "Fee", CustomKind::Money, 2, "Contract"),
        of("d", "Member", CustomKind::Checkbox, 4, ""),
        of("e", "Site", CustomKind::Url, 5, "Web"),
        of("f", "Gone", CustomKind::Text, 6, ""),
    ];
    fields[5].removed_at = Some(Timestamp::default());
    order(&mut fields);
    let known = definitions(&fields);
    let shown: Vec<(&str, &str, Kind)> =
        known.iter().map(|known| (known.key(), &*known.label, known.kind)).collect();
    let expect = [
        ("a", "Fee", Kind::Number),
        ("b", "Plan", Kind::Choice),
        ("c", "Until", Kind::Date),
        ("d", "Member", Kind::Flag),
        ("e", "Site", Kind::Text),
    ];
    assert_eq!(shown, expect);
    let names = |members: &Vec<&CustomField>| {
        members.iter().map(|field| field.key.as_str().to_owned()).collect::<String>()
    };
    let folders: Vec<(&str, String)> =
        folders(&fields).iter().map(|(folder, members)| (*folder, names(members))).collect();
    assert_eq!(folders, [("", "bd".into()), ("Contract", "ac".into()), ("Web", "e".into())]);
}

#[test]
fn texts_of_custom_fields_are_searched() {
    let body = r#"{"first_name":"Ana","custom":{"motto":"Carpe\nDiem","desk":"020 7946","plan":"Gold","n":5}}"#;
    let contact = Contact::from_json(nobody(1).id, body).unwrap();
    let mut contacts = Contacts::default();
    contacts.upsert(vec![contact.clone(), Contact { id: nobody(2).id, ..named("Bo", "Diem") }]);
    let found = |contacts: &Contacts, typed: &str| {
        let (query, sort) = (Query::parse(typed), Sort::default());
        contacts.select(&Listing { query: &query, filter: None, sort: &sort }).len()
    };
    assert_eq!(found(&contacts, "carpe"), 0);
    let of = |key_: &str, kind| CustomField { key: key(key_), ..field(kind) };
    let fields = [
        of("motto", CustomKind::LongText),
        of("desk", CustomKind::Phone),
        of("plan", CustomKind::Choice),
    ];
    contacts.define(&definitions(&fields));
    assert_eq!(found(&contacts, "carpe diem"), 1);
    assert_eq!(found(&contacts, "diem"), 2);
    assert_eq!(found(&contacts, "0207946"), 1);
    assert_eq!(found(&contacts, "gold"), 0);
    contacts.upsert(vec![Contact { company: "Acme".into(), ..contact }]);
    assert_eq!(found(&contacts, "acme carpe"), 1);
    contacts.remove(&[nobody(1).id]);
    contacts.define(&definitions(&fields));
    assert_eq!(found(&contacts, "carpe"), 0);
    contacts.define(&definitions(&[]));
    assert_eq!(found(&contacts, "diem"), 1);
}

#[test]
fn documents_keep_what_this_version_does_not_know() {
    let body = r#"{"choices":[{"name":"Gold","hue":12.0}],"kind":"stars","name":"Rank","x":1.0}"#;
    let field = CustomField::from_json(key("k"), body).unwrap();
    assert_eq!(field.kind, CustomKind::Other("stars".into()));
    let record = Record { json: body.into(), ..Record::default() };
    let after = Record::edited("a".into(), Some(&record), &field, FIELDS, "d").unwrap();
    for part in [r#"[{"name":"Gold","hue":12.0}]"#, r#""kind":"stars""#, r#""x":1.0"#] {
        assert!(after.json.contains(part), "{}", after.json);
    }
    let full = serde_json::json!({
        "name": "Rank", "kind": "money", "currency": "EUR", "folder": "F", "position": 5,
        "required": true, "choices": [{"name": "a"}], "removed_at": "2026-01-01T00:00:00.000Z",
        "purged_at": "2026-02-01T00:00:00.000Z",
    });
    let field: CustomField = serde_json::from_value(full.clone()).unwrap();
    assert_eq!(serde_json::to_value(&field).unwrap(), full);
    assert_eq!(full.as_object().unwrap().len(), FIELDS.len());
    let nulls = r#"{"name":null,"kind":null,"choices":[null],"position":null}"#;
    assert_eq!(CustomField::from_json(key("k"), nulls), CustomField::from_json(key("k"), "{}"));
    for (kind, name, _) in CustomKind::ALL {
        assert_eq!(kind.key(), name);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn what_was_written_is_read_and_can_be_written_again(
        typed in prop::sample::select(vec!["", "a", "5", "-1.50", "+7", "2026-02-28", "gold", "silver, gold", "yes", "no", "x.example", "a@x", "555 0100", "EUR 5", "a\nb"]),
        other in any::<String>(),
        kind in 0..11_usize,
    ) {
        let field = field(CustomKind::ALL[kind].0.clone());
        for typed in [typed, &other] {
            let mut contact = nobody(1);
            let before = contact.clone();
            match field.write(&mut contact, typed) {
                Err(_) => prop_assert_eq!(&contact, &before),
                Ok(()) => {
                    let once = contact.clone();
                    prop_assert_eq!(field.write(&mut contact, &field.read(&once)), Ok(()));
                    prop_assert_eq!(&contact, &once);
                    prop_assert_eq!(field.value(&field.read(&once)), Ok(once.custom.get("k")));
                    prop_assert!(field.write(&mut contact, "").is_ok() && contact == before);
                }
            }
        }
    }
}

#[test]
fn a_new_field_stands_behind_the_others() {
    let first = CustomField::new(key("a"), CustomKind::Text, &[]);
    let second = CustomField::new(key("b"), CustomKind::Text, std::slice::from_ref(&first));
    assert!(first.position < second.position);
    assert_eq!(second.check(&[first]), Err(FieldError::Nameless));
}

#[test]
fn shown_fields_are_moved_past_each_other() {
    let of = |(key_, place, is_removed): (&str, i64, bool)| CustomField {
        key: key(key_),
        position: Position(place),
        removed_at: is_removed.then(Timestamp::default),
        ..field(CustomKind::Text)
    };
    let fields: Vec<CustomField> =
        [("a", 1, false), ("x", 2, true), ("b", 3, false), ("c", 3, false)].map(of).into();
    let check = |moving: &str, by: isize, expect: &str| {
        let mut all = fields.clone();
        for changed in moved(&fields, &key(moving), by) {
            let place = all.iter().position(|known| known.key == changed.key).unwrap();
            all[place] = changed;
        }
        order(&mut all);
        let shown = all.iter().filter(|field| field.is_shown());
        let keys: String = shown.map(|field| field.key.as_str()).collect();
        assert_eq!(keys, expect, "{moving} by {by}");
    };
    check("a", 1, "bac");
    check("c", -1, "acb");
    check("c", -9, "cab");
    check("a", -1, "abc");
    check("x", 1, "abc");
    assert!(moved(&fields, &key("c"), 1).is_empty());
}

#[test]
fn definitions_are_kept_tidy() {
    let typed = CustomField {
        name: " Fee ".into(),
        currency: " eur ".into(),
        folder: " Contract ".into(),
        ..field(CustomKind::Money)
    };
    let money = typed.clone().tidied();
    assert_eq!((&*money.name, &*money.currency, &*money.folder), ("Fee", "EUR", "Contract"));
    assert!(money.choices.is_empty());
    let choice = CustomField { kind: CustomKind::Choice, ..typed }.tidied();
    assert_eq!((choice.choices.len(), &*choice.currency), (3, ""));
}

#[test]
fn what_is_purged_does_not_come_back() {
    let removed = CustomField { removed_at: Some(Timestamp::default()), ..field(CustomKind::Text) };
    assert!(removed.is_restorable() && !removed.is_shown());
    let purged = CustomField { purged_at: Some(Timestamp::default()), ..removed };
    assert!(!purged.is_restorable() && !purged.is_shown());
    let restored = CustomField { removed_at: None, ..purged };
    assert!(!restored.is_shown());
}
