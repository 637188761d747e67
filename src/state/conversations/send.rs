//! Sending: a message is stored together with its mark for the server, what it answers is read, and its draft is gone,
//! all in one transaction. One after the other, so that messages keep the order in which they were written.

use std::cell::RefCell;
use std::collections::VecDeque;

use leptos::prelude::*;
use leptos::task::spawn_local;
use serde_json::json;
use serde_json::value::to_raw_value;
use thiserror::Error;

use super::drafts::key;
use super::talk::Talk;
use super::words::sentence;
use crate::domain::contact::Contact;
use crate::domain::conversation::conversation_id;
use crate::domain::conversation::draft::{self, Draft, Unsendable};
use crate::domain::conversation::message::{
    Channel, Delivery, Direction, FIELDS, Message, MessageId,
};
use crate::domain::id::ContactId;
use crate::domain::time::Timestamp;
use crate::io::clock;
use crate::io::db::{Change, Commit, DbError, Document};
use crate::state::App;
use crate::state::error::AppError;

/// For how long a message does not leave this device, in milliseconds.
const HELD: i64 = 5_000;

/// Why a message was not sent, or not taken back.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum SendError {
    /// It cannot be sent as it is.
    #[error(transparent)]
    Unsendable(#[from] Unsendable),
    /// It was not stored.
    #[error(transparent)]
    Stored(#[from] AppError),
    /// There is nobody to write to any more.
    #[error("the contact is gone")]
    NoContact,
    /// It does not wait any more.
    #[error("the message is on its way")]
    Gone,
}

impl From<DbError> for SendError {
    fn from(error: DbError) -> Self {
        Self::Stored(error.into())
    }
}

impl SendError {
    /// The sentence for whoever wrote the message.
    #[must_use]
    pub fn sentence(&self) -> String {
        match self {
            Self::Unsendable(reason) => sentence(reason),
            Self::Stored(error) => error.sentence(),
            Self::NoContact => "This contact was deleted meanwhile, perhaps in another tab, so nothing was sent. Copy what you wrote if you still need it.".to_owned(),
            Self::Gone => "This message is on its way already and cannot be taken back.".to_owned(),
        }
    }
}

/// What is to be sent, and on which channel.
type Outgoing = (ContactId, Draft, Channel);

thread_local! {
    /// What waits to be stored; none while nothing is being stored.
    static WAITING: RefCell<Option<VecDeque<Outgoing>>> = const { RefCell::new(None) };
}

impl App {
    /// Sends what was typed, unless it cannot be sent.
    ///
    /// # Errors
    /// Why it cannot be sent; nothing was stored, and the draft stays.
    pub fn send(self, id: ContactId, draft: Draft, channel: Channel) -> Result<(), SendError> {
        let contact = untrack(|| self.book.contact(id)).ok_or(SendError::NoContact)?;
        draft::check(&draft, &contact, &channel)?;
        let is_first = WAITING.with_borrow_mut(|waiting| {
            let is_first = waiting.is_none();
            waiting.get_or_insert_default().push_back((id, draft, channel));
            is_first
        });
        if is_first {
            spawn_local(self.send_waiting());
        }
        Ok(())
    }

    async fn send_waiting(self) {
        loop {
            let next = WAITING.with_borrow_mut(|waiting| {
                let next = waiting.as_mut().and_then(VecDeque::pop_front);
                if next.is_none() {
                    *waiting = None;
                }
                next
            });
            let Some((id, draft, channel)) = next else { return };
            match self.send_now(id, &draft, channel).await {
                Ok(message) => self.say_sent(message),
                Err(error) => {
                    // What was typed is not lost: it comes back before what is being written by now.
                    let later = self.draft(id).await;
                    self.keep_draft(id, draft.before(later)).await;
                    self.notices.refused(error.sentence());
                }
            }
        }
    }

    async fn send_now(
        self,
        id: ContactId,
        draft: &Draft,
        channel: Channel,
    ) -> Result<Message, SendError> {
        let contact = untrack(|| self.book.contact(id)).ok_or(SendError::NoContact)?;
        let to = draft::check(draft, &contact, &channel)?;
        let now = clock::now();
        let seq = self.highest(&contact).await?.saturating_add(1);
        let is_out = channel != Channel::Comment;
        let is_email = channel == Channel::Email;
        let message = Message {
            id: MessageId::from_random(id, seq, clock::random()),
            subject: if is_email { draft.subject.trim() } else { "" }.to_owned(),
            created_at: now,
            by: self.workspace.me(),
            to,
            attachments: draft.attachments.clone(),
            state: is_out.then_some(Delivery::Queued),
            held_until: is_out.then(|| Timestamp::from_millis(now.millis() + HELD)),
            ..Message::new(channel, Direction::Out, draft.body.trim_end().to_owned())
        };
        let mut documents = vec![whole(&message)?];
        if is_out {
            let members = self.inbox.members(&contact);
            let others = members.iter().filter(|(other, _)| *other != id);
            documents.extend(others.filter_map(|(other, own)| answered(*other, own.seq)));
            documents.extend(answered(id, seq));
        }
        // What is being written by now is another draft.
        let is_over = self.inbox.drafts.with_untracked(|drafts| !drafts.contains_key(&id));
        let local = is_over.then(|| (key(id), None)).into_iter().collect();
        let touch: Change = Box::new(move |contact: &mut Contact| contact.last_activity_at = now);
        let commit = Commit { documents, contacts: vec![(id, touch)], local, ..Commit::default() };
        self.book.commit(commit).await?;
        Ok(message)
    }

    /// The highest `seq` in the conversation with a contact and with those that were merged into it.
    async fn highest(self, contact: &Contact) -> Result<u32, DbError> {
        let db = self.book.db().await;
        let mut highest = 0;
        for id in contact.members() {
            for (id, _) in db.latest_messages(id, 1).await? {
                highest = MessageId::from_doc_id(&id).map_or(highest, |id| id.seq.max(highest));
            }
        }
        Ok(highest)
    }

    fn say_sent(self, message: Message) {
        let done = match message.channel {
            Channel::Comment => "Comment added.",
            _ => "The message waits to be sent.",
        };
        let undo = move |()| {
            let message = message.clone();
            spawn_local(async move {
                if let Err(error) = Box::pin(self.take_back_message(&message, true)).await {
                    self.notices.refused(error.sentence());
                }
            });
        };
        self.notices.done(done, Some(Callback::new(undo)));
    }

    /// Takes a message back that has not gone, so that it never goes; with its text as the draft again, if that is wanted
    /// and nothing else was typed meanwhile.
    ///
    /// # Errors
    /// When it has gone, or nothing was stored.
    pub async fn take_back_message(
        self,
        message: &Message,
        is_draft: bool,
    ) -> Result<(), SendError> {
        let db = self.book.db().await;
        let stored = db.documents(&message.id.doc_id()).await?;
        let now = stored.first().and_then(|(id, json)| Message::from_doc(id, json));
        if !now.is_some_and(|now| now.is_here()) {
            return Err(SendError::Gone);
        }
        let state = json!({ "state": Delivery::Cancelled });
        let withdrawn = vec![changed(&message.id, &state)?];
        self.book.commit(Commit { withdrawn, ..Commit::default() }).await?;
        let id = message.id.contact;
        if is_draft && self.draft(id).await.is_empty() {
            let draft = Draft {
                channel: Some(message.channel.clone()),
                subject: message.subject.clone(),
                body: message.body.clone(),
                attachments: message.attachments.clone(),
            };
            self.keep_draft(id, draft).await;
        }
        Ok(())
    }
}

impl Talk {
    /// Takes a message back that has not gone, for good.
    pub fn delete(self, message: Message) {
        let app = self.app;
        let gone = match message.channel {
            Channel::Comment => "The comment was deleted.",
            _ => "The message was deleted. It is not sent.",
        };
        spawn_local(async move {
            match Box::pin(app.take_back_message(&message, false)).await {
                Ok(()) => app.notices.done(gone, None),
                Err(error) => app.notices.refused(error.sentence()),
            }
        });
    }

    /// Has a message that could not be sent tried once more.
    pub fn retry(self, id: MessageId) {
        let app = self.app;
        spawn_local(async move {
            let stored = match changed(&id, &json!({ "state": Delivery::Queued })) {
                Ok(document) => {
                    let documents = vec![document];
                    app.book.commit(Commit { documents, ..Commit::default() }).await
                }
                Err(error) => Err(error),
            };
            match stored {
                Ok(()) => app.notices.done("The message waits to be sent again.", None),
                Err(error) => app.notices.refused(error.sentence()),
            }
        });
    }
}

fn whole(message: &Message) -> Result<Document, AppError> {
    let body = to_raw_value(message).map_err(|_| AppError::Shipped)?;
    Ok(Document { id: message.id.doc_id(), body, known: FIELDS })
}

/// Another state of a delivery; nothing else about a message ever changes.
fn changed(id: &MessageId, state: &serde_json::Value) -> Result<Document, AppError> {
    let body = to_raw_value(state).map_err(|_| AppError::Shipped)?;
    Ok(Document { id: id.doc_id(), body, known: &["state", "reason", "claimed_by", "held_until"] })
}

/// A conversation that was answered: everything in it is read, and it is snoozed no longer.
fn answered(id: ContactId, seq: u32) -> Option<Document> {
    let body = to_raw_value(&json!({ "read_up_to": seq })).ok()?;
    let known = &["read_up_to", "snoozed_until", "snoozed_after"];
    Some(Document { id: conversation_id(id), body, known })
}
