//! Numbers and times as the reader writes them.

use crate::domain::time::Timestamp;
use crate::io::{clock, locale};

/// A number with the reader's separators.
#[must_use]
pub fn number(number: usize) -> String {
    locale::number(number)
}

/// How long ago something was, as short as a list needs it; empty when that was never noted.
#[must_use]
pub fn ago(then: Timestamp) -> String {
    if then == Timestamp::default() { String::new() } else { locale::ago(then, clock::now()) }
}

/// A day and a time of day.
#[must_use]
pub fn moment(then: Timestamp) -> String {
    locale::moment(then)
}
