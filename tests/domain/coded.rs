//! The column of texts that many rows share: the same as a text for each row.

use proptest::prelude::{ProptestConfig, any, prop, prop_assert_eq, proptest};
use visage::domain::columns::coded::Coded;

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    #[test]
    fn it_holds_what_was_set_last(steps in prop::collection::vec((0_u32..90, "[abÁ ]{0,2}", any::<bool>()), 0..900)) {
        let (mut column, mut model) = (Coded::default(), vec![String::new(); 100]);
        for (row, text, is_new) in steps {
            // Some texts come once only, so that the column has something to pack away.
            let text = if is_new { format!("{text}{row}x") } else { text.trim().to_owned() };
            column.set(row, &text);
            model[row as usize] = text;
        }
        for (row, text) in (0..).zip(&model) {
            prop_assert_eq!(column.get(row), text);
        }
        for asked in ["", "a", "ab", "b"] {
            let found: Vec<u32> = column.rows(100, &|text| text == asked).iter().collect();
            let same = |text: &str| text.to_lowercase().replace('á', "a") == asked;
            let expect = (0..).zip(&model).filter(|(_, text)| same(text)).map(|(row, _)| row);
            prop_assert_eq!(found, expect.collect::<Vec<u32>>(), "{}", asked);
        }
    }
}

#[test]
fn texts_that_no_row_has_are_packed_away() {
    let mut column = Coded::default();
    let size = |column: &Coded| format!("{column:?}").len();
    let mut most = 0;
    for turn in 0..40_000_u32 {
        column.set(turn % 100, &format!("a text that comes but once, number {turn}"));
        if turn.is_multiple_of(50) {
            most = most.max(size(&column));
        }
    }
    let mut fresh = Coded::default();
    for turn in 39_900..40_000_u32 {
        fresh.set(turn % 100, &format!("a text that comes but once, number {turn}"));
        assert_eq!(column.get(turn % 100), fresh.get(turn % 100));
    }
    assert!(most < size(&fresh) * 8, "{most} {}", size(&fresh));
}

#[test]
fn a_row_that_never_was_has_no_text() {
    let mut column = Coded::default();
    assert_eq!(column.get(0), "");
    assert_eq!(column.get(u32::MAX), "");
    column.set(1_000_000, "");
    column.set(1_000_000, "\u{200b}");
    assert!(format!("{column:?}").len() < 200);
    assert_eq!(column.rows(70, &str::is_empty).count(), 70);
}
