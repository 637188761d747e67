//! Search as one types: text is folded (case and accents forgiven), the query is split into words, and every word
//! must stand somewhere in a contact. Digits match a phone however either side is written.

pub mod column;
pub mod fold;
pub mod marks;

use super::contact::Contact;
use super::contact::custom::CustomValue;

/// Stands between the searchable texts of a contact, so that no match reaches from one into the next.
pub const SEPARATOR: char = '\u{1f}';

/// What was typed into the search box, ready to be looked for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Query {
    words: Vec<Word>,
}

/// How well the words of a query fit a text; the better one is less.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// Each begins a word of it.
    Begins,
    /// Each stands somewhere in it.
    Within,
}

/// One word of a query: any of its spellings will do.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Word {
    spellings: Vec<String>,
}

impl Query {
    /// Reads what was typed.
    #[must_use]
    pub fn parse(typed: &str) -> Self {
        let folded = fold::fold(typed);
        let words = folded.split(|c: char| c.is_whitespace() || c.is_control());
        let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
        // Groups of digits may be one phone number, 020 7946 0958, or words that stand apart: either will do.
        let runs = words.chunk_by(|a, b| is_number(a) && is_number(b));
        let spell = |run: &[&str]| -> Vec<Word> {
            let joined = if run.len() > 1 { run.concat() } else { String::new() };
            run.iter().map(|word| Word::new(word, &joined)).collect()
        };
        Self { words: runs.flat_map(spell).collect() }
    }

    /// Whether nothing was typed, so that every contact matches.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Whether every word stands in a folded text, and whether each begins a word there; none where one is missing.
    #[must_use]
    pub fn fit(&self, folded: &str) -> Option<Fit> {
        let begins = |at: usize| {
            let before = folded.get(..at).and_then(|before| before.chars().next_back());
            !before.is_some_and(char::is_alphanumeric)
        };
        let mut fit = Fit::Begins;
        for word in &self.words {
            let mut places = word
                .spellings
                .iter()
                .flat_map(|spelling| folded.match_indices(spelling))
                .peekable();
            places.peek()?;
            if !places.any(|(at, _)| begins(at)) {
                fit = Fit::Within;
            }
        }
        Some(fit)
    }

    /// Whether whatever it matches is matched by `wider` too: each of the wider words stands in all spellings of one of
    /// its own.
    #[must_use]
    pub fn narrows(&self, wider: &Self) -> bool {
        wider.words.iter().all(|word| self.words.iter().any(|own| own.narrows(word)))
    }

    /// For each word its spellings, of which one must be found.
    pub fn words(&self) -> impl Iterator<Item = &[String]> {
        self.words.iter().map(|word| word.spellings.as_slice())
    }
}

impl Word {
    /// A word that may be part of a number whose groups are `joined`.
    fn new(word: &str, joined: &str) -> Self {
        let mut spellings = vec![word.to_owned()];
        let own = if is_number(word) { digits(word) } else { String::new() };
        let joined = digits(joined);
        // Fewer than three digits stand in nearly every number.
        for number in [Some(own), Some(joined).filter(|joined| joined.len() >= 3)].iter().flatten()
        {
            // A number written for callers in the country, 020 …, stands in the contact as +44 20 ….
            let trunk = number.trim_start_matches('0');
            let trunk = if trunk.len() >= 3 { trunk } else { "" };
            for spelling in [number, trunk] {
                if !spelling.is_empty() && spellings.iter().all(|known| known != spelling) {
                    spellings.push(spelling.to_owned());
                }
            }
        }
        Self { spellings }
    }

    fn narrows(&self, wider: &Self) -> bool {
        let has = |own: &String| wider.spellings.iter().any(|word| own.contains(word.as_str()));
        self.spellings.iter().all(has)
    }
}

/// Whether a word may be a phone number or a group of one.
fn is_number(word: &str) -> bool {
    !word.chars().any(|letter| letter.is_alphabetic() || letter == '@')
}

/// The digits of a folded phone number, without the zero of `+44 (0)20 …`, which nobody dials after the country.
pub(super) fn digits(number: &str) -> String {
    number.replace("(0)", "").chars().filter(char::is_ascii_digit).collect()
}

/// Writes the searchable text of a contact: folded name, company, emails and tags, then the digits of its phones.
/// The name comes first and ends at the first [`SEPARATOR`]: it is the sort key too.
pub fn write_text(contact: &Contact, text: &mut String) {
    fold::push(text, &contact.name());
    let emails = contact.emails.iter().map(|email| &email.address);
    for part in [&contact.company].into_iter().chain(emails).chain(&contact.tags) {
        text.push(SEPARATOR);
        fold::push(text, part);
    }
    for phone in &contact.phones {
        let typed = digits(&fold::fold(&phone.number));
        text.push(SEPARATOR);
        text.push_str(&typed);
        // A number typed as within its country is found as from abroad too.
        let whole = phone.e164.as_deref().and_then(|number| number.strip_prefix('+'));
        if let Some(whole) = whole.filter(|whole| !typed.contains(whole)) {
            text.push(SEPARATOR);
            text.push_str(whole);
        }
    }
}

/// Writes the value of a custom field that holds a text: folded, and where it may be a phone number its digits.
pub(super) fn write_custom(value: &CustomValue, text: &mut String) {
    let CustomValue::Text(value) = value else { return };
    text.push(SEPARATOR);
    let start = text.len();
    fold::push(text, value);
    let folded = text.get(start..).unwrap_or_default();
    let digits = if is_number(folded) { digits(folded) } else { String::new() };
    if digits.len() >= 3 && digits != folded {
        text.push(SEPARATOR);
        text.push_str(&digits);
    }
}
