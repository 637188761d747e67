//! Cells that a spreadsheet would run. They get an apostrophe in front (OWASP ASVS 1.2.10), which is taken away again
//! when they are read, so that a phone number such as `+44 20 7946 0958` comes back as it was.

use std::borrow::Cow;

use crate::domain::search::fold::is_unseen;

/// What stands before a text that must not be run.
const GUARD: char = '\'';

/// Whether a spreadsheet may take a text for a formula or a command.
#[must_use]
pub fn is_formula(text: &str) -> bool {
    // Some spreadsheets trim before they look, so a space is no protection.
    let is_skipped =
        |letter: char| is_unseen(letter) || (letter.is_whitespace() && !breaks(letter));
    text.trim_start_matches(is_skipped).starts_with(|first: char| {
        breaks(first)
            || matches!(first, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠' | '\u{2212}')
    })
}

const fn breaks(letter: char) -> bool {
    matches!(letter, '\t' | '\r' | '\n')
}

/// Whether a text is one that would be run, behind any number of apostrophes: those get one more, so that taking one
/// away always gives the text back.
fn is_guarded_or_formula(text: &str) -> bool {
    is_formula(text.trim_start_matches(GUARD))
}

/// The text as it is written: inert in a spreadsheet, and without NUL, which no reader takes.
#[must_use]
pub fn inert(text: &str) -> Cow<'_, str> {
    let text = match text.contains('\0') {
        true => Cow::Owned(text.replace('\0', "")),
        false => Cow::Borrowed(text),
    };
    if is_guarded_or_formula(&text) { Cow::Owned(format!("{GUARD}{text}")) } else { text }
}

/// The text that a cell stands for: without the apostrophe of [`inert`] or of a spreadsheet.
#[must_use]
pub fn plain(cell: &str) -> &str {
    match cell.strip_prefix(GUARD) {
        Some(text) if is_guarded_or_formula(text) => text,
        _ => cell,
    }
}
