//! Puts rows into the order of a field: a number for each distinct value, then one stable sort by these numbers.

use super::{Column, Columns, first};
use crate::domain::contact::custom::number;
use crate::domain::date::Date;
use crate::domain::filter::field::Kind;
use crate::domain::rows::Rows;
use crate::domain::search::SEPARATOR;
use crate::domain::search::column::TextColumn;
use crate::domain::sort::{Sort, by_key, ranks};
use crate::domain::time::Timestamp;

impl Columns {
    /// Rows that stand by name, in the order of `sort`. Texts go by their folded form; days by the calendar; birthdays by
    /// month and day and then by year, as in a birthday calendar, since not every year is known; yes after no.
    #[must_use]
    pub fn sorted(&self, rows: Vec<u32>, sort: &Sort) -> Vec<u32> {
        let down = sort.descending;
        match self.column(&sort.field) {
            Column::Name => {
                if !down {
                    return rows;
                }
                let ranks = self.name_ranks(&rows);
                by_rank(rows, &ranks, down)
            }
            Column::Coded(column) => {
                let keys = match sort.field.kind() {
                    Kind::Number => column.keys(&number_key),
                    Kind::Date => column.keys(&day_key),
                    Kind::Flag => column.keys(&|text| Some(u64::from(text == "true"))),
                    Kind::Text | Kind::Choice => column.ranks(),
                };
                let key = |row: u32| keys.get(column.code(row)).copied().unwrap_or(u64::MAX);
                by_key(rows, &key, down)
            }
            Column::Texts(column) => {
                let ranks = text_ranks(column, &rows, self.len);
                by_key(rows, &|row| ranks.get(row as usize).copied().unwrap_or(u64::MAX), down)
            }
            Column::Times(times) => {
                let key = |row: u32| match times.get(row as usize) {
                    None | Some(0) => u64::MAX,
                    Some(millis) => ordered(*millis),
                };
                by_key(rows, &key, down)
            }
            Column::Birthdays(packed) => {
                let key = |row: u32| match packed.get(row as usize) {
                    None | Some(0 | 1) => u64::MAX,
                    Some(packed) => u64::from(packed & 0x1ff) << 32 | u64::from(packed >> 9),
                };
                by_key(rows, &key, down)
            }
            Column::Flags(flags) => by_key(rows, &|row| u64::from(flags.contains(row)), down),
            Column::Member(column, text) => {
                let members: Rows =
                    column.rows(self.len, &|all| all.split(SEPARATOR).any(|one| one == text));
                by_key(rows, &|row| u64::from(members.contains(row)), down)
            }
            Column::None => rows,
        }
    }

    /// The place of each of these rows, which stand by name, among the names.
    fn name_ranks(&self, rows: &[u32]) -> Vec<u64> {
        let (mut rank, mut before) = (0, "");
        let mut ranks = vec![u64::MAX; self.len];
        for row in rows {
            let name = self.name(*row);
            rank += u64::from(name != before);
            before = name;
            if let Some(slot) = ranks.get_mut(*row as usize) {
                *slot = rank;
            }
        }
        ranks
    }
}

fn by_rank(rows: Vec<u32>, ranks: &[u64], down: bool) -> Vec<u32> {
    by_key(rows, &|row| ranks.get(row as usize).copied().unwrap_or(u64::MAX), down)
}

/// The place of each row among the first texts of these rows, or of all rows, which is quicker when they are many: then
/// the column is read from its beginning to its end.
fn text_ranks(column: &TextColumn, rows: &[u32], len: usize) -> Vec<u64> {
    let first = |row: u32| first(column.get(row).get(1..).unwrap_or_default());
    if rows.len() < len / 4 {
        ranks(rows.iter().copied(), len, &first)
    } else {
        ranks(0..len as u32, len, &first)
    }
}

/// A number that sorts as these do, below [`u64::MAX`].
const fn ordered(number: i64) -> u64 {
    number.wrapping_add(1 << 62) as u64
}

fn number_key(text: &str) -> Option<u64> {
    // Without a negative zero, the bits of numbers sort as the numbers do once the sign is turned.
    let bits = (number(text)? + 0.0).to_bits();
    let sorted = if bits >> 63 == 1 { !bits } else { bits | 1 << 63 };
    Some(sorted)
}

fn day_key(text: &str) -> Option<u64> {
    let millis = match text.parse::<Date>() {
        Ok(date) => date.days() * crate::domain::time::DAY,
        Err(_) => text.to_ascii_uppercase().parse::<Timestamp>().ok()?.millis(),
    };
    Some(ordered(millis))
}
