//! The column of texts that search sweeps: it finds what a look at every text finds.

use proptest::prelude::{ProptestConfig, Strategy, any, prop, prop_assert_eq, proptest};
use visage::domain::rows::Rows;
use visage::domain::search::Query;
use visage::domain::search::column::TextColumn;

/// One change of a column: a text for a row, or none to forget it.
type Step = (u32, Option<String>);

fn steps() -> impl Strategy<Value = Vec<Step>> {
    // Few letters, so that words stand in many texts, at their ends and more than once.
    let text = prop::option::weighted(0.7, "[ab é]{0,9}");
    prop::collection::vec((0_u32..150, text), 0..250)
}

fn scan(model: &[String], query: &Query) -> Vec<usize> {
    let holds = |text: &String| {
        query.words().all(|spellings| spellings.iter().any(|word| text.contains(word.as_str())))
    };
    model.iter().enumerate().filter(|(_, text)| holds(text)).map(|(row, _)| row).collect()
}

fn rows(found: &Rows) -> Vec<usize> {
    (0..300).filter(|row| found.contains(u32::try_from(*row).unwrap())).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(250) })]

    #[test]
    fn it_finds_what_a_look_at_every_text_finds(
        steps in steps(),
        typed in prop::collection::vec("[ab]{1,3}( [ab]{1,2})?", 1..6),
    ) {
        let mut column = TextColumn::default();
        let mut model = vec![String::new(); 150];
        for (row, text) in steps {
            match &text {
                Some(text) => column.set(row, |run| run.push_str(text)),
                None => column.forget(row),
            }
            model[row as usize] = text.unwrap_or_default();
        }
        for (row, text) in (0..).zip(&model) {
            prop_assert_eq!(column.get(row), text);
        }
        for typed in typed {
            let query = Query::parse(&typed);
            prop_assert_eq!(rows(&column.matches(&query)), scan(&model, &query), "{}", typed);
        }
    }

    #[test]
    fn typing_on_and_back_finds_the_same(steps in steps(), typed in "[ab]{1,4}( [ab]{1,3})?", change in (0_u32..150, "[ab ]{0,9}")) {
        let mut column = TextColumn::default();
        let mut model = vec![String::new(); 150];
        let set = |column: &mut TextColumn, model: &mut Vec<String>, row: u32, text: String| {
            column.set(row, |run| run.push_str(&text));
            model[row as usize] = text;
        };
        for (row, text) in steps {
            set(&mut column, &mut model, row, text.unwrap_or_default());
        }
        for _ in 0..2 {
            for len in (1..=typed.len()).chain((1..typed.len()).rev()) {
                let query = Query::parse(&typed[..len]);
                prop_assert_eq!(rows(&column.matches(&query)), scan(&model, &query), "{}", &typed[..len]);
            }
            set(&mut column, &mut model, change.0, change.1.clone());
        }
    }

    #[test]
    fn a_set_of_rows_holds_what_was_put_in(len in 0_usize..300, members in prop::collection::btree_set(any::<u8>(), 0..40)) {
        let mut set = Rows::none(len);
        members.iter().for_each(|row| set.insert(u32::from(*row)));
        // The set may keep rows up to the end of its last word; a row behind it is dropped.
        let room = len.next_multiple_of(64);
        let kept = members.iter().map(|row| usize::from(*row)).filter(|row| *row < room);
        prop_assert_eq!(rows(&set), kept.collect::<Vec<usize>>());
    }
}

#[test]
fn rows_that_never_were_have_no_text() {
    let mut column = TextColumn::default();
    assert_eq!(column.get(0), "");
    column.forget(7);
    assert_eq!(column.get(7), "");
    assert_eq!(column.get(u32::MAX), "");
    assert_eq!(rows(&column.matches(&Query::parse("a"))), Vec::<usize>::new());
}

#[test]
fn forgotten_texts_are_packed_away() {
    let mut column = TextColumn::default();
    for row in 0..100 {
        column.set(row, |run| run.push_str("a text that stays"));
    }
    let size = |column: &TextColumn| format!("{column:?}").len();
    let before = size(&column);
    for turn in 0..2_000 {
        let text = if turn / 100 % 2 == 0 { "a text that leaves" } else { "a text that stays" };
        column.set(turn % 100, |run| run.push_str(text));
        // A third of the run may be forgotten, which makes it half as long again.
        assert!(size(&column) < before * 2, "after {turn} changes");
    }
    assert_eq!(rows(&column.matches(&Query::parse("text stays"))).len(), 100);
}

#[test]
fn rows_far_apart_are_found_where_they_are() {
    let mut column = TextColumn::default();
    let far = [0, 8_191, 8_192, 40_000];
    for row in far {
        column.set(row, |run| run.push_str(&format!("row {row}")));
    }
    let found = |rows: &Rows| rows.iter().collect::<Vec<u32>>();
    assert_eq!(found(&column.matches(&Query::parse("row"))), far);
    assert_eq!(found(&column.matches(&Query::parse("8192"))), [8_192]);
    assert_eq!(found(&column.holding("row", 40_001, &|_, place| place == 0)), far);
    assert_eq!(found(&column.rows(40_001, &|text| text.ends_with('0'))), [0, 40_000]);
    assert_eq!(column.get(40_000), "row 40000");
}
