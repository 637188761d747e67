//! A device in memory: its records, and rounds as a client carries them out.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use visage::domain::doc::Record;
use visage::domain::replication::answer::{Answer, answers, whole, written};
use visage::domain::replication::leaf::Leaf;
use visage::domain::replication::pull::{page, resolve, unseen};
use visage::domain::replication::push::{Batch, Push, deleted};
use visage::domain::time::Timestamp;

use crate::server::Server;

/// What befalls the requests of a round, bit by bit; none where the network is good.
#[derive(Debug, Clone, Default)]
pub(crate) struct Faults(pub(crate) Vec<u8>);

impl Faults {
    fn next(&mut self) -> u8 {
        self.0.pop().unwrap_or_default()
    }
}

/// A device.
#[derive(Debug, Default)]
pub(crate) struct Device {
    pub(crate) name: String,
    pub(crate) records: BTreeMap<String, Record>,
    since: usize,
    epoch: u32,
    push: Push,
    /// Whether the server is one node, which refuses what a cluster would branch, and no request comes late.
    pub(crate) is_plain: bool,
    /// Requests that the network still has, and hands over late.
    late: Vec<String>,
}

impl Device {
    pub(crate) fn new(name: &str) -> Self {
        Self { name: name.into(), ..Self::default() }
    }

    pub(crate) fn edit(&mut self, id: &str, change: impl FnOnce(&mut BTreeMap<String, Value>)) {
        let before = self.records.get(id);
        let mut body: BTreeMap<String, Value> =
            before.map(|record| serde_json::from_str(&record.json).unwrap()).unwrap_or_default();
        body.remove("_deleted");
        let known: Vec<String> = body.keys().filter(|field| *field != "v").cloned().collect();
        change(&mut body);
        body.remove("v");
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        let record = Record::edited(id.into(), before, &body, &known, &self.name).unwrap();
        self.records.insert(id.into(), record);
    }

    pub(crate) fn delete(&mut self, id: &str) {
        match deleted(&self.records[id], &self.name) {
            Some(tombstone) => drop(self.records.insert(id.into(), tombstone)),
            None => drop(self.records.remove(id)),
        }
    }

    pub(crate) fn body(&self, id: &str) -> Option<Value> {
        let body: Value = serde_json::from_str(&self.records.get(id)?.json).unwrap();
        (body.get("_deleted").is_none()).then_some(body)
    }

    /// The bodies that people see.
    pub(crate) fn bodies(&self) -> BTreeMap<String, String> {
        let seen = self.records.values().filter(|record| self.body(&record.id).is_some());
        // Where somebody left the vector out, the device remembers the one before.
        let stored = |record: &Record| record.base.clone().unwrap_or_else(|| record.json.clone());
        seen.map(|record| (record.id.clone(), stored(record))).collect()
    }

    pub(crate) fn is_waiting(&self) -> bool {
        self.records.values().any(|record| record.dirty || record.sent.is_some())
    }

    /// A round. `meanwhile` is done by its user while a request is on its way.
    pub(crate) fn round(
        &mut self,
        server: &mut Server,
        faults: &mut Faults,
        now: Timestamp,
        mut meanwhile: impl FnMut(&mut Self),
    ) {
        if faults.next() % 8 == 1 {
            for request in std::mem::take(&mut self.late) {
                bulk(server, &request, 0);
            }
        }
        if self.epoch != server.epoch {
            // The database was made anew: everything is compared, and nothing removed.
            self.records.values_mut().for_each(|record| *record = unseen(record));
            (self.epoch, self.since) = (server.epoch, 0);
            self.push = Push::default();
        }
        if !self.pull(server, faults) {
            return;
        }
        self.push.begin();
        let mut again = Vec::new();
        for _ in 0..30 {
            let waiting: Vec<Record> = self.records.values().cloned().collect();
            let Some(batch) = self.push.next(&waiting, now) else { break };
            for record in &batch.records {
                self.records.get_mut(&record.id).unwrap().sent.clone_from(&record.sent);
            }
            let (status, text) = self.send(server, &batch, faults.next());
            meanwhile(self);
            let answered = status.filter(|status| *status < 300).and_then(|_| answers(&text));
            match answered {
                None => self.push.failed(&batch, whole(status), ""),
                Some(answers) => {
                    self.push.answered(&batch, &answers);
                    for (id, answer) in answers {
                        match (answer, self.records.get(&id)) {
                            (Answer::Written(rev), Some(record)) => {
                                let record = written(record, &rev);
                                self.records.insert(id, record);
                            }
                            (Answer::ReadAgain, _) => again.push(id),
                            _ => {}
                        }
                    }
                }
            }
        }
        for id in again {
            self.resolve(server, &id, faults.next());
        }
        self.pull(server, faults);
    }

