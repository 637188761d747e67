//! Which rows a filter matches: each condition yields a set of rows from a column, groups keep what is in all of their
//! sets, and the filter is all of its groups. Nothing is allocated for a row.

use super::birthday;
use super::days::Days;
use super::field::{Field, Kind};
use super::matcher::Matcher;
use super::operator::Test;
use super::{Condition, Filter, Known, Value};
use crate::domain::columns::coded::Coded;
use crate::domain::columns::{Column, Columns, first};
use crate::domain::contact::custom::number;
use crate::domain::date::{Calendar, Date};
use crate::domain::rows::Rows;
use crate::domain::search::SEPARATOR;
use crate::domain::search::column::TextColumn;
use crate::domain::time::Timestamp;

/// Up to this many texts are each swept for; more are looked up row by row.
const FEW: usize = 8;

impl Filter {
    /// The rows that it matches. A group that does not name *in trash* matches listed contacts only; one that does may
    /// match those in Trash. Contacts that were merged into others are never matched.
    #[must_use]
    pub fn rows(&self, columns: &Columns, calendar: &Calendar<'_>) -> Rows {
        if self.is_empty() {
            return columns.listed.clone();
        }
        let mut found = Rows::none(columns.len());
        for group in &self.groups {
            let known: Vec<&Known> = group.iter().filter_map(Condition::known).collect();
            if known.is_empty() {
                continue;
            }
            let mut rows = columns.listed.clone();
            if known.iter().any(|condition| condition.field == Field::InTrash) {
                rows.add(columns.in_trash());
            }
            for condition in known {
                rows.keep(&condition.rows(columns, calendar));
            }
            found.add(&rows);
        }
        found
    }
}

impl Known {
    /// The rows for which it holds, those of forgotten contacts possibly among them.
    fn rows(&self, columns: &Columns, calendar: &Calendar<'_>) -> Rows {
        let len = columns.len();
        let is_empty = self.operator.test == Test::Empty;
        let matcher = || Matcher::of(self.operator.test, &self.value, self.field == Field::Phone);
        let rows = match columns.column(&self.field) {
            Column::Name if is_empty => columns.named().inverse(len),
            Column::Name => names(columns, &matcher(), self.operator.test),
            Column::Coded(column) => self.coded(column, len, calendar),
            Column::Texts(column) if is_empty => column.rows(len, &|_| true).inverse(len),
            Column::Texts(column) => texts(column, &matcher(), len),
            Column::Times(times) => self.times(times, calendar),
            Column::Birthdays(packed) => {
                birthday::rows(packed, len, self.operator.test, &self.value, calendar.today)
            }
            Column::Flags(flags) => flags.clone(),
            Column::Member(column, text) => {
                column.rows(len, &|all| all.split(SEPARATOR).any(|one| one == text))
            }
            Column::None if is_empty => Rows::none(len).inverse(len),
            Column::None => Rows::none(len),
        };
        if self.operator.negated { rows.inverse(len) } else { rows }
    }

    /// Asks each text that rows share.
    fn coded(&self, column: &Coded, len: usize, calendar: &Calendar<'_>) -> Rows {
        let test = self.operator.test;
        if test == Test::Empty {
            return column.rows(len, &str::is_empty);
        }
        match self.field.kind() {
            Kind::Text | Kind::Choice => {
                let matcher = Matcher::of(test, &self.value, false);
                let holds = |one: &str| !one.is_empty() && matcher.holds(one);
                column.rows(len, &|all| all.split(SEPARATOR).any(holds))
            }
            Kind::Number => column.rows(len, &|text| {
                number(text).is_some_and(|number| compares(number, test, &self.value))
            }),
            Kind::Flag => column.rows(len, &|text| text == "true"),
            Kind::Date => {
                let days = Days::of(test, &self.value, calendar.today);
                // A run of days is the same for every text; a month is sought around each point in time.
                let is_run = matches!(days, Days::Run(_));
                let run = if is_run { days.ranges(calendar, 0, 0) } else { Vec::new() };
                let is_in = |millis: i64| {
                    let held = |ranges: &[(i64, i64)]| {
                        ranges.iter().any(|(from, to)| *from <= millis && millis < *to)
                    };
                    if is_run { held(&run) } else { held(&days.ranges(calendar, millis, millis)) }
                };
                column.rows(len, &|text| is_on(text, days, &is_in))
            }
        }
    }

