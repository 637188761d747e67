//! The rules of rows, cells and quotes (RFC 4180), one character at a time, and what is made of files that break them.

use super::dialect::Dialect;
use super::{CsvError, MAX_CELLS, MAX_ROW, Row};

/// Where in a cell a character stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Place {
    /// Before its first character.
    #[default]
    Start,
    /// In a cell without quotes.
    Bare,
    /// Within quotes.
    Quoted,
    /// Behind a quote that ends the cell or is the first of two, and so many spaces.
    Closing(usize),
}

/// A table being read.
#[derive(Debug, Clone, Default)]
pub(super) struct Machine {
    dialect: Dialect,
    place: Place,
    cell: String,
    cells: Vec<String>,
    /// The length of the cells of this row.
    length: usize,
    /// Whether a cell of this row has quotes, so that a row of one empty cell is not a blank line.
    is_quoted: bool,
    /// Whether a return was the last character; a line feed behind it belongs to it.
    after_return: bool,
    /// How many rows are finished.
    rows: u64,
    /// How many quotes stood where none belongs.
    pub(super) faults: usize,
}

impl Machine {
    pub(super) fn new(dialect: Dialect) -> Self {
        Self { dialect, ..Self::default() }
    }

    /// Reads on; finished rows are appended.
    pub(super) fn push(&mut self, text: &str, rows: &mut Vec<Row>) -> Result<(), CsvError> {
        for letter in text.chars() {
            if letter == '\0' {
                return Err(CsvError::Nul { row: self.rows + 1 });
            }
            let is_rest = letter == '\n' && self.after_return;
            self.after_return = letter == '\r' && !matches!(self.place, Place::Quoted);
            if !is_rest {
                self.step(letter, rows)?;
            }
        }
        Ok(())
    }

    /// Ends the last row, where there is one.
    pub(super) fn finish(&mut self, rows: &mut Vec<Row>) -> Result<(), CsvError> {
        let is_open = self.place == Place::Quoted;
        let has_begun = self.place != Place::Start || !self.cells.is_empty();
        if has_begun {
            self.end_row(is_open, rows)?;
        }
        Ok(())
    }

    fn step(&mut self, letter: char, rows: &mut Vec<Row>) -> Result<(), CsvError> {
        let is_quote = self.dialect.quote == letter;
        match self.place {
            Place::Quoted if is_quote => self.place = Place::Closing(0),
            Place::Quoted => self.add(letter)?,
            Place::Closing(0) if is_quote => {
                self.place = Place::Quoted;
                self.add(letter)?;
            }
            Place::Start if is_quote => {
                self.place = Place::Quoted;
                self.is_quoted = true;
            }
            _ if letter == self.dialect.delimiter => self.end_cell()?,
            _ if matches!(letter, '\r' | '\n') => self.end_row(false, rows)?,
            Place::Closing(spaces) if letter == ' ' => self.place = Place::Closing(spaces + 1),
            Place::Closing(spaces) => self.reopen(spaces, letter)?,
            Place::Start | Place::Bare => {
                self.faults += usize::from(is_quote);
                self.place = Place::Bare;
                self.add(letter)?;
            }
        }
        Ok(())
    }

    /// Goes on within quotes after a quote that ended nothing, since somebody forgot to double it.
    fn reopen(&mut self, spaces: usize, letter: char) -> Result<(), CsvError> {
        self.faults += 1;
        self.add(self.dialect.quote)?;
        for _ in 0..spaces {
            self.add(' ')?;
        }
        if letter == self.dialect.quote {
            self.place = Place::Closing(0);
            return Ok(());
        }
        self.place = Place::Quoted;
        self.add(letter)
    }

    fn add(&mut self, letter: char) -> Result<(), CsvError> {
        self.cell.push(letter);
        if self.length + self.cell.len() > MAX_ROW {
            return Err(CsvError::LongRow { row: self.rows + 1 });
        }
        Ok(())
    }

    fn end_cell(&mut self) -> Result<(), CsvError> {
        self.place = Place::Start;
        self.length += self.cell.len();
        self.cells.push(std::mem::take(&mut self.cell));
        // One more may stand behind the last delimiter.
        if self.cells.len() > MAX_CELLS {
            return Err(CsvError::WideRow { row: self.rows + 1 });
        }
        Ok(())
    }

    fn end_row(&mut self, is_open: bool, rows: &mut Vec<Row>) -> Result<(), CsvError> {
        self.end_cell()?;
        let cells = std::mem::take(&mut self.cells);
        let is_quoted = std::mem::take(&mut self.is_quoted);
        self.length = 0;
        if is_quoted || cells.iter().any(|cell| !cell.is_empty()) || cells.len() > 1 {
            self.rows += 1;
            rows.push(Row { number: self.rows, cells, is_open });
        }
        Ok(())
    }
}
