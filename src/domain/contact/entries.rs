//! Lists of which one entry is the primary one: emails and phones. Documents of other programs may mark none or several;
//! then the first marked one counts, or the first of all.

use super::draft::DraftError;

/// How many emails, and how many phones, a contact has room for (PRODUCT, section 3).
pub const MAX_ENTRIES: usize = 11;

/// What can be the primary one of a list.
pub(in crate::domain) trait Entry {
    /// The mark.
    fn mark(&mut self) -> &mut bool;

    /// Whether it is marked.
    fn is_marked(&self) -> bool;
}

/// The place of the primary entry; none in an empty list.
pub(in crate::domain) fn primary<E: Entry>(entries: &[E]) -> Option<usize> {
    let marked = entries.iter().position(Entry::is_marked);
    marked.or_else(|| (!entries.is_empty()).then_some(0))
}

/// The primary entry.
pub(super) fn primary_of<E: Entry>(entries: &[E]) -> Option<&E> {
    entries.get(primary(entries)?)
}

/// Takes an entry out; where the primary one goes, the first that is left takes its place.
pub(super) fn remove<E: Entry>(entries: &mut Vec<E>, at: usize) -> Result<(), DraftError> {
    if at >= entries.len() {
        return Err(DraftError::Gone);
    }
    entries.remove(at);
    if let (false, Some(next)) = (entries.iter().any(Entry::is_marked), entries.first_mut()) {
        *next.mark() = true;
    }
    Ok(())
}

/// Makes an entry the only one that is marked.
pub(super) fn make_primary<E: Entry>(entries: &mut [E], at: usize) -> Result<(), DraftError> {
    if at >= entries.len() {
        return Err(DraftError::Gone);
    }
    for (place, entry) in entries.iter_mut().enumerate() {
        *entry.mark() = place == at;
    }
    Ok(())
}

/// Moves an entry to another place, at most the last; the primary one stays the primary one.
pub(super) fn shift<E: Entry>(entries: &mut [E], from: usize, to: usize) -> Result<(), DraftError> {
    let to = to.min(entries.len().saturating_sub(1));
    if let Some(primary) = primary(entries) {
        make_primary(entries, primary)?;
    }
    let (start, end) = (from.min(to), from.max(to));
    let between = entries.get_mut(start..=end).ok_or(DraftError::Gone)?;
    if from < to {
        between.rotate_left(1)
    } else {
        between.rotate_right(1)
    }
    Ok(())
}
