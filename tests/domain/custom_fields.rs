//! Definitions of custom fields: what is kept of them, and what filters and search know.

use visage::domain::contact::Contact;
use visage::domain::contacts::Contacts;
use visage::domain::contacts::select::Listing;
use visage::domain::custom_field::choices::{Choice, purged, replaced};
use visage::domain::custom_field::kind::CustomKind;
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
