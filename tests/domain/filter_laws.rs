//! What holds for every filter and every sort, over any contacts that came and went in any order.

use std::collections::BTreeMap;

use proptest::prelude::{ProptestConfig, Strategy, prop, prop_assert, prop_assert_eq, proptest};
use visage::domain::contact::Contact;
use visage::domain::contacts::Contacts;
use visage::domain::contacts::select::Listing;
use visage::domain::date::{Calendar, Date};
use visage::domain::filter::field::Field;
use visage::domain::filter::operator::Operator;
use visage::domain::filter::{Condition, Filter};
use visage::domain::id::ContactId;
use visage::domain::rows::Rows;
use visage::domain::search::Query;
use visage::domain::sort::Sort;
use visage::domain::time::Timestamp;

use crate::crowd::{day, utc};
use crate::filters::{condition, definitions, filter};
use crate::oracle::shows;
use crate::people_of_all_sorts::{IDS, contact};

#[derive(Debug, Clone)]
enum Step {
    Upsert(Vec<Contact>),
    Remove(Vec<u128>),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let size = || prop::sample::select(vec![0..4_usize, 5..60]);
    let upsert = size().prop_flat_map(|size| prop::collection::vec(contact(), size));
    let remove = prop::collection::vec(0..IDS, 0..20);
    let step = proptest::prop_oneof![4 => upsert.prop_map(Step::Upsert), 1 => remove.prop_map(Step::Remove)];
    prop::collection::vec(step, 1..6)
}

/// Contacts after these steps, with half of the ids unread, and the same as a plain map.
fn after(steps: Vec<Step>) -> (Contacts, BTreeMap<ContactId, Contact>) {
    let (mut contacts, mut model) = (Contacts::default(), BTreeMap::new());
    contacts.set_unread((0..IDS).step_by(2).map(ContactId::from_random).collect());
    for (at, step) in steps.into_iter().enumerate() {
        // Fields may be defined before and behind the contacts.
        if at == 1 {
            contacts.define(&definitions());
        }
        match step {
            Step::Upsert(batch) => {
                model.extend(batch.iter().map(|contact| (contact.id, contact.clone())));
                contacts.upsert(batch);
            }
            Step::Remove(numbers) => {
                let ids: Vec<ContactId> = numbers.into_iter().map(ContactId::from_random).collect();
                model.retain(|id, _| !ids.contains(id));
                contacts.remove(&ids);
            }
        }
    }
    contacts.define(&definitions());
    (contacts, model)
}

fn is_unread(id: ContactId) -> bool {
    (0..IDS).step_by(2).any(|number| ContactId::from_random(number) == id)
}

/// Clocks in a few places.
fn start_of(zone: usize) -> impl Fn(Date) -> Timestamp {
    move |date| {
        let is_summer = day("2026-03-29") < date && date <= day("2026-10-25");
        let minutes = match zone {
            0 => 0,
            1 => 330,
            2 => -660,
            _ if is_summer => 120,
            _ => 60,
        };
        Timestamp::from_millis(utc(date).millis() - minutes * 60_000)
    }
}

fn chosen(contacts: &Contacts, rows: &Rows, sort: &Sort) -> Vec<ContactId> {
    contacts
        .select(&Listing { query: &Query::default(), filter: Some(rows), sort })
        .iter()
        .collect()
}

fn todays() -> impl Strategy<Value = Date> {
    let days = ["2026-03-11", "2026-01-01", "2025-12-31", "2024-02-29", "2026-02-28", "2026-10-25"];
    prop::sample::select(days.map(day).to_vec())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(60) })]

    #[test]
    fn a_filter_shows_whom_a_look_at_each_contact_finds(
        steps in steps(),
        filters in prop::collection::vec(filter(), 1..6),
        conditions in prop::collection::vec(condition(), 12),
        today in todays(),
        zone in 0_usize..4,
    ) {
        let (contacts, model) = after(steps);
        let start_of = start_of(zone);
        let calendar = Calendar { today, start_of: &start_of };
        let single = conditions.into_iter().map(|condition| Filter { groups: vec![vec![condition]] });
        for filter in filters.into_iter().chain(single) {
            let rows = contacts.matching(&filter, &calendar);
            let mut found = chosen(&contacts, &rows, &Sort::default());
            found.sort_unstable();
            let expect: Vec<ContactId> = model
                .values()
                .filter(|contact| shows(&filter, contact, is_unread(contact.id), &calendar))
                .map(|contact| contact.id)
                .collect();
            prop_assert_eq!(rows.count(), expect.len(), "{}", filter);
            prop_assert_eq!(found, expect, "{}", filter);
        }
    }

    #[test]
    fn the_inverse_of_a_condition_matches_exactly_the_rest(steps in steps(), conditions in prop::collection::vec(condition(), 20)) {
        let (contacts, _) = after(steps);
        let calendar = Calendar { today: day("2026-03-11"), start_of: &utc };
        let rows = |condition: &Condition| {
            contacts.matching(&Filter { groups: vec![vec![condition.clone()]] }, &calendar)
        };
        for condition in conditions {
            let known = condition.known().unwrap();
            let Operator { test, negated } = known.operator();
            let inverse = Operator { test, negated: !negated };
            let Ok(inverse) = Condition::new(known.field().clone(), inverse, known.value().clone()) else { continue };
            let mut all = contacts.matching(&Filter::default(), &calendar);
            if *known.field() == Field::InTrash {
                all.add(&contacts.trashed());
            }
            let mut both = rows(&condition);
            both.keep(&rows(&inverse));
            prop_assert!(both.is_empty(), "{:?}", condition);
            let mut either = rows(&condition);
            either.add(&rows(&inverse));
            prop_assert_eq!(either, all, "{:?}", condition);
        }
    }

    #[test]
    fn columns_that_grew_are_columns_built_at_once(steps in steps(), filters in prop::collection::vec(filter(), 6)) {
        let (contacts, model) = after(steps);
        let mut fresh = Contacts::default();
        fresh.define(&definitions());
        fresh.set_unread((0..IDS).step_by(2).map(ContactId::from_random).collect());
        fresh.fill(model.into_values().collect());
        fresh.settle();
        let calendar = Calendar { today: day("2026-03-11"), start_of: &utc };
        for filter in filters {
            let sort = Sort::default();
            let grown = chosen(&contacts, &contacts.matching(&filter, &calendar), &sort);
            prop_assert_eq!(grown, chosen(&fresh, &fresh.matching(&filter, &calendar), &sort));
        }
        for field in Field::all(&definitions()) {
            prop_assert_eq!(contacts.columns().values(&field), fresh.columns().values(&field), "{}", field);
            for descending in [false, true] {
                let sort = Sort { field: field.clone(), descending };
                let everyone = |contacts: &Contacts| chosen(contacts, &contacts.matching(&Filter::default(), &calendar), &sort);
                prop_assert_eq!(everyone(&contacts), everyone(&fresh), "{}", sort);
            }
        }
    }
}
