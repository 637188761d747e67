//! The rows that were refused, as a table to mend and to import again.

use crate::domain::csv::Row;
use crate::domain::csv::cell::plain;
use crate::domain::csv::write::{MARK, push_row};

/// The columns before those of the file: see [`super::guess`], which leaves them out.
pub const COLUMNS: [&str; 2] = ["Row", "Reason"];

/// The beginning of the table: the header of the file with two columns before it.
#[must_use]
pub fn header(header: &Row) -> String {
    let mut file = MARK.to_owned();
    push_row(&mut file, COLUMNS.into_iter().chain(header.cells.iter().map(|cell| plain(cell))));
    file
}

/// Appends a row with the sentence that says why it was refused.
pub fn push(file: &mut String, row: &Row, reason: &str) {
    let number = row.number.to_string();
    let cells = row.cells.iter().map(|cell| plain(cell));
    push_row(file, [&*number, reason].into_iter().chain(cells));
}
