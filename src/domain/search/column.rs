//! The searchable texts of all contacts in runs of bytes, swept once for each word of a query. A run has the texts of
//! some thousand rows: to pack one is no work that is felt, however many contacts there are.

mod run;

use memchr::memmem::Finder;

use self::run::Run;
use super::Query;
use crate::domain::rows::Rows;

/// How many rows share a run.
const ROWS: u32 = 8_192;

/// One text a row.
#[derive(Debug, Default)]
pub struct TextColumn {
    /// The run of the first [`ROWS`] rows, that of the next ones, and so on.
    runs: Vec<Run>,
}

impl TextColumn {
    /// Sets the text of a row; `write` appends it.
    pub fn set(&mut self, row: u32, write: impl FnOnce(&mut String)) {
        let at = (row / ROWS) as usize;
        if self.runs.len() <= at {
            self.runs.resize_with(at + 1, Run::default);
        }
        if let Some(run) = self.runs.get_mut(at) {
            run.set(row % ROWS, write);
        }
    }

    /// Forgets the text of a row.
    pub fn forget(&mut self, row: u32) {
        if let Some(run) = self.runs.get_mut((row / ROWS) as usize) {
            run.forget(row % ROWS);
        }
    }

    /// The text of a row; empty when it has none.
    #[must_use]
    pub fn get(&self, row: u32) -> &str {
        self.runs.get((row / ROWS) as usize).map_or("", |run| run.get(row % ROWS))
    }

    /// The rows whose text matches every word of the query.
    #[must_use]
    pub fn matches(&self, query: &Query) -> Rows {
        let last = self.runs.last().map_or(0, Run::len);
        let len = self.runs.len().saturating_sub(1) * ROWS as usize + last;
        let mut found: Option<Rows> = None;
        for spellings in query.words() {
            let mut rows = Rows::none(len);
            for spelling in spellings {
                self.each(spelling, &mut |row, _, _| rows.insert(row));
            }
            match &mut found {
                Some(found) => found.keep(&rows),
                None => found = Some(rows),
            }
        }
        found.unwrap_or_default()
    }

    /// The rows in which `needle` stands, where the row's text `accepts` the place of its first one.
    #[must_use]
    pub fn holding(&self, needle: &str, len: usize, accepts: &dyn Fn(&str, usize) -> bool) -> Rows {
        let mut found = Rows::none(len);
        self.each(needle, &mut |row, text, place| {
            if accepts(text, place) {
                found.insert(row);
            }
        });
        found
    }

    /// The rows whose text `holds`; one without a text is not asked.
    #[must_use]
    pub fn rows(&self, len: usize, holds: &dyn Fn(&str) -> bool) -> Rows {
        let texts = self.runs.iter().flat_map(|run| (0..ROWS).map(|row| run.find(row)));
        Rows::of(len, texts.map(|text| text.is_some_and(holds)))
    }

    /// Tells each row in whose text `needle` stands, the text, and the place of the first one in it.
    fn each(&self, needle: &str, tell: &mut dyn FnMut(u32, &str, usize)) {
        let finder = Finder::new(needle);
        for (first, run) in (0..).step_by(ROWS as usize).zip(&self.runs) {
            run.each(&finder, &mut |row, text, place| tell(first + row, text, place));
        }
    }
}
