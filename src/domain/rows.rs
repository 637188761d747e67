//! Sets of rows, one bit a row. Conditions yield them, groups and filters join them, 64 rows at a step.

/// A set of rows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rows {
    bits: Vec<u64>,
}

impl Rows {
    /// The empty set for rows 0 to `len` - 1.
    #[must_use]
    pub fn none(len: usize) -> Self {
        Self { bits: vec![0; len.div_ceil(64)] }
    }

    /// The rows for which `holds` is true, the first for row 0, with room for rows 0 to `len` - 1.
    #[must_use]
    pub fn of(len: usize, holds: impl Iterator<Item = bool>) -> Self {
        let mut rows = Self::none(len);
        let mut holds = holds.take(len);
        for word in &mut rows.bits {
            for (bit, holds) in holds.by_ref().take(64).enumerate() {
                *word |= u64::from(holds) << bit;
            }
        }
        rows
    }

    /// Adds a row; one behind the end of the set is dropped.
    pub fn insert(&mut self, row: u32) {
        if let Some(word) = self.bits.get_mut(row as usize / 64) {
            *word |= 1 << (row % 64);
        }
    }

    /// Adds or takes away a row, making room for it.
    pub fn set(&mut self, row: u32, is_in: bool) {
        let index = row as usize / 64;
        if self.bits.len() <= index {
            self.bits.resize(index + 1, 0);
        }
        if let Some(word) = self.bits.get_mut(index) {
            *word = *word & !(1 << (row % 64)) | u64::from(is_in) << (row % 64);
        }
    }

    /// Whether the row is in the set.
    #[must_use]
    pub fn contains(&self, row: u32) -> bool {
        self.bits.get(row as usize / 64).is_some_and(|word| word >> (row % 64) & 1 == 1)
    }

    /// How many rows are in the set.
    #[must_use]
    pub fn count(&self) -> usize {
        self.bits.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// Whether no row is in the set.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.bits.iter().all(|word| *word == 0)
    }

    /// The rows in the set, ascending.
    pub fn iter(&self) -> impl Iterator<Item = u32> {
        (0..).zip(&self.bits).flat_map(|(index, word)| {
            let mut left = *word;
            std::iter::from_fn(move || {
                let bit = left.trailing_zeros();
                left &= left.wrapping_sub(1);
                (bit < 64).then_some(index * 64 + bit)
            })
        })
    }

    /// Keeps the rows that are in `others` too.
    pub fn keep(&mut self, others: &Self) {
        self.bits.truncate(others.bits.len());
        for (word, other) in self.bits.iter_mut().zip(&others.bits) {
            *word &= other;
        }
    }

    /// Adds the rows of `others`.
    pub fn add(&mut self, others: &Self) {
        if self.bits.len() < others.bits.len() {
            self.bits.resize(others.bits.len(), 0);
        }
        for (word, other) in self.bits.iter_mut().zip(&others.bits) {
            *word |= other;
        }
    }

    /// Takes away the rows of `others`.
    pub fn take(&mut self, others: &Self) {
        for (word, other) in self.bits.iter_mut().zip(&others.bits) {
            *word &= !other;
        }
    }

    /// The rows 0 to `len` - 1 that are not in the set, with those behind them up to the end of the last word.
    #[must_use]
    pub fn inverse(mut self, len: usize) -> Self {
        self.bits.resize(len.div_ceil(64), 0);
        self.bits.iter_mut().for_each(|word| *word = !*word);
        self
    }
}
