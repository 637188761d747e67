//! Texts of some rows in one run of bytes, swept from its beginning to its end.
//! A changed text is appended and its old place forgotten; the run is packed when a third of it is forgotten.

use memchr::memmem::Finder;

/// Marks a segment whose text was replaced or removed.
const DEAD: u32 = u32::MAX;

/// One text a row, all in one run.
#[derive(Debug, Default)]
pub(super) struct Run {
    text: String,
    /// Where each segment starts, ascending; a segment ends where the next one starts.
    starts: Vec<u32>,
    /// The row of each segment, or [`DEAD`].
    rows: Vec<u32>,
    /// The segment of each row, or [`DEAD`].
    segments: Vec<u32>,
    dead_bytes: usize,
}

impl Run {
    /// Sets the text of a row; `write` appends it.
    pub(super) fn set(&mut self, row: u32, write: impl FnOnce(&mut String)) {
        let (start, segment) = (self.text.len(), self.starts.len() as u32);
        self.starts.push(start as u32);
        write(&mut self.text);
        // Ends each text, so that no match reaches from one row into the next.
        self.text.push('\n');
        // Most changes of a contact are none of most of its texts: those stay where they are.
        let before = self.segments.get(row as usize).copied().unwrap_or(DEAD);
        if self.text.get(start..) == Some(self.text_of(before)) {
            self.text.truncate(start);
            self.starts.pop();
            return;
        }
        self.forget(row);
        self.rows.push(row);
        if self.segments.len() <= row as usize {
            self.segments.resize(row as usize + 1, DEAD);
        }
        if let Some(slot) = self.segments.get_mut(row as usize) {
            *slot = segment;
        }
        if self.dead_bytes > self.text.len() / 3 {
            self.pack();
        }
    }

    /// Forgets the text of a row.
    pub(super) fn forget(&mut self, row: u32) {
        let Some(slot) = self.segments.get_mut(row as usize) else { return };
        let segment = std::mem::replace(slot, DEAD);
        self.dead_bytes += self.text_of(segment).len();
        if let Some(owner) = self.rows.get_mut(segment as usize) {
            *owner = DEAD;
        }
    }

    /// The text of a row; empty when it has none.
    pub(super) fn get(&self, row: u32) -> &str {
        self.find(row).unwrap_or_default()
    }

    /// The text of a row; none when it has none.
    pub(super) fn find(&self, row: u32) -> Option<&str> {
        let segment = self.segments.get(row as usize).filter(|segment| **segment != DEAD)?;
        Some(self.line(*segment))
    }

    /// How many rows there is room for.
    pub(super) const fn len(&self) -> usize {
        self.segments.len()
    }

    /// Tells the row of each text in which a needle stands, the text, and the place of the first one in it: one pass over
    /// the run that leaves a text at its first match.
    pub(super) fn each(&self, finder: &Finder<'_>, tell: &mut dyn FnMut(u32, &str, usize)) {
        let (mut at, mut segment) = (0, 0);
        while let Some(hit) = self.text.as_bytes().get(at..).and_then(|rest| finder.find(rest)) {
            segment = self.segment_at((at + hit) as u32, segment);
            match (self.rows.get(segment), self.starts.get(segment)) {
                (Some(&row), Some(&start)) if row != DEAD => {
                    tell(row, self.line(segment as u32), at + hit - start as usize);
                }
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

    /// The text of a segment without its end.
    fn line(&self, segment: u32) -> &str {
        let text = self.text_of(segment);
        text.strip_suffix('\n').unwrap_or(text)
    }

    fn text_of(&self, segment: u32) -> &str {
        let Some(&start) = self.starts.get(segment as usize) else { return "" };
        let end =
            self.starts.get(segment as usize + 1).map_or(self.text.len(), |end| *end as usize);
        self.text.get(start as usize..end).unwrap_or_default()
    }

    /// Drops what is forgotten. The texts keep their order in the run, which is read from its beginning to its end.
    fn pack(&mut self) {
        let live = self.rows.iter().filter(|row| **row != DEAD).count();
        let mut packed = Self {
            text: String::with_capacity(self.text.len() - self.dead_bytes),
            starts: Vec::with_capacity(live),
            rows: Vec::with_capacity(live),
            segments: std::mem::take(&mut self.segments),
            dead_bytes: 0,
        };
        for (segment, row) in self.rows.iter().enumerate().filter(|(_, row)| **row != DEAD) {
            if let Some(slot) = packed.segments.get_mut(*row as usize) {
                *slot = packed.starts.len() as u32;
            }
            packed.starts.push(packed.text.len() as u32);
            packed.rows.push(*row);
            packed.text.push_str(self.text_of(segment as u32));
        }
        *self = packed;
    }
}
