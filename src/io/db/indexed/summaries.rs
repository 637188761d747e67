//! Summaries of conversations in IndexedDB. Each stands in [`META`] beside the documents that it was made from. What
//! changes such a document marks the summary as stale in the same transaction, so that none is ever believed that is
//! not true; whoever reads summaries makes the stale ones anew.

use std::collections::VecDeque;

use indexed_db_futures::cursor::CursorDirection;
use indexed_db_futures::object_store::ObjectStore;
use indexed_db_futures::prelude::*;
use indexed_db_futures::{BuildPrimitive, KeyRange};
use wasm_bindgen::JsValue;

use super::{Indexed, begin, put_local, whole};
use crate::domain::conversation::summary::{MOST, Summary, Summing};
use crate::domain::conversation::{Conversation, conversation_id, messages_of, of_id};
use crate::domain::id::set::IdMap;
use crate::domain::id::{CONVERSATION, ContactId, MESSAGE};
use crate::domain::journal::Pending;
use crate::io::clock::Turn;
use crate::io::db::conversations::{Summed, sum_backwards, take};
use crate::io::db::schema::{DOCS, META, STALE, SUMMARY};
use crate::io::db::{DbError, end_of, record};

/// Conversations that are summed up in one transaction: meanwhile nothing else is written.
const TOGETHER: usize = 100;

impl Indexed {
    pub(in crate::io::db) async fn summaries(&self) -> Result<Vec<Summed>, DbError> {
        if !self.are_summed_up().await? {
            self.sum_up_all().await?;
        }
        self.sum_up(&contacts(&self.local(STALE).await?, STALE)).await?;
        let (mut summed, mut turn) = (Vec::new(), Turn::begin());
        for (key, text) in self.local(SUMMARY).await? {
            turn.rest().await;
            let id = key.strip_prefix(SUMMARY).and_then(|id| id.parse().ok());
            summed.extend(id.zip(Summary::from_json(&text)));
        }
        Ok(summed)
    }

    /// Sums up every conversation, once. All messages are read from the first to the last, which is many times quicker
    /// than asking for the last ones of each.
    async fn sum_up_all(&self) -> Result<(), DbError> {
        let mut states = IdMap::default();
        let mut state = |page: Vec<(String, String)>, _: Option<&dyn Pending>| {
            states.extend(
                page.iter()
                    .filter_map(|(id, json)| Some((of_id(id)?, Conversation::from_json(json)?))),
            );
        };
        self.read(CONVERSATION, &mut state).await?;
        let mut summing = SummingAll::new(states);
        let mut take = |page: Vec<(String, String)>, _: Option<&dyn Pending>| summing.take(page);
        self.read(MESSAGE, &mut take).await?;
        for portion in summing.finish().chunks(TOGETHER) {
            let db = self.usable(META).await?;
            let tx = begin(&db, &[META], true)?;
            let meta = tx.object_store(META)?;
            for (id, summary) in portion {
                put(&meta, *id, summary)?;
            }
            tx.commit().await?;
        }
        self.mark_summed_up().await
    }

    /// Whether there are summaries of all conversations, some of them stale.
    async fn are_summed_up(&self) -> Result<bool, DbError> {
        let db = self.usable(META).await?;
        let tx = db.transaction(META).build()?;
        let mark: Option<String> =
            tx.object_store(META)?.get(SUMMARY.to_owned()).primitive()?.await?;
        Ok(mark.is_some())
    }

    async fn mark_summed_up(&self) -> Result<(), DbError> {
        let db = self.usable(META).await?;
        let tx = begin(&db, &[META], true)?;
        tx.object_store(META)?.put(String::new()).with_key(SUMMARY.to_owned()).primitive()?;
        Ok(tx.commit().await?)
    }

    pub(in crate::io::db) async fn sum_up(
        &self,
        ids: &[ContactId],
    ) -> Result<Vec<Summed>, DbError> {
        let mut all = Vec::with_capacity(ids.len());
        for ids in ids.chunks(TOGETHER) {
            let db = self.usable(DOCS).await?;
            let summed = whole(begin(&db, &[DOCS, META], true)?, async |tx| {
                let (docs, meta) = (tx.object_store(DOCS)?, tx.object_store(META)?);
                let mut summed = Vec::with_capacity(ids.len());
                for id in ids {
                    let summary = sum(&docs, *id).await?;
                    put(&meta, *id, &summary)?;
                    put_local(&meta, &stale(*id), None)?;
                    summed.push((*id, summary));
                }
                tx.commit().await?;
                Ok(summed)
            });
            all.extend(summed.await?);
        }
        Ok(all)
    }
}

/// Sums conversations up from all messages in the order of their ids.
struct SummingAll {
    states: IdMap<Conversation>,
    /// The messages of the conversation that is being read, as many of the last ones as matter.
    messages: VecDeque<(String, String)>,
    of: Option<ContactId>,
    done: Vec<Summed>,
}

impl SummingAll {
    const fn new(states: IdMap<Conversation>) -> Self {
        Self { states, messages: VecDeque::new(), of: None, done: Vec::new() }
    }

    fn take(&mut self, page: Vec<(String, String)>) {
        for (id, json) in page {
            let of = of_id(&id);
            if of != self.of {
                self.close();
                self.of = of;
            }
            self.messages.push_back((id, json));
            if self.messages.len() > MOST as usize {
                self.messages.pop_front();
            }
        }
    }

    fn close(&mut self) {
        let messages = std::mem::take(&mut self.messages);
        let Some(of) = self.of else { return };
        let state = self.states.remove(&of).unwrap_or_default();
        self.done.push((of, sum_backwards(state, messages.iter().rev())));
    }

    fn finish(mut self) -> Vec<Summed> {
        self.close();
        self.done
    }
}

/// Has a summary made anew when it is asked for next.
pub(super) fn mark_stale(meta: &ObjectStore<'_>, id: ContactId) -> Result<(), DbError> {
    put_local(meta, &stale(id), Some(""))
}

fn stale(id: ContactId) -> String {
    format!("{STALE}{id}")
}

/// Keeps a summary, or forgets it where nothing is left to show.
fn put(meta: &ObjectStore<'_>, id: ContactId, summary: &Summary) -> Result<(), DbError> {
    let text = serde_json::to_string(summary).map_err(|_| DbError::Damaged)?;
    put_local(meta, &format!("{SUMMARY}{id}"), summary.is_any().then_some(&*text))
}

async fn sum(docs: &ObjectStore<'_>, id: ContactId) -> Result<Summary, DbError> {
    let state = docs.get::<JsValue, _, _>(conversation_id(id)).primitive()?;
    let (from, to) = (messages_of(id), end_of(&messages_of(id)));
    let range = KeyRange::Bound(from, false, to, true);
    let request = docs.open_cursor().with_query::<String, _>(range);
    let cursor = request.with_direction(CursorDirection::Prev);
    let state = state.await?.and_then(|object| record::body(&object));
    let state = state.and_then(|(_, json)| Conversation::from_json(&json));
    let mut summing = Summing::new(state.unwrap_or_default());
    if let Some(mut cursor) = cursor.await? {
        while let Some(object) = cursor.next_record::<JsValue>().await? {
            let Some((id, json)) = record::body(&object) else { continue };
            if !take(&mut summing, &id, &json) {
                break;
            }
        }
    }
    Ok(summing.finish())
}

fn contacts(keys: &[(String, String)], prefix: &str) -> Vec<ContactId> {
    keys.iter().filter_map(|(key, _)| key.strip_prefix(prefix)?.parse().ok()).collect()
}
