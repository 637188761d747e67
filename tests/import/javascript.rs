//! Reads the texts and lists of texts in a test file written in JavaScript.

use std::iter::Peekable;
use std::str::Chars;

/// A value: a text or a list; none where it is something else.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value {
    /// A text, also one that is put together of several.
    Text(String),
    /// A list.
    List(Vec<Value>),
}

/// The value that a source begins with.
pub(crate) fn value(source: &str) -> Option<Value> {
    read(&mut source.chars().peekable())
}

/// The rows in a list of lists of texts.
pub(crate) fn rows(value: &Value) -> Option<Vec<Vec<String>>> {
    let Value::List(rows) = value else { return None };
    let cells = |row: &Value| {
        let Value::List(cells) = row else { return None };
        let text = |cell: &Value| match cell {
            Value::Text(text) => Some(text.clone()),
            Value::List(_) => None,
        };
        cells.iter().map(text).collect::<Option<Vec<String>>>()
    };
    rows.iter().map(cells).collect()
}

fn read(letters: &mut Peekable<Chars<'_>>) -> Option<Value> {
    space(letters);
    match letters.next()? {
        '[' => list(letters),
        quote @ ('\'' | '"') => {
            let mut whole = text(letters, quote)?;
            loop {
                space(letters);
                if letters.peek() != Some(&'+') {
                    return matches!(letters.peek(), Some(',' | ']' | '}'))
                        .then_some(Value::Text(whole));
                }
                letters.next();
                space(letters);
                let quote = letters.next().filter(|letter| matches!(letter, '\'' | '"'))?;
                whole += &text(letters, quote)?;
            }
        }
        _ => None,
    }
}

fn list(letters: &mut Peekable<Chars<'_>>) -> Option<Value> {
    let mut items = Vec::new();
    loop {
        space(letters);
        if letters.peek() == Some(&']') {
            letters.next();
            return Some(Value::List(items));
        }
        items.push(read(letters)?);
        space(letters);
        if letters.peek() == Some(&',') {
            letters.next();
        }
    }
}

fn text(letters: &mut Peekable<Chars<'_>>, quote: char) -> Option<String> {
    let mut text = String::new();
    loop {
        match letters.next()? {
            '\\' => text.push(match letters.next()? {
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                'u' => {
                    let code: String = letters.by_ref().take(4).collect();
                    char::from_u32(u32::from_str_radix(&code, 16).ok()?)?
                }
                other => other,
            }),
            letter if letter == quote => return Some(text),
            letter => text.push(letter),
        }
    }
}

fn space(letters: &mut Peekable<Chars<'_>>) {
    while letters.next_if(|letter| letter.is_whitespace()).is_some() {}
}
