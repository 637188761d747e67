//! After everything that happens in `world` all is well again, and everybody has the same, each message once and nothing
//! that was typed gone.

use proptest::prelude::*;
use proptest::test_runner::FileFailurePersistence;
use serde_json::Value;
use visage::domain::replication::lost::lost;

use crate::world::World;

fn config() -> ProptestConfig {
    ProptestConfig {
        failure_persistence: Some(Box::new(FileFailurePersistence::Direct(
            "tests/proptest-regressions/replication.txt",
        ))),
        max_shrink_iters: 2_000,
        ..ProptestConfig::with_cases(300)
    }
}

type Steps = Vec<((u8, u8, u8), Vec<u8>)>;

fn steps() -> impl Strategy<Value = Steps> {
    let faults = proptest::collection::vec(any::<u8>(), 0..12);
    proptest::collection::vec((any::<(u8, u8, u8)>(), faults), 1..80)
}

/// A body without its version vector.
fn seen(json: &str) -> Value {
    let mut body: Value = serde_json::from_str(json).unwrap();
    body.as_object_mut().unwrap().remove("v");
    body
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn everybody_comes_to_the_same_and_nothing_is_lost(steps in steps()) {
        let mut world = World::new();
        for (step, faults) in steps {
            world.step(step, faults);
        }
        world.heal();
        let bodies = world.server.bodies();
        prop_assert_eq!(world.server.conflicts(), 0);
        for device in &world.devices {
            prop_assert!(!device.is_waiting(), "{} {:?}", device.name, device.records);
            prop_assert_eq!(&device.bodies(), &bodies, "{}", device.name);
            for record in device.records.values() {
                // What a device remembers beside the server's is a version vector, and nothing that people see.
                let stored = record.base.as_ref().unwrap_or(&record.json);
                prop_assert_eq!(seen(&record.json), seen(stored), "{} {}", device.name, record.id);
            }
        }
        for (id, field, value) in &world.typed {
            let json = bodies.get(id).map(String::as_str).unwrap_or("{}");
            let body: Value = serde_json::from_str(json).unwrap();
            let typed: Value = serde_json::from_str(value).unwrap();
            let has = |now: &Value| now.as_array().is_some_and(|list| list.contains(&typed));
            let stands = body.get(field).is_some_and(|now| *now == typed || has(now));
            let is_kept = lost(json).iter().any(|lost| lost.field == *field && lost.value.get() == value);
            prop_assert!(stands || is_kept, "{} {} {} in {}", id, field, value, json);
        }
        for (id, text) in &world.messages {
            let found: Vec<&String> = bodies.values().filter(|body| body.contains(&format!("\"{text}\""))).collect();
            prop_assert_eq!(found.len(), 1, "{} {}", id, text);
            if world.withdrawn.contains(id) {
                let body: Value = serde_json::from_str(found[0]).unwrap();
                prop_assert!(body["state"] != "queued" || body.get("attempt").is_some(), "{}", found[0]);
            }
        }
    }

    /// On one node, where no base is ever missing.
    #[test]
    fn what_was_replaced_does_not_come_back(steps in steps()) {
        let mut world = World::new();
        world.is_plain = true;
        world.devices.iter_mut().for_each(|device| device.is_plain = true);
        for (step, faults) in steps {
            world.step(step, faults);
        }
        world.heal();
        let bodies = world.server.bodies();
        for (id, field, value) in &world.replaced {
            let Some(json) = bodies.get(id) else { continue };
            let body: Value = serde_json::from_str(json).unwrap();
            let value: Value = serde_json::from_str(value).unwrap();
            let has = |now: &Value| now.as_array().is_some_and(|list| list.contains(&value));
            let stands = body.get(field).is_some_and(|now| *now == value || has(now));
            prop_assert!(!stands, "{} {} {} in {}", id, field, value, json);
        }
    }
}
