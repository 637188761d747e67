//! How tables are read and written: encodings, dialects, limits, and cells that spreadsheets would run.

use visage::domain::csv::cell::{inert, is_formula, plain};
use visage::domain::csv::dialect::Dialect;
use visage::domain::csv::encoding::Encoding;
use visage::domain::csv::read::{Reader, rows};
use visage::domain::csv::write::{MARK, push_row};
use visage::domain::csv::{CsvError, MAX_CELLS, MAX_ROW, Row};

/// The cells of a file, read at once and byte by byte.
pub(crate) fn cells(file: &[u8]) -> Vec<Vec<String>> {
    let cells = |rows: Vec<Row>| rows.into_iter().map(|row| row.cells).collect::<Vec<_>>();
    let whole = cells(rows(file).unwrap());
    let (mut reader, mut found) = (Reader::default(), Vec::new());
    for byte in file {
        reader.push(&[*byte], &mut found).unwrap();
    }
    reader.finish(&mut found).unwrap();
    assert_eq!(cells(found), whole);
    whole
}

fn check(file: impl AsRef<[u8]>, expect: &[&[&str]]) {
    assert_eq!(cells(file.as_ref()), expect, "{:?}", String::from_utf8_lossy(file.as_ref()));
}

#[test]
fn rows_and_cells_are_told_apart() {
    check("a,b\n1,2", &[&["a", "b"], &["1", "2"]]);
    check("a,b\r\n1,2\r\n", &[&["a", "b"], &["1", "2"]]);
    check("a,b\r1,2\r", &[&["a", "b"], &["1", "2"]]);
    check("a,b\n\n\n1,2\n\n", &[&["a", "b"], &["1", "2"]]);
    check("a,b\n,\n", &[&["a", "b"], &["", ""]]);
    check("a\n\"\"\nb", &[&["a"], &[""], &["b"]]);
    check("a,\"b\nc\",d\n1,2,3", &[&["a", "b\nc", "d"], &["1", "2", "3"]]);
    check("a,\"b \"\"c\"\"\"\n1,2", &[&["a", "b \"c\""], &["1", "2"]]);
    check(" a , b \n1,2", &[&[" a ", " b "], &["1", "2"]]);
    check("a,\"b\"  ,c\n1,2,3", &[&["a", "b", "c"], &["1", "2", "3"]]);
}

#[test]
fn delimiters_and_quotes_are_found_out() {
    check("a;b;c\n1,5;2;3", &[&["a", "b", "c"], &["1,5", "2", "3"]]);
    check("a\tb\n1, 2\t3", &[&["a", "b"], &["1, 2", "3"]]);
    check("a|b\n1|2", &[&["a", "b"], &["1", "2"]]);
    check("sep=;\r\na;b\r\n1;2", &[&["a", "b"], &["1", "2"]]);
    check("'a, b','c'\n'1','it''s'", &[&["a, b", "c"], &["1", "it's"]]);
    check("a,b\n'tis,2", &[&["a", "b"], &["'tis", "2"]]);
    check("one column\nonly", &[&["one column"], &["only"]]);
    check("\"a;b\",\"c;d\"\n\"1\",\"2\"", &[&["a;b", "c;d"], &["1", "2"]]);
    let mut found = Vec::new();
    let mut reader = Reader::with(Dialect { delimiter: ':', quote: '"' });
    reader.push(b"a,b:c\n", &mut found).unwrap();
    reader.finish(&mut found).unwrap();
    assert_eq!(found[0].cells, ["a,b", "c"]);
}

