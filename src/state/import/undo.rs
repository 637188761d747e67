//! Taking a whole import back: who came in goes, who was changed is as before. What was edited since stays.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::past;
use super::run::document as record_document;
use crate::domain::contact::Contact;
use crate::domain::id::ContactId;
use crate::domain::id::entry::everything_of;
use crate::domain::id::import::ImportId;
use crate::domain::import::record::{ImportPart, ImportRecord};
use crate::io::clock;
use crate::io::db::{Change, Commit};
use crate::state::App;
use crate::state::error::AppError;
use crate::state::locale::number;

impl App {
    /// Takes an import back, and says how that went.
    pub fn undo_import(self, id: ImportId) {
        if !self.bulk.begin("Undoing the import", 0) {
            return;
        }
        spawn_local(async move {
            let outcome = Box::pin(self.take_import_back(id)).await;
            self.bulk.end();
            match outcome {
                Ok(None) => self.notices.done(
                    "Stopped. What is left of the import can be undone on the Import page.",
                    None,
                ),
                Ok(Some(0)) => self.notices.done("The import was undone.", None),
                Ok(Some(edited)) => self.notices.done(
                    format!(
                        "The import was undone. {} edited since then went to Trash.",
                        match edited {
                            1 => "1 contact that was".to_owned(),
                            _ => format!("{} contacts that were", number(edited)),
                        }
                    ),
                    None,
                ),
                Err(error) => self.notices.refused(error.sentence()),
            }
        });
    }

    /// Takes it back, the last portion first, and returns how many of those who came in were edited since; none where it
    /// was stopped, after which the rest can still be taken back.
    async fn take_import_back(self, id: ImportId) -> Result<Option<usize>, AppError> {
        // Whoever is not known yet would be passed over, and with the portion nobody could undo it any more.
        self.book.opened().await;
        let db = self.book.db().await;
        let Some(mut record) = past::one(&db, id).await? else { return Ok(Some(0)) };
        let parts = db.documents(&id.parts()).await?;
        let mut edited = 0;
        for (done, (document, json)) in parts.iter().rev().enumerate() {
            if self.bulk.is_cancelled() {
                return Ok(None);
            }
            self.bulk.show(done, parts.len(), format!("{} %", done * 100 / parts.len()));
            let part = ImportPart::from_json(json).unwrap_or_default();
            edited += self.take_part_back(&record, &part, document).await?;
            clock::sleep(0).await;
        }
        self.withdraw(&record.made).await?;
        record.undone_at = Some(clock::now());
        let documents = vec![record_document(&record)?];
        self.book.commit(Commit { documents, ..Commit::default() }).await?;
        self.sweep_soon();
        Ok(Some(edited))
    }

    async fn take_part_back(
        self,
        record: &ImportRecord,
        part: &ImportPart,
        document: &str,
    ) -> Result<usize, AppError> {
        let now = clock::now();
        let known = |id: &ContactId| {
            self.book.contacts().with_untracked(|contacts| contacts.get(*id).cloned())
        };
        let mut contacts: Vec<(ContactId, Change)> = Vec::new();
        for changed in part.changed.iter().rev() {
            let is_there = known(&changed.id).is_some();
            let is_made = part.created.contains(&changed.id);
            if is_there && !is_made {
                let undone = changed.clone();
                contacts.push((
                    changed.id,
                    Box::new(move |contact: &mut Contact| undone.undo(contact, now)),
                ));
            }
        }
        let (mut gone, mut edited) = (Vec::new(), 0);
        for contact in part.created.iter().filter_map(known) {
            if record.is_untouched(&contact) {
                gone.push(contact.id);
            } else if contact.is_listed() {
                edited += 1;
                let trash = move |contact: &mut Contact| contact.deleted_at = Some(now);
                contacts.push((contact.id, Box::new(trash)));
            }
        }
        let forget = gone.iter().copied().flat_map(everything_of);
        let forget =
            forget.chain(part.notes.iter().cloned()).chain([document.to_owned()]).collect();
        let commit = Commit { contacts, forget, is_followed: true, ..Commit::default() };
        self.book.commit(commit).await?;
        if !gone.is_empty() {
            self.book.forget(&gone);
        }
        Ok(edited)
    }
}
