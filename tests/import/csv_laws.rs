//! Laws of tables: what is written reads back the same, and nothing makes the reader panic.

use proptest::prelude::{any, prop};
use proptest::proptest;
use visage::domain::csv::cell::plain;
use visage::domain::csv::read::{Reader, rows};
use visage::domain::csv::write::{MARK, push_row};

proptest! {
    #[test]
    fn what_is_written_reads_back_the_same(
        table in prop::collection::vec(prop::collection::vec("[\\PC\\r\\n\\t]{0,6}|[=+'\",;| -]{0,4}", 1..5), 1..6),
        has_mark in any::<bool>(),
    ) {
        let mut file = if has_mark { MARK.to_owned() } else { String::new() };
        for row in &table {
            push_row(&mut file, row);
        }
        let found = rows(file.as_bytes()).unwrap();
        let found: Vec<Vec<&str>> =
            found.iter().map(|row| row.cells.iter().map(|cell| plain(cell)).collect()).collect();
        assert_eq!(found, table);
    }

    #[test]
    fn the_size_of_pieces_makes_no_difference(
        file in prop::collection::vec(prop::sample::select(b"ab,;\"'\r\n \xe9\xc3\xa9\xff\xfe\0".to_vec()), 0..60),
        size in 1_usize..9,
    ) {
        let (mut reader, mut found) = (Reader::default(), Vec::new());
        let mut pieces = file.chunks(size);
        let ended = pieces.try_for_each(|piece| reader.push(piece, &mut found));
        let ended = ended.and_then(|()| reader.finish(&mut found));
        match rows(&file) {
            Ok(whole) => assert_eq!((ended, found), (Ok(()), whole)),
            Err(error) => assert_eq!(ended, Err(error)),
        }
    }
}
