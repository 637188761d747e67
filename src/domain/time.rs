//! Points in time: milliseconds since 1970 in memory, RFC 3339 in UTC in documents, so that servers and people can
//! read them. Showing them in the reader's zone and language is the browser's work.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use thiserror::Error;

use super::by_key::read_text;

/// A day in milliseconds.
pub const DAY: i64 = 86_400_000;

/// A text that is no RFC 3339 date and time in UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("not a date and time in UTC")]
pub struct TimeError;

/// Milliseconds since 1970-01-01T00:00:00Z.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Timestamp(i64);

impl Timestamp {
    /// The point `millis` milliseconds after 1970, held within the years 0 to 9999.
    #[must_use]
    pub const fn from_millis(millis: i64) -> Self {
        const FIRST: i64 = -62_167_219_200_000;
        const LAST: i64 = 253_402_300_799_999;
        Self(if millis < FIRST {
            FIRST
        } else if millis > LAST {
            LAST
        } else {
            millis
        })
    }

    /// Milliseconds since 1970.
    #[must_use]
    pub const fn millis(self) -> i64 {
        self.0
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (days, rest) = (self.0.div_euclid(DAY), self.0.rem_euclid(DAY));
        let (year, month, day) = civil_from_days(days);
        let (hour, minute) = (rest / 3_600_000, rest / 60_000 % 60);
        let (second, milli) = (rest / 1_000 % 60, rest % 1_000);
        write!(f, "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{milli:03}Z")
    }
}

impl FromStr for Timestamp {
    type Err = TimeError;

    /// Reads `YYYY-MM-DDTHH:MM:SS` with or without a fraction, ending in `Z`.
    fn from_str(text: &str) -> Result<Self, TimeError> {
        let text = text.strip_suffix('Z').ok_or(TimeError)?;
        let number = |from: usize, to: usize| -> Result<i64, TimeError> {
            let digits = text.get(from..to).ok_or(TimeError)?;
            if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
                return Err(TimeError);
            }
            digits.parse().map_err(|_| TimeError)
        };
        let separators = [(4, "-"), (7, "-"), (10, "T"), (13, ":"), (16, ":")];
        if separators.iter().any(|(at, mark)| text.get(*at..at + 1) != Some(*mark)) {
            return Err(TimeError);
        }
        let (year, month, day) = (number(0, 4)?, number(5, 7)?, number(8, 10)?);
        let (hour, minute, second) = (number(11, 13)?, number(14, 16)?, number(17, 19)?);
        let milli = match text.get(19..).unwrap_or_default() {
            "" => 0,
            fraction => {
                let digits = fraction.strip_prefix('.').ok_or(TimeError)?;
                if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
                    return Err(TimeError);
                }
                digits
                    .bytes()
                    .chain([b'0', b'0'])
                    .take(3)
                    .fold(0, |n, b| n * 10 + i64::from(b - b'0'))
            }
        };
        if !(1..=12).contains(&month) {
            return Err(TimeError);
        }
        let days = days_from_civil(year, month, day);
        // A day that its month does not have, such as 30 February, would count on into the next.
        if civil_from_days(days) != (year, month, day) {
            return Err(TimeError);
        }
        if hour > 23 || minute > 59 || second > 60 {
            return Err(TimeError);
        }
        let seconds = hour * 3_600 + minute * 60 + second;
        Ok(Self::from_millis(days * DAY + seconds * 1_000 + milli))
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read_text(deserializer, "a date and time in UTC", |text| text.parse().ok())
    }
}

/// Year, month and day of a count of days since 1970-01-01.
/// Howard Hinnant, “chrono-Compatible Low-Level Date Algorithms”, `civil_from_days`.
pub(super) const fn civil_from_days(days: i64) -> (i64, i64, i64) {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    let year = year_of_era + era * 400 + if month <= 2 { 1 } else { 0 };
    (year, month, day)
}

/// Days since 1970-01-01 of a date; same source, `days_from_civil`.
pub(super) const fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let shifted_month = if month > 2 { month - 3 } else { month + 9 };
    let day_of_year = (153 * shifted_month + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}
