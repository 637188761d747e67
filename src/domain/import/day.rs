//! Days as programs and people write them, brought into the form of documents.

/// What comes first in a date such as `03/04/1990`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DayOrder {
    /// The month, as in the United States.
    #[default]
    MonthFirst,
    /// The day.
    DayFirst,
}

/// The order in which some days are written: the day is first where one of them has a first number that is no month.
#[must_use]
pub fn order<'a>(texts: impl IntoIterator<Item = &'a str>) -> DayOrder {
    let first = |text: &str| {
        let (first, _) = text.trim().split_once(['/', '-'])?;
        first.parse::<u8>().ok()
    };
    let is_day = |text: &str| first(text).is_some_and(|number| (13..=31).contains(&number));
    if texts.into_iter().any(is_day) { DayOrder::DayFirst } else { DayOrder::MonthFirst }
}

/// The day in a text as `1990-02-28`, or `--02-28` without its year; the text itself where it is none that is known, and
/// empty for the zeros that Outlook writes for no day.
#[must_use]
pub fn plain(text: &str, order: DayOrder) -> String {
    let text = text.trim();
    let is_zero =
        text.contains('0') && text.chars().all(|sign| matches!(sign, '0' | '/' | '-' | '.'));
    if is_zero {
        return String::new();
    }
    parts(text, order)
        .map_or_else(|| text.to_owned(), |(year, month, day)| written(year, month, day))
}

/// A day as documents have it, whether or not the calendar has it.
#[must_use]
pub fn written(year: Option<u16>, month: u8, day: u8) -> String {
    match year {
        Some(year) => format!("{year:04}-{month:02}-{day:02}"),
        None => format!("--{month:02}-{day:02}"),
    }
}

fn parts(text: &str, order: DayOrder) -> Option<(Option<u16>, u8, u8)> {
    if let Some(rest) = text.strip_prefix("--") {
        let (month, day) = rest.split_once('-').or_else(|| rest.split_at_checked(2))?;
        return Some((None, month.parse().ok()?, day.parse().ok()?));
    }
    // The time behind a day says nothing of a birthday.
    let date = text.split(['T', ' ']).next()?;
    if date.len() == 8 && date.bytes().all(|byte| byte.is_ascii_digit()) {
        let (year, rest) = date.split_at_checked(4)?;
        let (month, day) = rest.split_at_checked(2)?;
        return Some((Some(year.parse().ok()?), month.parse().ok()?, day.parse().ok()?));
    }
    let sign = date.chars().find(|sign| matches!(sign, '-' | '/' | '.'))?;
    let mut numbers = date.split(sign);
    let mut number = || numbers.next();
    let (first, second, third) = (number()?, number()?, number()?);
    if number().is_some() {
        return None;
    }
    if first.len() == 4 {
        return Some((Some(first.parse().ok()?), second.parse().ok()?, third.parse().ok()?));
    }
    // Nobody writes the month first with dots between.
    let is_day_first = sign == '.' || order == DayOrder::DayFirst;
    let (month, day) = if is_day_first { (second, first) } else { (first, second) };
    let year = (third.len() == 4).then(|| third.parse().ok()).flatten()?;
    Some((Some(year), month.parse().ok()?, day.parse().ok()?))
}
