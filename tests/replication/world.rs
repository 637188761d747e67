//! What happens in a simulation: three devices, a gateway and a server under every fault that a network has.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};
use visage::domain::replication::lost::lost;
use visage::domain::time::Timestamp;

use crate::device::{Device, Faults};
use crate::server::Server;

const FIELDS: [&str; 3] = ["company", "first_name", "picture"];

fn contact(number: u8) -> String {
    format!("contact:00000000-0000-4000-8000-00000000000{}", number % 3)
}

/// What was typed, and is still to be found somewhere: document, field and value.
pub(crate) type Typed = BTreeSet<(String, String, String)>;

#[derive(Default)]
pub(crate) struct World {
    pub(crate) devices: Vec<Device>,
    pub(crate) server: Server,
    pub(crate) typed: Typed,
    pub(crate) messages: BTreeMap<String, String>,
    pub(crate) withdrawn: BTreeSet<String>,
    count: u32,
    now: i64,
    /// What somebody replaced or removed, having seen it.
    pub(crate) replaced: Typed,
    pub(crate) is_plain: bool,
}

impl World {
    pub(crate) fn new() -> Self {
        let device = Device::new;
        Self { devices: ["a", "b", "c"].map(device).into(), now: 1_000_000, ..Self::default() }
    }

    pub(crate) fn step(&mut self, (what, who, one): (u8, u8, u8), faults: Vec<u8>) {
        self.now += 3_000;
        match what % 32 {
            0..12 => self.round(usize::from(who % 3), Faults(faults), Some((one, who))),
            12..15 => self.gateway(one),
            30 if one < 64 && !self.is_plain => self.gone(one),
            30 if one < 160 && !self.is_plain => self.careless(one),
            31 | 24 | 26 if self.is_plain => {}
            31 if one < 8 => {
                self.server = Server::anew(self.server.epoch + 1);
            }
            what => self.act(usize::from(who % 3), what, one),
        }
    }

    fn round(&mut self, who: usize, mut faults: Faults, meanwhile: Option<(u8, u8)>) {
        let mut devices = std::mem::take(&mut self.devices);
        let mut server = std::mem::take(&mut self.server);
        let now = Timestamp::from_millis(self.now);
        devices[who].round(&mut server, &mut faults, now, |device| {
            if let Some((one, what)) = meanwhile.filter(|(_, what)| *what > 128) {
                let what = 15 + what % 16;
                if !(self.is_plain && matches!(what, 24 | 26)) {
                    self.act_on(device, what, one);
                }
            }
        });
        (self.devices, self.server) = (devices, server);
    }

    fn act(&mut self, who: usize, what: u8, one: u8) {
        let mut devices = std::mem::take(&mut self.devices);
        self.act_on(&mut devices[who], what, one);
        self.devices = devices;
    }

    /// Somebody does something on a device.
    fn act_on(&mut self, device: &mut Device, what: u8, one: u8) {
        self.count += 1;
        let (id, unique) = (contact(one), format!("t{}", self.count));
        let before = device.body(&id).unwrap_or_else(|| json!({}));
        let now = Timestamp::from_millis(self.now).to_string();
        match what {
            15..20 => {
                let field = FIELDS[usize::from(one / 3) % 3];
                self.forget(&id, field, before.get(field));
                self.typed.insert((id.clone(), field.into(), json!(unique).to_string()));
                device.edit(&id, |body| drop(body.insert(field.into(), json!(unique))));
            }
            20..23 => {
                let (field, element) =
                    [("tags", json!(unique)), ("emails", json!({"address": unique}))]
                        [usize::from(one / 3) % 2]
                        .clone();
                self.typed.insert((id.clone(), field.into(), element.to_string()));
                device.edit(&id, |body| {
                    let list = body.entry(field.into()).or_insert(json!([]));
                    list.as_array_mut().unwrap().push(element);
                });
            }
            23 => {
                let field = ["tags", "emails"][usize::from(one / 3) % 2];
                if let Some(list) =
                    before.get(field).and_then(Value::as_array).filter(|list| !list.is_empty())
                {
                    self.forget(&id, field, list.first());
                    device.edit(&id, |body| {
                        drop(body.get_mut(field).unwrap().as_array_mut().unwrap().remove(0))
                    });
                }
            }
            24 => device.edit(&id, |body| drop(body.insert("deleted_at".into(), json!(now)))),
            25 if before.get("deleted_at").is_some() => {
                device.edit(&id, |body| drop(body.remove("deleted_at")))
            }
            26 if one < 64 && device.body(&id).is_some() => {
                self.forget_all(&id, &device.records[&id].json);
                device.delete(&id);
            }
            27 => {
                let id = id.replace("contact", "conversation");
                device.edit(&id, |body| drop(body.insert("read_up_to".into(), json!(one))));
            }
            28 | 29 => self.send(device, &id, &unique, &now),
            _ => self.withdraw(device, one),
        }
    }

    /// Another client of the server deletes somebody for good, and does not ask how that is done.
    fn gone(&mut self, one: u8) {
        let id = contact(one);
        let (Some(body), Some(rev)) = (self.server.bodies().remove(&id), self.server.clear(&id))
        else {
            return;
        };
        self.forget_all(&id, &body);
        self.server.write(&json!({"_id": id, "_rev": rev, "_deleted": true}).to_string(), false);
    }

