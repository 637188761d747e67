//! Laws of the merge, on lists of entries as programs of all sorts leave them: with fields that no version knows, one
//! entry twice, and with vectors that tell nothing.

use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Map, Value, json};
use visage::domain::replication::lost::lost;
use visage::domain::replication::merge::merge;
use visage::domain::replication::vector::Vector;

use crate::copies::{Copies, list, raw, read, write};
use crate::laws;

/// Entries of phones. Some are the same one: what makes them so are the digits.
fn phones() -> impl Strategy<Value = Value> {
    let some = |values: &'static [&str]| proptest::option::weighted(0.4, select(values));
    let one = (
        select(&["+0", "0", "+1"][..]),
        some(&["fax", "home"]),
        some(&["A", "B"]),
        proptest::bool::weighted(0.2),
    );
    let entry = one.prop_map(|(number, label, note, is_primary)| {
        let mut entry = Map::from_iter([("number".to_owned(), json!(number))]);
        entry.extend(label.map(|label| ("label".to_owned(), json!(label))));
        entry.extend(note.map(|note| ("note".to_owned(), json!(note))));
        entry.extend(is_primary.then(|| ("primary".to_owned(), json!(true))));
        Value::Object(entry)
    });
    proptest::collection::vec(entry, 0..4).prop_map(Value::Array)
}

/// Tags, which are the same whatever their case.
fn tags() -> impl Strategy<Value = Value> {
    proptest::collection::vec(select(&["a", "A", "b"][..]), 0..4).prop_map(|tags| json!(tags))
}

fn body(phones: &Value, tags: &Value, vector: Option<&Value>) -> String {
    let mut body = read("{}");
    let fields = [("phones", Some(phones)), ("tags", Some(tags)), ("v", vector)];
    for (field, value) in fields {
        if let Some(value) = value.filter(|value| **value != json!([])) {
            body.insert(field.to_owned(), raw(&value.to_string()));
        }
    }
    write(&body)
}

/// Copies that nobody has seen another of: by devices, by programs that leave the vector as it was, and without one.
fn copies() -> impl Strategy<Value = Copies> {
    let edit = (proptest::option::of(phones()), proptest::option::of(tags()), 0..6_u8);
    let edits = proptest::collection::vec(edit, 2..5);
    (phones(), tags(), edits).prop_map(|(phones, tags, edits)| {
        let copy =
            |(number, (own_phones, own_tags, writer)): (usize, (Option<_>, Option<_>, _))| {
                let vector = match writer {
                    0 => None,
                    1 => Some(json!({"first": 2})),
                    _ => Some(json!({"first": 2, (format!("d{number}")): 1 + number % 2})),
                };
                let phones = own_phones.as_ref().unwrap_or(&phones);
                body(phones, own_tags.as_ref().unwrap_or(&tags), vector.as_ref())
            };
        let copies = edits.into_iter().enumerate().map(copy).collect();
        Copies { base: body(&phones, &tags, Some(&json!({"first": 2}))), copies }
    })
}

proptest! {
    #![proptest_config(laws::config())]

    #[test]
    fn entries_of_all_sorts_are_merged_the_same_in_every_order_and_kept(of in copies(), seed in 0..24_usize, is_known: bool) {
        laws::the_order_of_copies_makes_no_difference(&of, seed, is_known)?;
        laws::what_is_merged_again_stays_as_it_is(&of, is_known)?;
        laws::a_merge_comes_after_its_copies(&of, is_known)?;
        every_entry_is_in_place_or_kept(&of, is_known)?;
    }
}

/// An entry is in place where one has all that is new in it; which one is shown first is not part of it.
fn every_entry_is_in_place_or_kept(of: &Copies, is_known: bool) -> Result<(), TestCaseError> {
    let once = merge(laws::ID, is_known.then_some(&*of.base), &laws::all(&of.copies));
    let (before, after) = (read(&of.base), read(&once));
    for name in ["phones", "tags"] {
        let bare = |list: Vec<Value>| -> Vec<Value> { list.iter().map(laws::bare).collect() };
        let lists: Vec<Vec<Value>> =
            of.copies.iter().map(|copy| bare(list(&read(copy), name))).collect();
        let list_before = bare(list(&before, name));
        let old = if is_known { &*list_before } else { &[] };
        let kept: Vec<Value> = lost(&once)
            .iter()
            .filter(|lost| lost.field == name)
            .map(|lost| laws::bare(&serde_json::from_str(lost.value.get()).unwrap()))
            .collect();
        // One with the vector of a base that is not known looks as what the others have seen.
        let is_told = |copy: &String| is_known || Vector::read(copy) != Vector::read(&of.base);
        let told = of.copies.iter().zip(&lists).filter(|(copy, _)| is_told(copy));
        for entry in told.flat_map(|(_, list)| list) {
            let is_old = list_before.contains(entry);
            let count = |list: &[Value]| list.iter().filter(|known| *known == entry).count();
            let is_removed = lists.iter().any(|list| count(list) < count(&list_before));
            let is_in_place = list(&after, name).iter().any(|known| says(known, entry, old));
            prop_assert!(
                is_in_place || kept.contains(entry) || (is_known && is_old && is_removed),
                "{} {} in {}",
                name,
                entry,
                once
            );
        }
    }
    Ok(())
}

/// Whether an element has all that somebody gave an entry.
fn says(known: &Value, entry: &Value, before: &[Value]) -> bool {
    let (Some(fields), Some(known_fields)) = (entry.as_object(), known.as_object()) else {
        return known == entry;
    };
    fields.iter().all(|(key, value)| {
        known_fields.get(key) == Some(value) || before.iter().any(|old| old.get(key) == Some(value))
    })
}
