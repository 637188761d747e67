//! Contacts for laws: few different values, so that conditions match, and some that other programs might have written.

use proptest::prelude::{Strategy, any, prop};
use serde_json::{Value, json};
use visage::domain::contact::Contact;
use visage::domain::id::ContactId;

/// How many different contacts come up.
pub(crate) const IDS: u128 = 40;

fn text() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "", "", "a", "A", "á", "ab", "B", " b ", "vip", "Lead", "lead", "x\u{1f}a", "\u{200b}",
    ])
}

fn texts(most: usize) -> impl Strategy<Value = Vec<&'static str>> {
    prop::collection::vec(text(), 0..=most)
}

fn time() -> impl Strategy<Value = String> {
    let day = prop::sample::select(vec![
        "1970-01-01",
        "2025-12-31",
        "2026-01-01",
        "2026-02-28",
        "2026-03-01",
        "2026-03-09",
        "2026-03-10",
        "2026-03-11",
        "2026-03-12",
        "2026-03-29",
        "2026-10-25",
        "2027-01-01",
    ]);
    let hour = prop::sample::select(vec![
        "00:00:00.000",
        "10:30:00.000",
        "21:59:59.999",
        "22:00:00.000",
        "23:30:00.000",
    ]);
    (day, hour).prop_map(|(day, hour)| format!("{day}T{hour}Z"))
}

fn custom() -> impl Strategy<Value = Value> {
    let any = prop::sample::select(vec![
        json!(null),
        json!("a"),
        json!("Lead"),
        json!("5"),
        json!(""),
        json!(["a", "vip"]),
        json!([]),
        json!(1),
        json!(-3),
        json!(2.5),
        json!(100),
        json!(true),
        json!(false),
        json!("true"),
        json!("2026-03-11"),
        json!("2026-02-30"),
        json!("2026-03-11T23:30:00.000Z"),
        json!({"a": 1}),
        json!([1]),
    ]);
    let keys = prop::sample::select(vec!["motto", "plan", "score", "renewal", "member", "other"]);
    prop::collection::vec((keys, any), 0..6).prop_map(|pairs| {
        Value::Object(pairs.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
    })
}

/// Any contact with one of [`IDS`] ids.
pub(crate) fn contact() -> impl Strategy<Value = Contact> {
    let names = (
        prop::sample::select(vec!["", "Ana", "ána", "B"]),
        prop::sample::select(vec!["", "Okafor", "okafor", "X"]),
    );
    let several = (
        prop::collection::vec(
            (prop::sample::select(vec!["a@x", "A@x", "b@x", "ab@y.example", ""]), any::<bool>()),
            0..4,
        ),
        prop::collection::vec(
            (
                prop::sample::select(vec![
                    "+44 (0)20 7946 0958",
                    "020 7946 0958",
                    "0044 20",
                    "555",
                    "0",
                    "n/a",
                    "00 5",
                ]),
                any::<bool>(),
            ),
            0..3,
        ),
        texts(3),
        prop::collection::vec(
            prop::sample::select(vec!["sms", "email", "call", "whatsapp", "inbound", "fax"]),
            0..3,
        ),
    );
    let singles = prop::collection::vec(text(), 12);
    let times = (time(), time(), time());
    let birthday = prop::sample::select(vec![
        "",
        "2000-02-29",
        "--02-29",
        "1990-02-28",
        "2026-03-11",
        "--03-10",
        "1999-12-31",
        "1926-04-01",
        "soon",
    ]);
    let state = (prop::bool::weighted(0.2), prop::bool::weighted(0.1), any::<bool>());
    (0..IDS, names, several, singles, times, birthday, state, custom()).prop_map(
        |(id, (first, last), (emails, phones, tags, dnd), singles, times, birthday, (deleted, merged, face), custom)| {
            let emails: Vec<Value> =
                emails.iter().map(|(text, primary)| json!({"address": text, "primary": primary})).collect();
            let phones: Vec<Value> =
                phones.iter().map(|(text, primary)| json!({"number": text, "primary": primary})).collect();
            let mut body = json!({
                "first_name": first, "last_name": last, "emails": emails, "phones": phones, "tags": tags, "dnd": dnd,
                "created_at": times.0, "updated_at": times.1, "last_activity_at": times.2,
                "birthday": birthday, "custom": custom,
            });
            let fields = body.as_object_mut().unwrap();
            let mut set = |key: &str, value: Value| fields.insert(key.to_owned(), value);
            let keys = [
                "company", "job_title", "contact_type", "owner", "street", "city", "region", "postal_code", "country",
                "timezone", "source", "website",
            ];
            for (key, text) in keys.iter().zip(singles) {
                set(key, json!(text));
            }
            if deleted {
                set("deleted_at", json!("2026-03-01T00:00:00.000Z"));
            }
            if merged {
                set("merged_into", json!(ContactId::from_random(9)));
            }
            if face {
                set("picture", json!({"digest": "0".repeat(64), "type": "image/png", "width": 1, "height": 1, "bytes": 1}));
            }
            Contact::from_json(ContactId::from_random(id), &body.to_string()).unwrap()
        },
    )
}
