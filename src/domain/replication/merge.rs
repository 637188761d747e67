//! The three-way merge of a document's copies over the body that they come from, field by field, on exact JSON text.

use std::collections::BTreeSet;

use serde_json::value::{RawValue, to_raw_value};

use crate::domain::doc::Body;

use super::copy::{Copy, standing};
use super::delivery;
use super::element::{self, Gone};
use super::lost::{self, LOST, Lost};
use super::pick::{Pick, largest, pick};
use super::rule::{self, BOOKKEEPING, Rule};
use super::vector::{VECTOR, Vector};
use crate::domain::time::Timestamp;

/// What the vector of a merge counts itself under, where the vectors of its copies do not tell that it comes after
/// them. Device ids are longer.
pub const MERGE: &str = "merge";

/// The body that comes of several copies of the document with this id, whatever their order, over the one that they
/// come from, if it is known. One that contains all others is taken as it is. The result comes after all of them, and
/// merging it with any of them again changes nothing. A text that is no object counts only where there is no other.
///
/// Merging in pairs keeps the same values, but not always the same of them in place: what a pair came to has seen more
/// than either, and so leads against the third. Copies that are there together are to be merged together.
#[must_use]
pub fn merge(id: &str, base: Option<&str>, copies: &[&str]) -> String {
    let mut all: Vec<Copy> = copies.iter().filter_map(|json| Copy::read(json)).collect();
    all.sort_by(Copy::by_rank);
    all.dedup_by(|one, other| one.text == other.text);
    let base = base.and_then(Copy::read);
    let first = match all.as_slice() {
        [] => return copies.iter().max().map_or_else(String::new, |json| (*json).to_owned()),
        [only] => return only.text.clone(),
        [first, ..] => first,
    };
    let copies = &*standing(&all, base.as_ref());
    let body = match copies {
        [only] => Some(only.body.clone()),
        _ if rule::is_immutable(id) || first.is_deleted() => {
            copies.first().map(|copy| copy.body.clone())
        }
        _ => None,
    };
    let body = body.unwrap_or_else(|| Merge { id, base: base.as_ref(), copies }.body());
    after(body, &all, copies, base.as_ref())
}

/// The body with a vector that comes after those of all copies, of which some still stand.
fn after(mut body: Body, all: &[Copy], standing: &[&Copy], base: Option<&Copy>) -> String {
    let mut vector = Vector::default();
    for copy in all.iter().chain(base) {
        vector.join(&copy.vector);
    }
    let text = written(&mut body, &vector);
    // What comes to the base again is no copy that nobody has edited.
    let is_base_again = standing.len() > 1 && base.is_some_and(|base| base.text == text);
    let mut known = all.iter().chain(base);
    if is_base_again || known.any(|copy| copy.vector == vector && copy.text != text) {
        vector.raise(MERGE);
        return written(&mut body, &vector);
    }
    text
}

fn written(body: &mut Body, vector: &Vector) -> String {
    // Neither can fail: both are maps of texts to what is JSON already, or a number.
    let _ = vector.write(body);
    serde_json::to_string(body).unwrap_or_default()
}

/// Copies that are to become one: at least two, the highest first.
struct Merge<'a> {
    id: &'a str,
    base: Option<&'a Copy>,
    copies: &'a [&'a Copy],
}