#[test]
fn encodings_are_found_out() {
    let wide = |bytes: fn(u16) -> [u8; 2], mark: &str| -> Vec<u8> {
        format!("{mark}é,😀\n1,2").encode_utf16().flat_map(bytes).collect()
    };
    check("é,😀\n1,2", &[&["é", "😀"], &["1", "2"]]);
    check("\u{feff}é,😀\n1,2", &[&["é", "😀"], &["1", "2"]]);
    check(wide(u16::to_le_bytes, MARK), &[&["é", "😀"], &["1", "2"]]);
    check(wide(u16::to_be_bytes, MARK), &[&["é", "😀"], &["1", "2"]]);
    let bare: Vec<u8> = "name,é\n1,2".encode_utf16().flat_map(u16::to_le_bytes).collect();
    check(bare, &[&["name", "é"], &["1", "2"]]);
    check(b"Jos\xe9,\x80 5\n\xfc,\x93x\x94", &[&["José", "€ 5"], &["ü", "“x”"]]);
    check(b"a,caf\xe9", &[&["a", "café"]]);
    check(b"\xc3\xa9,\xff\n1,2", &[&["é", "\u{fffd}"], &["1", "2"]]);
    let mut found = Vec::new();
    let mut reader = Reader::default();
    let mut late = b"a,b\n".repeat(40_000);
    late.extend_from_slice(b"\xe9,\xe8\n");
    reader.push(&late, &mut found).unwrap();
    assert_eq!(reader.encoding(), Encoding::Windows1252);
    assert_eq!(found.last().unwrap().cells, ["é", "è"]);
}

#[test]
fn what_is_no_table_is_refused_with_its_reason() {
    let refusal = |file: &[u8]| rows(file).err().unwrap();
    assert_eq!(refusal(b""), CsvError::Empty);
    assert_eq!(refusal(b"\xef\xbb\xbf\r\n\r\n"), CsvError::Empty);
    assert_eq!(refusal(b"PK\x03\x04\x14\0\x06\0"), CsvError::Zip);
    assert_eq!(refusal(b"a,b\n1,\0\n"), CsvError::Nul { row: 2 });
    assert_eq!(
        refusal(&[b"a,b\n".as_slice(), &[b'x'; 10_000_000]].concat()),
        CsvError::LongRow { row: 2 }
    );
    let open = [b"a,b\n\"".as_slice(), &b"1,2\n".repeat(MAX_ROW)].concat();
    assert_eq!(refusal(&open), CsvError::LongRow { row: 2 });
    assert_eq!(refusal(&b",".repeat(1_000_000)), CsvError::WideRow { row: 1 });
    assert!(rows(&b",".repeat(MAX_CELLS - 1)).is_ok());
}

#[test]
fn a_large_file_needs_no_more_than_a_piece() {
    let piece = b"Ada,Lovelace,ada@example.com,+44 20 7946 0958\r\n".repeat(2_000);
    let (mut reader, mut found, mut count) = (Reader::default(), Vec::new(), 0);
    for _ in 0..100 {
        reader.push(&piece, &mut found).unwrap();
        count += found.len();
        assert!(found.len() <= 2_001);
        found.clear();
    }
    reader.finish(&mut found).unwrap();
    assert_eq!(count + found.len(), 200_000);
}

#[test]
fn a_quote_that_never_closes_is_told() {
    let found = rows(b"a,b\n1,\"2\n3,4").unwrap();
    assert_eq!(found[1].cells, ["1", "2\n3,4"]);
    assert!(found[1].is_open && !found[0].is_open);
}

#[test]
fn what_a_spreadsheet_would_run_comes_out_inert_and_comes_back() {
    let texts = [
        "=1+1",
        "+442079460958",
        "-5",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "＝1",
        "＋1",
        "－1",
        "＠x",
        " =1",
        "'=1",
        "''+1",
        "\u{200b}=1",
        "\u{a0}=1",
        "−5",
    ];
    for text in texts {
        let written = inert(text);
        assert!(written.starts_with('\'') && !is_formula(&written), "{text:?}");
        assert_eq!(plain(&written), text);
    }
    for text in ["Ada", "", "'", "'tis", "a=b", "1-2", "O'Neil", "''"] {
        assert_eq!((&*inert(text), plain(text)), (text, text));
    }
}

#[test]
fn what_is_written_is_plain_where_it_can_be() {
    let mut file = String::new();
    push_row(&mut file, ["Name", "Say \"hi\"", "a,b", "+44", ""]);
    push_row(&mut file, [""]);
    assert_eq!(file, "Name,\"Say \"\"hi\"\"\",\"a,b\",\"'+44\",\r\n\"\"\r\n");
}
