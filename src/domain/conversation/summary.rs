//! What the list shows of a conversation, made from its state and its messages, so that the list needs no messages.
//! Kept beside the data on each device and made anew when a document of the conversation changes.

use serde::{Deserialize, Serialize};

use super::message::{Channel, Delivery, Direction, Message};
use super::{Conversation, is_zero};
use crate::domain::doc;
use crate::domain::time::Timestamp;

/// More messages than these are not counted one by one, and not looked through for who waits.
pub const MOST: u32 = 1_000;

/// The message that stands last.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Last {
    /// How it travelled.
    pub channel: Channel,
    /// Who wrote it.
    pub direction: Direction,
    /// When it was written.
    pub at: Timestamp,
    /// How it begins, on one line.
    pub start: String,
    /// How far it has come.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<Delivery>,
}

/// What the list shows of a conversation.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Summary {
    /// Its state.
    pub state: Conversation,
    /// The message that stands last; none without messages.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last: Option<Last>,
    /// The highest `seq`.
    pub seq: u32,
    /// The highest `seq` of what somebody said to somebody.
    #[serde(skip_serializing_if = "is_zero")]
    pub said: u32,
    /// The highest `seq` of what the contact said.
    #[serde(skip_serializing_if = "is_zero")]
    pub heard: u32,
    /// How many messages of the contact were not read; at most 1,000.
    #[serde(skip_serializing_if = "is_zero")]
    pub unread: u32,
    /// When the contact wrote what nobody has answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub waiting_since: Option<Timestamp>,
    /// The last channel that something was said on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub channel: Option<Channel>,
}

/// Makes a summary from messages that it is given from the last one backwards.
#[derive(Debug)]
pub struct Summing {
    summary: Summary,
    count: u32,
    is_answered: bool,
}

impl Summing {
    /// Of a conversation in this state.
    #[must_use]
    pub fn new(state: Conversation) -> Self {
        let summary = Summary { state, ..Summary::default() };
        Self { summary, count: 0, is_answered: false }
    }

    /// Takes the message before those that it was given, and returns whether those before this one matter, too. What
    /// cannot be read counts for its place only.
    pub fn take(&mut self, seq: u32, message: Option<&Message>) -> bool {
        let summary = &mut self.summary;
        self.count += 1;
        summary.seq = summary.seq.max(seq);
        if let Some(message) = message.filter(|message| !message.is_cancelled()) {
            summary.last.get_or_insert_with(|| Last {
                channel: message.channel.clone(),
                direction: message.direction,
                at: message.created_at,
                start: message.start(),
                state: message.state.clone(),
            });
            if message.is_said() {
                summary.said = summary.said.max(seq);
                summary.channel.get_or_insert_with(|| message.channel.clone());
                match message.direction {
                    Direction::Out => self.is_answered = true,
                    Direction::In => {
                        summary.heard = summary.heard.max(seq);
                        summary.unread += u32::from(seq > summary.state.read_up_to);
                        if !self.is_answered {
                            summary.waiting_since = Some(message.created_at);
                        }
                    }
                }
            }
        }
        let is_known = seq <= summary.state.read_up_to && self.is_answered;
        !(is_known && summary.last.is_some()) && self.count < MOST
    }

    /// The summary.
    #[must_use]
    pub fn finish(self) -> Summary {
        self.summary
    }
}

impl Summary {
    /// The summary in what was kept; none for what is none.
    #[must_use]
    pub fn from_json(json: &str) -> Option<Self> {
        doc::read(json)
    }

    /// Whether it is out of the way until a time that is still to come: a message that was said since ends that.
    #[must_use]
    pub fn is_snoozed(&self, now: Timestamp) -> bool {
        self.woken_at().is_some_and(|time| time > now)
    }

    /// When its snooze ends or has ended by itself; none where it was not snoozed, or somebody spoke meanwhile.
    #[must_use]
    pub fn woken_at(&self) -> Option<Timestamp> {
        self.state.snoozed_until.filter(|_| self.said <= self.state.snoozed_after)
    }

    /// The time by which the latest comes first: that of the last message, or that at which it came back by itself.
    #[must_use]
    pub fn at(&self, now: Timestamp) -> Timestamp {
        let last = self.last.as_ref().map(|last| last.at).unwrap_or_default();
        last.max(self.woken_at().filter(|time| *time <= now).unwrap_or_default())
    }

    /// Whether it has a message to show.
    #[must_use]
    pub const fn is_any(&self) -> bool {
        self.last.is_some()
    }

    /// Takes in the conversation of a contact that was merged into this one.
    pub fn join(&mut self, other: &Self) {
        let at = |summary: &Self| summary.last.as_ref().map(|last| last.at);
        if at(other) > at(self) {
            self.last.clone_from(&other.last);
            self.channel.clone_from(&other.channel);
        }
        self.unread += other.unread;
        self.seq = self.seq.max(other.seq);
        self.state.starred |= other.state.starred;
        self.state.archived &= other.state.archived;
        self.waiting_since = match (self.waiting_since, other.waiting_since) {
            (Some(own), Some(others)) => Some(own.min(others)),
            (own, others) => own.or(others),
        };
    }
}
