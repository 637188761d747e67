//! Reads a filter from its text: `type is lead AND last activity in last 7 days OR tag is any of vip, fair`.
//! Reading never fails as a whole: what is not understood is kept word for word, with the reason.

use super::field::{Definitions, Field};
use super::lex::{Sort, Token, Tokens};
use super::operator::{Operator, Row, Takes, rows};
use super::why::Why;
use super::{Condition, Filter, MAX_CONDITIONS, Number, Unknown, Value};
use crate::domain::date::Date;

/// The most words that the name of a field has.
const NAME_WORDS: usize = 3;

impl Filter {
    /// The filter that a text writes, in time linear in its length. Words are read in any case.
    #[must_use]
    pub fn parse(text: &str, definitions: &Definitions) -> Self {
        let mut filter = Self::default();
        let (mut group, mut words, mut count) = (Vec::new(), Vec::new(), 0);
        for token in Tokens::of(text) {
            let is_or = token.is(text, "or");
            let is_and = token.is(text, "and") && !is_within_between(text, &words);
            if !is_or && !is_and {
                words.push(token);
                continue;
            }
            group.extend(condition(text, &words, definitions, &mut count));
            words.clear();
            if is_or && !group.is_empty() {
                filter.groups.push(std::mem::take(&mut group));
            }
        }
        group.extend(condition(text, &words, definitions, &mut count));
        if !group.is_empty() {
            filter.groups.push(group);
        }
        filter
    }
}

/// Whether the words end in `between` and one value, so that an `and` belongs to them.
fn is_within_between(text: &str, words: &[Token]) -> bool {
    matches!(words, [.., between, _] if between.is(text, "between"))
}

/// The condition that these words write; none without words.
fn condition(
    text: &str,
    words: &[Token],
    definitions: &Definitions,
    count: &mut usize,
) -> Option<Condition> {
    let whole = slice(text, words)?;
    *count += 1;
    let known =
        if *count > MAX_CONDITIONS { Err(Why::TooMany) } else { read(text, words, definitions) };
    Some(known.unwrap_or_else(|why| Condition::Unknown(Unknown { text: whole.to_owned(), why })))
}

fn read(text: &str, words: &[Token], definitions: &Definitions) -> Result<Condition, Why> {
    if words.last().is_some_and(|word| word.sort == Sort::Unclosed) {
        return Err(Why::Unclosed);
    }
    let (field, rest) = field(text, words, definitions)?;
    let (operator, row, rest) = operator(text, rest, &field)?;
    let value = value(text, rest, row)?;
    Condition::new(field, operator, value)
}

/// The field whose name the words begin with, the longest one, and the words behind it.
fn field<'w>(
    text: &str,
    words: &'w [Token],
    definitions: &Definitions,
) -> Result<(Field, &'w [Token]), Why> {
    for length in (1..=NAME_WORDS.min(words.len())).rev() {
        let Some((name, rest)) = words.split_at_checked(length) else { continue };
        if name.iter().any(|word| word.sort != Sort::Word) {
            continue;
        }
        let name: Vec<&str> = name.iter().map(|word| word.of(text)).collect();
        if let Some(field) = Field::named(&name.join(" "), definitions) {
            return Ok((field, rest));
        }
    }
    // What stands before the operator is what was meant as a name.
    let is_operator = |word: &&Token| {
        word.sort != Sort::Word || OPENERS.iter().any(|opener| word.is(text, opener))
    };
    let at = words.iter().position(|word| is_operator(&word)).filter(|at| *at > 0);
    let name = words.get(..at.unwrap_or(1)).unwrap_or_default();
    Err(Why::Field(slice(text, name).unwrap_or_default().to_owned()))
}

/// The words that operators begin with.
const OPENERS: &[&str] = &[
    "is", "contains", "does", "starts", "before", "after", "between", "in", "more", "less", "not",
];

