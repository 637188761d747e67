//! From rows to a file: UTF-8, commas, CRLF, cells that nothing runs.

use super::cell::inert;
use super::dialect::DELIMITERS;

/// What says to spreadsheets that a file is in UTF-8.
pub const MARK: &str = "\u{feff}";

/// Appends a row.
pub fn push_row<T: AsRef<str>>(file: &mut String, cells: impl IntoIterator<Item = T>) {
    let start = file.len();
    for (at, cell) in cells.into_iter().enumerate() {
        if at > 0 {
            file.push(',');
        }
        push_cell(file, cell.as_ref());
    }
    // An empty line would be no row.
    if file.len() == start {
        file.push_str("\"\"");
    }
    file.push_str("\r\n");
}

fn push_cell(file: &mut String, cell: &str) {
    let text = inert(cell);
    // An apostrophe, a mark and `sep=` at the beginning mean something to readers; so do other delimiters, while they
    // find out which one is meant.
    let is_special =
        |letter: char| matches!(letter, '"' | '\r' | '\n') || DELIMITERS.contains(&letter);
    let needs_quotes = text.starts_with(['\'', '\u{feff}', ' '])
        || text.starts_with("sep=")
        || text.ends_with(' ')
        || text.contains(is_special);
    if !needs_quotes {
        file.push_str(&text);
        return;
    }
    file.push('"');
    file.push_str(&text.replace('"', "\"\""));
    file.push('"');
}
