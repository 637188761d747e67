//! Conditions on birthdays. Days near today and months are asked of the anniversary; 29 February counts on 28 February in
//! a common year, so that nobody is left out. *Is on*, *before*, *after*, *between*, *more* and *less than N days ago* are
//! asked of the whole date, which a birthday without a year does not have; so is *this year*, since every birthday has an
//! anniversary in it.

use super::Value;
use super::days::{Days, Span};
use super::operator::Test;
use crate::domain::date::Date;
use crate::domain::rows::Rows;

/// The bits of month and day in a packed birthday.
const MONTH_AND_DAY: u32 = 0x1ff;

/// Days after which every anniversary has come.
const YEAR: i64 = 366;

/// The rows whose birthday, as `Birthday::packed` has it, is as a date test asks.
#[must_use]
pub fn rows(packed: &[u32], len: usize, test: Test, value: &Value, today: Date) -> Rows {
    // A text that is no day is there, though it is on no day.
    if test == Test::Empty {
        return Rows::of(len, packed.iter().map(|packed| *packed != 0)).inverse(len);
    }
    let (days, is_of_the_year) = (Days::of(test, value, today), is_of_the_year(test));
    match days {
        Days::Month(month) => {
            let is_in = |packed: &u32| (packed & MONTH_AND_DAY) >> 5 == u32::from(month);
            Rows::of(len, packed.iter().map(is_in))
        }
        Days::Run(None) => Rows::none(len),
        Days::Run(Some(span)) if is_of_the_year => {
            let celebrated = celebrated(span);
            let is_in = |packed: &u32| {
                celebrated.get((packed & MONTH_AND_DAY) as usize).copied().unwrap_or_default()
            };
            Rows::of(len, packed.iter().map(is_in))
        }
        Days::Run(Some(span)) => {
            let (from, to) = (pack(span.from), pack(span.to));
            Rows::of(len, packed.iter().map(|packed| from <= *packed && *packed <= to))
        }
    }
}

/// Whether a test is asked of the anniversary.
const fn is_of_the_year(test: Test) -> bool {
    matches!(
        test,
        Test::Today
            | Test::Yesterday
            | Test::Tomorrow
            | Test::ThisWeek
            | Test::ThisMonth
            | Test::ThisQuarter
            | Test::InLast
            | Test::InNext
    )
}

/// Which birthdays are celebrated in a span, by packed month and day.
fn celebrated(span: Span) -> Vec<bool> {
    let mut celebrated = vec![false; MONTH_AND_DAY as usize + 1];
    let last = span.to.min(span.from.plus(YEAR));
    for day in span.from.days()..=last.days() {
        let (year, month, day) = Date::from_days(day).civil();
        let mut mark = |day: i64| {
            if let Some(is_in) = celebrated.get_mut((month << 5 | day) as usize) {
                *is_in = true;
            }
        };
        mark(day);
        if (month, day) == (2, 28) && Date::new(year, 2, 29).is_none() {
            mark(29);
        }
    }
    celebrated
}

/// A day as `Birthday::packed` has it.
const fn pack(date: Date) -> u32 {
    let (year, month, day) = date.civil();
    ((year + 1) << 9 | month << 5 | day) as u32
}
