//! What was found lately. Who types one more letter looks only among those whom the query without it found, and who takes
//! it back is answered at once.

use crate::domain::rows::Rows;
use crate::domain::search::Query;

/// How many queries are remembered: a long word, letter by letter.
const MOST: usize = 16;

/// The last queries and the rows they found, the earliest first, as long as no text changes. They are forgotten together,
/// as those of another word are seldom asked for again.
#[derive(Debug, Default)]
pub(super) struct Recent(Vec<(Query, Rows)>);

impl Recent {
    /// What a query found, where it was asked lately.
    pub(super) fn found(&self, query: &Query) -> Option<&Rows> {
        self.0.iter().find(|(known, _)| known == query).map(|(_, rows)| rows)
    }

    /// The latest query that finds every row that this one does, and the rows it found.
    pub(super) fn around(&self, query: &Query) -> Option<&(Query, Rows)> {
        self.0.iter().rev().find(|(wider, _)| query.narrows(wider))
    }

    /// Remembers what a query found.
    pub(super) fn keep(&mut self, query: Query, rows: Rows) {
        if self.0.len() == MOST {
            self.clear();
        }
        self.0.push((query, rows));
    }

    /// Forgets everything, as a text has changed.
    // Once instead of at each of its callers: it is in the first download.
    #[inline(never)]
    pub(super) fn clear(&mut self) {
        self.0.clear();
    }
}
