//! A line of a card: a property with its parameters and its value.

use super::quoted;

/// A property.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Line {
    /// What it belongs together with, in capitals: `ITEM1`.
    pub group: String,
    /// Its name, in capitals.
    pub name: String,
    /// Its parameters: names in capitals, each with one value.
    pub parameters: Vec<(String, String)>,
    /// Its value, decoded from quoted-printable, with its backslashes.
    pub value: String,
}

impl Line {
    /// The property in a whole line; none where there is no colon.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let (head, value) = text.split_at(end_of_head(text)?);
        let mut parts = split_quoted(head, ';').into_iter();
        let name = parts.next()?.trim().to_ascii_uppercase();
        let (group, name) = name.rsplit_once('.').unwrap_or(("", &name));
        let mut line = Self { group: group.to_owned(), name: name.to_owned(), ..Self::default() };
        parts.for_each(|part| line.push_parameter(part));
        let value = value.strip_prefix(':').unwrap_or(value);
        line.value = match line.has("ENCODING", "QUOTED-PRINTABLE") {
            true => quoted::decode(value, line.parameter("CHARSET")),
            false => value.to_owned(),
        };
        Some(line)
    }

    /// The first value of a parameter.
    #[must_use]
    pub fn parameter(&self, name: &str) -> Option<&str> {
        let found = self.parameters.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }

    /// Whether a parameter has a value, whatever its case.
    #[must_use]
    pub fn has(&self, name: &str, value: &str) -> bool {
        let is_it =
            |(known, its): &(String, String)| known == name && its.eq_ignore_ascii_case(value);
        self.parameters.iter().any(is_it)
    }

    /// How much it is preferred: from 1 to 100, less is more; 101 where nothing is said.
    #[must_use]
    pub fn preference(&self) -> u8 {
        let number = self.parameter("PREF").and_then(|value| value.parse().ok());
        let is_first = self.has("TYPE", "PREF");
        number.unwrap_or(if is_first { 1 } else { 101 })
    }

    /// The value as one text.
    #[must_use]
    pub fn text(&self) -> String {
        unescaped(&self.value)
    }

    /// The parts of the value between signs that have no backslash before them, each as one text.
    #[must_use]
    pub fn parts(&self, sign: char) -> Vec<String> {
        split_escaped(&self.value, sign).into_iter().map(unescaped).collect()
    }

    fn push_parameter(&mut self, part: &str) {
        let (name, values) = match part.split_once('=') {
            Some((name, values)) => (name.trim().to_ascii_uppercase(), values),
            None => (bare(part.trim()).to_owned(), part.trim()),
        };
        // A whole list may stand in quotes: `TYPE="work,voice"`.
        let values =
            split_quoted(values, ',').into_iter().map(|value| value.trim().trim_matches('"'));
        for value in values.flat_map(|value| value.split(if name == "TYPE" { ',' } else { '\0' })) {
            self.parameters.push((name.clone(), uncircumflexed(value)));
        }
    }
}

/// What a value without a name is a value of, in vCard 2.1.
fn bare(value: &str) -> &'static str {
    match value.to_ascii_uppercase().as_str() {
        "QUOTED-PRINTABLE" | "BASE64" | "B" | "8BIT" | "7BIT" => "ENCODING",
        "INLINE" | "URL" | "URI" => "VALUE",
        _ => "TYPE",
    }
}

/// Where the colon before the value stands.
fn end_of_head(text: &str) -> Option<usize> {
    let mut is_quoted = false;
    let found = text.char_indices().find(|(_, sign)| {
        is_quoted ^= *sign == '"';
        *sign == ':' && !is_quoted
    });
    // A quote that is never closed is a sign like others.
    found.map(|(at, _)| at).or_else(|| text.find(':'))
}

fn split_quoted(text: &str, sign: char) -> Vec<&str> {
    let mut is_quoted = false;
    text.split(|letter: char| {
        is_quoted ^= letter == '"';
        letter == sign && !is_quoted
    })
    .collect()
}

fn split_escaped(text: &str, sign: char) -> Vec<&str> {
    let mut is_escaped = false;
    text.split(|letter: char| {
        let is_end = letter == sign && !is_escaped;
        is_escaped = letter == '\\' && !is_escaped;
        is_end
    })
    .collect()
}

/// A value without its backslashes (RFC 6350, 3.4).
#[must_use]
pub fn unescaped(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    let mut letters = value.chars();
    while let Some(letter) = letters.next() {
        if letter != '\\' {
            text.push(letter);
            continue;
        }
        match letters.next() {
            Some('n' | 'N') => text.push('\n'),
            Some(sign @ ('\\' | ',' | ';' | ':')) => text.push(sign),
            Some(other) => text.extend(['\\', other]),
            None => text.push('\\'),
        }
    }
    text
}

/// A parameter's value without the circumflexes of RFC 6868.
fn uncircumflexed(value: &str) -> String {
    value.replace("^n", "\n").replace("^'", "\"").replace("^^", "^")
}
