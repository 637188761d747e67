//! The searchable texts of all contacts in runs of bytes, swept once for each word of a query. A run has the texts of
//! some thousand rows: to pack one is no work that is felt, however many contacts there are.

mod recent;
mod run;

use std::sync::{Mutex, PoisonError};

use memchr::memmem::Finder;

use self::recent::Recent;
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
    recent: Mutex<Recent>,
}

impl TextColumn {
    /// Sets the text of a row; `write` appends it.
    pub fn set(&mut self, row: u32, write: impl FnOnce(&mut String)) {
        self.changed();
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
        self.changed();
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
        let mut recent = self.recent.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = recent.found(query) {
            return found.clone();
        }
        // A look at one text costs as much as passing over two of them in a sweep.
        let around = recent.around(query).filter(|(_, rows)| rows.count() < self.len() / 2);
        let found = match around {
            Some((wider, rows)) => self.narrowed(rows, wider, query),
            None => self.swept(query),
        };
        recent.keep(query.clone(), found.clone());
        found
    }

    /// The rows of those that a wider query found that match this one, too.
    fn narrowed(&self, among: &Rows, wider: &Query, query: &Query) -> Rows {
        let mut found = among.clone();
        for word in query.words().filter(|word| wider.words().all(|known| known != *word)) {
            let finders: Vec<Finder<'_>> = word.iter().map(Finder::new).collect();
            for row in among.iter() {
                let text = self.get(row).as_bytes();
                if finders.iter().all(|finder| finder.find(text).is_none()) {
                    found.set(row, false);
                }
            }
        }
        found
    }

    /// The rows that match, by a sweep for each spelling of each word.
    fn swept(&self, query: &Query) -> Rows {
        let len = self.len();
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

    /// How many rows there is room for.
    fn len(&self) -> usize {
        let last = self.runs.last().map_or(0, Run::len);
        self.runs.len().saturating_sub(1) * ROWS as usize + last
    }

    fn changed(&mut self) {
        self.recent.get_mut().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// Tells each row in whose text `needle` stands, the text, and the place of the first one in it.
    fn each(&self, needle: &str, tell: &mut dyn FnMut(u32, &str, usize)) {
        let finder = Finder::new(needle);
        for (first, run) in (0..).step_by(ROWS as usize).zip(&self.runs) {
            run.each(&finder, &mut |row, text, place| tell(first + row, text, place));
        }
    }
}
