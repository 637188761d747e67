//! A condition as people read it, for chips: “Last activity in the last 7 days”.

use super::operator::Test;
use super::{Condition, Known, Value};
use crate::domain::date::Date;

/// The months, from January.
pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl Condition {
    /// What it says; `day` writes a date as its reader does. One that is not understood says what was written.
    #[must_use]
    pub fn sentence(&self, day: &dyn Fn(Date) -> String) -> String {
        match self {
            Self::Known(known) => known.sentence(day),
            Self::Unknown(unknown) => unknown.text.clone(),
        }
    }
}

impl Known {
    /// What it says; `day` writes a date as its reader does.
    #[must_use]
    pub fn sentence(&self, day: &dyn Fn(Date) -> String) -> String {
        let Some(row) = self.operator.row(self.field.kind()) else { return String::new() };
        let start = [self.field.label(), " ", self.operator.says(row)].concat();
        let value = match &self.value {
            Value::Nothing => return start,
            Value::Text(text) => format!("“{text}”"),
            Value::Texts(texts) => texts.join(", "),
            Value::Number(number) => number.as_str().to_owned(),
            Value::Numbers(first, second) => format!("{} and {}", first.as_str(), second.as_str()),
            Value::Date(date) => day(*date),
            Value::Dates(first, second) => format!("{} and {}", day(*first), day(*second)),
            Value::Days(1)
                if self.operator.test == Test::InLast || self.operator.test == Test::InNext =>
            {
                "1 day".to_owned()
            }
            Value::Days(1) => "1 day ago".to_owned(),
            Value::Days(days) => format!("{days} {}", row.tail),
            Value::Month(month) => {
                let name = MONTHS.get(usize::from(*month).wrapping_sub(1));
                name.copied().unwrap_or_default().to_owned()
            }
        };
        [&start, " ", &value].concat()
    }
}
