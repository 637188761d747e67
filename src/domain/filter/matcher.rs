//! Comparing texts: folded, so that case and accents are forgiven, and phones by their digits.

use super::operator::Test;
use super::{Value, plain};
use crate::domain::search::digits;
use crate::domain::search::fold::fold;

/// A text test with its values, ready to be held against texts in the same form.
#[derive(Debug)]
pub struct Matcher {
    test: Test,
    /// In order, and none of them empty.
    texts: Vec<String>,
    is_phone: bool,
}

impl Matcher {
    /// The test against this value. A phone number counts by its digits, and leading zeros do not count, so that
    /// `0044 20 …` is `+44 20 …`; a value without digits is no number's.
    #[must_use]
    pub fn of(test: Test, value: &Value, is_phone: bool) -> Self {
        let given: &[String] = match value {
            Value::Text(text) => std::slice::from_ref(text),
            Value::Texts(texts) => texts,
            _ => &[],
        };
        let form = |text: &String| match (is_phone, test) {
            (false, _) => plain(text),
            (true, Test::Contains | Test::StartsWith) => digits(&fold(text)),
            (true, _) => trunk(&digits(&fold(text))).to_owned(),
        };
        let mut texts: Vec<String> = given.iter().map(form).collect();
        texts.retain(|text| !text.is_empty());
        texts.sort_unstable();
        Self { test, texts, is_phone }
    }

    /// Whether it holds for a text.
    #[must_use]
    pub fn holds(&self, text: &str) -> bool {
        let same =
            |text: &str| self.texts.binary_search_by(|known| known.as_str().cmp(text)).is_ok();
        match self.test {
            Test::Contains => self.needles().any(|needle| text.contains(needle)),
            Test::StartsWith if self.is_phone => self.texts.iter().any(|start| {
                let plain = start.trim_start_matches('0');
                if plain.is_empty() {
                    text.starts_with(start)
                } else {
                    trunk(text).starts_with(plain)
                }
            }),
            Test::StartsWith => self.texts.iter().any(|start| text.starts_with(start)),
            _ if self.is_phone => same(trunk(text)),
            _ => same(text),
        }
    }

    /// The texts of which one must stand in a text that contains the value: of a number also the one without the zeros
    /// that are dialled in the country only, where enough is left of it.
    pub fn needles(&self) -> impl Iterator<Item = &str> {
        self.texts.iter().flat_map(|text| {
            let plain = text.trim_start_matches('0');
            let is_other = self.is_phone && plain.len() >= 3 && plain.len() < text.len();
            std::iter::once(text.as_str()).chain(is_other.then_some(plain))
        })
    }

    /// The texts that it compares with, in the form in which it does.
    #[must_use]
    pub fn texts(&self) -> &[String] {
        &self.texts
    }
}

/// A number without the zeros before it, where anything is left of it.
fn trunk(digits: &str) -> &str {
    let trunk = digits.trim_start_matches('0');
    if trunk.is_empty() { digits } else { trunk }
}
