//! What a contact is called on the screen, and the initials that stand in for a missing picture.

use super::Contact;

/// What a contact is called when it has neither name, company, email nor phone.
pub const NAMELESS: &str = "No name";

impl Contact {
    /// The name to show: first and last name, else the company, the email or the phone.
    #[must_use]
    pub fn name(&self) -> String {
        let (first, last) = (self.first_name.trim(), self.last_name.trim());
        match (first, last) {
            ("", "") => self.fallback_name().to_owned(),
            ("", only) | (only, "") => only.to_owned(),
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
            _ => [first, last].into_iter().filter_map(initial).collect(),
        };
        letters.chars().flat_map(char::to_uppercase).collect()
    }

    fn fallback_name(&self) -> &str {
        [self.company.trim(), self.email(), self.phone()]
            .into_iter()
            .find(|text| !text.is_empty())
            .unwrap_or(NAMELESS)
    }
}

fn words(text: &str) -> String {
    text.split_whitespace().filter_map(initial).take(2).collect()
}

/// The first letter or digit of a word, so that quotes, brackets and emoji before it do not become an initial.
fn initial(word: &str) -> Option<char> {
    word.chars().find(|letter| letter.is_alphanumeric())
}
