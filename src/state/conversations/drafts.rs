//! Drafts: what is being written, kept on this device for each conversation.

use leptos::prelude::*;

use super::Inbox;
use crate::domain::conversation::draft::Draft;
use crate::domain::conversation::start;
use crate::domain::id::ContactId;
use crate::io::db::unnamed::DRAFT;
use crate::io::db::{Commit, Picture};
use crate::state::App;

/// The key of a draft.
pub(super) fn key(id: ContactId) -> String {
    format!("{DRAFT}{id}")
}

impl Inbox {
    /// How what is being written to a contact begins, on one line.
    #[must_use]
    pub fn draft_start(self, id: ContactId) -> Option<String> {
        self.drafts.with(|drafts| {
            let draft = drafts.get(&id)?;
            Some(start(&[&draft.body, &draft.subject]).unwrap_or_else(|| "files".to_owned()))
        })
    }
}

impl App {
    /// Reads all drafts, which the list marks.
    pub async fn read_drafts(self) {
        let db = self.book.db().await;
        // What cannot be read now is read when its conversation is opened.
        let Ok(all) = db.local(DRAFT).await else { return };
        let draft = |(key, text): &(String, String)| {
            Some((key.strip_prefix(DRAFT)?.parse().ok()?, Draft::from_json(text)))
        };
        self.inbox.drafts.set(all.iter().filter_map(draft).collect());
    }

    /// What is being written to a contact.
    pub(super) async fn draft(self, id: ContactId) -> Draft {
        let kept = self.book.db().await.local(&key(id)).await.unwrap_or_default();
        kept.first().map(|(_, text)| Draft::from_json(text)).unwrap_or_default()
    }

    pub(super) async fn read_draft(self, id: ContactId) {
        let draft = self.draft(id).await;
        self.know(id, draft);
    }

    /// Keeps what is being written to a contact, and says so where that fails.
    pub(super) async fn keep_draft(self, id: ContactId, draft: Draft) {
        self.keep(id, draft, Vec::new()).await;
    }

    /// As [`Self::keep_draft`], with files that were just added.
    pub(super) async fn keep(self, id: ContactId, draft: Draft, pictures: Vec<Picture>) {
        let text = (!draft.is_empty()).then(|| serde_json::to_string(&draft).ok()).flatten();
        let local = vec![(key(id), text)];
        let commit = Commit { local, pictures, ..Commit::default() };
        // Known before it is kept, so that a message that is being stored does not take its place.
        self.know(id, draft);
        if let Err(error) = self.book.db().await.commit(&commit).await {
            self.notices.refused(format!(
                "What you are writing could not be kept on this device ({error}). Send it before you leave the page."
            ));
        }
    }

    /// Takes over what is being written to a contact.
    pub(super) fn know(self, id: ContactId, draft: Draft) {
        let known = self.inbox.drafts.with_untracked(|drafts| drafts.get(&id).cloned());
        if known.unwrap_or_default() != draft {
            self.inbox.drafts.update(|drafts| match draft.is_empty() {
                true => drop(drafts.remove(&id)),
                false => drop(drafts.insert(id, draft)),
            });
        }
    }
}
