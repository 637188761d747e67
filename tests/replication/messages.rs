//! How far a message has come, when two copies of it say something else.

use serde_json::{Value, json};
use visage::domain::replication::merge::merge;

const ID: &str = "message:7d0f3c7e-52a4-4c0b-9a8e-3f1f6a5c2b10:00000001-9f86d081884c7d65";

fn merged(one: &Value, other: &Value) -> Value {
    let with = |value: &Value, device: &str| {
        let mut value = value.clone();
        value["v"] = json!({device: 1});
        value.to_string()
    };
    let (one, other) = (with(one, "a"), with(other, "b"));
    let merged = merge(ID, Some(r#"{"v":{"o":1}}"#), &[&one, &other]);
    assert_eq!(merged, merge(ID, Some(r#"{"v":{"o":1}}"#), &[&other, &one]));
    let mut merged: Value = serde_json::from_str(&merged).unwrap();
    merged.as_object_mut().unwrap().remove("v");
    merged
}

#[test]
fn the_further_standing_is_taken_whole() {
    let check = |less: Value, further: Value| assert_eq!(merged(&less, &further), further);
    let states = ["sending", "sent", "failed", "queued", "cancelled", "delivered", "read"];
    for (place, less) in states.iter().enumerate() {
        for further in &states[place + 1..] {
            check(json!({"state": less, "attempt": 1}), json!({"state": further, "attempt": 1}));
        }
    }
    let claimed = json!({"state": "sending", "attempt": 1, "claimed_by": "gateway:sms"});
    check(json!({"state": "queued"}), claimed.clone());
    check(json!({"state": "cancelled"}), claimed);
    let failed =
        json!({"state": "failed", "attempt": 1, "claimed_by": "g", "reason": "No such number."});
    // Retry takes reason and claim away, and no mixture of both is made.
    check(failed.clone(), json!({"state": "queued", "attempt": 1}));
    check(
        json!({"state": "read", "attempt": 1, "claimed_by": "g"}),
        json!({"state": "sending", "attempt": 2, "claimed_by": "g"}),
    );
    // A state of a later version is behind those that are known; an attempt that is no number is none.
    check(json!({"state": "lost", "attempt": 1}), json!({"state": "sending", "attempt": 1}));
    check(json!({"state": "read", "attempt": "9"}), failed);
    // Two gateways have claimed it: everybody gives it to the same.
    check(
        json!({"state": "sending", "attempt": 1, "claimed_by": "gateway:a"}),
        json!({"state": "sending", "attempt": 1, "claimed_by": "gateway:b"}),
    );
}

#[test]
fn nothing_of_a_standing_is_kept_as_lost() {
    let merged = merged(
        &json!({"state": "queued", "body": "x"}),
        &json!({"state": "failed", "attempt": 1, "reason": "No.", "body": "x"}),
    );
    assert_eq!(merged, json!({"state": "failed", "attempt": 1, "reason": "No.", "body": "x"}));
}
