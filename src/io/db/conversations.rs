//! What conversations need of the store: their messages a stretch at a time, what the list shows of them, and what is
//! kept on this device only.

use super::{Backend, Db, DbError, Memory, end_of};
use crate::domain::conversation::message::{Message, MessageId};
use crate::domain::conversation::summary::{Summary, Summing};
use crate::domain::conversation::{Conversation, conversation_id, messages_of, of_id};
use crate::domain::id::{ContactId, MESSAGE};

/// A stretch of documents, in the order of their ids.
#[derive(Debug, Clone)]
pub struct Slice<'a> {
    /// From this id on.
    pub from: &'a str,
    /// To before this one.
    pub to: &'a str,
    /// Whether those at its end are wanted, the last one first.
    pub backwards: bool,
    /// How many of them at most.
    pub most: u32,
}

/// A conversation, by its contact.
pub type Summed = (ContactId, Summary);

impl Db {
    /// Documents of a stretch, by id and body.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn slice(&self, slice: &Slice<'_>) -> Result<Vec<(String, String)>, DbError> {
        match &*self.backend {
            Backend::Indexed(store) => store.slice(slice).await,
            Backend::Memory(store) => Ok(store.slice(slice)),
        }
    }

    /// The latest messages with a contact, by id and body and in their order.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn latest_messages(
        &self,
        contact: ContactId,
        most: u32,
    ) -> Result<Vec<(String, String)>, DbError> {
        let (from, to) = (messages_of(contact), end_of(&messages_of(contact)));
        let slice = Slice { from: &from, to: &to, backwards: true, most };
        let mut latest = self.slice(&slice).await?;
        latest.reverse();
        Ok(latest)
    }

    /// What the list shows of every conversation. Those that were changed since they were summed up are summed up anew.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn summaries(&self) -> Result<Vec<Summed>, DbError> {
        match &*self.backend {
            Backend::Indexed(store) => store.summaries().await,
            Backend::Memory(store) => {
                let ids = contacts_in(store);
                Ok(ids.into_iter().map(|id| (id, summed(store, id))).collect())
            }
        }
    }

    /// What the list shows of these conversations, summed up anew; nothing of one that is gone.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn summaries_of(&self, ids: &[ContactId]) -> Result<Vec<Summed>, DbError> {
        match &*self.backend {
            Backend::Indexed(store) => store.sum_up(ids).await,
            Backend::Memory(store) => Ok(ids.iter().map(|id| (*id, summed(store, *id))).collect()),
        }
    }

    /// The facts of this device whose keys begin with `prefix`.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn local(&self, prefix: &str) -> Result<Vec<(String, String)>, DbError> {
        match &*self.backend {
            Backend::Indexed(store) => store.local(prefix).await,
            Backend::Memory(store) => Ok(store.local(prefix)),
        }
    }
}

/// Whose conversations there are.
fn contacts_in(store: &Memory) -> Vec<ContactId> {
    let end = end_of(MESSAGE);
    let all = store.slice(&Slice { from: MESSAGE, to: &end, backwards: false, most: u32::MAX });
    let mut ids: Vec<ContactId> = all.iter().filter_map(|(id, _)| of_id(id)).collect();
    ids.dedup();
    ids
}

fn summed(store: &Memory, id: ContactId) -> Summary {
    let state = store.document(&conversation_id(id));
    let state = state.and_then(|json| Conversation::from_json(&json)).unwrap_or_default();
    let (from, to) = (messages_of(id), end_of(&messages_of(id)));
    let slice = Slice { from: &from, to: &to, backwards: true, most: u32::MAX };
    sum_backwards(state, &store.slice(&slice))
}

/// Sums a conversation up from its messages, the last one first, as far back as they matter.
pub(super) fn sum_backwards<'a>(
    state: Conversation,
    messages: impl IntoIterator<Item = &'a (String, String)>,
) -> Summary {
    let mut summing = Summing::new(state);
    let mut messages = messages.into_iter();
    while messages.next().is_some_and(|(id, json)| take(&mut summing, id, json)) {}
    summing.finish()
}

/// Adds a message to a sum, and returns whether those before it matter.
pub(super) fn take(summing: &mut Summing, id: &str, json: &str) -> bool {
    match MessageId::from_doc_id(id) {
        Some(id) => summing.take(id.seq, Message::from_json(id, json).as_ref()),
        None => true,
    }
}
