//! When a task is due: `2026-01-31`, or `2026-01-31T14:30`, on the clock of whoever reads it.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::TaskError;
use crate::domain::by_key::read_text;
use crate::domain::date::{Calendar, Date};
use crate::domain::time::Timestamp;

/// A day, and perhaps a time of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Due {
    /// The day.
    pub day: Date,
    /// Minutes after midnight on the clock, from 0 to 1439; none for the whole day.
    pub minute: Option<u16>,
}

impl Due {
    /// Whether it is over for the reader: the day, or the time on that day.
    #[must_use]
    pub fn is_over(self, calendar: &Calendar<'_>, now: Timestamp) -> bool {
        if self.day != calendar.today {
            return self.day < calendar.today;
        }
        self.minute.is_some_and(|minute| calendar.time_at(self.day, minute) <= now)
    }
}

impl fmt::Display for Due {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.day.fmt(f)?;
        self.minute.map_or(Ok(()), |minute| write!(f, "T{:02}:{:02}", minute / 60, minute % 60))
    }
}

impl FromStr for Due {
    type Err = TaskError;

    /// Reads a day, and a time behind `T` or a space.
    fn from_str(text: &str) -> Result<Self, TaskError> {
        let (day, time) = match text.split_once(['T', ' ']) {
            Some((day, time)) => (day, Some(minute(time).ok_or(TaskError::Due)?)),
            None => (text, None),
        };
        Ok(Self { day: day.parse().map_err(|_| TaskError::Due)?, minute: time })
    }
}

/// The minutes in `14:30`.
fn minute(text: &str) -> Option<u16> {
    let (hours, minutes) = text.split_once(':')?;
    let number = |text: &str, limit: u16| {
        let is_pair = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
        text.parse().ok().filter(|number: &u16| is_pair && *number < limit)
    };
    Some(number(hours, 24)? * 60 + number(minutes, 60)?)
}

impl Serialize for Due {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Due {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read_text(deserializer, "a day, perhaps with a time", |text| text.parse().ok())
    }
}