    /// Another client of the server edits a field, and leaves the version vector out. What it wrote is promised to nobody:
    /// the database may be made anew before any device has seen it.
    fn careless(&mut self, one: u8) {
        let id = contact(one);
        let (Some(body), Some(rev)) = (self.server.bodies().remove(&id), self.server.clear(&id))
        else {
            return;
        };
        self.count += 1;
        let mut body: Value = serde_json::from_str(&body).unwrap();
        let (field, value) = (FIELDS[usize::from(one / 3) % 3], json!(format!("t{}", self.count)));
        self.forget(&id, field, body.get(field));
        body.as_object_mut().unwrap().remove("v");
        body[field] = value;
        body["_id"] = json!(id);
        body["_rev"] = json!(rev);
        self.server.write(&body.to_string(), false);
    }

    /// Somebody deletes for good what they see: all of it goes by intent.
    fn forget_all(&mut self, id: &str, json: &str) {
        let body: BTreeMap<String, Value> = serde_json::from_str(json).unwrap();
        for (field, value) in &body {
            self.forget(id, field, Some(value));
            value
                .as_array()
                .into_iter()
                .flatten()
                .for_each(|element| self.forget(id, field, Some(element)));
        }
        for lost in lost(json) {
            self.typed.remove(&(id.to_owned(), lost.field.clone(), lost.value.get().into()));
        }
    }

    fn forget(&mut self, id: &str, field: &str, value: Option<&Value>) {
        if let Some(value) = value {
            let value = (id.to_owned(), field.to_owned(), value.to_string());
            self.typed.remove(&value);
            self.replaced.insert(value);
        }
    }

    fn send(&mut self, device: &mut Device, contact: &str, unique: &str, now: &str) {
        let prefix = contact.replace("contact", "message");
        let all = device.records.keys().filter(|id| id.starts_with(&prefix));
        let seq = all
            .filter_map(|id| id.rsplit(':').next()?.split('-').next()?.parse().ok())
            .max()
            .unwrap_or(0_u32);
        let id = format!("{prefix}:{:08}-{:016x}", seq + 1, self.count);
        let held = Timestamp::from_millis(self.now + 10_000).to_string();
        self.messages.insert(id.clone(), unique.into());
        let message = json!({"channel": "sms", "direction": "out", "body": unique, "created_at": now, "state": "queued", "held_until": held});
        device.edit(&id, |body| *body = serde_json::from_value(message).unwrap());
    }

    fn withdraw(&mut self, device: &mut Device, one: u8) {
        let waits = |id: &&String| {
            device
                .body(id)
                .is_some_and(|body| body["state"] == "queued" || body["state"] == "failed")
        };
        let waiting: Vec<String> = device
            .records
            .keys()
            .filter(|id| id.starts_with("message"))
            .filter(waits)
            .cloned()
            .collect();
        let Some(id) = waiting.get(usize::from(one) % waiting.len().max(1)) else { return };
        let state = device.body(id).unwrap()["state"].clone();
        if !device.records[id].is_out() {
            device.records.remove(id);
            self.messages.remove(id);
        } else if state == "failed" && one.is_multiple_of(2) {
            device.edit(id, |body| {
                body.insert("state".into(), json!("queued"));
                body.remove("reason");
                body.remove("claimed_by");
            });
        } else {
            device.edit(id, |body| drop(body.insert("state".into(), json!("cancelled"))));
            self.withdrawn.insert(id.clone());
        }
    }

    /// A gateway takes one step with one message, over the revision that it reads.
    fn gateway(&mut self, one: u8) {
        let messages: Vec<(String, String)> =
            self.server.bodies().into_iter().filter(|(id, _)| id.starts_with("message")).collect();
        let Some((id, body)) = messages.get(usize::from(one) % messages.len().max(1)) else {
            return;
        };
        let Some(rev) = self.server.clear(id) else { return };
        let mut body: Value = serde_json::from_str(body).unwrap();
        let attempt = body["attempt"].as_u64().unwrap_or(0);
        match (body["state"].as_str().unwrap_or_default(), one % 4) {
            ("queued", _) => {
                body["state"] = json!("sending");
                body["attempt"] = json!(attempt + 1);
                body["claimed_by"] = json!("gateway:sms");
            }
            ("sending", 0) => {
                body["state"] = json!("failed");
                body["reason"] = json!("No.");
            }
            ("sending", _) => body["state"] = json!("sent"),
            ("sent", _) => body["state"] = json!("delivered"),
            _ => return,
        }
        let own = body["v"]["gateway:sms"].as_u64().unwrap_or(0);
        body["v"]["gateway:sms"] = json!(own + 1);
        body["_id"] = json!(id);
        body["_rev"] = json!(rev);
        self.server.write(&body.to_string(), false);
    }

    /// The network is good, and everybody has time.
    pub(crate) fn heal(&mut self) {
        self.now += 60_000;
        for _ in 0..8 {
            (0..3).for_each(|who| self.round(who, Faults::default(), None));
        }
    }
}
