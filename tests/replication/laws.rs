//! Laws of the merge, on copies of all sorts.

use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::test_runner::FileFailurePersistence;
use serde_json::Value;
use visage::domain::replication::lost::lost;
use visage::domain::replication::merge::{MERGE, merge};
use visage::domain::replication::vector::Vector;

use crate::copies::{
    Copies, Doc, LISTS, WHOLE, concurrent, copies, get, is_same, list, read, vector,
};

pub(crate) const ID: &str = "contact:7d0f3c7e-52a4-4c0b-9a8e-3f1f6a5c2b10";

pub(crate) fn all(copies: &[String]) -> Vec<&str> {
    copies.iter().map(String::as_str).collect()
}

fn merged(of: &Copies) -> String {
    merge(ID, Some(&of.base), &all(&of.copies))
}

/// Every value of a field that is in place or kept as lost.
fn kept(doc: &str, field: &str) -> BTreeSet<String> {
    let values = lost(doc).into_iter().filter(|lost| lost.field == field);
    let values = values.map(|lost| lost.value.get().to_owned());
    values.chain(get(&read(doc), field).map(str::to_owned)).collect()
}

pub(crate) fn bare(value: &Value) -> Value {
    let mut value = value.clone();
    if let Some(object) = value.as_object_mut() {
        object.remove("primary");
    }
    value
}

fn has(doc: &Doc, field: usize, element: &Value) -> bool {
    list(doc, LISTS[field].0).iter().any(|known| is_same(field, known, element))
}

pub(crate) fn config() -> ProptestConfig {
    ProptestConfig {
        failure_persistence: Some(Box::new(FileFailurePersistence::Direct(
            "tests/proptest-regressions/replication.txt",
        ))),
        ..ProptestConfig::with_cases(10_000)
    }
}

// Several laws share a case, since making one takes as long as looking at it.
proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_merge_is_the_same_in_every_order_and_comes_after_its_copies(of in copies(), seed in 0..24_usize, is_known: bool) {
        the_order_of_copies_makes_no_difference(&of, seed, is_known)?;
        what_is_merged_again_stays_as_it_is(&of, is_known)?;
        a_merge_comes_after_its_copies(&of, is_known)?;
    }

    #[test]
    fn a_merge_of_what_people_did_keeps_it(of in concurrent(3), is_known: bool) {
        nothing_that_was_typed_disappears(&of, is_known)?;
        what_was_removed_stays_away_unless_somebody_edited_it(&of)?;
        an_edit_wins_over_a_delete(&of)?;
        at_most_one_entry_is_the_primary_one(&of, is_known)?;
        merging_in_pairs_keeps_the_same_values(&of)?;
    }
}

pub(crate) fn the_order_of_copies_makes_no_difference(
    of: &Copies,
    seed: usize,
    is_known: bool,
) -> Result<(), TestCaseError> {
    let mut turned = of.copies.clone();
    let count = turned.len();
    turned.rotate_left(seed % count);
    turned.swap(0, seed % count);
    turned.push(of.copies[seed % count].clone());
    let base = is_known.then_some(&*of.base);
    prop_assert_eq!(merge(ID, base, &all(&of.copies)), merge(ID, base, &all(&turned)));
    Ok(())
}

pub(crate) fn what_is_merged_again_stays_as_it_is(
    of: &Copies,
    is_known: bool,
) -> Result<(), TestCaseError> {
    let base = is_known.then_some(&*of.base);
    let once = merge(ID, base, &all(&of.copies));
    prop_assert_eq!(&merge(ID, base, &[&once]), &once);
    prop_assert_eq!(&merge(ID, base, &[&once, &once]), &once);
    for copy in &of.copies {
        prop_assert_eq!(&merge(ID, base, &[copy, &once]), &once, "{}", copy);
        if Vector::read(copy) != Vector::default()
            && get(&read(copy), "v") != get(&read(&of.base), "v")
        {
            prop_assert_eq!(&merge(ID, None, &[copy, &once]), &once, "{}", copy);
        }
    }
    let with_all: Vec<&str> = all(&of.copies).into_iter().chain([&*once]).collect();
    prop_assert_eq!(&merge(ID, base, &with_all), &once);
    Ok(())
}

pub(crate) fn a_merge_comes_after_its_copies(
    of: &Copies,
    is_known: bool,
) -> Result<(), TestCaseError> {
    let base = is_known.then_some(&*of.base);
    let once = merge(ID, base, &all(&of.copies));
    let after = Vector::read(&once);
    for copy in &of.copies {
        let vector = Vector::read(copy);
        prop_assert!(after.contains(&vector));
        prop_assert!(
            after > vector || once == serde_json::to_string(&read(copy)).unwrap(),
            "{}",
            copy
        );
    }
    Ok(())
}

