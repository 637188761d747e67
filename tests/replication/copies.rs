//! Copies of one document as devices and other programs write them, for the laws.

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::value::RawValue;
use serde_json::{Value, json};

/// A body, each field as exact text.
pub(crate) type Doc = BTreeMap<String, Box<RawValue>>;

pub(crate) fn read(json: &str) -> Doc {
    serde_json::from_str(json).unwrap()
}

pub(crate) fn get<'a>(doc: &'a Doc, field: &str) -> Option<&'a str> {
    doc.get(field).map(|value| value.get())
}

pub(crate) fn list(doc: &Doc, field: &str) -> Vec<Value> {
    get(doc, field).map(|text| serde_json::from_str(text).unwrap()).unwrap_or_default()
}

pub(crate) fn vector(doc: &Doc) -> BTreeMap<String, u64> {
    get(doc, "v").and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default()
}

pub(crate) fn raw(text: &str) -> Box<RawValue> {
    RawValue::from_string(text.to_owned()).unwrap()
}

pub(crate) fn write(doc: &Doc) -> String {
    serde_json::to_string(doc).unwrap()
}

/// Fields that are merged as a whole, some of which no version knows.
pub(crate) const WHOLE: [&str; 4] = ["company", "first_name", "picture", "acme"];

const TEXTS: [&str; 6] =
    ["\"A\"", "\"B\"", "1.0", "12345678901234567890123", "{\"b\":1, \"a\":null}", "null"];

/// Lists, and what makes their elements the same.
pub(crate) const LISTS: [(&str, &str); 4] =
    [("tags", ""), ("followers", ""), ("emails", "address"), ("phones", "number")];

/// What somebody does to a contact.
#[derive(Debug, Clone)]
pub(crate) enum Edit {
    Whole(usize, Option<usize>),
    Custom(usize, Option<usize>),
    Add(usize, usize),
    Remove(usize, usize),
    Label(usize, usize),
    Mark(usize, usize),
    Delete(u8),
    Restore,
    Touch(u8),
}

/// Of three random numbers, which is the fastest to generate.
fn edit() -> impl Strategy<Value = Edit> {
    any::<(u8, u8, u8)>().prop_map(|(kind, one, other)| {
        let (one, other) = (usize::from(one), usize::from(other));
        let value = Some(other % TEXTS.len()).filter(|_| one < 200);
        match kind % 20 {
            0..4 => Edit::Whole(one % WHOLE.len(), value),
            4..6 => Edit::Custom(one % 2, value),
            6..10 => Edit::Add(one % LISTS.len(), other % 4),
            10..13 => Edit::Remove(one % LISTS.len(), other % 4),
            13..15 => Edit::Label(one % 4, other % 3),
            15..17 => Edit::Mark(2 + one % 2, other % 4),
            17 => Edit::Delete((other % 9) as u8),
            18 => Edit::Restore,
            _ => Edit::Touch((other % 9) as u8),
        }
    })
}

fn element(field: usize, element: usize) -> Value {
    let name = ["a", "b", "c", "d"][element];
    match LISTS[field] {
        (_, "") => json!(name),
        ("emails", _) => json!({"address": format!("{name}@x")}),
        (_, key) => json!({key: format!("+{element}")}),
    }
}

pub(crate) fn is_same(field: usize, one: &Value, other: &Value) -> bool {
    let key = LISTS[field].1;
    if key.is_empty() { one == other } else { one[key] == other[key] }
}

