//! Sets of rows: the same as a plain set of numbers.

use std::collections::BTreeSet;

use proptest::prelude::{ProptestConfig, any, prop, prop_assert_eq, proptest};
use visage::domain::rows::Rows;

fn rows(members: &BTreeSet<u32>, len: usize) -> Rows {
    let mut rows = Rows::none(len);
    members.iter().for_each(|row| rows.insert(*row));
    rows
}

fn members(rows: &Rows) -> BTreeSet<u32> {
    rows.iter().collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(500) })]

    #[test]
    fn they_are_joined_as_sets_are(
        a in prop::collection::btree_set(0_u32..200, 0..60),
        b in prop::collection::btree_set(0_u32..200, 0..60),
    ) {
        let joined = |join: &dyn Fn(&mut Rows, &Rows)| {
            let mut joined = rows(&a, 200);
            join(&mut joined, &rows(&b, 200));
            members(&joined)
        };
        prop_assert_eq!(joined(&Rows::keep), &a & &b);
        prop_assert_eq!(joined(&Rows::add), &a | &b);
        prop_assert_eq!(joined(&Rows::take), &a - &b);
        let all: BTreeSet<u32> = (0..256).collect();
        prop_assert_eq!(members(&rows(&a, 200).inverse(200)), &all - &a);
        prop_assert_eq!(rows(&a, 200).count(), a.len());
        prop_assert_eq!(rows(&a, 200).is_empty(), a.is_empty());
    }

    #[test]
    fn they_are_what_was_asked_row_by_row(holds in prop::collection::vec(any::<bool>(), 0..300), len in 0_usize..300) {
        let found = Rows::of(len, holds.iter().copied());
        let expect = (0..).zip(&holds).take(len).filter(|(_, holds)| **holds).map(|(row, _)| row);
        prop_assert_eq!(members(&found), expect.collect::<BTreeSet<u32>>());
    }

    #[test]
    fn a_set_of_another_length_takes_no_row_along(
        a in prop::collection::btree_set(0_u32..64, 0..20),
        b in prop::collection::btree_set(0_u32..400, 0..60),
        changes in prop::collection::vec((0_u32..500, any::<bool>()), 0..40),
    ) {
        let (short, long) = (rows(&a, 64), rows(&b, 400));
        let joined = |first: &Rows, second: &Rows, join: &dyn Fn(&mut Rows, &Rows)| {
            let mut joined = first.clone();
            join(&mut joined, second);
            members(&joined)
        };
        prop_assert_eq!(joined(&short, &long, &Rows::keep), &a & &b);
        prop_assert_eq!(joined(&long, &short, &Rows::keep), &a & &b);
        prop_assert_eq!(joined(&short, &long, &Rows::add), &a | &b);
        prop_assert_eq!(joined(&long, &short, &Rows::add), &a | &b);
        prop_assert_eq!(joined(&short, &long, &Rows::take), &a - &b);
        prop_assert_eq!(joined(&long, &short, &Rows::take), &b - &a);
        let (mut changed, mut model) = (short, a);
        for (row, is_in) in changes {
            changed.set(row, is_in);
            if is_in { model.insert(row); } else { model.remove(&row); }
        }
        prop_assert_eq!(members(&changed), model);
    }
}
