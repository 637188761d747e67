//! One open conversation: the messages around what is read, more of them as one goes up or down, and what happened
//! between them. However many there are, only some hundred are held.

use std::collections::HashMap;
use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::window::{Page, Reader, Window};
use crate::domain::contact::Contact;
use crate::domain::conversation::message::{Message, MessageId};
use crate::domain::conversation::stream::{Block, blocks, continues, lines};
use crate::domain::event::Event;
use crate::domain::id::ContactId;
use crate::domain::id::entry::{EVENT, EntryId, entries_of};
use crate::domain::id::kind::Kind;
use crate::io::db::DbError;
use crate::state::App;
use crate::state::locale::local_day;

/// A message in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// The message.
    pub message: Arc<Message>,
    /// Whether the next one stands with it.
    pub is_continued: bool,
}

/// What was read of a conversation.
#[derive(Clone, Copy, Default)]
struct Held {
    window: RwSignal<Option<Window>>,
    events: RwSignal<Vec<Event>>,
    /// The first message that was not read when the conversation was opened.
    new: RwSignal<Option<MessageId>>,
}

impl Held {
    fn look<T: Default>(self, look: impl FnOnce(&Window) -> T) -> T {
        self.window.with(|window| window.as_ref().map(look).unwrap_or_default())
    }

    /// The stream, cut into the parts that come and go as one.
    fn cut(self) -> Vec<Block> {
        self.look(|window| {
            let messages: Vec<_> = window.messages().cloned().collect();
            let ends = (window.is_begun, window.is_ended);
            let lines = self.new.with(|new| {
                self.events.with(|events| lines(&messages, events, new.as_ref(), ends, &local_day))
            });
            let size = |page: &Page| (page.key.clone(), page.messages.len());
            blocks(lines, &window.pages.iter().map(size).collect::<Vec<_>>())
        })
    }

    /// The messages in their places.
    fn place(self) -> HashMap<MessageId, Placed> {
        self.look(|window| {
            let after = window.messages().skip(1).map(Some).chain([None]);
            let place = |(message, next): (&Arc<Message>, Option<&Arc<Message>>)| {
                let is_continued = next.is_some_and(|next| continues(next, message));
                (message.id.clone(), Placed { message: message.clone(), is_continued })
            };
            window.messages().zip(after).map(place).collect()
        })
    }
}

/// An open conversation.
#[derive(Clone, Copy)]
pub struct Talk {
    /// Whose.
    pub id: ContactId,
    pub(super) app: App,
    held: Held,
    blocks: Memo<Vec<Block>>,
    placed: Memo<HashMap<MessageId, Placed>>,
    is_reading: StoredValue<bool>,
    /// Whether something changed while it was being read.
    is_again: StoredValue<bool>,
}

impl Talk {
    /// Opens a conversation at the first message that was not read, or `at` one that was found.
    #[must_use]
    pub fn open(app: App, id: ContactId, at: Option<u32>) -> Self {
        let held = Held::default();
        let talk = Self {
            id,
            app,
            held,
            blocks: Memo::new(move |_| held.cut()),
            placed: Memo::new(move |_| held.place()),
            is_reading: StoredValue::default(),
            is_again: StoredValue::default(),
        };
        let aliases = Memo::new(move |_| talk.contact().map(|contact| contact.aliases.clone()));
        Effect::new(move |before: Option<()>| {
            app.book.revision(Kind::Conversations).track();
            aliases.get();
            match before {
                None => spawn_local(talk.begin(at)),
                Some(()) => spawn_local(talk.read_again()),
            }
        });
        let changed = Memo::new(move |_| talk.contact().map(|contact| contact.updated_at));
        Effect::new(move |_| {
            changed.get();
            aliases.get();
            spawn_local(talk.read_events());
        });
        talk
    }

    /// The contact as it is now.
    #[must_use]
    pub fn contact(self) -> Option<Arc<Contact>> {
        self.app.book.contact(self.id)
    }

    /// Whether it was read.
    #[must_use]
    pub fn is_known(self) -> bool {
        self.held.window.with(Option::is_some)
    }

    /// How many messages among those that are held cannot be read.
    #[must_use]
    pub fn damaged(self) -> usize {
        self.held.look(|window| window.damaged)
    }

    /// What the stream shows, in order, in the parts that come and go as one.
    #[must_use]
    pub const fn blocks(self) -> Memo<Vec<Block>> {
        self.blocks
    }