impl Edit {
    pub(crate) fn apply(&self, doc: &mut Doc) {
        let set = |doc: &mut Doc, field: &str, text: Option<String>| match text {
            Some(text) => drop(doc.insert(field.to_owned(), raw(&text))),
            None => drop(doc.remove(field)),
        };
        let time = |hour: u8| Some(format!("\"2026-01-01T0{hour}:00:00.000Z\""));
        let set_list = |doc: &mut Doc, field: &str, list: Vec<Value>| {
            set(doc, field, (!list.is_empty()).then(|| json!(list).to_string()));
        };
        match *self {
            Self::Whole(field, value) => {
                set(doc, WHOLE[field], value.map(|value| TEXTS[value].to_owned()));
            }
            Self::Custom(key, value) => {
                let mut custom: Doc = get(doc, "custom").map(read).unwrap_or_default();
                set(&mut custom, ["k", "l"][key], value.map(|value| TEXTS[value].to_owned()));
                set(doc, "custom", (!custom.is_empty()).then(|| write(&custom)));
            }
            Self::Add(field, added) => {
                let (name, added) = (LISTS[field].0, element(field, added));
                let mut list = list(doc, name);
                if !list.iter().any(|known| is_same(field, known, &added)) {
                    list.push(added);
                }
                set_list(doc, name, list);
            }
            Self::Remove(field, removed) => {
                let (name, removed) = (LISTS[field].0, element(field, removed));
                let mut list = list(doc, name);
                list.retain(|known| !is_same(field, known, &removed));
                set_list(doc, name, list);
            }
            Self::Label(at, label) => {
                let mut list = list(doc, "phones");
                if let Some(phone) = list.get_mut(at) {
                    phone["label"] = json!(["home", "work", "fax"][label]);
                }
                set_list(doc, "phones", list);
            }
            Self::Mark(field, at) => {
                let mut list = list(doc, LISTS[field].0);
                for (place, entry) in list.iter_mut().enumerate() {
                    entry.as_object_mut().unwrap().remove("primary");
                    if place == at {
                        entry["primary"] = json!(true);
                    }
                }
                set_list(doc, LISTS[field].0, list);
            }
            Self::Delete(hour) => set(doc, "deleted_at", time(hour)),
            Self::Restore => set(doc, "deleted_at", None),
            Self::Touch(hour) => set(doc, "updated_at", time(hour)),
        }
    }
}

/// Whose copy it is.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Writer {
    /// A device, which raises its count.
    Device,
    /// A program that leaves the vector as it was.
    Foreign,
    /// A program that writes no vector.
    Without,
    /// A program that writes something else in its place.
    Damaged,
}

fn writer() -> impl Strategy<Value = Writer> {
    (0..15_u8).prop_map(|number| match number {
        0 => Writer::Foreign,
        1 => Writer::Without,
        2 => Writer::Damaged,
        _ => Writer::Device,
    })
}

/// A base, and copies that come from it. Each was written by somebody else; `on` makes it follow on the one before.
#[derive(Debug, Clone)]
pub(crate) struct Copies {
    pub(crate) base: String,
    pub(crate) copies: Vec<String>,
}

pub(crate) fn edits(most: usize) -> impl Strategy<Value = Vec<Edit>> {
    proptest::collection::vec(edit(), 1..=most)
}

/// Copies by devices alone, none of which has seen another.
pub(crate) fn concurrent(count: usize) -> impl Strategy<Value = Copies> {
    let one = edits(4).prop_map(|edits| (edits, Writer::Device, false));
    made(proptest::collection::vec(one, count))
}

/// Copies of all sorts.
pub(crate) fn copies() -> impl Strategy<Value = Copies> {
    let one = (edits(4), writer(), proptest::bool::weighted(0.2));
    made(proptest::collection::vec(one, 2..5))
}

fn made(
    each: impl Strategy<Value = Vec<(Vec<Edit>, Writer, bool)>>,
) -> impl Strategy<Value = Copies> {
    (edits(8), each).prop_map(|(before, each)| {
        let mut base = Doc::new();
        before.iter().for_each(|edit| edit.apply(&mut base));
        base.insert("v".into(), raw(r#"{"first":2}"#));
        let mut copies: Vec<Doc> = Vec::new();
        for (number, (edits, writer, is_on)) in each.into_iter().enumerate() {
            let on = copies.last().filter(|_| is_on).unwrap_or(&base);
            let mut copy = on.clone();
            edits.iter().for_each(|edit| edit.apply(&mut copy));
            match writer {
                Writer::Device => {
                    let mut v = vector(&copy);
                    *v.entry(format!("d{number}")).or_default() += edits.len() as u64;
                    copy.insert("v".into(), raw(&json!(v).to_string()));
                }
                Writer::Foreign => {}
                Writer::Without => drop(copy.remove("v")),
                Writer::Damaged => drop(copy.insert("v".into(), raw("[7]"))),
            }
            copies.push(copy);
        }
        Copies { base: write(&base), copies: copies.iter().map(write).collect() }
    })
}
