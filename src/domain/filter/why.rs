//! Why a text is no condition, and the sentence for people: what is wrong, with which words, and what to do.

use super::field::{Field, Kind};
use super::operator::{Operator, Takes};
use super::{MAX_CONDITIONS, MAX_DAYS, MAX_TEXTS};

/// The longest words of others that a sentence repeats, in characters.
const SHOWN: usize = 40;

/// What keeps a text from being a condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// There is no field of this name.
    Field(String),
    /// The field has no such operator.
    Operator(Field),
    /// The operator takes a value of another form.
    Value(Takes),
    /// What stands for a number is none.
    Number(String),
    /// What stands for a date is none.
    Date(String),
    /// What stands for a count of days is none, or more than [`MAX_DAYS`].
    Days(String),
    /// What stands for a month is none.
    Month(String),
    /// A quote is opened and not closed.
    Unclosed,
    /// There are more than [`MAX_CONDITIONS`] conditions, or more than [`MAX_TEXTS`] texts in one.
    TooMany,
}

impl Why {
    /// The sentence for people.
    #[must_use]
    pub fn sentence(&self) -> String {
        match self {
            Self::Field(name) => format!(
                "There is no field “{}”. Choose a field that there is, or remove the condition.",
                shown(name)
            ),
            Self::Operator(field) => format!(
                "“{}” cannot be compared like that. It takes one of: {}.",
                field.label(),
                labels(field.kind())
            ),
            Self::Value(takes) => match takes {
                Takes::Nothing => "Nothing may stand behind this comparison. Remove the rest of the condition.",
                Takes::Text | Takes::Texts => "There is nothing to compare with. Add a text.",
                Takes::Number => "There is no number to compare with. Add one, such as 5.",
                Takes::Numbers => "Two numbers are needed, such as: between 1 and 5.",
                Takes::Date => "There is no date to compare with. Add one, such as 2026-01-31.",
                Takes::Dates => "Two dates are needed, such as: between 2026-01-01 and 2026-01-31.",
                Takes::Days => "A number of days is needed, such as: in last 7 days, or: more than 30 days ago.",
                Takes::Month => "A month is needed, from 1 for January to 12 for December.",
            }
            .to_owned(),
            Self::Number(text) => format!("“{}” is not a number. Write it like 5 or -1.5.", shown(text)),
            Self::Date(text) => format!("“{}” is not a date. Write it like 2026-01-31.", shown(text)),
            Self::Days(text) => format!(
                "“{}” is not a number of days from 0 to {MAX_DAYS}. Choose one of those.",
                shown(text)
            ),
            Self::Month(text) => format!(
                "“{}” is not a month. Write its number, from 1 for January to 12 for December.",
                shown(text)
            ),
            Self::Unclosed => "A quote is opened and never closed. Add a quote at the end of the value.".to_owned(),
            Self::TooMany => format!(
                "A filter has at most {MAX_CONDITIONS} conditions, and a condition lists at most {MAX_TEXTS} values. Remove some."
            ),
        }
    }
}

/// The operators of a kind, as people read them.
fn labels(kind: Kind) -> String {
    Operator::of(kind).map(|operator| operator.label(kind)).collect::<Vec<String>>().join(", ")
}

/// The words of others as a sentence may repeat them: on one line, and not too many.
fn shown(text: &str) -> String {
    let mut letters =
        text.trim().chars().map(|letter| if letter.is_control() { ' ' } else { letter });
    let mut shown: String = letters.by_ref().take(SHOWN).collect();
    if letters.next().is_some() {
        shown.push('…');
    }
    shown
}
