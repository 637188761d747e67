//! What stands between cells and around them, guessed from the beginning of a file.

use serde::{Deserialize, Serialize};

use super::machine::Machine;

/// The delimiters that are looked for, the likelier first.
pub const DELIMITERS: [char; 4] = [',', ';', '\t', '|'];

/// How many rows are looked at.
const ROWS: usize = 100;

/// What stands between cells and around them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dialect {
    /// Between two cells.
    pub delimiter: char,
    /// Around a cell in which delimiters, quotes and line breaks are text.
    pub quote: char,
}

impl Default for Dialect {
    fn default() -> Self {
        Self { delimiter: ',', quote: '"' }
    }
}

/// The dialect of a text, and how many bytes of it say so and are no table: `sep=;` on the first line, which some
/// spreadsheets write. `is_whole` says that the text is not cut off.
#[must_use]
pub fn detect(text: &str, is_whole: bool) -> (Dialect, usize) {
    if let Some((delimiter, length)) = announced(text) {
        return (Dialect { delimiter, ..Dialect::default() }, length);
    }
    // Apostrophes stand in many texts, so they are quotes only where there are no others.
    let quotes: &[char] = if text.contains('"') { &['"'] } else { &['"', '\''] };
    let mut best = (Score::default(), Dialect::default());
    for &quote in quotes {
        for delimiter in DELIMITERS {
            let dialect = Dialect { delimiter, quote };
            let score = Score::of(text, is_whole, dialect);
            let is_needed = quote == '"' || encloses(text, dialect);
            if is_needed && score > best.0 {
                best = (score, dialect);
            }
        }
    }
    (best.1, 0)
}

/// The delimiter that the first line names.
fn announced(text: &str) -> Option<(char, usize)> {
    let (line, rest) = text.split_once('\n')?;
    let mut named = line.trim_end_matches('\r').strip_prefix("sep=")?.chars();
    let delimiter = named.next()?;
    (named.next().is_none() && delimiter != '"').then_some((delimiter, text.len() - rest.len()))
}

/// Whether the first row has a cell that begins and ends with the quote.
fn encloses(text: &str, dialect: Dialect) -> bool {
    let line = text.lines().next().unwrap_or_default();
    line.split(dialect.delimiter).any(|cell| {
        cell.len() > 1 && cell.starts_with(dialect.quote) && cell.ends_with(dialect.quote)
    })
}

/// How well a dialect fits: first whether quotes stand where they belong, then how many rows have as many cells as most
/// of them, then how many those are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
struct Score {
    is_sound: bool,
    alike: usize,
    cells: usize,
}

impl Score {
    fn of(text: &str, is_whole: bool, dialect: Dialect) -> Self {
        let (mut machine, mut rows) = (Machine::new(dialect), Vec::new());
        for line in text.split_inclusive(['\r', '\n']) {
            if rows.len() >= ROWS {
                break;
            }
            if machine.push(line, &mut rows).is_err() {
                // More cells than a row can have show that this is what stands between them.
                return Self { is_sound: machine.faults == 0, alike: 0, cells: 1 };
            }
        }
        // A row that is cut off says nothing, unless it is all there is.
        if (is_whole || rows.is_empty()) && rows.len() < ROWS && machine.finish(&mut rows).is_err()
        {
            return Self::default();
        }
        let widths: Vec<usize> = rows.iter().map(|row| row.cells.len()).collect();
        let count = |width: usize| widths.iter().filter(|other| **other == width).count();
        let usual = widths.iter().copied().max_by_key(|width| (count(*width), *width));
        let cells = usual.filter(|cells| *cells > 1).unwrap_or_default();
        // In a thousand, since a dialect may split one row into several.
        let alike = if cells == 0 { 0 } else { count(cells) * 1_000 / widths.len() };
        Self { is_sound: machine.faults == 0, alike, cells }
    }
}