    /// A message that is held, and how it stands beside others.
    #[must_use]
    pub fn placed(self, id: &MessageId) -> Option<Placed> {
        self.placed.with(|placed| placed.get(id).cloned())
    }

    /// Something that happened.
    #[must_use]
    pub fn event(self, id: EntryId) -> Option<Event> {
        self.held.events.with(|events| events.iter().find(|event| event.id == id).cloned())
    }

    /// Whether earlier messages are not held.
    #[must_use]
    pub fn has_earlier(self) -> bool {
        self.held.look(|window| !window.is_begun)
    }

    /// Whether later messages are not held.
    #[must_use]
    pub fn has_later(self) -> bool {
        self.held.look(|window| !window.is_ended)
    }

    /// Reads some messages before those that are held, or behind them, and calls `ready` right before they come in;
    /// returns whether they did.
    pub async fn extend(self, is_before: bool, ready: impl FnOnce()) -> bool {
        Box::pin(self.extend_boxed(is_before, Box::new(ready))).await
    }

    /// Holds the last messages.
    pub async fn go_to_end(self) {
        if untrack(|| self.has_later()) {
            // What cannot be read now is reached by going down.
            let reader = self.reader().await;
            if let Ok(window) = Box::pin(reader.last()).await {
                self.held.window.try_set(Some(window));
            }
        }
    }

    async fn begin(self, at: Option<u32>) {
        match self.reader().await.first(at).await {
            Ok((window, new)) => {
                self.held.new.try_set(new);
                self.held.window.try_set(Some(window));
            }
            Err(error) => {
                self.held.window.try_set(Some(Window::default()));
                self.app.notices.refused(format!(
                    "This conversation could not be read ({error}). Reload the page to try again."
                ));
            }
        }
    }

    /// The contact, and those that were merged into it.
    fn members(self) -> Vec<ContactId> {
        self.app.book.contacts().with_untracked(|contacts| contacts.members(self.id))
    }

    async fn extend_boxed(self, is_before: bool, ready: Box<dyn FnOnce() + '_>) -> bool {
        let edge = self.held.window.with_untracked(|window| {
            let window = window.as_ref()?;
            match is_before {
                true if !window.is_begun => window.messages().next().cloned(),
                false if !window.is_ended => window.messages().next_back().cloned(),
                _ => None,
            }
        });
        let Some(edge) = edge.filter(|_| !self.is_reading.get_value()) else { return false };
        self.is_reading.set_value(true);
        let read = self.reader().await.beside(&edge.id, is_before).await;
        self.is_reading.try_set_value(false);
        // What cannot be read now is asked for again by the next step.
        let Ok(stretch) = read else { return false };
        ready();
        let extended = self.held.window.try_update(|window| {
            if let Some(window) = window {
                match is_before {
                    true => window.begin_with(stretch),
                    false => window.end_with(stretch),
                }
            }
        });
        extended.is_some()
    }

    /// Reads anew what is held, since something of it has changed, and what came behind it.
    async fn read_again(self) {
        // One after the other, so that an older state never comes behind a newer one.
        if self.is_reading.try_get_value().unwrap_or(true) {
            self.is_again.try_set_value(true);
            return;
        }
        self.is_reading.set_value(true);
        loop {
            self.is_again.try_set_value(false);
            if let Ok(Some(window)) = Box::pin(self.fresh()).await {
                self.held.window.try_set(Some(window));
            }
            if !self.is_again.try_get_value().unwrap_or(false) {
                break;
            }
        }
        self.is_reading.try_set_value(false);
    }

    async fn fresh(self) -> Result<Option<Window>, DbError> {
        let Some(Some(held)) = self.held.window.try_get_untracked() else { return Ok(None) };
        self.reader().await.again(&held).await.map(Some)
    }

    async fn reader(self) -> Reader {
        let members = self.members();
        Reader { db: self.app.book.db().await, members, id: self.id }
    }

    async fn read_events(self) {
        let db = self.app.book.db().await;
        let mut all = Vec::new();
        for id in self.members() {
            // Without them the messages are as useful as before.
            let Ok(documents) = db.documents(&entries_of(EVENT, id)).await else { return };
            all.extend(
                documents.iter().filter_map(|(id, json)| {
                    Event::from_json(EntryId::from_doc_id(EVENT, id)?, json)
                }),
            );
        }
        all.retain(|event| event.merge.is_none() || event.id.contact == self.id);
        self.held.events.try_set(all);
    }
}
