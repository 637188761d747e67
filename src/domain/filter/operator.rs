//! The operators of each kind of field: one table from which the text form, the editor and the sentences are made
//! (PRODUCT, section 3). Every negated operator is the exact inverse of the plain one, so it matches empty fields too.

use super::field::Kind;

/// What is asked of a field, before any *not*.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Test {
    /// The same text.
    Is,
    /// The text stands somewhere in it.
    Contains,
    /// It begins with the text.
    StartsWith,
    /// The same as one of several texts.
    AnyOf,
    /// The same number.
    Equal,
    /// A greater number.
    Greater,
    /// A greater number, or the same.
    AtLeast,
    /// A smaller number.
    Less,
    /// A smaller number, or the same.
    AtMost,
    /// Between two numbers or days, both included.
    Between,
    /// That day.
    On,
    /// Before that day.
    Before,
    /// After that day.
    After,
    /// The reader's day.
    Today,
    /// The day before.
    Yesterday,
    /// The day after.
    Tomorrow,
    /// Monday to Sunday around today.
    ThisWeek,
    /// The calendar month of today.
    ThisMonth,
    /// The calendar quarter of today.
    ThisQuarter,
    /// The calendar year of today.
    ThisYear,
    /// Today and the N days before it.
    InLast,
    /// Today and the N days after it.
    InNext,
    /// Before the day that was N days ago.
    MoreThanAgo,
    /// From the day that was N days ago to today, both included.
    LessThanAgo,
    /// In that month of any year.
    InMonth,
    /// Yes.
    Yes,
    /// Nothing in it.
    Empty,
}

/// A test, or its exact inverse.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Operator {
    /// What is asked.
    pub test: Test,
    /// Whether the contacts are wanted for which it does not hold.
    pub negated: bool,
}

/// The form of value that an operator takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Takes {
    /// None.
    Nothing,
    /// One text.
    Text,
    /// Several texts.
    Texts,
    /// A number.
    Number,
    /// Two numbers.
    Numbers,
    /// A day.
    Date,
    /// Two days.
    Dates,
    /// A count of days.
    Days,
    /// A month.
    Month,
}

