//! The messages of a conversation that are held, and how more of them are read.

use std::sync::Arc;

use crate::domain::conversation::message::{Message, MessageId};
use crate::domain::conversation::stream::{first_unread, joined};
use crate::domain::conversation::{Conversation, conversation_id, messages_of};
use crate::domain::id::ContactId;
use crate::io::db::conversations::Slice;
use crate::io::db::{Db, DbError, end_of};

/// Messages that are read at a time.
const PAGE: u32 = 50;
/// More messages than these are not held: those at the other end go.
const MOST: usize = 250;

/// The messages that are held, in their order.
#[derive(Debug, Clone, Default)]
pub(super) struct Window {
    pub(super) messages: Vec<Arc<Message>>,
    /// Whether they begin with the first one.
    pub(super) is_begun: bool,
    /// Whether they end with the last one.
    pub(super) is_ended: bool,
    /// How many among them cannot be read.
    pub(super) damaged: usize,
}

/// A stretch of messages.
pub(super) struct Stretch {
    messages: Vec<Arc<Message>>,
    damaged: usize,
    /// Whether there are no more in its direction.
    is_last: bool,
}

impl Window {
    /// Takes in what comes before.
    pub(super) fn begin_with(&mut self, stretch: Stretch) {
        self.damaged += stretch.damaged;
        self.messages.splice(..0, stretch.messages);
        self.is_begun = stretch.is_last;
        self.is_ended &= self.messages.len() <= MOST;
        self.messages.truncate(MOST);
    }

    /// Takes in what comes behind.
    pub(super) fn end_with(&mut self, stretch: Stretch) {
        self.damaged += stretch.damaged;
        self.messages.extend(stretch.messages);
        self.is_ended = stretch.is_last;
        let surplus = self.messages.len().saturating_sub(MOST);
        self.is_begun &= surplus == 0;
        self.messages.drain(..surplus);
    }
}

/// Reads the messages of a contact, and of those that were merged into it.
pub(super) struct Reader {
    pub(super) db: Db,
    /// The contact first.
    pub(super) members: Vec<ContactId>,
    pub(super) id: ContactId,
}

impl Reader {
    /// The messages around the first one that was not read, or around this `seq`; and that first one.
    pub(super) async fn first(
        &self,
        at: Option<u32>,
    ) -> Result<(Window, Option<MessageId>), DbError> {
        if self.members.len() > 1 {
            return self.whole().await;
        }
        let read_up_to = self.state(self.id).await?.read_up_to;
        let at = at.unwrap_or_else(|| read_up_to.saturating_add(1));
        let from = MessageId::start_of(self.id, at);
        let mut window = Window::default();
        window.end_with(self.after(from.clone()).await?);
        window.begin_with(self.before(from).await?);
        let new = first_unread(&window.messages, &|id| id.seq <= read_up_to);
        Ok((window, new))
    }

    /// The last messages.
    pub(super) async fn last(&self) -> Result<Window, DbError> {
        if self.members.len() > 1 {
            return Ok(self.whole().await?.0);
        }
        let mut window = Window { is_ended: true, ..Window::default() };
        window.begin_with(self.before(end_of(&messages_of(self.id))).await?);
        Ok(window)
    }

    /// What is held, as it is now, and what came behind it where it holds the last one.
    pub(super) async fn again(&self, held: &Window) -> Result<Window, DbError> {
        let is_joined = held.messages.iter().any(|message| message.id.contact != self.id);
        if self.members.len() > 1 || is_joined {
            return Ok(self.whole().await?.0);
        }
        let first = held.messages.first().filter(|_| !held.is_begun);
        let from = first.map_or_else(|| messages_of(self.id), |first| first.id.doc_id());
        let last = held.messages.last().filter(|_| !held.is_ended);
        let to = last.map_or_else(|| end_of(&messages_of(self.id)), |last| behind(&last.id));
        let slice = Slice { from: &from, to: &to, backwards: false, most: u32::MAX };
        let Stretch { messages, damaged, .. } = stretch(&self.db.slice(&slice).await?);
        let (is_begun, is_ended) = (held.is_begun, held.is_ended);
        Ok(Window { messages, damaged, is_begun, is_ended })
    }

    /// Some messages before the first one that is held, or behind the last one.
    pub(super) async fn beside(
        &self,
        edge: &MessageId,
        is_before: bool,
    ) -> Result<Stretch, DbError> {
        match is_before {
            true => self.before(edge.doc_id()).await,
            false => self.after(behind(edge)).await,
        }
    }

    /// All messages of contacts that were merged, in one order.
    async fn whole(&self) -> Result<(Window, Option<MessageId>), DbError> {
        let mut window = Window { is_begun: true, is_ended: true, ..Window::default() };
        let (mut all, mut read) = (Vec::new(), Vec::new());
        for id in &self.members {
            let Stretch { messages, damaged, .. } =
                stretch(&self.db.documents(&messages_of(*id)).await?);
            all.push(messages);
            window.damaged += damaged;
            read.push((*id, self.state(*id).await?.read_up_to));
        }
        window.messages = joined(all);
        let is_read = |id: &MessageId| {
            read.iter().any(|(contact, up_to)| *contact == id.contact && id.seq <= *up_to)
        };
        let new = first_unread(&window.messages, &is_read);
        Ok((window, new))
    }

    async fn before(&self, to: String) -> Result<Stretch, DbError> {
        let from = messages_of(self.id);
        let slice = Slice { from: &from, to: &to, backwards: true, most: PAGE };
        let mut documents = self.db.slice(&slice).await?;
        documents.reverse();
        Ok(stretch(&documents))
    }

    async fn after(&self, from: String) -> Result<Stretch, DbError> {
        let to = end_of(&messages_of(self.id));
        let slice = Slice { from: &from, to: &to, backwards: false, most: PAGE };
        Ok(stretch(&self.db.slice(&slice).await?))
    }

    async fn state(&self, id: ContactId) -> Result<Conversation, DbError> {
        let documents = self.db.documents(&conversation_id(id)).await?;
        let state = documents.first().and_then(|(_, json)| Conversation::from_json(json));
        Ok(state.unwrap_or_default())
    }
}

/// The messages in documents, without those that were taken back.
fn stretch(documents: &[(String, String)]) -> Stretch {
    let message =
        |(id, json): &(String, String)| Message::from_json(MessageId::from_doc_id(id)?, json);
    let read: Vec<Message> = documents.iter().filter_map(message).collect();
    let damaged = documents.len() - read.len();
    let shown = read.into_iter().filter(|message| !message.is_cancelled());
    let is_last = documents.len() < PAGE as usize;
    Stretch { messages: shown.map(Arc::new).collect(), damaged, is_last }
}

/// Behind the id of a message, and before that of the next one.
fn behind(id: &MessageId) -> String {
    id.doc_id() + "\u{1}"
}