    /// Compares points in time. The document's 1970 stands for a time that is not known, and is in no range.
    fn times(&self, times: &[i64], calendar: &Calendar<'_>) -> Rows {
        let known = || times.iter().copied().filter(|millis| *millis != 0);
        if self.operator.test == Test::Empty {
            return Rows::of(times.len(), times.iter().map(|millis| *millis == 0));
        }
        let (Some(first), Some(last)) = (known().min(), known().max()) else {
            return Rows::none(times.len());
        };
        let days = Days::of(self.operator.test, &self.value, calendar.today);
        let ranges = days.ranges(calendar, first, last);
        let is_in = |millis: i64| match ranges.as_slice() {
            [(from, to)] => *from <= millis && millis < *to,
            _ => {
                let after = ranges.partition_point(|(from, _)| *from <= millis);
                let range = after.checked_sub(1).and_then(|at| ranges.get(at));
                range.is_some_and(|(_, to)| millis < *to)
            }
        };
        Rows::of(times.len(), times.iter().map(|millis| *millis != 0 && is_in(*millis)))
    }
}

/// The rows whose name a text test holds for: the text that stands first in the column that search sweeps.
fn names(columns: &Columns, matcher: &Matcher, test: Test) -> Rows {
    let len = columns.len();
    let mut rows = if matcher.texts().len() > FEW {
        columns.search.rows(len, &|text| matcher.holds(first(text)))
    } else {
        let mut rows = Rows::none(len);
        for needle in matcher.texts() {
            // The first place decides: a name that begins with the text, or is it, has it there.
            let accepts = |text: &str, at: usize| match (first(text).len(), test) {
                (name, Test::Contains) => at + needle.len() <= name,
                (name, Test::StartsWith) => at == 0 && needle.len() <= name,
                (name, _) => at == 0 && needle.len() == name,
            };
            rows.add(&columns.search.holding(needle, len, &accepts));
        }
        rows
    };
    rows.keep(&columns.named());
    rows
}

/// The rows of which one text is the one asked for.
fn texts(column: &TextColumn, matcher: &Matcher, len: usize) -> Rows {
    let holds = |one: &str| !one.is_empty() && matcher.holds(one);
    let holds = |all: &str| all.split(SEPARATOR).any(holds);
    if matcher.texts().len() > FEW {
        return column.rows(len, &holds);
    }
    let mut rows = Rows::none(len);
    for (needle, is_enough) in matcher.sweeps() {
        rows.add(&column.holding(&needle, len, &|text, _| is_enough || holds(text)));
    }
    rows
}

/// Whether a number is as a number test asks.
fn compares(number: f64, test: Test, value: &Value) -> bool {
    match (test, value) {
        (Test::Between, Value::Numbers(first, second)) => {
            let (first, second) = (first.value(), second.value());
            first.min(second) <= number && number <= first.max(second)
        }
        (_, Value::Number(other)) => match test {
            // Both are read from their digits by the same reader, so that the same number is the same.
            Test::Equal => number == other.value(),
            Test::Greater => number > other.value(),
            Test::AtLeast => number >= other.value(),
            Test::Less => number < other.value(),
            Test::AtMost => number <= other.value(),
            _ => false,
        },
        _ => false,
    }
}

/// Whether a text is one of these days, or a point in time that `is_in` them.
fn is_on(text: &str, days: Days, is_in: &dyn Fn(i64) -> bool) -> bool {
    if let Ok(date) = text.parse::<Date>() {
        return days.hold(date);
    }
    // Texts are compared in lower case, and a time is written with capitals.
    text.to_ascii_uppercase().parse::<Timestamp>().is_ok_and(|time| is_in(time.millis()))
}
