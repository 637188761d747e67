//! What gave way when two devices changed one field: shown in the activity, and to be used instead.

use leptos::prelude::*;

use super::Record;
use crate::domain::contact::Contact;
use crate::domain::id::ContactId;
use crate::domain::replication::instead::{instead, is_same, journal, missed};
use crate::domain::replication::lost::{LOST, Lost};
use crate::io::db::{Change, Commit, Document};
use crate::state::error::AppError;

impl Record {
    /// What gave way in the contact, the latest first.
    #[must_use]
    pub fn lost(self) -> Signal<Vec<Lost>, LocalStorage> {
        self.lost.into()
    }

    pub(super) async fn read_lost(self) {
        // Without them the page is as useful as before; the next change asks again.
        if let Ok(Some(json)) = self.json().await {
            self.lost.try_set(missed(&json));
        }
    }

    /// Puts a value in its place again. The one that stands there goes, as with any edit.
    ///
    /// # Errors
    /// When nothing was stored.
    pub async fn use_instead(self, lost: Lost) -> Result<(), AppError> {
        let (id, own) = (self.id, lost.clone());
        let change: Change = Box::new(move |contact: &mut Contact| {
            let json = serde_json::to_string(contact).ok();
            let after = json.and_then(|json| instead(&id.doc_id(), &json, &own));
            if let Some(after) = after.and_then(|json| Contact::from_json(id, &json)) {
                *contact = after;
            }
        });
        Box::pin(self.settle(lost, vec![(id, change)])).await
    }

    /// Takes a value out of the journal: nobody misses it.
    ///
    /// # Errors
    /// When nothing was stored.
    pub async fn dismiss(self, lost: Lost) -> Result<(), AppError> {
        Box::pin(self.settle(lost, Vec::new())).await
    }

    async fn settle(
        self,
        settled: Lost,
        contacts: Vec<(ContactId, Change)>,
    ) -> Result<(), AppError> {
        let Some(json) = self.json().await? else { return Ok(()) };
        let mut left = missed(&json);
        left.retain(|lost| !is_same(lost, &settled));
        let body = journal(&left).ok_or(AppError::Shipped)?;
        let document = Document { id: self.id.doc_id(), body, known: &[LOST] };
        let noted = (!contacts.is_empty()).then(|| self.app.book.noted());
        let commit = Commit { contacts, documents: vec![document], noted, ..Commit::default() };
        self.app.book.commit(commit).await?;
        Box::pin(self.read_lost()).await;
        Ok(())
    }

    /// The contact as it is stored.
    async fn json(self) -> Result<Option<String>, AppError> {
        let db = self.app.book.db().await;
        let stored = db.records(&[self.id.doc_id()]).await?;
        Ok(stored.into_iter().next().map(|record| record.json))
    }
}
