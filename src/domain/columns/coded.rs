//! A column of texts that many rows share: each row holds the number of its text, and each text stands once, as it is
//! spelt and as it is compared. What is asked of a text is asked once for each spelling, whatever the number of rows.

use crate::domain::filter::plain;
use crate::domain::rows::Rows;
use crate::domain::search::SEPARATOR;
use crate::domain::sort::{by_key, by_text, ranks};

/// How many outdated rows are left alone before the column is packed.
const SLACK: usize = 256;

/// One text a row, or several with [`SEPARATOR`] between them.
#[derive(Debug, Default)]
pub struct Coded {
    /// The code of each row: 0 for no text, else one more than the place of its spelling. Rows behind the end have none,
    /// so that a field that nobody fills costs nothing.
    codes: Vec<u32>,
    spellings: Vec<Spelling>,
    text: String,
    /// An open hash table of codes, at most half full; 0 is free.
    slots: Vec<u32>,
    /// How many rows have left a spelling, which may now be without rows.
    outdated: usize,
}

/// Where a spelling stands: as given from `start` to `plain`, as compared from there to `end`, or where that is nothing,
/// the same.
#[derive(Debug, Clone, Copy)]
struct Spelling {
    start: u32,
    plain: u32,
    end: u32,
}

/// A text with the number of rows that have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// The most frequent spelling.
    pub text: String,
    /// How many rows have it, in any spelling.
    pub count: u32,
}

impl Coded {
    /// Sets the text of a row; one in which nothing is to be seen counts as none.
    pub fn set(&mut self, row: u32, text: &str) {
        let (index, code) = (row as usize, self.code_of(text));
        if self.codes.len() <= index {
            if code == 0 {
                return;
            }
            self.codes.resize(index + 1, 0);
        }
        let Some(slot) = self.codes.get_mut(index) else { return };
        let before = std::mem::replace(slot, code);
        if before != code && before != 0 {
            self.outdated += 1;
            if self.outdated > self.codes.len() + SLACK {
                self.pack();
            }
        }
    }

    /// The text of a row as it is spelt.
    #[must_use]
    pub fn get(&self, row: u32) -> &str {
        self.codes.get(row as usize).map_or("", |code| self.shown(*code))
    }

    /// The rows whose text, in the form in which texts are compared, `holds`; asked once for each spelling.
    #[must_use]
    pub fn rows(&self, len: usize, holds: &dyn Fn(&str) -> bool) -> Rows {
        let verdicts: Vec<bool> = self.plains().map(holds).collect();
        let nothing = verdicts.first().copied().unwrap_or_default();
        let verdict = |code: &u32| verdicts.get(*code as usize).copied().unwrap_or_default();
        let tail = len.saturating_sub(self.codes.len());
        Rows::of(len, self.codes.iter().map(verdict).chain(std::iter::repeat_n(nothing, tail)))
    }

    /// The sort key of each code, by what `key` makes of its text; a text without a key has [`u64::MAX`].
    #[must_use]
    pub fn keys(&self, key: &dyn Fn(&str) -> Option<u64>) -> Vec<u64> {
        self.plains().map(|plain| key(plain).unwrap_or(u64::MAX)).collect()
    }

    /// The place of each code among the texts in their order; no text has [`u64::MAX`].
    #[must_use]
    pub fn ranks(&self) -> Vec<u64> {
        let codes = 1..=self.spellings.len() as u32;
        ranks(codes, self.spellings.len() + 1, &|code| self.plain(code))
    }

    /// The code of a row, the place of its key in [`Self::keys`] and [`Self::ranks`].
    #[must_use]
    pub fn code(&self, row: u32) -> usize {
        self.codes.get(row as usize).copied().unwrap_or_default() as usize
    }

