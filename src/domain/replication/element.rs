//! Lists that are merged by their elements, and objects by their keys. What was removed stays away, what was added
//! comes in, and an element that was edited is not removed.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::value::RawValue;

use super::pick::{changed, pick};

/// What makes two elements of a list the same one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Key {
    /// All of it.
    Whole,
    /// Its letters, whatever their case.
    Folded,
    /// The address, whatever its case.
    Email,
    /// The digits of the number, in the international form where it has one.
    Phone,
    /// The text under this name.
    Of(&'static str),
}

/// The mark of the element that is shown first. Setting it is no edit of the element, and it is no part of what gives
/// way.
const PRIMARY: &str = "primary";

/// A value that gave way: the place of the copy that had it, the name within the field, and the value.
pub(super) type Gone = (usize, Option<String>, String);

/// The fields of an object.
type Object = BTreeMap<String, Box<RawValue>>;

/// A list as its keys and texts, each key once.
type Elements = Vec<(String, String)>;

/// The list in place of several; none where one of them is no list. Copies come highest first, `base` is none where it
/// is not known, and what is absent is an empty list. The order is that of the copies that changed it, then the others.
pub(super) fn lists(
    key: Key,
    base: Option<Option<&str>>,
    copies: &[Option<&str>],
) -> Option<(String, Vec<Gone>)> {
    let read = |text: &Option<&str>| elements(key, text.unwrap_or("[]"));
    let before = match &base {
        Some(base) => Some(read(base)?.0),
        None => None,
    };
    let (mut lists, mut gone) = (Vec::<Elements>::new(), Vec::new());
    for (place, copy) in copies.iter().enumerate() {
        let (list, again) = read(copy)?;
        gone.extend(again.into_iter().map(|text| (place, None, text)));
        lists.push(list);
    }
    let (first, second): (Vec<usize>, Vec<usize>) =
        (0..copies.len()).partition(|place| before.as_ref() != lists.get(*place));
    let in_turn: Vec<&Elements> =
        first.iter().chain(&second).filter_map(|place| lists.get(*place)).collect();
    let (mut kept, mut seen) = (Elements::new(), BTreeSet::new());
    for (key, _) in in_turn.iter().flat_map(|list| list.iter()) {
        if seen.insert(key) {
            let had = before.as_ref().map(|list| find(list, key));
            let has: Vec<Option<&str>> = lists.iter().map(|list| find(list, key)).collect();
            if let Some(text) = element(had, &has, &mut gone) {
                kept.push((key.clone(), text));
            }
        }
    }
    unmark(&mut kept, &in_turn);
    let texts: Vec<&str> = kept.iter().map(|(_, text)| &**text).collect();
    Some((format!("[{}]", texts.join(",")), gone))
}

/// The object in place of several, each key with a value of its own; none where one of them is no object.
pub(super) fn maps(
    base: Option<Option<&str>>,
    copies: &[Option<&str>],
) -> Option<(String, Vec<Gone>)> {
    let read = |text: &Option<&str>| serde_json::from_str(text.unwrap_or("{}")).ok();
    let before: Option<Object> = match &base {
        Some(base) => Some(read(base)?),
        None => None,
    };
    let objects: Vec<Object> = copies.iter().map(read).collect::<Option<_>>()?;
    let mut gone = Vec::new();
    let text = object(before.as_ref(), &objects, |name, place, value| {
        gone.push((place, Some(name.to_owned()), value.to_owned()));
    });
    Some((text, gone))
}

/// A list with an element that gave way, in the place of the one that has its key, or behind all of them; none where it is
/// no list. It leaves the mark of the first one where it is.
pub(super) fn with(key: Key, list: Option<&str>, element: &str) -> Option<String> {
    let (mut list, _) = elements(key, list.unwrap_or("[]"))?;
    let own = key_of(key, element);
    let is_first = list.is_empty();
    match list.iter_mut().find(|(known, _)| *known == own) {
        Some((_, text)) if is_marked(text) => element.clone_into(text),
        Some((_, text)) => *text = bare(element),
        None if is_first => list.push((own, element.to_owned())),
        None => list.push((own, bare(element))),
    }
    let texts: Vec<&str> = list.iter().map(|(_, text)| &**text).collect();
    Some(format!("[{}]", texts.join(",")))
}

/// Whether a list or an object has nothing in it, and so is left out of documents.
pub(super) fn is_blank(text: &str) -> bool {
    matches!(text, "[]" | "{}")
}

