//! Until when a conversation can be put out of the way by one press.

use crate::domain::date::{Calendar, Date};
use crate::domain::time::Timestamp;

/// An hour in milliseconds.
const HOUR: i64 = 3_600_000;
/// Nine in the morning, in minutes after midnight.
const NINE: u16 = 9 * 60;

/// The times that are offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Preset {
    /// In three hours, on the hour.
    LaterToday,
    /// At nine in the morning of the next day.
    Tomorrow,
    /// At nine in the morning of the next Monday.
    NextWeek,
}

impl Preset {
    /// All of them, in the order of the menu.
    pub const ALL: [Self; 3] = [Self::LaterToday, Self::Tomorrow, Self::NextWeek];

    /// Its time in the reader's zone; none for later today when the day has too little left.
    #[must_use]
    pub fn time(self, now: Timestamp, calendar: &Calendar<'_>) -> Option<Timestamp> {
        let today = calendar.today;
        let morning = |days: i64| calendar.time_at(Date::from_days(today.days() + days), NINE);
        match self {
            Self::LaterToday => {
                let later = Timestamp::from_millis((now.millis() / HOUR + 3) * HOUR);
                (calendar.day_of(later) == today).then_some(later)
            }
            Self::Tomorrow => Some(morning(1)),
            // 1970-01-01, day 0, was a Thursday.
            Self::NextWeek => Some(morning(7 - (today.days() + 3).rem_euclid(7))),
        }
    }
}
