//! Putting a value back that gave way: in the place of the one that stands there, or among the others of a list.

use serde_json::value::{RawValue, to_raw_value};

use super::element;
use super::lost::{LOST, Lost, lost};
use super::merge::stands;
use super::rule::{Rule, rule};
use crate::domain::doc::Body;

/// The body of the document with this id with a value in its place again; none where there is no such place.
#[must_use]
pub fn instead(id: &str, json: &str, lost: &Lost) -> Option<String> {
    let mut body: Body = serde_json::from_str(json).ok()?;
    let (field, key) = match lost.field.split_once('.') {
        Some((field, key)) => (field, Some(key)),
        None => (&*lost.field, None),
    };
    let value = match (rule(id, field), key) {
        (Rule::List(list), _) => {
            let stands = body.get(field).map(|value| value.get());
            RawValue::from_string(element::with(list, stands, lost.value.get())?).ok()?
        }
        (Rule::Map, Some(key)) => {
            let stands = body.get(field).map_or("{}", |value| value.get());
            let mut map: Body = serde_json::from_str(stands).ok()?;
            map.insert(key.to_owned(), lost.value.clone());
            to_raw_value(&map).ok()?
        }
        (_, None) => lost.value.clone(),
        _ => return None,
    };
    body.insert(field.to_owned(), value);
    serde_json::to_string(&body).ok()
}

/// The values that gave way in a document and do not stand there again, the latest first.
#[must_use]
pub fn missed(json: &str) -> Vec<Lost> {
    let Ok(body) = serde_json::from_str::<Body>(json) else { return Vec::new() };
    lost(json).into_iter().filter(|lost| !stands(&body, lost)).collect()
}

/// Whether both are the same value of the same field.
#[must_use]
pub fn is_same(one: &Lost, other: &Lost) -> bool {
    one.field == other.field && one.value.get() == other.value.get()
}

/// The body of a document that says of its journal what is left, without anything else.
#[must_use]
pub fn journal(left: &[Lost]) -> Option<Box<RawValue>> {
    let mut body = Body::new();
    if !left.is_empty() {
        body.insert(LOST.to_owned(), to_raw_value(left).ok()?);
    }
    to_raw_value(&body).ok()
}
