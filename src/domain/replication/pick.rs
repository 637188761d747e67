//! Choosing among the values that several copies have for one thing, over the value that the base has.

/// Whose value is taken, and whose give way.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Pick {
    /// The place of the copy; none for the base.
    pub(super) from: Option<usize>,
    /// The places of copies with other values that somebody gave it, each value once.
    pub(super) losers: Vec<usize>,
}

/// The places of the copies that changed it, each value once; all of them where there is no base.
pub(super) fn changed<T: PartialEq>(base: Option<&T>, copies: &[T]) -> Vec<usize> {
    let mut found: Vec<usize> = Vec::new();
    for (place, value) in copies.iter().enumerate() {
        let is_known = found.iter().any(|known| copies.get(*known) == Some(value));
        if !is_known && base != Some(value) {
            found.push(place);
        }
    }
    found
}

/// The changed value; of several the one of the first copy that has one, since a value is never given up for nothing.
/// Without a base every value counts as changed.
pub(super) fn pick<T: PartialEq>(
    base: Option<&T>,
    copies: &[T],
    is_there: impl Fn(&T) -> bool,
) -> Pick {
    let mut changed = changed(base, copies);
    if changed.len() > 1 {
        changed.retain(|place| copies.get(*place).is_some_and(&is_there));
    }
    let mut changed = changed.into_iter();
    Pick { from: changed.next(), losers: changed.collect() }
}

/// As [`pick`], but of several changed values the largest; none gives way in a way that somebody would miss.
pub(super) fn largest<T: PartialEq, K: Ord>(
    base: Option<&T>,
    copies: &[T],
    key: impl Fn(&T) -> K,
) -> Option<usize> {
    // Of equal keys the last would be taken; the first copy leads.
    changed(base, copies).into_iter().rev().max_by_key(|place| copies.get(*place).map(&key))
}
