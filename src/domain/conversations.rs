//! All conversations of a workspace in memory, as read from their documents: which of them a tab shows and in which
//! order, what in them is unread, and how their messages are laid out by day. Memory is a cache of the store.

use super::conversation::{Conversation, Direction, Message, of_conversation_id, of_message_id};
use super::id::ContactId;
use super::time::Timestamp;

/// The tabs over the list of conversations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tab {
    /// Those with something unread, archived or not.
    #[default]
    Unread,
    /// All but the archived ones.
    Recents,
    /// Those with a star.
    Starred,
    /// All of them.
    All,
}

impl Tab {
    /// All of them, in the order of the screen.
    pub const ALL: [Self; 4] = [Self::Unread, Self::Recents, Self::Starred, Self::All];

    /// Whether it shows this conversation.
    #[must_use]
    pub fn holds(self, thread: &Thread) -> bool {
        match self {
            Self::Unread => thread.unread() > 0,
            Self::Recents => !thread.state.archived,
            Self::Starred => thread.state.starred,
            Self::All => true,
        }
    }
}

/// One conversation: its state and its messages, at least one, by `seq`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Thread {
    contact: ContactId,
    state: Conversation,
    /// Each with whether the contact wrote it and nobody read it.
    messages: Vec<(bool, Message)>,
}

/// What the stream of messages shows, one under the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line<'a> {
    /// A new day begins, with a message of this time.
    Day(Timestamp),
    /// What follows was not read yet.
    New,
    /// A message.
    Message(&'a Message),
}

impl Thread {
    /// The message that stands last.
    #[must_use]
    pub fn last(&self) -> Option<&Message> {
        self.messages.last().map(|(_, message)| message)
    }

    /// Takes the messages of another conversation in, in the order of time; those of each stay in their own order.
    fn take(&mut self, other: Self) {
        self.state.starred |= other.state.starred;
        self.state.archived &= other.state.archived;
        let mut place = 0;
        for (is_unread, message) in other.messages {
            let later = self.messages.get(place..).unwrap_or_default();
            place += later
                .iter()
                .take_while(|(_, known)| known.created_at <= message.created_at)
                .count();
            self.messages.insert(place, (is_unread, message));
            place += 1;
        }
    }

    /// The messages in their order.
    pub fn messages(&self) -> impl Iterator<Item = &Message> {
        self.messages.iter().map(|(_, message)| message)
    }

    /// How many messages of the contact were not read.
    #[must_use]
    pub fn unread(&self) -> usize {
        self.messages.iter().filter(|(is_unread, _)| *is_unread).count()
    }

    /// The messages in their order, with the days between them and a divider before the first unread one.
    /// `day_of` numbers the days of the reader's zone.
    #[must_use]
    pub fn lines(&self, day_of: &dyn Fn(Timestamp) -> i64) -> Vec<Line<'_>> {
        let (mut lines, mut day, mut is_divided) = (Vec::new(), None, false);
        for (is_unread, message) in &self.messages {
            let its_day = day_of(message.created_at);
            if day.replace(its_day) != Some(its_day) {
                lines.push(Line::Day(message.created_at));
            }
            if !is_divided && *is_unread {
                is_divided = true;
                lines.push(Line::New);
            }
            lines.push(Line::Message(message));
        }
        lines
    }
}

/// Every conversation that has a message.
#[derive(Debug, Default)]
pub struct Conversations {
    /// By contact.
    threads: Vec<Thread>,
}

impl Conversations {
    /// Reads conversations and messages from documents, which come by id, as the store gives them. Returns with them
    /// how many documents could not be read.
    #[must_use]
    pub fn read(states: &[(String, String)], messages: &[(String, String)]) -> (Self, usize) {
        let (mut threads, mut damaged) = (Vec::<Thread>::new(), 0);
        let mut known = Vec::new();
        for (id, json) in states {
            match (of_conversation_id(id), serde_json::from_str::<Conversation>(json)) {
                (Some(contact), Ok(state)) => known.push((contact, state)),
                _ => damaged += 1,
            }
        }
        for (id, json) in messages {
            let (Some((contact, seq)), Ok(message)) =
                (of_message_id(id), serde_json::from_str::<Message>(json))
            else {
                damaged += 1;
                continue;
            };
            if threads.last().is_none_or(|thread| thread.contact != contact) {
                let place = known.binary_search_by_key(&contact, |(of, _)| *of).ok();
                let state = place.and_then(|place| known.get(place));
                let state = state.map(|(_, state)| state.clone()).unwrap_or_default();
                threads.push(Thread { contact, state, messages: Vec::new() });
            }
            if let Some(thread) = threads.last_mut() {
                let is_unread = message.direction == Direction::In && seq > thread.state.read_up_to;
                thread.messages.push((is_unread, message));
            }
        }
        (Self { threads }, damaged)
    }

    /// Puts the conversations of contacts that were merged into that of the survivor, each message at its time: nothing
    /// that is stored moves. `survivor` says who that is, of anybody else the contact itself.
    pub fn join(&mut self, survivor: &dyn Fn(ContactId) -> ContactId) {
        let (own, merged): (Vec<Thread>, Vec<Thread>) = std::mem::take(&mut self.threads)
            .into_iter()
            .partition(|thread| survivor(thread.contact) == thread.contact);
        self.threads = own;
        for thread in merged {
            let contact = survivor(thread.contact);
            match self.get_mut(contact) {
                Some(into) => into.take(thread),
                None => {
                    let place = self.threads.partition_point(|known| known.contact < contact);
                    self.threads.insert(place, Thread { contact, ..thread });
                }
            }
        }
    }

    /// The conversation with this contact; none without messages.
    #[must_use]
    pub fn get(&self, contact: ContactId) -> Option<&Thread> {
        self.threads.get(self.place(contact)?)
    }

    /// Whose conversations a tab shows, the latest first, among the contacts that `is_listed`.
    #[must_use]
    pub fn shown(&self, tab: Tab, is_listed: &dyn Fn(ContactId) -> bool) -> Vec<ContactId> {
        let mut shown = Vec::new();
        for thread in &self.threads {
            let Some(last) = thread.last() else { continue };
            if tab.holds(thread) && is_listed(thread.contact) {
                // One by one: a sort of its own is more to download than it would save.
                let at = shown.partition_point(|(at, _)| *at >= last.created_at);
                shown.insert(at, (last.created_at, thread.contact));
            }
        }
        shown.into_iter().map(|(_, contact)| contact).collect()
    }

    fn get_mut(&mut self, contact: ContactId) -> Option<&mut Thread> {
        let place = self.place(contact)?;
        self.threads.get_mut(place)
    }

    fn place(&self, contact: ContactId) -> Option<usize> {
        self.threads.binary_search_by_key(&contact, |thread| thread.contact).ok()
    }
}