    /// Every single text that `rows` have, the most frequent first, then in their order.
    #[must_use]
    pub fn values(&self, rows: &Rows) -> Vec<Counted> {
        let mut counts = vec![0_u32; self.spellings.len() + 1];
        for row in rows.iter() {
            if let Some(count) = counts.get_mut(self.code(row)) {
                *count += 1;
            }
        }
        let mut found: Vec<(String, &str, u32)> = Vec::new();
        for (code, count) in (0..).zip(counts).skip(1).filter(|(_, count)| *count > 0) {
            let parts = self.shown(code).split(SEPARATOR).map(|part| (plain(part), part, count));
            found.extend(parts.filter(|(plain, ..)| !plain.is_empty()));
        }
        let text = |at: u32| found.get(at as usize).map_or("", |(plain, ..)| plain);
        let spelt = |at: u32| found.get(at as usize).map_or("", |(_, spelt, _)| spelt);
        let order = by_text(0..found.len() as u32, &text, &|a, b| spelt(a).cmp(spelt(b)));
        let ordered: Vec<&(String, &str, u32)> =
            order.into_iter().filter_map(|at| found.get(at as usize)).collect();
        let mut values: Vec<Counted> = Vec::new();
        for same in ordered.chunk_by(|a, b| a.0 == b.0) {
            let (mut best, mut most, mut count) = ("", 0, 0);
            for spelling in same.chunk_by(|a, b| a.1 == b.1) {
                let spelt: u32 = spelling.iter().map(|(.., count)| count).sum();
                count += spelt;
                if let (true, Some((_, shown, _))) = (spelt > most, spelling.first()) {
                    (best, most) = (shown, spelt);
                }
            }
            values.push(Counted { text: best.to_owned(), count });
        }
        let rarity = |at: u32| values.get(at as usize).map_or(0, |value| u64::from(!value.count));
        let order = by_key((0..values.len() as u32).collect(), &rarity, false);
        order.into_iter().filter_map(|at| values.get(at as usize).cloned()).collect()
    }

    /// What is compared, by code.
    fn plains(&self) -> impl Iterator<Item = &str> {
        (0..=self.spellings.len() as u32).map(|code| self.plain(code))
    }

    fn spelling(&self, code: u32) -> Option<Spelling> {
        self.spellings.get((code as usize).checked_sub(1)?).copied()
    }

    fn shown(&self, code: u32) -> &str {
        let text =
            self.spelling(code).and_then(|at| self.text.get(at.start as usize..at.plain as usize));
        text.unwrap_or_default()
    }

    fn plain(&self, code: u32) -> &str {
        let Some(at) = self.spelling(code) else { return "" };
        if at.plain == at.end {
            return self.shown(code);
        }
        self.text.get(at.plain as usize..at.end as usize).unwrap_or_default()
    }

    /// The code of a text, which is new when there was no such text.
    fn code_of(&mut self, text: &str) -> u32 {
        if text.is_empty() {
            return 0;
        }
        if self.slots.len() <= self.spellings.len() * 2 {
            self.widen();
        }
        let mask = self.slots.len() - 1;
        let mut at = hash(text) & mask;
        while let Some(&code @ 1..) = self.slots.get(at) {
            if self.shown(code) == text {
                return code;
            }
            at = (at + 1) & mask;
        }
        let parts: Vec<String> =
            text.split(SEPARATOR).map(plain).filter(|part| !part.is_empty()).collect();
        if parts.is_empty() {
            return 0;
        }
        let compared = parts.join("\u{1f}");
        let start = self.text.len() as u32;
        self.text.push_str(text);
        let plain = self.text.len() as u32;
        if compared != text {
            self.text.push_str(&compared);
        }
        self.spellings.push(Spelling { start, plain, end: self.text.len() as u32 });
        let code = self.spellings.len() as u32;
        if let Some(slot) = self.slots.get_mut(at) {
            *slot = code;
        }
        code
    }

    /// Doubles the hash table.
    fn widen(&mut self) {
        let mut slots = vec![0; (self.slots.len() * 2).max(16)];
        let mask = slots.len() - 1;
        for code in 1..=self.spellings.len() as u32 {
            let mut at = hash(self.shown(code)) & mask;
            while slots.get(at).is_some_and(|taken| *taken != 0) {
                at = (at + 1) & mask;
            }
            if let Some(slot) = slots.get_mut(at) {
                *slot = code;
            }
        }
        self.slots = slots;
    }

    /// Builds the column anew, without the texts that no row has any more.
    fn pack(&mut self) {
        let mut packed = Self::default();
        // Each text is looked up once, and not once for each row that has it.
        let mut fresh = vec![None; self.spellings.len() + 1];
        let codes = self.codes.iter().map(|code| {
            let place = fresh.get_mut(*code as usize);
            place.map_or(0, |fresh| *fresh.get_or_insert_with(|| packed.code_of(self.shown(*code))))
        });
        let codes = codes.collect();
        *self = Self { codes, ..packed };
    }
}

/// FNV-1a in 32 bits, <http://www.isthe.com/chongo/tech/comp/fnv/>.
fn hash(text: &str) -> usize {
    let mix = |hash: u32, byte: u8| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    text.bytes().fold(0x811c_9dc5, mix) as usize
}
