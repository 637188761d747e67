//! A condition while it is being edited: a field, an operator, and whatever has been typed so far.

use super::field::{Field, Kind};
use super::operator::{Operator, Takes};
use super::why::Why;
use super::{Condition, Known, Number, Value};
use crate::domain::date::Date;

/// What stands in the editor for one condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The field.
    pub field: Field,
    /// The operator, one of the field's kind.
    pub operator: Operator,
    /// The value, or the first of two; several texts with commas between them, those with a comma in quotes.
    pub first: String,
    /// The second of two values.
    pub second: String,
}

impl Draft {
    /// A condition on a field, with the operator that stands first for it.
    #[must_use]
    pub fn on(field: Field) -> Self {
        let usual = Operator { test: super::operator::Test::Empty, negated: true };
        let operator = Operator::of(field.kind()).next().unwrap_or(usual);
        Self { field, operator, first: String::new(), second: String::new() }
    }

    /// A condition that is there already.
    #[must_use]
    pub fn of(known: &Known) -> Self {
        let (first, second) = match known.value() {
            Value::Nothing => Default::default(),
            Value::Text(text) => (text.clone(), String::new()),
            Value::Texts(texts) => (join(texts), String::new()),
            Value::Number(number) => (number.as_str().to_owned(), String::new()),
            Value::Numbers(from, to) => (from.as_str().to_owned(), to.as_str().to_owned()),
            Value::Date(date) => (date.to_string(), String::new()),
            Value::Dates(from, to) => (from.to_string(), to.to_string()),
            Value::Days(days) => (days.to_string(), String::new()),
            Value::Month(month) => (month.to_string(), String::new()),
        };
        Self { field: known.field().clone(), operator: known.operator(), first, second }
    }

    /// The form of value that its operator takes.
    #[must_use]
    pub fn takes(&self) -> Takes {
        self.operator.takes(self.field.kind()).unwrap_or(Takes::Nothing)
    }

    /// Chooses another field; operator and value stay where the new one takes them.
    pub fn set_field(&mut self, field: Field) {
        let (kind, takes) = (self.field.kind(), self.takes());
        self.field = field;
        if self.field.kind() != kind && self.operator.takes(self.field.kind()) != Some(takes) {
            let first = self.first.clone();
            *self = Self::on(self.field.clone());
            // What was typed may still be meant.
            if matches!(self.field.kind(), Kind::Text | Kind::Choice) && takes == Takes::Text {
                self.first = first;
            }
        }
    }

    /// Chooses another operator; a value of another form is forgotten.
    pub fn set_operator(&mut self, operator: Operator) {
        let before = self.takes();
        self.operator = operator;
        let is_text = |takes| matches!(takes, Takes::Text | Takes::Texts);
        if self.takes() != before && !(is_text(before) && is_text(self.takes())) {
            self.first.clear();
            self.second.clear();
        }
    }

    /// The condition.
    ///
    /// # Errors
    /// What is missing or wrong about the value.
    pub fn condition(&self) -> Result<Condition, Why> {
        let missing = || Why::Value(self.takes());
        let date = |text: &str| text.trim().parse::<Date>().map_err(|_| missing());
        let value = match self.takes() {
            Takes::Nothing => Value::Nothing,
            Takes::Text => Value::Text(self.first.trim().to_owned()),
            Takes::Texts => Value::Texts(split(&self.first)),
            Takes::Number => Value::Number(Number::parse(&self.first)?),
            Takes::Numbers => {
                Value::Numbers(Number::parse(&self.first)?, Number::parse(&self.second)?)
            }
            Takes::Date => Value::Date(date(&self.first)?),
            Takes::Dates => Value::Dates(date(&self.first)?, date(&self.second)?),
            Takes::Days => Value::Days(self.first.trim().parse().map_err(|_| missing())?),
            Takes::Month => Value::Month(self.first.trim().parse().map_err(|_| missing())?),
        };
        Condition::new(self.field.clone(), self.operator, value)
    }

    /// Whether a text is among those that were typed; case makes no difference.
    #[must_use]
    pub fn has_text(&self, text: &str) -> bool {
        self.texts().iter().any(|one| super::plain(one) == super::plain(text))
    }

    /// Adds a text, or takes it out; where one text goes, it replaces what is there.
    pub fn toggle_text(&mut self, text: &str) {
        let mut texts = self.texts();
        let before = texts.len();
        texts.retain(|one| super::plain(one) != super::plain(text));
        if texts.len() == before {
            if self.takes() == Takes::Text {
                texts.clear();
            }
            texts.push(text.to_owned());
        }
        self.first = if self.takes() == Takes::Text { texts.concat() } else { join(&texts) };
    }

    fn texts(&self) -> Vec<String> {
        match self.takes() {
            Takes::Texts => split(&self.first),
            _ if self.first.trim().is_empty() => Vec::new(),
            _ => vec![self.first.trim().to_owned()],
        }
    }
}

/// The texts between commas; a comma between quotation marks does not part.
fn split(text: &str) -> Vec<String> {
    let (mut texts, mut one, mut is_quoted) = (Vec::new(), String::new(), false);
    for letter in text.chars() {
        match letter {
            '"' => is_quoted = !is_quoted,
            ',' if !is_quoted => texts.push(std::mem::take(&mut one)),
            _ => one.push(letter),
        }
    }
    texts.push(one);
    texts.iter().map(|text| text.trim().to_owned()).filter(|text| !text.is_empty()).collect()
}

fn join(texts: &[String]) -> String {
    let quoted = |text: &String| {
        if text.contains(',') { format!("\"{text}\"") } else { text.clone() }
    };
    texts.iter().map(quoted).collect::<Vec<_>>().join(", ")
}
