//! What a contact is called on the screen, and the initials that stand in for a missing picture.

use super::Contact;

/// What a contact is called when it has neither name, company, email nor phone.
pub const NAMELESS: &str = "No name";

impl Contact {
    /// The name to show: first and last name, else the company, the email or the phone. In Chinese, Japanese and
    /// Korean writing the family name comes first and no space follows it, as in Unicode's person names.
    #[must_use]
    pub fn name(&self) -> String {
        let (first, last) = (self.first_name.trim(), self.last_name.trim());
        match (first, last) {
            ("", "") => self.fallback_name().to_owned(),
            ("", only) | (only, "") => only.to_owned(),
            _ if is_family_first(first, last) => format!("{last}{first}"),
            _ => format!("{first} {last}"),
        }
    }

    /// One or two letters for a face without a picture; empty when there is no letter or digit to take.
    #[must_use]
    pub fn initials(&self) -> String {
        let (first, last) = (self.first_name.trim(), self.last_name.trim());
        let letters: String = match (first, last) {
            ("", "") => words(self.fallback_name()),
            ("", only) | (only, "") => words(only),
            _ if is_family_first(first, last) => initial(last).into_iter().collect(),
            _ => [first, last].into_iter().filter_map(initial).collect(),
        };
        letters.chars().map(capital).collect()
    }

    fn fallback_name(&self) -> &str {
        [self.company.trim(), self.email().trim(), self.phone().trim()]
            .into_iter()
            .find(|text| !text.is_empty())
            .unwrap_or(NAMELESS)
    }
}

/// Whether a name is in Chinese, Japanese or Korean writing. A family name in katakana is a foreign one, which keeps
/// its own order.
fn is_family_first(first: &str, last: &str) -> bool {
    let is_native = |letter: char| match letter {
        // Hiragana, Han with its extensions, and Hangul.
        '\u{3041}'..='\u{309f}' | '々' | '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}' => {
            true
        }
        _ => matches!(letter, '가'..='힣'),
    };
    let is_kana = |letter: char| matches!(letter, '\u{30a1}'..='\u{30ff}');
    last.chars().all(is_native) && first.chars().all(|letter| is_native(letter) || is_kana(letter))
}

/// The capital that begins a word. Georgian has capitals for whole words only, and few fonts have them.
fn capital(letter: char) -> String {
    match letter {
        'ა'..='ჿ' => letter.to_string(),
        _ => letter.to_uppercase().collect(),
    }
}

fn words(text: &str) -> String {
    text.split_whitespace().filter_map(initial).take(2).collect()
}

/// The first letter or digit of a word, so that quotes, brackets and emoji before it do not become an initial.
fn initial(word: &str) -> Option<char> {
    word.chars().find(|letter| letter.is_alphanumeric())
}
