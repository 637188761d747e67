//! The searchable texts of all contacts in one run of bytes, swept once for each word of a query.
//! A changed text is appended and its old place forgotten; the run is packed when a third of it is forgotten.

use memchr::memmem::Finder;

use super::Query;

/// Marks a segment whose text was replaced or removed.
const DEAD: u32 = u32::MAX;

/// A set of rows, one bit a row.
#[derive(Debug, Clone, Default)]
pub struct Rows {
    bits: Vec<u64>,
}

impl Rows {
    /// The empty set for rows 0 to `len` - 1.
    #[must_use]
    pub fn none(len: usize) -> Self {
        Self { bits: vec![0; len.div_ceil(64)] }
    }

    /// Adds a row.
    pub fn insert(&mut self, row: u32) {
        if let Some(word) = self.bits.get_mut(row as usize / 64) {
            *word |= 1 << (row % 64);
        }
    }

    /// Whether the row is in the set.
    #[must_use]
    pub fn contains(&self, row: u32) -> bool {
        self.bits.get(row as usize / 64).is_some_and(|word| word >> (row % 64) & 1 == 1)
    }

    fn keep(&mut self, others: &Self) {
        for (word, other) in self.bits.iter_mut().zip(&others.bits) {
            *word &= other;
        }
    }
}

/// One text a row, all in one run.
#[derive(Debug, Default)]
pub struct TextColumn {
    text: String,
    /// Where each segment starts, ascending; a segment ends where the next one starts.
    starts: Vec<u32>,
    /// The row of each segment, or [`DEAD`].
    rows: Vec<u32>,
    /// The segment of each row, or [`DEAD`].
    segments: Vec<u32>,
    dead_bytes: usize,
}

impl TextColumn {
    /// Sets the text of a row; `write` appends it.
    pub fn set(&mut self, row: u32, write: impl FnOnce(&mut String)) {
        self.forget(row);
        let (start, segment) = (self.text.len() as u32, self.starts.len() as u32);
        write(&mut self.text);
        // Ends each text, so that no match reaches from one row into the next.
        self.text.push('\n');
        self.starts.push(start);
        self.rows.push(row);
        if let Some(slot) = self.segments.get_mut(row as usize) {
            *slot = segment;
        }
        if self.dead_bytes > self.text.len() / 3 {
            self.pack();
        }
    }

    /// Forgets the text of a row.
    pub fn forget(&mut self, row: u32) {
        let index = row as usize;
        if self.segments.len() <= index {
            self.segments.resize(index + 1, DEAD);
        }
        let Some(slot) = self.segments.get_mut(index) else { return };
        let segment = std::mem::replace(slot, DEAD);
        self.dead_bytes += self.text_of(segment).len();
        if let Some(owner) = self.rows.get_mut(segment as usize) {
            *owner = DEAD;
        }
    }

    /// The text of a row; empty when it has none.
    #[must_use]
    pub fn get(&self, row: u32) -> &str {
        let segment = self.segments.get(row as usize).copied().unwrap_or(DEAD);
        self.text_of(segment).trim_end_matches('\n')
    }

    /// The rows whose text matches every word of the query.
    #[must_use]
    pub fn matches(&self, query: &Query) -> Rows {
        let mut found: Option<Rows> = None;
        for spellings in query.words() {
            let mut rows = Rows::none(self.segments.len());
            spellings.iter().for_each(|spelling| self.sweep(spelling, &mut rows));
            match &mut found {
                Some(found) => found.keep(&rows),
                None => found = Some(rows),
            }
        }
        found.unwrap_or_default()
    }

    /// Adds the rows in which `needle` stands: one pass over the run that leaves a row at its first match.
    fn sweep(&self, needle: &str, found: &mut Rows) {
        let finder = Finder::new(needle);
        let (mut at, mut segment) = (0, 0);
        while let Some(hit) = self.text.as_bytes().get(at..).and_then(|rest| finder.find(rest)) {
            segment = self.segment_at((at + hit) as u32, segment);
            match self.rows.get(segment) {
                Some(&row) if row != DEAD => found.insert(row),
                _ => {}
            }
            segment += 1;
            let Some(next) = self.starts.get(segment) else { return };
            at = *next as usize;
        }
    }

    /// The segment that holds a byte at or behind the start of segment `from`.
    fn segment_at(&self, byte: u32, from: usize) -> usize {
        let starts = self.starts.get(from..).unwrap_or_default();
        // Matches of a common word stand close together: widen the reach step by step, then halve it.
        let mut reach = 1;
        while starts.get(reach).is_some_and(|start| *start <= byte) {
            reach *= 2;
        }
        let near = starts.get(..reach.min(starts.len())).unwrap_or(starts);
        from + near.partition_point(|start| *start <= byte).saturating_sub(1)
    }

    fn text_of(&self, segment: u32) -> &str {
        let Some(&start) = self.starts.get(segment as usize) else { return "" };
        let end =
            self.starts.get(segment as usize + 1).map_or(self.text.len(), |end| *end as usize);
        self.text.get(start as usize..end).unwrap_or_default()
    }

    fn pack(&mut self) {
        let mut packed = Self { segments: vec![DEAD; self.segments.len()], ..Self::default() };
        for row in 0..self.segments.len() as u32 {
            let text = self.get(row);
            if !text.is_empty() {
                packed.set(row, |run| run.push_str(text));
            }
        }
        *self = packed;
    }
}
