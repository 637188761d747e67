//! Filters: groups of conditions, AND within a group and OR between groups (PRODUCT, section 3). A condition is a
//! field, an operator and a value; which go together is decided by one table, in `operator`, and held by
//! [`Condition::new`], so that no other pair exists. The text form, for addresses and documents, is read by `parse` and
//! written by `print`; `eval` says which rows match.

pub mod birthday;
pub mod days;
pub mod draft;
pub mod eval;
pub mod field;
pub mod lex;
pub mod matcher;
pub mod operator;
pub mod parse;
pub mod print;
pub mod sentence;
pub mod why;

use self::field::Field;
use self::operator::{Operator, Takes};
use self::why::Why;
use super::contact::custom::number;
use super::date::Date;
use super::search::fold::fold;

/// The most days that a condition may reach back or ahead: a hundred years.
pub const MAX_DAYS: u32 = 36_500;

/// The most conditions that are understood in one text, so that a hostile address cannot keep the page busy.
pub const MAX_CONDITIONS: usize = 1_000;

/// The most texts that one condition lists.
pub const MAX_TEXTS: usize = 10_000;

/// Conditions that must all hold.
pub type Group = Vec<Condition>;

/// Which contacts a list shows: those for which one group holds. Without groups it is all of them; a group without
/// conditions, as an editor has just added one, counts as not there.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// The groups, of which one must hold.
    pub groups: Vec<Group>,
}

/// One condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Condition {
    /// One that is understood.
    Known(Known),
    /// One that is not; it is kept, and takes no part in choosing. A group with none that is understood matches
    /// nothing.
    Unknown(Unknown),
}

/// A field, an operator of its kind, and a value of the form that the operator takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    field: Field,
    operator: Operator,
    value: Value,
}

/// A text in a place where a condition was expected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unknown {
    /// The text as it stands.
    pub text: String,
    /// What keeps it from being understood.
    pub why: Why,
}

/// What a field is compared with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Nothing: the operator says it all.
    Nothing,
    /// One text.
    Text(String),
    /// Any of several texts.
    Texts(Vec<String>),
    /// A number, as it was typed.
    Number(Number),
    /// Two numbers, both included, in either order.
    Numbers(Number, Number),
    /// A day.
    Date(Date),
    /// Two days, both included, in either order.
    Dates(Date, Date),
    /// A count of days, at most [`MAX_DAYS`].
    Days(u32),
    /// A month, from 1 to 12.
    Month(u8),
}

/// A number that keeps the spelling in which it was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number(String);

impl Number {
    /// The number that a text writes as JSON does.
    ///
    /// # Errors
    /// For any other text.
    pub fn parse(text: &str) -> Result<Self, Why> {
        let text = text.trim();
        number(text).map(|_| Self(text.to_owned())).ok_or_else(|| Why::Number(text.to_owned()))
    }

    /// As it was typed.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What it is.
    #[must_use]
    pub fn value(&self) -> f64 {
        number(&self.0).unwrap_or_default()
    }
}

impl Condition {
    /// The condition of these three.
    ///
    /// # Errors
    /// When the field has no such operator, or the operator takes another value.
    pub fn new(field: Field, operator: Operator, value: Value) -> Result<Self, Why> {
        let Some(row) = operator.row(field.kind()) else { return Err(Why::Operator(field)) };
        let is_blank = |text: &String| plain(text).is_empty();
        let is_taken = match (row.takes, &value) {
            (Takes::Nothing, Value::Nothing)
            | (Takes::Number, Value::Number(_))
            | (Takes::Numbers, Value::Numbers(..))
            | (Takes::Date, Value::Date(_))
            | (Takes::Dates, Value::Dates(..)) => true,
            (Takes::Text, Value::Text(text)) => !is_blank(text),
            (Takes::Texts, Value::Texts(texts)) if texts.len() > MAX_TEXTS => {
                return Err(Why::TooMany);
            }
            (Takes::Texts, Value::Texts(texts)) => !texts.is_empty() && !texts.iter().any(is_blank),
            (Takes::Days, Value::Days(days)) if *days > MAX_DAYS => {
                return Err(Why::Days(days.to_string()));
            }
            (Takes::Days, Value::Days(_)) => true,
            (Takes::Month, Value::Month(month)) => (1..=12).contains(month),
            _ => false,
        };
        if is_taken {
            Ok(Self::Known(Known { field, operator, value }))
        } else {
            Err(Why::Value(row.takes))
        }
    }

    /// The condition, if it is understood.
    #[must_use]
    pub const fn known(&self) -> Option<&Known> {
        match self {
            Self::Known(known) => Some(known),
            Self::Unknown(_) => None,
        }
    }
}

impl Known {
    /// What is compared.
    #[must_use]
    pub const fn field(&self) -> &Field {
        &self.field
    }

    /// How it is compared.
    #[must_use]
    pub const fn operator(&self) -> Operator {
        self.operator
    }

    /// What it is compared with.
    #[must_use]
    pub const fn value(&self) -> &Value {
        &self.value
    }
}

impl Filter {
    /// Whether it chooses nothing out, so that every contact matches.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.groups.iter().all(Vec::is_empty)
    }

    /// The conditions that are not understood, in their order.
    pub fn unknown(&self) -> impl Iterator<Item = &Unknown> {
        self.groups.iter().flatten().filter_map(|condition| match condition {
            Condition::Known(_) => None,
            Condition::Unknown(unknown) => Some(unknown),
        })
    }
}

/// The form in which texts are compared: folded, on one line of its own, without spaces around it.
#[must_use]
pub fn plain(text: &str) -> String {
    let folded = fold(text);
    let folded = folded.trim();
    if folded.contains(super::search::SEPARATOR) {
        return folded.replace(super::search::SEPARATOR, " ").trim().to_owned();
    }
    folded.to_owned()
}
