//! What the date operators mean as days (PRODUCT, section 3; FEATURES, “Operators by field type”). Weeks run from
//! Monday to Sunday, quarters from January. *In the last N days* is today and the N days before it: with N = 3 on
//! 11 March, 8 to 11 March. *More than N days ago* is before the day that was N days ago, *less than* is from that day
//! to today.

use super::Value;
use super::operator::Test;
use crate::domain::date::{Calendar, Date};
use crate::domain::time::Timestamp;

/// A run of days, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// The first day; [`Date::FIRST`] when there is none.
    pub from: Date,
    /// The last day; [`Date::LAST`] when there is none.
    pub to: Date,
}

/// The days that a date operator asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Days {
    /// A run of days; none when there is no such day.
    Run(Option<Span>),
    /// A month of any year.
    Month(u8),
}

impl Days {
    /// The days that a test with this value asks for, as it is `today`.
    #[must_use]
    pub fn of(test: Test, value: &Value, today: Date) -> Self {
        let run = |(from, to)| Some(Span { from, to });
        Self::Run(match (test, value) {
            (Test::InMonth, Value::Month(month)) => return Self::Month(*month),
            (Test::On, Value::Date(date)) => run((*date, *date)),
            (Test::Before, Value::Date(date)) => before(*date),
            (Test::After, Value::Date(date)) if *date == Date::LAST => None,
            (Test::After, Value::Date(date)) => run((date.plus(1), Date::LAST)),
            (Test::Between, Value::Dates(first, second)) => {
                run((*first.min(second), *first.max(second)))
            }
            (Test::Today, _) => run((today, today)),
            (Test::Yesterday, _) => run((today.plus(-1), today.plus(-1))),
            (Test::Tomorrow, _) => run((today.plus(1), today.plus(1))),
            (Test::ThisWeek, _) => run(today.week()),
            (Test::ThisMonth, _) => run(today.months(1)),
            (Test::ThisQuarter, _) => run(today.months(3)),
            (Test::ThisYear, _) => run(today.months(12)),
            (Test::InLast | Test::LessThanAgo, Value::Days(days)) => {
                run((today.plus(-i64::from(*days)), today))
            }
            (Test::InNext, Value::Days(days)) => run((today, today.plus(i64::from(*days)))),
            (Test::MoreThanAgo, Value::Days(days)) => before(today.plus(-i64::from(*days))),
            _ => None,
        })
    }

    /// Whether a day is among them.
    #[must_use]
    pub fn hold(self, date: Date) -> bool {
        match self {
            Self::Run(span) => span.is_some_and(|span| span.from <= date && date <= span.to),
            Self::Month(month) => date.civil().1 == i64::from(month),
        }
    }

    /// The ranges of milliseconds that they are in the reader's zone, ascending and apart, each without its end; as far
    /// as points in time from `first` to `last` need them.
    #[must_use]
    pub fn ranges(self, calendar: &Calendar<'_>, first: i64, last: i64) -> Vec<(i64, i64)> {
        let start = |date: Date| (calendar.start_of)(date).millis();
        let range = |span: Span| {
            let from = if span.from == Date::FIRST { i64::MIN } else { start(span.from) };
            let to = if span.to == Date::LAST { i64::MAX } else { start(span.to.plus(1)) };
            (from, to)
        };
        match self {
            Self::Run(span) => span.map(range).into_iter().collect(),
            Self::Month(month) => {
                // A year more on both sides: no zone is further from UTC than that.
                let year = |millis: i64| day_of(millis).civil().0;
                let months = (year(first) - 1..=year(last) + 1)
                    .filter_map(|year| Date::new(year, month.into(), 1))
                    .map(|date| date.months(1));
                months.map(|(from, to)| range(Span { from, to })).collect()
            }
        }
    }
}

/// The day of a point in time in UTC.
fn day_of(millis: i64) -> Date {
    Date::from_days(Timestamp::from_millis(millis).millis().div_euclid(crate::domain::time::DAY))
}

fn before(date: Date) -> Option<Span> {
    (date > Date::FIRST).then(|| Span { from: Date::FIRST, to: date.plus(-1) })
}
