//! Tables that other programs wrote, compared with what their collections say is in them.

use serde_json::Value as Json;
use visage::domain::csv::dialect::Dialect;
use visage::domain::csv::read::{Reader, rows};

use crate::corpora::files;
use crate::javascript;

#[test]
fn every_collected_table_is_read_in_pieces_of_any_size() {
    for (name, bytes) in files("csv", ".csv") {
        let whole = rows(&bytes).unwrap_or_else(|error| panic!("{name}: {error}"));
        for size in [1, 2, 3, 7, 64] {
            let (mut reader, mut found) = (Reader::default(), Vec::new());
            bytes.chunks(size).for_each(|piece| reader.push(piece, &mut found).unwrap());
            reader.finish(&mut found).unwrap();
            assert_eq!(found, whole, "{name} in pieces of {size}");
        }
        let widths = whole.iter().map(|row| row.cells.len());
        // Its delimiter is none that contacts are exported with.
        let is_foreign = name.contains("colon");
        assert!(is_foreign || widths.clone().min() == widths.max(), "{name}");
    }
}

#[test]
fn the_collected_tables_have_the_cells_of_their_oracles() {
    let tables = files("csv", ".csv");
    let mut compared = 0;
    for (name, json) in files("csv", ".json") {
        let Some((_, table)) = tables.iter().find(|(table, _)| same_stem(table, &name)) else {
            continue;
        };
        let Ok(records) = serde_json::from_slice::<Vec<Json>>(&json) else { continue };
        let found = rows(table).unwrap();
        assert_eq!(found.len(), records.len() + 1, "{name}");
        for (row, record) in found[1..].iter().zip(&records) {
            for (header, cell) in found[0].cells.iter().zip(&row.cells) {
                assert_eq!(record[header.trim()], **cell, "{name}: {header}");
            }
        }
        compared += 1;
    }
    assert!(tables.is_empty() || compared > 0);
}

fn same_stem(table: &str, json: &str) -> bool {
    table.strip_suffix(".csv") == json.strip_suffix(".json")
}

/// Where Papa Parse reads otherwise: it settles on one kind of line break, here any ends a row.
const MIXED_BREAKS: &str = "a,b,c\nd,e,f\rg,h,i\n";

/// A case of the test file of Papa Parse that asks for rows and nothing special.
fn papa_cases(source: &str) -> Vec<(String, char, Vec<Vec<String>>)> {
    let source = &source[..source.find("PARSE_ASYNC_TESTS").unwrap()];
    let cases = source.split("description:").skip(1).filter_map(|case| {
        let at = |key: &str| case.find(key).map(|at| &case[at + key.len()..]);
        let javascript::Value::Text(input) = javascript::value(at("input:")?)? else { return None };
        let data = javascript::rows(&javascript::value(at("data:")?)?)?;
        let delimiter = match at("config:") {
            None => ',',
            Some(config) => {
                let config = config[..config.find('}')?].trim().strip_prefix('{')?.trim();
                let value = config.strip_prefix("delimiter:")?;
                match javascript::value(&format!("{value}}}"))? {
                    javascript::Value::Text(text) if text.chars().count() == 1 && text != "\n" => {
                        text.chars().next()?
                    }
                    _ => return None,
                }
            }
        };
        Some((input, delimiter, data))
    });
    cases.collect()
}

#[test]
fn the_cases_of_papa_parse_have_the_same_rows() {
    for (_, source) in files("csv/papaparse", "test-cases.js") {
        let cases = papa_cases(&String::from_utf8(source).unwrap());
        let mut others = Vec::new();
        for (input, delimiter, data) in &cases {
            let (mut reader, mut found) =
                (Reader::with(Dialect { delimiter: *delimiter, quote: '"' }), Vec::new());
            let read =
                reader.push(input.as_bytes(), &mut found).and_then(|()| reader.finish(&mut found));
            let found: Vec<Vec<String>> = found.into_iter().map(|row| row.cells).collect();
            // Blank lines are rows of one empty cell there.
            let data: Vec<Vec<String>> = data.iter().filter(|row| **row != [""]).cloned().collect();
            if found != data && input != MIXED_BREAKS {
                others.push(format!("{input:?} {delimiter:?}: {read:?} {found:?}, not {data:?}"));
            }
        }
        eprintln!("{} of {} cases are alike", cases.len() - others.len(), cases.len());
        assert!(others.is_empty(), "\n{}", others.join("\n"));
    }
}
