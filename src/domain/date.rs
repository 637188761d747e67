//! Days of the calendar, and what a reader's clock and zone make of them. A day is no point in time: where it begins
//! and ends depends on the zone, which comes in as a [`Calendar`].

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

use super::time::{DAY, Timestamp, civil_from_days, days_from_civil};

/// A text that is no day of the years 0000 to 9999.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("not a date, which is written 2026-01-31")]
pub struct DateError;

/// A day of the Gregorian calendar, in the years 0000 to 9999.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    /// Days since 1970-01-01.
    days: i32,
}

/// What day it is for the reader, and when days begin where the reader is.
#[derive(Clone, Copy)]
pub struct Calendar<'a> {
    /// The reader's day.
    pub today: Date,
    /// The point in time at which a day begins in the reader's zone. Days of 23 and 25 hours come out right since the
    /// next day's beginning is asked for too.
    pub start_of: &'a dyn Fn(Date) -> Timestamp,
}

impl Calendar<'_> {
    /// The point in time so many minutes after the midnight of a day. On the two days of a year whose clocks are changed
    /// it is an hour off.
    #[must_use]
    pub fn time_at(&self, day: Date, minute: u16) -> Timestamp {
        Timestamp::from_millis((self.start_of)(day).millis() + i64::from(minute) * 60_000)
    }

    /// The reader's day at a point in time.
    #[must_use]
    pub fn day_of(&self, at: Timestamp) -> Date {
        let mut day = Date::from_days(at.millis().div_euclid(DAY));
        // No zone is more than a day away from UTC.
        while (self.start_of)(day) > at && day > Date::FIRST {
            day = day.plus(-1);
        }
        while day < Date::LAST && (self.start_of)(day.plus(1)) <= at {
            day = day.plus(1);
        }
        day
    }
}

impl Date {
    /// The first day there is.
    pub const FIRST: Self = Self { days: -719_528 };
    /// The last day there is.
    pub const LAST: Self = Self { days: 2_932_896 };

    /// The day with this year, month and day of the month; none when the calendar does not have it.
    #[must_use]
    pub fn new(year: i64, month: i64, day: i64) -> Option<Self> {
        if !(0..=9999).contains(&year) || !(1..=12).contains(&month) {
            return None;
        }
        let days = days_from_civil(year, month, day);
        (civil_from_days(days) == (year, month, day)).then_some(Self { days: days as i32 })
    }

    /// The day that is this many days after 1970-01-01, held at [`Self::FIRST`] and [`Self::LAST`].
    #[must_use]
    pub fn from_days(days: i64) -> Self {
        let days = days.clamp(i64::from(Self::FIRST.days), i64::from(Self::LAST.days));
        Self { days: days as i32 }
    }

    /// Days since 1970-01-01, negative before it.
    #[must_use]
    pub const fn days(self) -> i64 {
        self.days as i64
    }

    /// Year, month from 1 to 12, and day of the month from 1 to 31.
    #[must_use]
    pub const fn civil(self) -> (i64, i64, i64) {
        civil_from_days(self.days())
    }

    /// The day that is `days` later, or earlier when negative; held at the first and the last day.
    #[must_use]
    pub fn plus(self, days: i64) -> Self {
        Self::from_days(self.days().saturating_add(days))
    }

    /// Monday to Sunday around this day.
    #[must_use]
    pub fn week(self) -> (Self, Self) {
        // 1970-01-01 was a Thursday.
        let monday = self.plus(-(self.days() + 3).rem_euclid(7));
        (monday, monday.plus(6))
    }

    /// The first and the last day of the run of `months` months that this day is in, counted from January: 1 gives
    /// its month, 3 its quarter, 12 its year.
    #[must_use]
    pub fn months(self, months: i64) -> (Self, Self) {
        let (year, month, _) = self.civil();
        let first = (month - 1) / months * months + 1;
        let next = if first + months > 12 { (year + 1, 1) } else { (year, first + months) };
        let day = |(year, month): (i64, i64)| Self::from_days(days_from_civil(year, month, 1));
        let next = days_from_civil(next.0, next.1, 1);
        (day((year, first)), Self::from_days(next - 1))
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.civil();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

impl FromStr for Date {
    type Err = DateError;

    /// Reads `YYYY-MM-DD`.
    fn from_str(text: &str) -> Result<Self, DateError> {
        let (year, rest) = text.split_at_checked(4).ok_or(DateError)?;
        let year = digits(year).ok_or(DateError)?;
        let (month, day) = rest.strip_prefix('-').and_then(month_and_day).ok_or(DateError)?;
        Self::new(year, month, day).ok_or(DateError)
    }
}

/// Month and day in `MM-DD`, not yet held against a calendar.
pub(super) fn month_and_day(text: &str) -> Option<(i64, i64)> {
    let (month, day) = text.split_once('-')?;
    let is_pair = month.len() == 2 && day.len() == 2;
    if is_pair { Some((digits(month)?, digits(day)?)) } else { None }
}

/// The number that a text of up to four ASCII digits writes.
fn digits(text: &str) -> Option<i64> {
    if !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    text.parse().ok()
}
