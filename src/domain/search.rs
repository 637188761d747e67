//! Search as one types: text is folded (case and accents forgiven), the query is split into words, and every word
//! must stand somewhere in a contact. Digits match a phone however either side is written.

pub mod column;
pub mod fold;

use super::contact::Contact;

/// Stands between the searchable texts of a contact, so that no match reaches from one into the next.
pub const SEPARATOR: char = '\u{1f}';

/// What was typed into the search box, ready to be looked for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Query {
    words: Vec<Word>,
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
        Self { words: words.filter(|word| !word.is_empty()).map(Word::new).collect() }
    }

    /// Whether nothing was typed, so that every contact matches.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// For each word its spellings, of which one must be found.
    pub fn words(&self) -> impl Iterator<Item = &[String]> {
        self.words.iter().map(|word| word.spellings.as_slice())
    }
}

impl Word {
    fn new(word: &str) -> Self {
        let mut spellings = vec![word.to_owned()];
        let digits: String = word.chars().filter(char::is_ascii_digit).collect();
        let has_letters = word.chars().any(char::is_alphabetic);
        if !digits.is_empty() && !has_letters && digits != word {
            spellings.push(digits.clone());
        }
        // A number written for callers in the country, 020 …, stands in the contact as +44 20 ….
        let trunk = digits.trim_start_matches('0');
        if !has_letters && trunk.len() >= 3 && trunk.len() < digits.len() {
            spellings.push(trunk.to_owned());
        }
        Self { spellings }
    }
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
        text.push(SEPARATOR);
        text.extend(fold::fold(&phone.number).chars().filter(char::is_ascii_digit));
    }
}
