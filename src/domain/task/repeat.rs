//! How often a task comes again. Days are counted from the first one, not from one to the next: what began on the 31st
//! is due on the last day of shorter months, and on the 31st of the others.

use crate::domain::by_key::by_key;
use crate::domain::date::Date;

/// How often a task comes again.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Repeat {
    /// Never.
    #[default]
    Never,
    /// Each day.
    Daily,
    /// Each week.
    Weekly,
    /// Each month.
    Monthly,
    /// Each year.
    Yearly,
    /// As a later version has it, which counts as never.
    Other(Box<str>),
}

impl Repeat {
    /// Those that can be chosen, with their names in documents and for people.
    pub const ALL: [(Self, &'static str, &'static str); 5] = [
        (Self::Never, "never", "Does not repeat"),
        (Self::Daily, "daily", "Daily"),
        (Self::Weekly, "weekly", "Weekly"),
        (Self::Monthly, "monthly", "Monthly"),
        (Self::Yearly, "yearly", "Yearly"),
    ];

    /// The first of the days counted from `first` that is after `day`; none when it does not repeat, and behind the last
    /// day there is.
    #[must_use]
    pub fn after(&self, first: Date, day: Date) -> Option<Date> {
        // A first guess that is not too late, then a step or two.
        let passed = (day.days() - first.days()).max(0);
        let guess = match self {
            Self::Daily => passed,
            Self::Weekly => passed / 7,
            Self::Monthly => passed / 31,
            Self::Yearly => passed / 366,
            Self::Never | Self::Other(_) => return None,
        };
        (guess..).map_while(|count| self.occurrence(first, count)).find(|found| *found > day)
    }

    /// The day that is `count` repetitions after the first.
    fn occurrence(&self, first: Date, count: i64) -> Option<Date> {
        let days = |step: i64| {
            let day = first.plus(count.checked_mul(step)?);
            // Days are held at the last one there is.
            (day.days() - first.days() == count * step).then_some(day)
        };
        match self {
            Self::Daily => days(1),
            Self::Weekly => days(7),
            Self::Monthly => months_after(first, count),
            Self::Yearly => months_after(first, count.checked_mul(12)?),
            Self::Never | Self::Other(_) => None,
        }
    }

    pub(super) fn is_never(&self) -> bool {
        *self == Self::Never
    }
}

by_key!(Repeat by ALL);

/// The same day of the month so many months later, or the last one of a month that does not have it.
fn months_after(first: Date, count: i64) -> Option<Date> {
    let (year, month, day) = first.civil();
    let months = (year * 12 + month - 1).checked_add(count)?;
    let (year, month) = (months.div_euclid(12), months.rem_euclid(12) + 1);
    (28..=day.max(28)).rev().map(|last| last.min(day)).find_map(|day| Date::new(year, month, day))
}