fn nothing_that_was_typed_disappears(of: &Copies, is_known: bool) -> Result<(), TestCaseError> {
    let base = is_known.then_some(&*of.base);
    let (before, once) = (read(&of.base), merge(ID, base, &all(&of.copies)));
    let after = read(&once);
    for copy in of.copies.iter().map(|copy| read(copy)) {
        for field in WHOLE {
            if let Some(typed) =
                get(&copy, field).filter(|typed| get(&before, field) != Some(typed))
            {
                prop_assert!(kept(&once, field).contains(typed), "{} {}", field, typed);
            }
        }
        let custom = |doc: &Doc| get(doc, "custom").map(read).unwrap_or_default();
        for (key, typed) in &custom(&copy) {
            if get(&custom(&before), key) != Some(typed.get()) {
                let is_lost = kept(&once, &format!("custom.{key}")).contains(typed.get());
                prop_assert!(
                    is_lost || get(&custom(&after), key) == Some(typed.get()),
                    "{} {}",
                    key,
                    typed
                );
            }
        }
        for (field, (name, _)) in LISTS.iter().enumerate() {
            let old: Vec<Value> = list(&before, name).iter().map(bare).collect();
            for typed in list(&copy, name).iter().map(bare).filter(|typed| !old.contains(typed)) {
                prop_assert!(has(&after, field, &typed), "{} {}", name, typed);
                let is_there = list(&after, name).iter().map(bare).any(|known| known == typed);
                let mut lost = lost(&once).into_iter().filter(|lost| lost.field == *name);
                let is_lost = lost
                    .any(|lost| bare(&serde_json::from_str(lost.value.get()).unwrap()) == typed);
                let label = typed.get("label").filter(|label| {
                    list(&after, name).iter().any(|known| {
                        is_same(field, known, &typed) && known.get("label") == Some(*label)
                    })
                });
                prop_assert!(
                    is_there || is_lost || label.is_some() || typed.get("label").is_none(),
                    "{} {}",
                    name,
                    typed
                );
            }
        }
    }
    Ok(())
}

fn what_was_removed_stays_away_unless_somebody_edited_it(of: &Copies) -> Result<(), TestCaseError> {
    let (before, after) = (read(&of.base), read(&merged(of)));
    let docs: Vec<Doc> = of.copies.iter().map(|copy| read(copy)).collect();
    for (field, (name, _)) in LISTS.iter().enumerate() {
        for old in list(&before, name) {
            let found =
                |doc: &Doc| list(doc, name).into_iter().find(|known| is_same(field, known, &old));
            let is_removed = docs.iter().any(|doc| found(doc).is_none());
            let is_edited = docs.iter().filter_map(found).any(|now| bare(&now) != bare(&old));
            prop_assert_eq!(found(&after).is_some(), !is_removed || is_edited, "{} {}", name, old);
        }
    }
    for field in WHOLE {
        let values: BTreeSet<Option<&str>> = docs
            .iter()
            .map(|doc| get(doc, field))
            .filter(|value| *value != get(&before, field))
            .collect();
        if let (1, Some(value)) = (values.len(), values.first()) {
            prop_assert_eq!(get(&after, field), *value);
        }
    }
    Ok(())
}

fn an_edit_wins_over_a_delete(of: &Copies) -> Result<(), TestCaseError> {
    let (before, after) = (read(&of.base), read(&merged(of)));
    let is_alive = |doc: &Doc| doc.get("deleted_at").is_none();
    let docs: Vec<Doc> = of.copies.iter().map(|copy| read(copy)).collect();
    let is_edited = |doc: &Doc| {
        let own = |doc: &Doc| {
            let kept = |field: &str| !["v", "updated_at", "deleted_at"].contains(&field);
            doc.iter()
                .filter(|(field, _)| kept(field))
                .map(|(field, value)| (field.clone(), value.get().to_owned()))
                .collect::<Vec<_>>()
        };
        own(doc) != own(&before)
    };
    let is_kept = if is_alive(&before) {
        docs.iter().all(is_alive) || docs.iter().any(|doc| is_alive(doc) && is_edited(doc))
    } else {
        docs.iter().any(is_alive)
    };
    prop_assert_eq!(is_alive(&after), is_kept);
    Ok(())
}

fn at_most_one_entry_is_the_primary_one(of: &Copies, is_known: bool) -> Result<(), TestCaseError> {
    let after = read(&merge(ID, is_known.then_some(&*of.base), &all(&of.copies)));
    for name in ["emails", "phones"] {
        let marked = list(&after, name).iter().filter(|entry| entry["primary"] == true).count();
        prop_assert!(marked <= 1, "{:?}", list(&after, name));
    }
    Ok(())
}

/// In pairs other values may lead, but the same are kept; see `merge`.
fn merging_in_pairs_keeps_the_same_values(of: &Copies) -> Result<(), TestCaseError> {
    let [a, b, c] = &of.copies[..] else { unreachable!() };
    let base = Some(&*of.base);
    let at_once = merged(of);
    for (a, b, c) in [(a, b, c), (b, c, a), (c, a, b)] {
        let in_pairs = merge(ID, base, &[&merge(ID, base, &[a, b]), c]);
        for field in WHOLE {
            prop_assert_eq!(kept(&at_once, field), kept(&in_pairs, field), "{}", field);
        }
        for (field, (name, _)) in LISTS.iter().enumerate() {
            let (one, other) = (list(&read(&at_once), name), list(&read(&in_pairs), name));
            prop_assert_eq!(one.len(), other.len());
            let is_same =
                |element: &Value| other.iter().any(|known| is_same(field, known, element));
            prop_assert!(one.iter().all(is_same), "{}", name);
        }
        let counted = |doc: &str| {
            let mut vector = vector(&read(doc));
            vector.remove(MERGE);
            vector
        };
        prop_assert_eq!(counted(&at_once), counted(&in_pairs));
    }
    Ok(())
}
