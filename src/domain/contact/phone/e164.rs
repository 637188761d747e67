//! Phone numbers as people write them, and the one form in which two spellings of a number are the same: E.164, a plus,
//! the calling code, and the number that follows it. A number that could be another one abroad has that form only where
//! the country is given.

use super::numbering::{Country, Plan};
use crate::domain::search::fold::fold;

/// A number taken apart.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Dialled {
    /// The digits of the number, with a `+` before them where one was written.
    pub(super) number: String,
    /// The digits that are dialled once the call was taken; empty without an extension.
    pub(super) extension: String,
}

/// The words before an extension, folded, the longer before what they begin with.
const EXTENSION: [&str; 11] =
    ["extension", "extn", "ext", "xtn", "xt", "x", "#", "int", "доб", "anexo", "ramal"];

/// The long vowel sign, which Japanese keyboards give for a hyphen.
const LONG: char = '\u{30fc}';

/// The longest extension, in digits, as libphonenumber has it for those that are announced.
const MAX_EXTENSION: usize = 20;

/// The number in E.164, `+442079460958`. An extension is left out, and so is the zero of `+44 (0)20`. A number without
/// `+` or `00` needs the country `home` that it is dialled in. None for what is no whole number of a known plan, for
/// letters in place of digits, and for anything that is not punctuation of numbers.
#[must_use]
pub fn e164(number: &str, home: Option<Country>) -> Option<String> {
    let Dialled { number, .. } = take_apart(number)?;
    if let Some(digits) = number.strip_prefix('+') {
        // Some write the way out of the country after the plus too.
        return international(digits.strip_prefix("00").unwrap_or(digits));
    }
    let home = home.and_then(Plan::of);
    let exit = home.and_then(|plan| number.strip_prefix(plan.exit()?));
    let abroad = exit.and_then(international);
    abroad
        .or_else(|| number.strip_prefix("00").and_then(international))
        .or_else(|| national(&number, &home?))
}

/// A number after the way out of the country.
fn international(digits: &str) -> Option<String> {
    let (plan, rest) = Plan::of_digits(digits)?;
    Some(format!("+{}{}", plan.code, plan.read_from_abroad(rest)?))
}

/// A number as it is dialled within its country.
fn national(digits: &str, plan: &Plan) -> Option<String> {
    // The calling code without a plus is what many programs export.
    let coded = || plan.read_from_abroad(digits.strip_prefix(plan.code)?);
    let rest = plan.read_from_within(digits).or_else(coded)?;
    Some(format!("+{}{rest}", plan.code))
}

/// The digits of a number and of its extension; none where other things than punctuation stand between them.
pub(super) fn take_apart(number: &str) -> Option<Dialled> {
    let folded = fold(number);
    let folded = folded.trim();
    let folded = folded.strip_prefix("tel:").unwrap_or(folded).trim_start();
    let is_end = |letter: char| match letter {
        '#' | ';' | ',' => true,
        _ => letter.is_alphabetic() && letter != LONG,
    };
    let (main, tail) = folded.split_at(folded.find(is_end).unwrap_or(folded.len()));
    let extension = if tail.is_empty() { String::new() } else { extension(tail)? };
    let mut digits = String::with_capacity(main.len());
    for letter in main.chars() {
        match letter {
            '0'..='9' => digits.push(letter),
            // Some write two.
            '+' if digits.is_empty() => digits.push('+'),
            '+' if digits == "+" => {}
            ' ' | '\t' | '(' | ')' | '[' | ']' | '.' | '/' | '-' => {}
            // Hyphens, dashes and the minus.
            '\u{2010}'..='\u{2015}' | '\u{2212}' | '·' | LONG => {}
            _ => return None,
        }
    }
    Some(Dialled { number: digits, extension })
}

/// The digits of an extension: `ext. 12`, `x12`, `;ext=12`, `, 12`.
fn extension(tail: &str) -> Option<String> {
    let is_mark = |letter: char| letter.is_whitespace() || matches!(letter, ';' | ',');
    let tail = tail.trim_start_matches(is_mark);
    let rest = EXTENSION.iter().find_map(|word| tail.strip_prefix(word)).unwrap_or(tail);
    let rest = rest.trim_start_matches(|letter: char| {
        letter.is_whitespace() || matches!(letter, '.' | ':' | '=')
    });
    let rest = rest.strip_suffix('#').unwrap_or(rest);
    let is_digits = rest.bytes().all(|byte| byte.is_ascii_digit());
    ((1..=MAX_EXTENSION).contains(&rest.len()) && is_digits).then(|| rest.to_owned())
}
