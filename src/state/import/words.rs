//! The sentences about files that cannot be read and rows that are refused: what is wrong, and what to do about it.

use crate::domain::csv::{CsvError, MAX_CELLS, MAX_ROW};
use crate::domain::import::Refusal;
use crate::domain::import::portion::Trouble;
use crate::domain::vcard::{MAX_CARD, MAX_LINE, VcardError};
use crate::state::error;
use crate::state::locale::number;

/// There is no second thread to read files in.
pub const NO_WORKER: &str = "The file was not read: a part of Visage could not be loaded. Nothing was changed. Check the connection and choose the file again.";

/// Why a file is not read, or not to its end.
#[must_use]
pub fn trouble(trouble: &Trouble, name: &str) -> String {
    match trouble {
        Trouble::Csv(error) => csv(*error, name),
        Trouble::Vcard(error) => vcard(*error, name),
        Trouble::Unread(words) => format!(
            "“{name}” could not be read ({words}). It may have been moved or changed: choose it again."
        ),
    }
}

/// A table without rows.
#[must_use]
pub fn only_header(name: &str) -> String {
    format!(
        "“{name}” has a single row, which is taken for the names of its columns. Add a row of names above the contacts, and choose the file again."
    )
}

fn csv(error: CsvError, name: &str) -> String {
    match error {
        CsvError::Empty => {
            format!("“{name}” is empty. Export it again from the program that it comes from.")
        }
        CsvError::Zip => format!(
            "“{name}” is a workbook or a ZIP archive, not CSV. Open it in a spreadsheet and save it as CSV, or unpack it first."
        ),
        CsvError::Nul { row } => format!(
            "“{name}” is not a text file (row {}). Save it as CSV or vCard in the program that it comes from.",
            count(row)
        ),
        CsvError::LongRow { row } => format!(
            "Row {} of “{name}” is longer than {} characters: a quote in it may never be closed. Mend that row, and choose the file again.",
            count(row),
            number(MAX_ROW)
        ),
        CsvError::WideRow { row } => format!(
            "Row {} of “{name}” has more than {} cells. Check what stands between the cells, and choose the file again.",
            count(row),
            number(MAX_CELLS)
        ),
    }
}

fn vcard(error: VcardError, name: &str) -> String {
    match error {
        VcardError::NoCard => format!("There is no contact in “{name}”."),
        VcardError::LongLine { card } => format!(
            "Card {} of “{name}” has a line of more than {} characters. Remove its picture or its attachment, and choose the file again.",
            count(card),
            number(MAX_LINE)
        ),
        VcardError::LongCard { card } => format!(
            "Card {} of “{name}” is longer than {} characters. Remove it from the file, and choose the file again.",
            count(card),
            number(MAX_CARD)
        ),
    }
}

/// Why a row is refused, and what to do about it.
#[must_use]
pub fn refusal(
    refusal: &Refusal,
    name_of: &dyn Fn(&crate::domain::id::FieldKey) -> String,
) -> String {
    match refusal {
        Refusal::Ragged { expected, found } => format!(
            "The row has {} cells, and there are {} columns. Put quotes around cells with commas in them.",
            number(*found),
            number(*expected)
        ),
        Refusal::OpenQuote => "A quote in this row is never closed.".to_owned(),
        Refusal::Empty => error::draft(&crate::domain::contact::draft::DraftError::Empty),
        Refusal::Field { field, text, error } => {
            format!("{}: “{}”. {}", field.label(), short(text), error::draft(error))
        }
        Refusal::Custom { key, text, error } => {
            format!("{}: “{}”. {}", name_of(key), short(text), error::value(error))
        }
        Refusal::Exists(_) => {
            "There is such a contact already, and this import only adds.".to_owned()
        }
        Refusal::Unknown => "There is no such contact, and this import only updates.".to_owned(),
    }
}

/// The beginning of a long text.
fn short(text: &str) -> String {
    const MOST: usize = 60;
    match text.char_indices().nth(MOST) {
        Some((at, _)) => format!("{}…", text.get(..at).unwrap_or_default()),
        None => text.to_owned(),
    }
}

fn count(number_of: u64) -> String {
    number(usize::try_from(number_of).unwrap_or(usize::MAX))
}