impl Merge<'_> {
    fn body(&self) -> Body {
        let all = self.base.into_iter().chain(self.copies.iter().copied());
        let fields: BTreeSet<&String> = all.flat_map(|copy| copy.body.keys()).collect();
        let (mut body, mut gone) = (Body::new(), Vec::new());
        for field in fields {
            if !matches!(field.as_str(), VECTOR | LOST) {
                let value = self.field(field, &mut gone);
                if let Some(value) = value.and_then(|text| RawValue::from_string(text).ok()) {
                    body.insert(field.clone(), value);
                }
            }
        }
        let lost = lost::merged(self.base, self.copies, gone, |lost| stands(&body, lost));
        if let (false, Ok(lost)) = (lost.is_empty(), to_raw_value(&lost)) {
            body.insert(LOST.to_owned(), lost);
        }
        body
    }

    /// The value of a field in the merged body; what gives way for it goes into `gone`.
    fn field(&self, field: &str, gone: &mut Vec<Lost>) -> Option<String> {
        let base = self.base.map(|base| base.get(field));
        let values: Vec<Option<&str>> = self.copies.iter().map(|copy| copy.get(field)).collect();
        let of = |from: Option<usize>| match from {
            Some(place) => values.get(place).copied().flatten(),
            None => base.flatten(),
        };
        let chosen = pick(base.as_ref(), &values, Option::is_some);
        let elements = match rule::rule(self.id, field) {
            Rule::Deleted if self.is_alive(base, &values) => return None,
            Rule::Deleted | Rule::Largest => {
                return of(largest(base.as_ref(), &values, size)).map(str::to_owned);
            }
            Rule::Delivery => {
                let furthest =
                    self.copies.iter().max_by(|one, other| delivery::further(one, other));
                return furthest.and_then(|copy| copy.get(field)).map(str::to_owned);
            }
            Rule::Together(fields) => {
                let of = |copy: &Copy| -> Vec<Option<String>> {
                    fields.iter().map(|field| copy.get(field).map(str::to_owned)).collect()
                };
                let all: Vec<_> = self.copies.iter().map(|copy| of(copy)).collect();
                let is_there = |values: &Vec<Option<String>>| values.iter().any(Option::is_some);
                let chosen = pick(self.base.map(of).as_ref(), &all, is_there);
                return self.whole(field, base, &values, &chosen, gone);
            }
            _ if chosen.from.is_none()
                || values.iter().all(|value| Some(value) == values.first()) =>
            {
                None
            }
            Rule::List(key) => element::lists(key, base, &values),
            Rule::Map => element::maps(base, &values),
            Rule::Whole => None,
        };
        let Some((text, losers)) = elements else {
            return self.whole(field, base, &values, &chosen, gone);
        };
        for (place, name, value) in losers {
            self.lose((place, name, value), field, &values, gone);
        }
        (!element::is_blank(&text)).then_some(text)
    }

    /// The whole value of the copy that was chosen.
    fn whole(
        &self,
        field: &str,
        base: Option<Option<&str>>,
        values: &[Option<&str>],
        chosen: &Pick,
        gone: &mut Vec<Lost>,
    ) -> Option<String> {
        let value = match chosen.from {
            Some(place) => values.get(place).copied().flatten(),
            None => base.flatten(),
        };
        let winner = chosen.from.and_then(|place| self.copies.get(place)).copied();
        for place in &chosen.losers {
            if let (Some(copy), Some(Some(text))) = (self.copies.get(*place), values.get(*place)) {
                gone.extend(Lost::new(field.to_owned(), text, copy, winner));
            }
        }
        value.map(str::to_owned)
    }

    /// Takes note of an element that gave way to that of the first copy which is another one.
    fn lose(&self, gone: Gone, field: &str, values: &[Option<&str>], lost: &mut Vec<Lost>) {
        let (place, name, value) = gone;
        let field = name.map_or_else(|| field.to_owned(), |name| format!("{field}.{name}"));
        let winner = (0..values.len()).find(|other| *other != place);
        let winner = winner.and_then(|place| self.copies.get(place)).copied();
        if let Some(copy) = self.copies.get(place) {
            lost.extend(Lost::new(field, &value, copy, winner));
        }
    }

    /// Whether the document is not deleted. Whoever restored or edited it had it in hand: that wins.
    fn is_alive(&self, base: Option<Option<&str>>, values: &[Option<&str>]) -> bool {
        if let Some(Some(_)) = base {
            return values.iter().any(Option::is_none);
        }
        let mut alive = self.copies.iter().zip(values).filter(|(_, value)| value.is_none());
        alive.any(|(copy, _)| self.is_edited(copy))
    }

    /// Whether somebody did something to this copy, as far as the base tells.
    fn is_edited(&self, copy: &Copy) -> bool {
        let Some(base) = self.base else { return true };
        let fields: BTreeSet<&String> = base.body.keys().chain(copy.body.keys()).collect();
        let mut fields = fields.into_iter().filter(|field| !BOOKKEEPING.contains(&field.as_str()));
        fields.any(|field| base.get(field) != copy.get(field))
    }
}

/// How large a time or a number is; what is neither is the least, and ordered by its text.
fn size<'a>(text: &Option<&'a str>) -> (Option<i64>, Option<&'a str>) {
    let time = |text: &&str| serde_json::from_str::<Timestamp>(text).ok().map(Timestamp::millis);
    let number = |text: &&str| serde_json::from_str(text).ok();
    (text.as_ref().and_then(|text| time(text).or_else(|| number(text))), *text)
}

/// Whether what gave way stands in its field again.
pub(super) fn stands(body: &Body, lost: &Lost) -> bool {
    let value = lost.value.get();
    let read = |text: &RawValue| serde_json::from_str::<Body>(text.get()).ok();
    if body.get(&lost.field).is_some_and(|text| text.get() == value || has(text, value)) {
        return true;
    }
    let Some((field, name)) = lost.field.split_once('.') else { return false };
    let inner = body.get(field).and_then(|text| read(text));
    inner.is_some_and(|inner| inner.get(name).is_some_and(|text| text.get() == value))
}

/// Whether a list has an element, marked or not.
fn has(list: &RawValue, element: &str) -> bool {
    let bare = element::bare(element);
    let elements: Option<Vec<Box<RawValue>>> = serde_json::from_str(list.get()).ok();
    elements.is_some_and(|elements| elements.iter().any(|one| element::bare(one.get()) == bare))
}
