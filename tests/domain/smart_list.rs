//! Smart Lists: what their documents say, and their places among the tabs.

use proptest::prelude::{ProptestConfig, prop, prop_assert, prop_assert_eq, proptest};
use serde_json::{Value, json};
use visage::domain::doc::Record;
use visage::domain::filter::field::Field;
use visage::domain::id::{IdError, ListId};
use visage::domain::sample::{Sample, list_id};
use visage::domain::smart_list::{
    DEFAULT_COLUMNS, FIELDS, ListColumn, Position, SmartList, moved, order,
};
use visage::domain::time::Timestamp;
use visage::domain::workspace::Person;

use crate::filters::definitions;

const ID: &str = "00000000-0000-4000-8000-000000000001";

fn list(json: &Value) -> SmartList {
    SmartList::from_json(ListId::from_random(1), &json.to_string()).unwrap()
}

fn at(number: u128, position: i64) -> SmartList {
    let list = SmartList::new(ListId::from_random(number), &[], "me", Timestamp::default());
    SmartList { position: Position(position), ..list }
}

#[test]
fn list_ids_are_read_in_their_one_spelling() {
    let id = ListId::from_random(1);
    assert_eq!(id.to_string(), ID);
    assert_eq!(id.doc_id(), format!("list:{ID}"));
    assert_eq!(ID.parse(), Ok(id));
    assert_eq!("x".parse::<ListId>(), Err(IdError::List));
    assert_eq!(ListId::from_doc_id(&id.doc_id()), Some(id));
    for text in [
        "list:",
        "list:x",
        ID,
        "contact:00000000-0000-4000-8000-000000000001",
        "list:00000000-0000-4000-8000-00000000000A",
    ] {
        assert_eq!(ListId::from_doc_id(text), None, "{text}");
    }
    assert!(ListId::from_doc_id(&list_id(0)).is_some());
}

