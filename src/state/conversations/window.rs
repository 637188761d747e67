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
/// As many were read as were asked for, so that others may stand behind them.
const LIMIT: u32 = 2 * PAGE;
/// More messages than these are not held: those at the other end go.
const MOST: usize = 250;

/// Messages that came in together. On the screen they go in and out as one: the others are not touched.
#[derive(Debug, Clone)]
pub(super) struct Page {
    /// The first of them when they came in.
    pub(super) key: MessageId,
    pub(super) messages: Vec<Arc<Message>>,
}

/// The messages that are held, in their order.
#[derive(Debug, Clone, Default)]
pub(super) struct Window {
    pub(super) pages: Vec<Page>,
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

impl Page {
    fn of(messages: Vec<Arc<Message>>) -> Option<Self> {
        let key = messages.first()?.id.clone();
        Some(Self { key, messages })
    }
}

impl Window {
    /// The messages.
    pub(super) fn messages(&self) -> impl DoubleEndedIterator<Item = &Arc<Message>> {
        self.pages.iter().flat_map(|page| &page.messages)
    }

    /// Takes in what comes before; what then is too much goes at the end.
    pub(super) fn begin_with(&mut self, stretch: Stretch) {
        self.damaged += stretch.damaged;
        self.pages.splice(..0, Page::of(stretch.messages));
        self.is_begun = stretch.is_last;
        while self.is_too_long() {
            self.pages.pop();
            self.is_ended = false;
        }
    }

    /// Takes in what comes behind; what then is too much goes at the beginning.
    pub(super) fn end_with(&mut self, stretch: Stretch) {
        self.damaged += stretch.damaged;
        self.pages.extend(Page::of(stretch.messages));
        self.is_ended = stretch.is_last;
        while self.is_too_long() {
            self.pages.remove(0);
            self.is_begun = false;
        }
    }

    fn is_too_long(&self) -> bool {
        self.pages.len() > 1 && self.messages().count() > MOST
    }

    /// The same pages with these messages, which are those that it holds as they are now, and what came behind them.
    fn with(&self, messages: Vec<Arc<Message>>) -> Vec<Page> {
        let mut pages: Vec<Page> = Vec::with_capacity(self.pages.len());
        let mut keys = self.pages.iter().map(|page| &page.key).peekable();
        for message in messages {
            // A page whose first message was taken back begins with the next one.
            let begun = std::iter::from_fn(|| keys.next_if(|key| **key <= message.id)).last();
            match (begun, pages.last_mut()) {
                (None, Some(page)) => page.messages.push(message),
                (begun, _) => {
                    let key = begun.unwrap_or(&message.id).clone();
                    pages.push(Page { key, messages: vec![message] });
                }
            }
        }
        pages
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
        window.begin_with(self.before(from, at).await?);
        let new = first_unread(window.messages(), &|id| id.seq <= read_up_to);
        Ok((window, new))
    }

    /// The last messages.
    pub(super) async fn last(&self) -> Result<Window, DbError> {
        if self.members.len() > 1 {
            return Ok(self.whole().await?.0);
        }
        let mut window = Window { is_ended: true, ..Window::default() };
        window.begin_with(self.stretch_before(end_of(&messages_of(self.id))).await?);
        Ok(window)
    }

    /// What is held, as it is now, and what came behind it where it holds the last one.
    pub(super) async fn again(&self, held: &Window) -> Result<Window, DbError> {
        let is_joined = held.messages().any(|message| message.id.contact != self.id);
        if self.members.len() > 1 || is_joined {
            return Ok(self.whole().await?.0);
        }
        let first = held.messages().next().filter(|_| !held.is_begun);
        let from = first.map_or_else(|| messages_of(self.id), |first| first.id.doc_id());
        let last = held.messages().next_back().filter(|_| !held.is_ended);
        let to = last.map_or_else(|| end_of(&messages_of(self.id)), |last| behind(&last.id));
        let slice = Slice { from: &from, to: &to, backwards: false, most: u32::MAX };
        let Stretch { messages, damaged, .. } = stretch(&self.db.slice(&slice).await?);
        let (is_begun, is_ended) = (held.is_begun, held.is_ended);
        Ok(Window { pages: held.with(messages), is_begun, is_ended, damaged })
    }

    /// Some messages before the first one that is held, or behind the last one.
    pub(super) async fn beside(
        &self,
        edge: &MessageId,
        is_before: bool,
    ) -> Result<Stretch, DbError> {
        match is_before {
            true => self.before(edge.doc_id(), edge.seq).await,
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
        window.pages.extend(Page::of(joined(all)));
        let is_read = |id: &MessageId| {
            read.iter().any(|(contact, up_to)| *contact == id.contact && id.seq <= *up_to)
        };
        let new = first_unread(window.messages(), &is_read);
        Ok((window, new))
    }

    /// Those before an id whose `seq` is this one. There is no gap between the numbers of most messages, and so many
    /// are read in one request; where there is, one by one backwards.
    async fn before(&self, to: String, seq: u32) -> Result<Stretch, DbError> {
        let from = MessageId::start_of(self.id, seq.saturating_sub(PAGE));
        let slice = Slice { from: &from, to: &to, backwards: false, most: 2 * PAGE };
        let documents = self.db.slice(&slice).await?;
        match documents.len() as u32 {
            PAGE..LIMIT => Ok(stretch(&documents)),
            _ => self.stretch_before(to).await,
        }
    }

    async fn stretch_before(&self, to: String) -> Result<Stretch, DbError> {
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
    let message = |(id, json): &(String, String)| Message::from_doc(id, json);
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
