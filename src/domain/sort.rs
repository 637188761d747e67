//! Orders of a list: by one field, up or down. Equal contacts stand by name, then by id; contacts in which the field is
//! empty stand last in both directions, since one looks for what is there.

use std::cmp::Ordering;
use std::fmt;

use super::filter::field::{Definitions, Field};

/// By which field, and in which direction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sort {
    /// The field.
    pub field: Field,
    /// Whether the last comes first.
    pub descending: bool,
}

impl Default for Sort {
    /// By name.
    fn default() -> Self {
        Self { field: Field::Name, descending: false }
    }
}

impl Sort {
    /// Reads `name`, or `-created` for the latest first; none when there is no such field.
    #[must_use]
    pub fn parse(text: &str, definitions: &Definitions) -> Option<Self> {
        let text = text.trim();
        let name = text.strip_prefix('-');
        let field = Field::named(name.unwrap_or(text), definitions)?;
        Some(Self { field, descending: name.is_some() })
    }
}

impl fmt::Display for Sort {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", if self.descending { "-" } else { "" }, self.field.key())
    }
}

/// The items in the order of their texts, those with the same text in the order of `tie`.
#[must_use]
pub fn by_text<'a>(
    items: impl Iterator<Item = u32>,
    text: &dyn Fn(u32) -> &'a str,
    tie: &dyn Fn(u32, u32) -> Ordering,
) -> Vec<u32> {
    let keyed = items.map(|item| (prefix(text(item)), item)).collect();
    sorted(keyed, text, tie).into_iter().map(|(_, item)| item).collect()
}

/// The place of each of the items 0 to `len` - 1 among the texts in their order, the same for the same text; an item
/// without a text, and one that is not among `items`, has [`u64::MAX`].
#[must_use]
pub fn ranks<'a>(
    items: impl Iterator<Item = u32>,
    len: usize,
    text: &dyn Fn(u32) -> &'a str,
) -> Vec<u64> {
    let keyed = items
        .map(|item| (prefix(text(item)), item))
        .filter(|(key, item)| *key != 0 || !text(*item).is_empty());
    let keyed = sorted(keyed.collect(), text, &|_, _| Ordering::Equal);
    let mut ranks = vec![u64::MAX; len];
    let (mut rank, mut before) = (0, None);
    for (key, item) in keyed {
        let is_same = before.is_some_and(|(other, at)| key == other && text(item) == text(at));
        rank += u64::from(!is_same);
        before = Some((key, item));
        if let Some(slot) = ranks.get_mut(item as usize) {
            *slot = rank;
        }
    }
    ranks
}

fn sorted<'a>(
    mut keyed: Vec<(u128, u32)>,
    text: &dyn Fn(u32) -> &'a str,
    tie: &dyn Fn(u32, u32) -> Ordering,
) -> Vec<(u128, u32)> {
    // Most texts differ within sixteen bytes; only the others pay for a full comparison.
    keyed.sort_unstable_by(|a, b| {
        let texts = || text(a.1).cmp(text(b.1));
        a.0.cmp(&b.0).then_with(texts).then_with(|| tie(a.1, b.1))
    });
    keyed
}

/// The items in the order of their keys, up or down; those with the same key stay in their order, and those with
/// [`u64::MAX`] stand last in both directions. A radix sort, byte by byte from the lowest.
#[must_use]
pub fn by_key(items: Vec<u32>, key: &dyn Fn(u32) -> u64, descending: bool) -> Vec<u32> {
    let turned = |key: u64| if descending && key != u64::MAX { u64::MAX - 1 - key } else { key };
    let mut keyed: Vec<(u64, u32)> =
        items.into_iter().map(|item| (turned(key(item)), item)).collect();
    let first = keyed.first().map_or(0, |(key, _)| *key);
    // Bytes in which all keys agree order nothing.
    let differing = keyed.iter().fold(0, |bits, (key, _)| bits | (key ^ first));
    let mut sorted = keyed.clone();
    for shift in (0..64).step_by(8).filter(|shift| differing >> shift & 0xff != 0) {
        let byte = |key: u64| (key >> shift & 0xff) as usize;
        let mut places = [0_u32; 257];
        for (key, _) in &keyed {
            if let Some(count) = places.get_mut(byte(*key) + 1) {
                *count += 1;
            }
        }
        let mut sum = 0;
        places.iter_mut().for_each(|place| {
            sum += *place;
            *place = sum;
        });
        for pair in &keyed {
            let Some(place) = places.get_mut(byte(pair.0)) else { continue };
            if let Some(slot) = sorted.get_mut(*place as usize) {
                *slot = *pair;
            }
            *place += 1;
        }
        std::mem::swap(&mut keyed, &mut sorted);
    }
    keyed.into_iter().map(|(_, item)| item).collect()
}

/// The first sixteen bytes of a text as a number that sorts as they do.
fn prefix(text: &str) -> u128 {
    let mut first = [0; 16];
    for (place, byte) in first.iter_mut().zip(text.bytes()) {
        *place = byte;
    }
    u128::from_be_bytes(first)
}