#[test]
fn a_list_writes_the_fields_that_it_names_and_no_others() {
    let full = json!({
        "name": "Hot", "filter": "type is lead", "columns": [{"field": "name", "width": 200}, {"field": "x"}],
        "sort": "-created", "view": "faces", "position": 3, "made_by": "Bo", "made_at": "2024-01-01T00:00:00.000Z",
        "updated_by": "Cy", "updated_at": "2024-01-01T00:00:00.000Z", "shared": true,
        "deleted_at": "2024-01-01T00:00:00.000Z", "sample": true,
    });
    assert_eq!(serde_json::to_value(list(&full)).unwrap(), full);
    let mut written: Vec<&str> = full.as_object().unwrap().keys().map(String::as_str).collect();
    let mut named = FIELDS.to_vec();
    written.sort_unstable();
    named.sort_unstable();
    assert_eq!(written, named);
    assert_eq!(serde_json::to_value(list(&json!({}))).unwrap(), json!({"position": 0}));
    assert_eq!(list(&json!({"position": 1.75})).position, Position(1));
    assert_eq!(list(&json!({"position": -1e300})).position, Position(i64::MIN));
    assert!(SmartList::from_json(ListId::from_random(1), "1").is_none());
    assert!(SmartList::from_json(ListId::from_random(1), r#"{"position":"first"}"#).is_none());
}

#[test]
fn unknown_fields_survive_an_edit() {
    let before =
        Record { json: r#"{"name":"Hot","x":1.0,"v":{"d":1}}"#.into(), ..Record::default() };
    let edited = SmartList { name: "Cold".into(), ..list(&json!({"name": "Hot"})) };
    let after = Record::edited("list:1".into(), Some(&before), &edited, FIELDS, "d").unwrap();
    assert_eq!(after.json, r#"{"name":"Cold","position":0,"v":{"d":2},"x":1.0}"#);
}

#[test]
fn what_is_not_understood_is_left_out_of_what_is_shown() {
    let check = |columns: Value, expect: &[(&str, Option<u32>)]| {
        let found = list(&json!({ "columns": columns })).columns(&definitions());
        let found: Vec<(String, Option<u32>)> =
            found.into_iter().map(|(field, width)| (field.key(), width)).collect();
        let expect: Vec<(String, Option<u32>)> =
            expect.iter().map(|(key, width)| ((*key).to_owned(), *width)).collect();
        assert_eq!(found, expect);
    };
    check(
        json!([{"field": "name", "width": 200}, {"field": "foo"}, {"field": "custom.score"}, {"field": "last_activity"}, {"field": "name"}]),
        &[("name", Some(200)), ("custom.score", None), ("last_activity", None)],
    );
    let default: Vec<String> = DEFAULT_COLUMNS.iter().map(Field::key).collect();
    let default: Vec<(&str, Option<u32>)> =
        default.iter().map(|key| (key.as_str(), None)).collect();
    check(json!([]), &default);
    check(json!([{"field": "foo"}]), &default);
    assert_eq!(
        SmartList::column(&Field::LastActivity, Some(9)),
        ListColumn { field: "last_activity".into(), width: Some(9) }
    );
    let sort = |text: &str| list(&json!({ "sort": text })).sort(&definitions()).to_string();
    assert_eq!(sort("-created"), "-created");
    assert_eq!(sort(""), "name");
    assert_eq!(sort("foo"), "name");
}

#[test]
fn the_lists_of_the_sample_are_understood() {
    let sample = Sample::parse(include_str!("../../public/sample/sample.json")).unwrap();
    assert!(!sample.lists.is_empty());
    for body in &sample.lists {
        let list = SmartList::from_json(ListId::from_random(1), body.get()).unwrap();
        let filter = list.filter(&definitions());
        assert_eq!(filter.unknown().count(), 0, "{}", list.filter);
        assert_eq!(filter.to_string(), list.filter);
        assert!(list.sample && !list.name.is_empty());
    }
}

#[test]
fn a_new_list_stands_last() {
    let check = |positions: &[i64], expect: i64| {
        let others: Vec<SmartList> =
            (0..).zip(positions).map(|(number, position)| at(number, *position)).collect();
        let list = SmartList::new(ListId::from_random(99), &others, "Bo", Timestamp::default());
        assert_eq!(list.position, Position(expect));
    };
    check(&[], 1024);
    check(&[1, 2, 3], 1027);
    check(&[5, 1], 1029);
    check(&[i64::MAX], i64::MAX);
}

#[test]
fn a_moved_list_touches_the_others_only_where_there_is_no_room() {
    let check = |positions: &[i64], from: u128, to: usize, expect: &[(u128, i64)]| {
        let lists: Vec<SmartList> =
            (0..).zip(positions).map(|(number, position)| at(number, *position)).collect();
        let expect: Vec<(ListId, Position)> = expect
            .iter()
            .map(|(number, position)| (ListId::from_random(*number), Position(*position)))
            .collect();
        assert_eq!(moved(&lists, ListId::from_random(from), to), expect);
    };
    check(&[1024, 2048, 3072], 2, 0, &[(2, 0)]);
    check(&[1024, 2048, 3072], 0, 2, &[(0, 4096)]);
    check(&[1024, 2048, 3072], 0, 1, &[(0, 2560)]);
    check(&[1024, 2048, 3072], 0, 99, &[(0, 4096)]);
    check(&[1, 2, 3], 2, 1, &[(0, 1024), (2, 2048), (1, 3072)]);
    check(&[0, 0], 1, 0, &[(1, -1024)]);
    check(&[i64::MIN, i64::MAX], 1, 0, &[(1, 1024), (0, 2048)]);
    check(&[1, i64::MAX], 0, 1, &[(1, 1024), (0, 2048)]);
    check(&[i64::MIN, 0, i64::MAX], 1, 1, &[]);
    check(&[1], 0, 5, &[]);
    check(&[1], 7, 0, &[]);
    check(&[], 7, 0, &[]);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(500) })]

    #[test]
    fn moves_keep_every_other_list_in_its_order(
        positions in prop::collection::vec(proptest::prop_oneof![-3_i64..9, 0_i64..9_000], 1..9),
        moves in prop::collection::vec((0_usize..9, 0_usize..10), 1..30),
    ) {
        let mut lists: Vec<SmartList> = (0..).zip(positions).map(|(number, position)| at(number, position)).collect();
        order(&mut lists);
        for (from, to) in moves {
            let mut expect: Vec<ListId> = lists.iter().map(|list| list.id).collect();
            let id = expect.remove(from % lists.len());
            expect.insert(to.min(expect.len()), id);
            for (id, position) in moved(&lists, id, to) {
                let list = lists.iter_mut().find(|list| list.id == id);
                prop_assert!(list.is_some());
                list.unwrap().position = position;
            }
            order(&mut lists);
            prop_assert_eq!(lists.iter().map(|list| list.id).collect::<Vec<_>>(), expect);
        }
    }
}

#[test]
fn a_list_is_its_makers_until_it_is_shared_and_nobody_is_left_without_their_own() {
    let named =
        |id: &str, name: &str| Person { id: id.into(), name: name.into(), ..Person::default() };
    let people = [named("ana", "Ana"), named("ben", "Ben"), named("new", "")];
    let of = |made_by: &str| SmartList { made_by: made_by.into(), ..at(1, 1) };
    for (made_by, me, is_own) in [
        ("ana", "ana", true),
        ("ana", "ben", false),
        ("ana", "new", false),
        ("ben", "ana", false),
        // Whoever has no name here may be the same person.
        ("new", "ana", true),
        ("another browser", "ana", true),
        ("", "ana", true),
    ] {
        let list = of(made_by);
        let shared = SmartList { shared: true, ..list.clone() };
        let found = (list.is_of(me, &people), list.is_for(me, &people), shared.is_of(me, &people));
        assert_eq!(found, (is_own, is_own, is_own), "{made_by} made it, {me} looks");
        assert!(shared.is_for(me, &people), "{made_by} shared it, {me} looks");
    }
}
