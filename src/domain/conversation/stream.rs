//! How messages are laid out one under the other: by day, grouped by who wrote them, with a divider before what is new
//! and with what happened between them.

use std::sync::Arc;

use super::message::{Channel, Direction, Message, MessageId};
use crate::domain::event::{Event, EventKind};
use crate::domain::id::entry::EntryId;
use crate::domain::time::Timestamp;

/// Messages of one person within so many milliseconds stand together.
const TOGETHER: i64 = 10 * 60_000;

/// What stands in the stream.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Line {
    /// A new day begins, by its number in the reader's zone.
    Day(i64),
    /// What follows was not read when the conversation was opened.
    New,
    /// A message.
    Message(MessageId),
    /// Something that happened.
    Event(EntryId),
}

/// Whether something that happened is shown between messages: merges, and do not disturb.
#[must_use]
pub fn is_shown(event: &Event) -> bool {
    match event.kind {
        EventKind::Merged => true,
        EventKind::Changed => event.field == "dnd",
        _ => false,
    }
}

/// Whether a message stands with the one before it: the same person on the same channel, soon after.
#[must_use]
pub fn continues(message: &Message, before: &Message) -> bool {
    let passed = message.created_at.millis() - before.created_at.millis();
    (message.direction, &message.channel, &message.by)
        == (before.direction, &before.channel, &before.by)
        && message.channel != Channel::Comment
        && passed.abs() < TOGETHER
}

/// The stream of messages in their order, with a day before the first message of each, events at their time, and the
/// divider before `new`, the first message that was not read. `day_of` numbers the days of the reader's zone. Events
/// before the first message are left out unless the messages begin with it, and those behind the last one unless they
/// end with it.
#[must_use]
pub fn lines(
    messages: &[Arc<Message>],
    events: &[Event],
    new: Option<&MessageId>,
    (is_begun, is_ended): (bool, bool),
    day_of: &dyn Fn(Timestamp) -> i64,
) -> Vec<Line> {
    let mut lines = Vec::with_capacity(messages.len() + 8);
    let mut events: Vec<&Event> = events.iter().filter(|event| is_shown(event)).collect();
    events.sort_by_key(|event| event.at);
    let mut events = events.into_iter().peekable();
    let mut day = None;
    let mut place = |lines: &mut Vec<Line>, at: Timestamp, line: Line| {
        let its_day = day_of(at);
        if day.replace(its_day) != Some(its_day) {
            lines.push(Line::Day(its_day));
        }
        lines.push(line);
    };
    for (at, message) in messages.iter().enumerate() {
        while let Some(event) = events.next_if(|event| event.at <= message.created_at) {
            if at > 0 || is_begun {
                place(&mut lines, event.at, Line::Event(event.id));
            }
        }
        place(&mut lines, message.created_at, Line::Message(message.id.clone()));
        if new == Some(&message.id) {
            lines.insert(lines.len() - 1, Line::New);
        }
    }
    if is_ended {
        events.for_each(|event| place(&mut lines, event.at, Line::Event(event.id)));
    }
    lines
}

/// A part of the stream that comes and goes as one, by its key.
pub type Block = (MessageId, Vec<Line>);

/// Cuts the stream into blocks of so many messages; what stands before a message stays with it, and what comes behind
/// the last one with that.
#[must_use]
pub fn blocks(lines: Vec<Line>, sizes: &[(MessageId, usize)]) -> Vec<Block> {
    let mut sizes = sizes.iter().cloned();
    let (key, mut room) = sizes.next().unwrap_or_default();
    let mut blocks = vec![(key, Vec::new())];
    let mut before = Vec::new();
    for line in lines {
        let is_message = matches!(line, Line::Message(_));
        before.push(line);
        if !is_message {
            continue;
        }
        if room == 0
            && let Some((key, size)) = sizes.next()
        {
            blocks.push((key, Vec::new()));
            room = size;
        }
        room = room.saturating_sub(1);
        if let Some((_, block)) = blocks.last_mut() {
            block.append(&mut before);
        }
    }
    if let Some((_, block)) = blocks.last_mut() {
        block.append(&mut before);
    }
    blocks
}

/// The first message of the contact behind what was read.
#[must_use]
pub fn first_unread<'a>(
    mut messages: impl Iterator<Item = &'a Arc<Message>>,
    is_read: &dyn Fn(&MessageId) -> bool,
) -> Option<MessageId> {
    let is_new =
        |message: &&Arc<Message>| message.direction == Direction::In && !is_read(&message.id);
    messages.find(is_new).map(|message| message.id.clone())
}

/// Puts messages of several conversations, each in its own order, into one order by time; those of each keep theirs.
#[must_use]
pub fn joined(conversations: Vec<Vec<Arc<Message>>>) -> Vec<Arc<Message>> {
    let mut all = Vec::<Arc<Message>>::new();
    for conversation in conversations {
        let mut before = std::mem::take(&mut all).into_iter().peekable();
        for message in conversation {
            while let Some(earlier) = before.next_if(|known| known.created_at <= message.created_at)
            {
                all.push(earlier);
            }
            all.push(message);
        }
        all.extend(before);
    }
    all
}
