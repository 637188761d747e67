//! Writes a filter as its text. What is written is read as the same filter again.

use std::fmt::{self, Write as _};

use super::lex::{Sort, Token, Tokens};
use super::why::Why;
use super::{Condition, Filter, Known, Unknown, Value};

impl fmt::Display for Filter {
    /// Words in lower case, `AND` and `OR` in upper case, values as they were given.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut left = self.groups.iter().map(Vec::len).sum::<usize>();
        let mut joint = "";
        for group in &self.groups {
            for condition in group {
                f.write_str(joint)?;
                joint = " AND ";
                left -= 1;
                match condition {
                    Condition::Known(known) => known.fmt(f)?,
                    Condition::Unknown(unknown) => write_unknown(f, unknown, left == 0)?,
                }
            }
            if !group.is_empty() {
                joint = " OR ";
            }
        }
        Ok(())
    }
}

/// Exactly as it came. Only a quote that was never closed and now has something behind it is closed, since it would
/// swallow what follows.
fn write_unknown(f: &mut fmt::Formatter<'_>, unknown: &Unknown, is_last: bool) -> fmt::Result {
    f.write_str(&unknown.text)?;
    if unknown.why != Why::Unclosed || is_last {
        return Ok(());
    }
    // A backslash at the end would make the quote a part of the text.
    let slashes = unknown.text.bytes().rev().take_while(|byte| *byte == b'\\').count();
    f.write_str(if slashes % 2 == 1 { "\\\"" } else { "\"" })
}

impl fmt::Display for Known {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(row) = self.operator.row(self.field.kind()) else { return Ok(()) };
        write!(f, "{} {}", self.field, self.operator.head(row))?;
        match &self.value {
            Value::Nothing => {}
            Value::Text(text) => write!(f, " {}", Quoted(text))?,
            Value::Texts(texts) => {
                let mut joint = ' ';
                for text in texts {
                    f.write_char(joint)?;
                    if joint == ',' {
                        f.write_char(' ')?;
                    }
                    joint = ',';
                    write!(f, "{}", Quoted(text))?;
                }
            }
            Value::Number(number) => write!(f, " {}", number.as_str())?,
            Value::Numbers(first, second) => {
                write!(f, " {} and {}", first.as_str(), second.as_str())?;
            }
            Value::Date(date) => write!(f, " {date}")?,
            Value::Dates(first, second) => write!(f, " {first} and {second}")?,
            Value::Days(days) => write!(f, " {days} {}", row.tail)?,
            Value::Month(month) => write!(f, " {month}")?,
        }
        Ok(())
    }
}

/// A value in quotes, where it would be read differently without them.
struct Quoted<'a>(&'a str);

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if is_read_as_it_is(self.0) {
            return f.write_str(self.0);
        }
        f.write_char('"')?;
        for letter in self.0.chars() {
            if matches!(letter, '"' | '\\') {
                f.write_char('\\')?;
            }
            f.write_char(letter)?;
        }
        f.write_char('"')
    }
}

/// Whether a value may stand without quotes: no comma, no quote, no word that joins conditions, no space around it, and
/// no word in front that would be taken for a part of the operator.
fn is_read_as_it_is(text: &str) -> bool {
    let opens = |word: &str| Tokens::of(text).next().is_some_and(|first| first.is(text, word));
    let is_operator = ["not", "any", "none", "empty"].into_iter().any(opens);
    let is_plain = |token: Token| {
        let joins = ["and", "or", "between"].iter().any(|word| token.is(text, word));
        matches!(token.sort, Sort::Word | Sort::Sign) && !joins
    };
    !is_operator
        && !text.is_empty()
        && text.trim() == text
        && !text.contains('"')
        && Tokens::of(text).all(is_plain)
}
