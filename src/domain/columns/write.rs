//! Writes what a contact has into columns: trimmed, and with [`SEPARATOR`]s between several texts and nowhere else.

use super::coded::Coded;
use crate::domain::contact::custom::CustomValue;
use crate::domain::search::SEPARATOR;
use crate::domain::search::column::TextColumn;

/// Sets a row to these texts, trimmed, with [`SEPARATOR`]s between them and nowhere else.
pub(super) fn set_all(
    column: &mut Coded,
    row: u32,
    texts: &mut dyn Iterator<Item = &str>,
    joined: &mut String,
) {
    joined.clear();
    for text in texts.map(str::trim).filter(|text| !text.is_empty()) {
        if !joined.is_empty() {
            joined.push(SEPARATOR);
        }
        match text.contains(SEPARATOR) {
            true => joined.push_str(&text.replace(SEPARATOR, " ")),
            false => joined.push_str(text),
        }
    }
    column.set(row, joined);
}

pub(super) fn set_custom(
    column: &mut Coded,
    row: u32,
    value: Option<CustomValue>,
    joined: &mut String,
) {
    match value {
        None => column.set(row, ""),
        Some(CustomValue::Text(text) | CustomValue::Number(text)) => {
            set_all(column, row, &mut [text.as_str()].into_iter(), joined);
        }
        Some(CustomValue::Flag(flag)) => column.set(row, if flag { "true" } else { "false" }),
        Some(CustomValue::List(texts)) => {
            set_all(column, row, &mut texts.iter().map(String::as_str), joined);
        }
    }
}

/// Sets a row to these texts, each once and between [`SEPARATOR`]s, the primary one first, since it is the one sorted by.
pub(super) fn set_texts(
    column: &mut TextColumn,
    row: u32,
    primary: &str,
    texts: impl Iterator<Item = String>,
) {
    let others = texts.filter(|text| !text.is_empty() && text != primary);
    let mut all = std::iter::once(primary.to_owned()).filter(|text| !text.is_empty()).chain(others);
    let Some(first) = all.next() else { return column.forget(row) };
    column.set(row, |run| {
        run.push(SEPARATOR);
        for text in std::iter::once(first).chain(all) {
            run.push_str(&text);
            run.push(SEPARATOR);
        }
    });
}

/// Sets the value of a row, making room for it.
pub(super) fn set_at<T: Copy + Default>(column: &mut Vec<T>, row: u32, value: T) {
    if column.len() <= row as usize {
        column.resize(row as usize + 1, T::default());
    }
    if let Some(slot) = column.get_mut(row as usize) {
        *slot = value;
    }
}
