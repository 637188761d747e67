//! The words of a filter's text. One pass, in linear time, whatever the text is; nothing is copied.

/// What a piece of the text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// A run of letters up to a space, a comma or a sign.
    Word,
    /// A run of `<`, `>`, `=` and `!`.
    Sign,
    /// A comma.
    Comma,
    /// A text in quotes, with `\"` and `\\` in it.
    Quoted,
    /// A text that begins with a quote and has no other: all that follows.
    Unclosed,
}

/// A piece of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub sort: Sort,
    /// Where it begins, in bytes.
    pub start: usize,
    /// Where it ends, in bytes.
    pub end: usize,
}

/// The pieces of a text, in their order.
pub struct Tokens<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Tokens<'a> {
    /// The pieces of this text.
    #[must_use]
    pub const fn of(text: &'a str) -> Self {
        Self { text, at: 0 }
    }
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        let rest = self.text.get(self.at..)?;
        let trimmed = rest.trim_start();
        let start = self.at + rest.len() - trimmed.len();
        let first = trimmed.chars().next()?;
        let run = |ends: &dyn Fn(char) -> bool| trimmed.find(ends).unwrap_or(trimmed.len());
        let (sort, length) = match first {
            ',' => (Sort::Comma, 1),
            '"' => match closing(trimmed) {
                Some(length) => (Sort::Quoted, length),
                None => (Sort::Unclosed, trimmed.len()),
            },
            _ if is_sign(first) => (Sort::Sign, run(&|letter| !is_sign(letter))),
            _ => {
                let ends =
                    |letter: char| letter.is_whitespace() || letter == ',' || is_sign(letter);
                (Sort::Word, run(&ends))
            }
        };
        self.at = start + length;
        Some(Token { sort, start, end: self.at })
    }
}

impl Token {
    /// Its text.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or_default()
    }

    /// Whether it is this word, in any case, and not in quotes.
    #[must_use]
    pub fn is(self, text: &str, word: &str) -> bool {
        matches!(self.sort, Sort::Word | Sort::Sign) && self.of(text).eq_ignore_ascii_case(word)
    }

    /// What stands in its quotes; none where there are none.
    #[must_use]
    pub fn unquoted(self, text: &str) -> Option<String> {
        if self.sort != Sort::Quoted {
            return None;
        }
        let inner = text.get(self.start + 1..self.end.saturating_sub(1))?;
        let mut plain = String::with_capacity(inner.len());
        let mut letters = inner.chars();
        while let Some(letter) = letters.next() {
            match letter {
                '\\' => match letters.next() {
                    Some(kept @ ('"' | '\\')) => plain.push(kept),
                    Some(other) => plain.extend(['\\', other]),
                    None => plain.push('\\'),
                },
                _ => plain.push(letter),
            }
        }
        Some(plain)
    }
}

const fn is_sign(letter: char) -> bool {
    matches!(letter, '<' | '>' | '=' | '!')
}

/// The length of the text in quotes that this text begins with.
fn closing(text: &str) -> Option<usize> {
    let mut is_escaped = false;
    for (at, byte) in text.bytes().enumerate().skip(1) {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = true,
            b'"' => return Some(at + 1),
            _ => {}
        }
    }
    None
}