/// A line of the table.
#[derive(Clone, Copy)]
pub struct Row {
    kinds: &'static [Kind],
    test: Test,
    /// The value that it takes.
    pub takes: Takes,
    /// The words before the value in the text form, plain and negated; no negated form where that is empty.
    pub heads: [&'static str; 2],
    /// The words behind the value.
    pub tail: &'static str,
    /// The words before the value for people, plain and negated.
    says: [&'static str; 2],
}

const fn row(
    kinds: &'static [Kind],
    test: Test,
    takes: Takes,
    heads: [&'static str; 2],
    tail: &'static str,
) -> Row {
    Row { kinds, test, takes, heads, tail, says: heads }
}

/// A line that people read with other words than the text form has.
const fn said(row: Row, says: [&'static str; 2]) -> Row {
    Row { says, ..row }
}

const TEXTS: &[Kind] = &[Kind::Text, Kind::Choice];
const TEXT: &[Kind] = &[Kind::Text];
const NUMBER: &[Kind] = &[Kind::Number];
const DATE: &[Kind] = &[Kind::Date];
const FLAG: &[Kind] = &[Kind::Flag];
const EMPTIABLE: &[Kind] = &[Kind::Text, Kind::Choice, Kind::Number, Kind::Date];

static TABLE: [Row; 28] = [
    row(TEXTS, Test::Is, Takes::Text, ["is", "is not"], ""),
    row(TEXT, Test::Contains, Takes::Text, ["contains", "does not contain"], ""),
    row(TEXT, Test::StartsWith, Takes::Text, ["starts with", ""], ""),
    row(TEXTS, Test::AnyOf, Takes::Texts, ["is any of", "is none of"], ""),
    said(row(NUMBER, Test::Equal, Takes::Number, ["=", "!="], ""), ["equal to", "not equal to"]),
    said(row(NUMBER, Test::Greater, Takes::Number, [">", ""], ""), ["greater than", ""]),
    said(row(NUMBER, Test::AtLeast, Takes::Number, [">=", ""], ""), ["greater or equal to", ""]),
    said(row(NUMBER, Test::Less, Takes::Number, ["<", ""], ""), ["less than", ""]),
    said(row(NUMBER, Test::AtMost, Takes::Number, ["<=", ""], ""), ["less or equal to", ""]),
    row(NUMBER, Test::Between, Takes::Numbers, ["between", ""], ""),
    row(DATE, Test::On, Takes::Date, ["is on", "is not on"], ""),
    row(DATE, Test::Before, Takes::Date, ["before", "not before"], ""),
    row(DATE, Test::After, Takes::Date, ["after", "not after"], ""),
    row(DATE, Test::Between, Takes::Dates, ["between", "not between"], ""),
    row(DATE, Test::Today, Takes::Nothing, ["is today", "is not today"], ""),
    row(DATE, Test::Yesterday, Takes::Nothing, ["is yesterday", "is not yesterday"], ""),
    row(DATE, Test::Tomorrow, Takes::Nothing, ["is tomorrow", "is not tomorrow"], ""),
    row(DATE, Test::ThisWeek, Takes::Nothing, ["is this week", "is not this week"], ""),
    row(DATE, Test::ThisMonth, Takes::Nothing, ["is this month", "is not this month"], ""),
    row(DATE, Test::ThisQuarter, Takes::Nothing, ["is this quarter", "is not this quarter"], ""),
    row(DATE, Test::ThisYear, Takes::Nothing, ["is this year", "is not this year"], ""),
    said(
        row(DATE, Test::InLast, Takes::Days, ["in last", "not in last"], "days"),
        ["in the last", "not in the last"],
    ),
    said(
        row(DATE, Test::InNext, Takes::Days, ["in next", "not in next"], "days"),
        ["in the next", "not in the next"],
    ),
    row(DATE, Test::MoreThanAgo, Takes::Days, ["more than", "not more than"], "days ago"),
    row(DATE, Test::LessThanAgo, Takes::Days, ["less than", "not less than"], "days ago"),
    said(
        row(DATE, Test::InMonth, Takes::Month, ["in month", "not in month"], ""),
        ["in", "not in"],
    ),
    row(FLAG, Test::Yes, Takes::Nothing, ["is on", "is off"], ""),
    row(EMPTIABLE, Test::Empty, Takes::Nothing, ["is empty", "is not empty"], ""),
];

impl Operator {
    /// The operators of a kind of field, in the order of the editor.
    pub fn of(kind: Kind) -> impl Iterator<Item = Self> {
        rows(kind).map(|(operator, _)| operator)
    }

    /// The value that it takes on a field of this kind; none when such fields do not have it.
    #[must_use]
    pub fn takes(self, kind: Kind) -> Option<Takes> {
        self.row(kind).map(|row| row.takes)
    }

    /// Its label for people, with `…` where the value goes: `in the last … days`.
    #[must_use]
    pub fn label(self, kind: Kind) -> String {
        let Some(row) = self.row(kind) else { return String::new() };
        match (row.takes, row.tail) {
            (Takes::Month, _) => format!("{} month", self.says(row)),
            (_, "") => self.says(row).to_owned(),
            (_, tail) => format!("{} … {tail}", self.says(row)),
        }
    }

    /// Its line in the table.
    pub(super) fn row(self, kind: Kind) -> Option<&'static Row> {
        rows(kind).find(|(operator, _)| *operator == self).map(|(_, row)| row)
    }

    /// Its words before the value in the text form.
    pub(super) const fn head(self, row: &Row) -> &'static str {
        let [plain, negated] = row.heads;
        if self.negated { negated } else { plain }
    }

    /// Its words before the value for people.
    pub(super) const fn says(self, row: &Row) -> &'static str {
        let [plain, negated] = row.says;
        if self.negated { negated } else { plain }
    }
}

/// Every operator of a kind of field, with its line in the table.
pub(super) fn rows(kind: Kind) -> impl Iterator<Item = (Operator, &'static Row)> {
    let rows = TABLE.iter().filter(move |row| row.kinds.contains(&kind));
    let both = rows
        .flat_map(|row| [false, true].map(|negated| (Operator { test: row.test, negated }, row)));
    both.filter(|(operator, row)| !operator.head(row).is_empty())
}
