//! What can be done with a conversation as a whole. Each is stored before it shows, and can be undone.

use leptos::prelude::*;
use serde_json::json;
use serde_json::value::to_raw_value;

use crate::domain::contact::Contact;
use crate::domain::conversation::conversation_id;
use crate::domain::conversation::summary::Summary;
use crate::domain::id::ContactId;
use crate::domain::time::Timestamp;
use crate::io::db::Document;
use crate::state::App;
use crate::state::locale::moment;

/// A change of the state of a conversation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Everything in it is read.
    Read,
    /// What the contact wrote last is not.
    Unread,
    /// Put a star on it, or take it off.
    Star(bool),
    /// Put it out of the way, or back.
    Archive(bool),
    /// Put it out of the way until a time; none brings it back.
    Snooze(Option<Timestamp>),
}

impl App {
    /// Changes the state of the conversation with a contact, says so, and offers to undo that.
    pub fn step(self, id: ContactId, step: Step) {
        let Some(contact) = untrack(|| self.book.contact(id)) else { return };
        let members = self.inbox.members(&contact);
        let after = members.iter().filter_map(|(id, own)| document(*id, step, own)).collect();
        let before =
            move || Ok(members.iter().filter_map(|(id, own)| undone(*id, step, own)).collect());
        self.store_with_undo(Ok(after), before, words(step, &contact));
    }
}

/// The fields that a step changes; the others stay as they are, also where another tab has just changed them.
fn document(id: ContactId, step: Step, summary: &Summary) -> Option<Document> {
    let (body, known): (_, &'static [&'static str]) = match step {
        Step::Read => (json!({ "read_up_to": summary.seq }), &["read_up_to"]),
        Step::Unread if summary.heard == 0 => return None,
        Step::Unread => (json!({ "read_up_to": summary.heard - 1 }), &["read_up_to"]),
        Step::Star(starred) => (json!({ "starred": starred }), &["starred"]),
        Step::Archive(archived) => (json!({ "archived": archived }), &["archived"]),
        Step::Snooze(Some(until)) => (
            json!({ "snoozed_until": until, "snoozed_after": summary.said }),
            &["snoozed_until", "snoozed_after"],
        ),
        Step::Snooze(None) => (json!({}), &["snoozed_until", "snoozed_after"]),
    };
    Some(Document { id: conversation_id(id), body: to_raw_value(&body).ok()?, known })
}

/// The fields that a step changed, as they were; what else was done since stays.
fn undone(id: ContactId, step: Step, summary: &Summary) -> Option<Document> {
    let known = document(id, step, summary)?.known;
    let mut before = serde_json::to_value(&summary.state).ok()?;
    before.as_object_mut()?.retain(|field, _| known.contains(&field.as_str()));
    Some(Document { id: conversation_id(id), body: to_raw_value(&before).ok()?, known })
}

fn words(step: Step, contact: &Contact) -> String {
    let name = contact.name();
    match step {
        Step::Read => format!("Conversation with {name} marked as read."),
        Step::Unread => format!("Conversation with {name} marked as unread."),
        Step::Star(true) => format!("Conversation with {name} starred."),
        Step::Star(false) => format!("Star taken off the conversation with {name}."),
        Step::Archive(true) => format!("Conversation with {name} archived."),
        Step::Archive(false) => format!("Conversation with {name} is no longer archived."),
        Step::Snooze(Some(until)) => {
            format!("Conversation with {name} snoozed until {}.", moment(until))
        }
        Step::Snooze(None) => format!("Conversation with {name} is no longer snoozed."),
    }
}
