//! Links in plain text: addresses of the web and of mail, and nothing else, so that no text becomes a script.

use super::contact::email::is_email;
use super::contact::website::website;

/// A part of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Plain text.
    Text(&'a str),
    /// A link.
    Link {
        /// What is read.
        text: &'a str,
        /// Where it leads: to `https:`, `http:` or `mailto:`.
        href: String,
    },
}

/// What an address of the web begins with.
const STARTS: [&str; 3] = ["https://", "http://", "www."];

/// The longest link that is found, in bytes; longer words are none, and cost no time.
const MAX_LINK: usize = 2_000;

/// The text in parts, which together are the text.
#[must_use]
pub fn links(text: &str) -> Vec<Piece<'_>> {
    let (mut pieces, mut plain_from, mut at) = (Vec::new(), 0, 0);
    // Nothing that a link cannot hold is part of one.
    for word in text.split_inclusive(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"')) {
        if let Some((from, to, href)) =
            Some(word).filter(|word| word.len() <= MAX_LINK).and_then(link)
        {
            push(&mut pieces, text.get(plain_from..at + from));
            let text = word.get(from..to).unwrap_or_default();
            pieces.push(Piece::Link { text, href });
            plain_from = at + to;
        }
        at += word.len();
    }
    push(&mut pieces, text.get(plain_from..));
    pieces
}

fn push<'a>(pieces: &mut Vec<Piece<'a>>, text: Option<&'a str>) {
    pieces.extend(text.filter(|text| !text.is_empty()).map(Piece::Text));
}

/// Where the link in a word begins and ends, and where it leads.
fn link(word: &str) -> Option<(usize, usize, String)> {
    let from = STARTS.iter().filter_map(|start| place(word, start)).min();
    if let Some(from) = from {
        let address = without_end(word.get(from..)?);
        return Some((from, from + address.len(), website(address)?));
    }
    // Mail: the scheme may be written or not.
    word.find('@')?;
    let from = place(word, "mailto:");
    let from = from.unwrap_or_else(|| word.len() - word.trim_start_matches(is_opening).len());
    let whole = without_end(word.get(from..)?);
    let address = whole.get("mailto:".len()..).filter(|_| place(whole, "mailto:") == Some(0));
    let address = address.unwrap_or(whole);
    let is_address = is_email(address) && address.rsplit('@').next()?.contains('.');
    // A sign that means something in a link is not to be found in addresses that people have.
    let is_plain = !address.contains(['?', '&', '%', '#', '/']);
    (is_address && is_plain).then(|| (from, from + whole.len(), format!("mailto:{address}")))
}

/// Where `start` stands in a word, whatever its case, and not within another word.
fn place(word: &str, start: &str) -> Option<usize> {
    let is_start = |at: &usize| {
        let found = word.get(*at..).and_then(|rest| rest.get(..start.len()));
        let before = word.get(..*at).and_then(|before| before.chars().next_back());
        found.is_some_and(|found| found.eq_ignore_ascii_case(start))
            && !before
                .is_some_and(|letter| letter.is_ascii_alphanumeric() || "/:@.-_+=".contains(letter))
    };
    word.char_indices().map(|(at, _)| at).find(is_start)
}

/// A link without the punctuation of the sentence that it ends, and without a bracket that it did not open.
fn without_end(link: &str) -> &str {
    let mut link =
        link.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"'));
    while let Some(last) = link.chars().next_back() {
        let count = |sign: char| link.chars().filter(|letter| *letter == sign).count();
        let is_end = match last {
            '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '*' | '_' | '…' | '”' | '’' | '»' => {
                true
            }
            '。' | '、' | '，' | '！' | '？' | '」' | '）' => true,
            ')' => count(')') > count('('),
            ']' => count(']') > count('['),
            '}' => count('}') > count('{'),
            _ => false,
        };
        if !is_end {
            break;
        }
        link = link.get(..link.len() - last.len_utf8()).unwrap_or_default();
    }
    link
}

const fn is_opening(letter: char) -> bool {
    matches!(letter, '(' | '[' | '{' | '\'' | '“' | '‘' | '«' | '「' | '（' | '*' | '_')
}
