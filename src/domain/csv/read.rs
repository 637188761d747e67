//! From bytes to rows, piece by piece.

use super::dialect::{Dialect, detect};
use super::encoding::{Decoder, Encoding};
use super::machine::Machine;
use super::{CsvError, Row};

/// How much of a file is looked at before its dialect is settled, in bytes of UTF-8.
pub const HEAD: usize = 65_536;

/// The signature of a ZIP archive.
const ZIP: [u8; 4] = *b"PK\x03\x04";

/// Reads a file in pieces of any size.
#[derive(Debug, Clone, Default)]
pub struct Reader {
    /// The first bytes, until there are enough to tell the encoding.
    first: Vec<u8>,
    decoder: Decoder,
    /// The beginning of the text, until the dialect is settled.
    head: String,
    chosen: Option<Dialect>,
    table: Option<(Dialect, Machine)>,
    has_rows: bool,
}

impl Reader {
    /// A reader that takes the dialect as given, where somebody knows better than [`detect`].
    #[must_use]
    pub fn with(dialect: Dialect) -> Self {
        Self { chosen: Some(dialect), ..Self::default() }
    }

    /// The dialect, once it is settled.
    #[must_use]
    pub fn dialect(&self) -> Option<Dialect> {
        self.table.as_ref().map(|(dialect, _)| *dialect)
    }

    /// The encoding as far as it is known.
    #[must_use]
    pub const fn encoding(&self) -> Encoding {
        self.decoder.encoding()
    }

    /// Takes the next piece of the file; finished rows are appended, the header among them.
    ///
    /// # Errors
    /// When the file is no table; nothing more can be read then.
    pub fn push(&mut self, piece: &[u8], rows: &mut Vec<Row>) -> Result<(), CsvError> {
        let mut text = std::mem::take(&mut self.head);
        if self.first.len() < ZIP.len() {
            self.first.extend_from_slice(piece);
            if self.first.len() < ZIP.len() {
                return Ok(());
            }
            if self.first.starts_with(&ZIP) {
                return Err(CsvError::Zip);
            }
            let first = std::mem::take(&mut self.first);
            self.decoder.push(&first, &mut text);
            self.first = ZIP.to_vec();
        } else {
            self.decoder.push(piece, &mut text);
        }
        if self.table.is_none() && text.len() < HEAD {
            self.head = text;
            return Ok(());
        }
        self.read(&text, false, rows)
    }

    /// Takes the end of the file.
    ///
    /// # Errors
    /// When the file is no table, or there is nothing in it.
    pub fn finish(&mut self, rows: &mut Vec<Row>) -> Result<(), CsvError> {
        let mut text = std::mem::take(&mut self.head);
        if self.first != ZIP {
            let first = std::mem::take(&mut self.first);
            self.decoder.push(&first, &mut text);
        }
        self.decoder.finish(&mut text);
        self.read(&text, true, rows)?;
        if let Some((_, machine)) = &mut self.table {
            machine.finish(rows)?;
        }
        if self.has_rows || !rows.is_empty() { Ok(()) } else { Err(CsvError::Empty) }
    }

    fn read(&mut self, text: &str, is_whole: bool, rows: &mut Vec<Row>) -> Result<(), CsvError> {
        let mut from = 0;
        let chosen = self.chosen;
        let (_, machine) = self.table.get_or_insert_with(|| {
            let (dialect, length) = match chosen {
                Some(dialect) => (dialect, 0),
                None => detect(text, is_whole),
            };
            from = length;
            (dialect, Machine::new(dialect))
        });
        let before = rows.len();
        machine.push(text.get(from..).unwrap_or_default(), rows)?;
        self.has_rows |= rows.len() > before;
        Ok(())
    }
}

/// The rows of a file that is in memory as a whole.
///
/// # Errors
/// When it is no table, or empty.
pub fn rows(file: &[u8]) -> Result<Vec<Row>, CsvError> {
    let (mut reader, mut rows) = (Reader::default(), Vec::new());
    reader.push(file, &mut rows)?;
    reader.finish(&mut rows)?;
    Ok(rows)
}
