//! CSV as programs write it: bytes become rows piece by piece, so that a file of any size needs no more memory than a
//! piece and a row, and rows become a file that no spreadsheet runs.
//! What the columns mean is left to `import`; reading and saving files is left to the caller.

pub mod cell;
pub mod dialect;
pub mod encoding;
mod machine;
pub mod read;
pub mod write;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// The longest row, in bytes of UTF-8. Longer ones are no table: a quote that never closes, or another kind of file.
pub const MAX_ROW: usize = 1_000_000;

/// The most cells of a row. The widest exports of contacts have some hundreds.
pub const MAX_CELLS: usize = 2_000;

/// Why a file cannot be read as CSV.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error, Serialize, Deserialize)]
pub enum CsvError {
    /// There is nothing in it.
    #[error("an empty file")]
    Empty,
    /// It is a ZIP archive; so are the workbooks of spreadsheets.
    #[error("a ZIP archive or a workbook, not CSV")]
    Zip,
    /// There are NUL characters in it, which no text has.
    #[error("not a text: row {row} has a NUL character")]
    Nul {
        /// The row, counted from one with the header.
        row: u64,
    },
    /// A row is longer than [`MAX_ROW`].
    #[error("row {row} is longer than {MAX_ROW} bytes")]
    LongRow {
        /// The row, counted from one with the header.
        row: u64,
    },
    /// A row has more than [`MAX_CELLS`] cells.
    #[error("row {row} has more than {MAX_CELLS} cells")]
    WideRow {
        /// The row, counted from one with the header.
        row: u64,
    },
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Row {
    /// Its place in the file, counted from one with the header; blank lines are not counted.
    pub number: u64,
    /// What stands in it, as it is written: see [`cell::plain`] for texts that a program protected.
    pub cells: Vec<String>,
    /// Whether the file ended within a quote, so that the last cell is probably not what was meant.
    pub is_open: bool,
}
