//! How what belongs to a contact is read.

use std::sync::Arc;
use std::task::{Context, Waker};

use futures_util::future::{join3, try_join};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Record, STEP};
use crate::domain::conversation::message::Message;
use crate::domain::conversation::stream::joined;
use crate::domain::event::{Event, EventKind};
use crate::domain::id::ContactId;
use crate::domain::id::entry::{EVENT, EntryId, NOTE, TASK, entries_of};
use crate::domain::id::import::{IMPORT, ImportId};
use crate::domain::import::record::ImportRecord;
use crate::domain::note::{self, Note};
use crate::domain::task::Task;
use crate::io::db::DbError;

impl Record {
    /// Reads all of it, and shows it together: what comes by and by would move what is being read.
    pub(super) async fn read(self) {
        let (entries, events) = (Box::pin(self.entries()), Box::pin(self.happened()));
        let all = join3(entries, events, Box::pin(self.latest_messages(STEP)));
        let (entries, events, messages) = all.await;
        self.show_messages(messages);
        self.show_events(events);
        self.show_entries(entries);
    }

    pub(super) async fn read_entries(self) {
        self.show_entries(self.entries().await);
    }

    pub(super) async fn read_events(self) {
        self.show_events(Box::pin(self.happened()).await);
    }

    pub(super) async fn read_messages(self) {
        let most = untrack(|| self.most.try_get()).unwrap_or(STEP);
        self.show_messages(self.latest_messages(most).await);
    }

    fn show_entries(self, entries: Result<(Vec<Note>, Vec<Task>), DbError>) {
        match entries {
            Ok((notes, tasks)) => {
                self.tasks.try_set(tasks);
                self.notes.try_set(Some(notes));
            }
            Err(error) => self.app.notices.refused(format!(
                "The notes and tasks of this contact could not be read ({error}). Reload the page to try again."
            )),
        }
    }

    // Without what happened the page is as useful as before; the next change asks again.
    fn show_events(self, events: Result<Vec<Event>, DbError>) {
        if let Ok(events) = events {
            self.events.try_set(events);
        }
    }

    pub(super) fn show_messages(self, messages: Result<Vec<Arc<Message>>, DbError>) {
        if let Ok(messages) = messages {
            self.messages.try_set(messages);
        }
    }

    /// The latest messages, of which `most` may be shown, and one more that tells whether there are others.
    pub(super) async fn latest_messages(self, most: usize) -> Result<Vec<Arc<Message>>, DbError> {
        let db = self.app.book.db().await;
        let mut all = Vec::new();
        for id in self.members() {
            let mut asked = most + 1;
            all.push(loop {
                let documents = db.latest_messages(id, asked as u32).await?;
                let read = documents.iter().filter_map(|(id, json)| Message::from_doc(id, json));
                let read = read.filter(|message| !message.is_cancelled());
                let messages: Vec<_> = read.map(Arc::new).collect();
                if messages.len() > most || documents.len() < asked {
                    break messages;
                }
                asked *= 2;
            });
        }
        Ok(joined(all))
    }

    async fn entries(self) -> Result<(Vec<Note>, Vec<Task>), DbError> {
        let (notes, tasks) = (Box::pin(self.documents(NOTE)), Box::pin(self.documents(TASK)));
        let (notes, tasks) = try_join(notes, tasks).await?;
        let mut notes = parsed(NOTE, &notes, Note::from_json);
        note::order(&mut notes);
        Ok((notes, parsed(TASK, &tasks, Task::from_json)))
    }

    async fn happened(self) -> Result<Vec<Event>, DbError> {
        let mut events = parsed(EVENT, &self.documents(EVENT).await?, Event::from_json);
        // That a contact was merged into this one stands here once.
        events.retain(|event| {
            event.kind != EventKind::Merged || event.merge.is_some() || event.id.contact == self.id
        });
        if !events.iter().any(|event| event.id.contact == self.id && event.is_beginning()) {
            events.extend(self.imported().await);
        }
        Ok(events)
    }

    /// That the contact came in by an import, which is noted with that only: contacts that it made are as old as it.
    async fn imported(self) -> Option<Event> {
        let contact = untrack(|| self.app.book.contact(self.id))?;
        let imports = self.app.book.db().await.documents(IMPORT).await.ok()?;
        let record = imports.iter().find_map(|(id, json)| {
            let record = ImportRecord::from_json(ImportId::from_doc_id(id)?, json)?;
            (record.at == contact.created_at).then_some(record)
        })?;
        let id = EntryId::from_random(self.id, 0);
        Some(Event::of_import(id, &record.file, &record.by, record.at))
    }

    /// What is stored of one kind, for the contact and for those that were merged into it.
    async fn documents(self, kind: &str) -> Result<Vec<(String, String)>, DbError> {
        let db = self.app.book.db().await;
        let mut documents = Vec::new();
        for id in self.members() {
            documents.extend(db.documents(&entries_of(kind, id)).await?);
        }
        Ok(documents)
    }

    /// The contact, and those that were merged into it.
    fn members(self) -> Vec<ContactId> {
        self.app.book.contacts().with_untracked(|contacts| contacts.members(self.id))
    }
}

/// Begins work at once, and not after what is being drawn: the store answers meanwhile.
pub(super) fn begin(work: impl Future<Output = ()> + 'static) {
    let mut work = Box::pin(work);
    let mut asked = Context::from_waker(Waker::noop());
    if work.as_mut().poll(&mut asked).is_pending() {
        spawn_local(work);
    }
}

/// The entries in documents. One that is damaged stays where it is, unseen.
fn parsed<T>(
    prefix: &str,
    documents: &[(String, String)],
    read: impl Fn(EntryId, &str) -> Option<T>,
) -> Vec<T> {
    let entry = |(id, json): &(String, String)| read(EntryId::from_doc_id(prefix, id)?, json);
    documents.iter().filter_map(entry).collect()
}