    /// The request, as the network treats it: lost before or after it, twice, late, in half, too large.
    fn send(&mut self, server: &mut Server, batch: &Batch, fault: u8) -> (Option<u16>, String) {
        match fault % 16 {
            5 | 7 | 8 if self.is_plain => (Some(201), bulk(server, &batch.request, 0)),
            1 => (None, String::new()),
            2 | 3 => {
                bulk(server, &batch.request, 0);
                (None, String::new())
            }
            4 => {
                bulk(server, &batch.request, 0);
                (Some(201), bulk(server, &batch.request, 0))
            }
            5 => {
                self.late.push(batch.request.clone());
                (None, String::new())
            }
            6 if batch.records.len() > 1 => (Some(413), String::new()),
            7 | 8 => (Some(202), bulk(server, &batch.request, 1)),
            9 => {
                // It wrote some, and answered for nobody.
                let docs: Value = serde_json::from_str(&batch.request).unwrap();
                let first = docs["docs"][0]["_id"].as_str().unwrap();
                let own = batch.records.iter().find(|record| record.id == first).unwrap();
                let alone = Push::default()
                    .next(std::slice::from_ref(own), Timestamp::from_millis(i64::MAX));
                bulk(server, &alone.unwrap().request, 0);
                (Some(412), String::new())
            }
            10 => (Some(200), "<html>".into()),
            11 => (Some(503), String::new()),
            _ => (Some(201), bulk(server, &batch.request, 0)),
        }
    }

    /// Reads the changes to their end; false where the network broke.
    fn pull(&mut self, server: &mut Server, faults: &mut Faults) -> bool {
        loop {
            let fault = faults.next();
            let (mut rows, upto) = server.changes(self.since, 5);
            match fault % 8 {
                1 => return false,
                2 => rows.reverse(),
                3 => rows.extend(rows.clone()),
                4 => self.since = self.since.saturating_sub(7),
                _ => {}
            }
            let page = page(&rows, &self.records);
            self.records.extend(page.store.into_iter().map(|record| (record.id.clone(), record)));
            for id in page.read {
                self.resolve(server, &id, fault);
            }
            if fault % 8 != 4 {
                if upto == self.since {
                    return true;
                }
                self.since = upto;
            }
        }
    }

    fn resolve(&mut self, server: &mut Server, id: &str, fault: u8) {
        let (leaves, base): (Vec<Leaf>, _) = server.open(id, fault % 3 == 1);
        let resolved = resolve(&leaves, base.as_deref(), self.records.get(id));
        self.records.extend(resolved.store.map(|record| (id.to_owned(), record)));
        if let Some(burial) = resolved.burial.filter(|_| fault % 5 != 1) {
            bulk(server, &burial, 0);
        }
    }
}

/// Writes the documents of a request one by one, and answers with their rows.
fn bulk(server: &mut Server, request: &str, branch: u8) -> String {
    #[derive(serde::Deserialize)]
    struct Docs {
        docs: Vec<Box<serde_json::value::RawValue>>,
    }
    let request: Docs = serde_json::from_str(request).unwrap();
    let rows: Vec<Value> =
        request.docs.iter().map(|doc| server.write(doc.get(), branch == 1)).collect();
    json!(rows).to_string()
}