/// What becomes of one element; none where it goes.
fn element(
    had: Option<Option<&str>>,
    has: &[Option<&str>],
    gone: &mut Vec<Gone>,
) -> Option<String> {
    let places: Vec<usize> =
        (0..has.len()).filter(|place| has.get(*place) != Some(&None)).collect();
    let texts: Vec<&str> = has.iter().flatten().copied().collect();
    let had = had.flatten();
    if let Some(before) = had {
        let is_removed = texts.len() < has.len();
        let is_edited = texts.iter().any(|text| bare(text) != bare(before));
        if is_removed && !is_edited {
            return None;
        }
    }
    let changes = changed(had.as_ref(), &texts);
    let before: Option<Option<Object>> = had.map(|text| serde_json::from_str(text).ok());
    let objects: Option<Vec<Object>> =
        texts.iter().map(|text| serde_json::from_str(text).ok()).collect();
    if let (true, Some(objects), None | Some(Some(_))) = (changes.len() > 1, objects, &before) {
        let mut losers = BTreeSet::new();
        let text = object(before.flatten().as_ref(), &objects, |name, place, _| {
            if name != PRIMARY {
                losers.insert(place);
            }
        });
        for place in losers {
            if let (Some(copy), Some(text)) = (places.get(place), texts.get(place)) {
                gone.push((*copy, None, bare(text)));
            }
        }
        return Some(text);
    }
    let chosen = pick(had.as_ref(), &texts, |_| true);
    for place in chosen.losers {
        if let (Some(copy), Some(text)) = (places.get(place), texts.get(place)) {
            gone.push((*copy, None, bare(text)));
        }
    }
    match chosen.from {
        Some(place) => texts.get(place).map(|text| (*text).to_owned()),
        None => had.map(str::to_owned),
    }
}

/// An object by its keys; values that give way are told with the key and the place of their copy, each as often as a
/// copy has it: what else is in these copies may differ.
fn object(
    base: Option<&Object>,
    copies: &[Object],
    mut gone: impl FnMut(&str, usize, &str),
) -> String {
    let names: BTreeSet<&String> =
        base.into_iter().chain(copies).flat_map(BTreeMap::keys).collect();
    let mut merged = BTreeMap::new();
    for name in names {
        let of = |object: &Object| object.get(name).map(|value| value.get().to_owned());
        let (before, values) = (base.map(of), copies.iter().map(of).collect::<Vec<_>>());
        let chosen = pick(before.as_ref(), &values, Option::is_some);
        let value = match chosen.from {
            Some(place) => values.get(place).cloned().flatten(),
            None => before.clone().flatten(),
        };
        for (place, other) in values.iter().enumerate() {
            if let Some(text) =
                other.as_ref().filter(|_| *other != value && before.as_ref() != Some(other))
            {
                gone(name, place, text);
            }
        }
        if let Some(value) = value.and_then(|text| RawValue::from_string(text).ok()) {
            merged.insert(name, value);
        }
    }
    serde_json::to_string(&merged).unwrap_or_default()
}

/// Leaves one mark of several: the one of the first list whose marked element is still there.
fn unmark(kept: &mut Elements, in_turn: &[&Elements]) {
    if kept.iter().filter(|(_, text)| is_marked(text)).count() < 2 {
        return;
    }
    let marked = in_turn.iter().find_map(|list| {
        let mut marked = list.iter().filter(|(_, text)| is_marked(text)).map(|(key, _)| key);
        marked.find(|key| kept.iter().any(|(kept, text)| kept == *key && is_marked(text)))
    });
    for (_, text) in kept.iter_mut().filter(|(key, text)| Some(key) != marked && is_marked(text)) {
        *text = bare(text);
    }
}

fn is_marked(text: &str) -> bool {
    serde_json::from_str::<Object>(text)
        .is_ok_and(|object| object.get(PRIMARY).is_some_and(|mark| mark.get() == "true"))
}

/// An element without its mark.
pub(super) fn bare(text: &str) -> String {
    let Ok(mut object) = serde_json::from_str::<Object>(text) else { return text.to_owned() };
    object.remove(PRIMARY);
    serde_json::to_string(&object).unwrap_or_default()
}

fn find<'a>(list: &'a Elements, key: &str) -> Option<&'a str> {
    list.iter().find(|(known, _)| known == key).map(|(_, text)| &**text)
}

/// The elements of a list, and what else it has under one of their keys, as other programs may leave it.
fn elements(key: Key, text: &str) -> Option<(Elements, Vec<String>)> {
    let list: Vec<Box<RawValue>> = serde_json::from_str(text).ok()?;
    let (mut found, mut again) = (Elements::new(), Vec::new());
    for value in list {
        let key = key_of(key, value.get());
        match find(&found, &key).map(bare) {
            None => found.push((key, value.get().to_owned())),
            Some(known) if known == bare(value.get()) => {}
            Some(_) => again.push(bare(value.get())),
        }
    }
    Some((found, again))
}

/// The key of an element; the whole text where it has none.
fn key_of(key: Key, text: &str) -> String {
    let texts = || serde_json::from_str::<Object>(text).ok();
    let of = |name: &str| {
        texts()?.get(name).and_then(|value| serde_json::from_str::<String>(value.get()).ok())
    };
    let found = match key {
        Key::Whole => serde_json::from_str(text).ok(),
        Key::Folded => serde_json::from_str(text).ok().map(|text: String| text.to_lowercase()),
        Key::Email => of("address").map(|address| address.trim().to_lowercase()),
        Key::Phone => of("e164").or_else(|| of("number")).map(|number| digits(&number)),
        Key::Of(name) => of(name),
    };
    found.filter(|key| !key.is_empty()).unwrap_or_else(|| text.to_owned())
}

/// The digits of a number; all of it where it has none.
fn digits(number: &str) -> String {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    if digits.is_empty() { number.to_owned() } else { digits }
}