/// The operator that the words begin with, the longest one, and the words behind it. `is in last 7 days` is read as
/// `in last 7 days`, and so are its like.
fn operator<'w>(
    text: &str,
    words: &'w [Token],
    field: &Field,
) -> Result<(Operator, &'static Row, &'w [Token]), Why> {
    let longest = |words: &'w [Token]| {
        let matches = rows(field.kind()).filter_map(|(operator, row)| {
            let length = head_length(text, words, operator.head(row))?;
            Some((length, operator, row))
        });
        let (length, operator, row) = matches.max_by_key(|(length, ..)| *length)?;
        Some((operator, row, words.get(length..)?))
    };
    let found = longest(words).or_else(|| match words {
        [is, rest @ ..] if is.is(text, "is") => longest(rest),
        _ => None,
    });
    found.ok_or_else(|| Why::Operator(field.clone()))
}

/// How many words the operator's words are, if the text begins with them.
fn head_length(text: &str, words: &[Token], head: &str) -> Option<usize> {
    let mut length = 0;
    for part in head.split(' ') {
        words.get(length).filter(|word| word.is(text, part))?;
        length += 1;
    }
    Some(length)
}

fn value(text: &str, words: &[Token], row: &Row) -> Result<Value, Why> {
    let missing = || Why::Value(row.takes);
    let words = without_tail(text, words, row.tail).ok_or_else(missing)?;
    let one = || one(text, words).ok_or_else(missing);
    let two = || {
        let at = words.iter().position(|word| word.is(text, "and")).ok_or_else(missing)?;
        let (first, second) = words.split_at_checked(at).ok_or_else(missing)?;
        let first = self::one(text, first).ok_or_else(missing)?;
        let second = self::one(text, second.get(1..).unwrap_or_default()).ok_or_else(missing)?;
        Ok((first, second))
    };
    Ok(match row.takes {
        Takes::Nothing if words.is_empty() => Value::Nothing,
        Takes::Nothing => return Err(missing()),
        Takes::Text => Value::Text(one()?),
        Takes::Texts => {
            let parts = words.split(|word| word.sort == Sort::Comma);
            Value::Texts(parts.filter_map(|part| self::one(text, part)).collect())
        }
        Takes::Number => Value::Number(Number::parse(&one()?)?),
        Takes::Numbers => {
            let (first, second) = two()?;
            Value::Numbers(Number::parse(&first)?, Number::parse(&second)?)
        }
        Takes::Date => Value::Date(date(one()?)?),
        Takes::Dates => {
            let (first, second) = two()?;
            Value::Dates(date(first)?, date(second)?)
        }
        Takes::Days => {
            let days = one()?;
            Value::Days(whole(&days).ok_or(Why::Days(days))?)
        }
        Takes::Month => {
            let month = one()?;
            let number = whole(&month).and_then(|month| u8::try_from(month).ok());
            let number = number.filter(|month| (1..=12).contains(month));
            Value::Month(number.ok_or(Why::Month(month))?)
        }
    })
}

/// The words before the operator's tail; none when they do not end in it. `1 day` is read as `1 days`.
fn without_tail<'w>(text: &str, words: &'w [Token], tail: &str) -> Option<&'w [Token]> {
    let mut words = words;
    for part in tail.rsplit(' ').filter(|part| !part.is_empty()) {
        let (last, rest) = words.split_last()?;
        let singular = part.trim_end_matches('s');
        if !last.is(text, part) && !last.is(text, singular) {
            return None;
        }
        words = rest;
    }
    Some(words)
}

/// The one value that these words are: what stands in quotes, or else the text as it is.
fn one(text: &str, words: &[Token]) -> Option<String> {
    if let [word] = words
        && let Some(unquoted) = word.unquoted(text)
    {
        return Some(unquoted);
    }
    slice(text, words).map(str::to_owned)
}

/// The text from the first of these words to the last.
fn slice<'a>(text: &'a str, words: &[Token]) -> Option<&'a str> {
    text.get(words.first()?.start..words.last()?.end)
}

fn date(text: String) -> Result<Date, Why> {
    text.trim().parse().map_err(|_| Why::Date(text))
}

/// A number of up to six digits.
fn whole(text: &str) -> Option<u32> {
    let is_short = (1..=6).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    if is_short { text.parse().ok() } else { None }
}
