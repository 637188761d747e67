//! Birthdays: a day of birth whose year may be unknown. Only the form of vCard 4 (RFC 6350, 4.3.1, with hyphens) is
//! read as a day; any other text is kept as it is, so that nothing that another program wrote is lost.

use std::convert::Infallible;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::domain::date::{Date, month_and_day};

/// A leap year, for days whose year is unknown.
const LEAP: i64 = 2000;

/// A day of birth.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Birthday {
    /// A day that the calendar has: `1990-02-28`, or `--02-29` without its year.
    Day {
        /// The year of birth, if it is known.
        year: Option<i16>,
        /// From 1 to 12.
        month: u8,
        /// From 1 to 31.
        day: u8,
    },
    /// A text that is no day.
    Other(Box<str>),
}

impl Birthday {
    /// The whole date; none without a year.
    #[must_use]
    pub fn date(&self) -> Option<Date> {
        let Self::Day { year: Some(year), month, day } = *self else { return None };
        Date::new(year.into(), month.into(), day.into())
    }

    /// Month and day; none for a text that is no day.
    #[must_use]
    pub const fn month_and_day(&self) -> Option<(u8, u8)> {
        match *self {
            Self::Day { month, day, .. } => Some((month, day)),
            Self::Other(_) => None,
        }
    }

    /// Itself in one number that sorts as the dates do: 9 bits of month and day, over them the year and one, or 0 where it
    /// is not known. 1 stands for a text that is no day, 0 for one in which nothing
    /// is to be seen.
    #[must_use]
    pub fn packed(&self) -> u32 {
        match *self {
            Self::Day { year, month, day } => {
                let year =
                    year.and_then(|year| u32::try_from(year).ok()).map_or(0, |year| year + 1);
                year << 9 | u32::from(month) << 5 | u32::from(day)
            }
            Self::Other(ref text) => u32::from(!text.trim().is_empty()),
        }
    }

    fn day(text: &str) -> Option<Self> {
        let (year, (month, day)) = match text.strip_prefix("--") {
            Some(rest) => (None, month_and_day(rest)?),
            None => {
                let (year, month, day) = text.parse::<Date>().ok()?.civil();
                (Some(year as i16), (month, day))
            }
        };
        Date::new(year.map_or(LEAP, i64::from), month, day)?;
        Some(Self::Day { year, month: month as u8, day: day as u8 })
    }
}

impl fmt::Display for Birthday {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day { year: Some(year), month, day } => {
                write!(f, "{year:04}-{month:02}-{day:02}")
            }
            Self::Day { year: None, month, day } => write!(f, "--{month:02}-{day:02}"),
            Self::Other(text) => f.write_str(text),
        }
    }
}

impl FromStr for Birthday {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        Ok(Self::day(text).unwrap_or_else(|| Self::Other(text.into())))
    }
}

impl Serialize for Birthday {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Birthday {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
        Ok(Self::day(&text).unwrap_or_else(|| Self::Other(text.into())))
    }
}
