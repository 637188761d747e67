//! Comparing texts: folded, so that case and accents are forgiven, and phones by their digits.

use memchr::memmem::Finder;

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
    /// For its needles, where it looks for them.
    finders: Vec<Finder<'static>>,
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
        let mut matcher = Self { test, texts, finders: Vec::new(), is_phone };
        if test == Test::Contains {
            let finders =
                matcher.needles().map(|needle| Finder::new(needle).into_owned()).collect();
            matcher.finders = finders;
        }
        matcher
    }

    /// Whether it holds for a text.
    #[must_use]
    pub fn holds(&self, text: &str) -> bool {
        let same =
            |text: &str| self.texts.binary_search_by(|known| known.as_str().cmp(text)).is_ok();
        match self.test {
            Test::Contains => {
                self.finders.iter().any(|finder| finder.find(text.as_bytes()).is_some())
            }
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
            let is_other = self.is_phone
                && self.test == Test::Contains
                && plain.len() >= 3
                && plain.len() < text.len();
            std::iter::once(text.as_str()).chain(is_other.then_some(plain))
        })
    }

    /// What to sweep the texts of all rows for, where each stands between [`SEPARATOR`]s: every text that it holds for has
    /// one of these in it. With each, whether having it is enough.
    pub fn sweeps(&self) -> impl Iterator<Item = (String, bool)> {
        let mark = |is_there: bool| if is_there { "\u{1f}" } else { "" };
        let is_whole = matches!(self.test, Test::Is | Test::AnyOf);
        self.needles().map(move |needle| match (self.is_phone, self.test) {
            (_, Test::Contains) => (needle.to_owned(), true),
            // Zeros may stand before it.
            (true, _) => ([trunk(needle), mark(is_whole)].concat(), false),
            (false, _) => ([mark(true), needle, mark(is_whole)].concat(), true),
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
