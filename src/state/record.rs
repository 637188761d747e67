//! The record of one contact: the notes, tasks and events that are stored beside it, read when its page is opened and
//! again whenever they change, and the commands on them.

mod lost;
mod notes;
mod pictures;
mod tasks;

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::Serialize;
use serde_json::value::to_raw_value;

use super::App;
use super::error::AppError;
use crate::domain::contact::Contact;
use crate::domain::conversation::message::Message;
use crate::domain::conversation::stream::joined;
use crate::domain::event::{Event, EventKind};
use crate::domain::id::ContactId;
use crate::domain::id::entry::{EVENT, EntryId, NOTE, TASK, entries_of};
use crate::domain::id::import::{IMPORT, ImportId};
use crate::domain::id::kind::Kind;
use crate::domain::import::record::ImportRecord;
use crate::domain::note::{self, Note};
use crate::domain::replication::lost::Lost;
use crate::domain::task::Task;
use crate::io::clock;
use crate::io::db::{Change, Commit, DbError, Document};

pub use self::tasks::TaskDraft;

/// More messages of one conversation are not read for the activity.
const MOST_MESSAGES: u32 = 1_000;

/// What belongs to the contact whose page is open.
#[derive(Clone, Copy)]
pub struct Record {
    id: ContactId,
    /// None until they were read.
    notes: RwSignal<Option<Vec<Note>>>,
    tasks: RwSignal<Vec<Task>>,
    events: RwSignal<Vec<Event>>,
    /// The latest messages.
    messages: RwSignal<Vec<Arc<Message>>>,
    /// What gave way when two devices changed one field.
    lost: RwSignal<Vec<Lost>, LocalStorage>,
    app: App,
}

impl Record {
    /// Reads what belongs to a contact, and keeps it up for as long as the component that called this is there.
    #[must_use]
    pub fn open(app: App, id: ContactId) -> Self {
        let record = Self {
            id,
            notes: RwSignal::default(),
            tasks: RwSignal::default(),
            events: RwSignal::default(),
            messages: RwSignal::default(),
            lost: RwSignal::new_local(Vec::new()),
            app,
        };
        // Its own, and those of the contacts that were merged into it.
        let aliases =
            Memo::new(move |_| app.book.contact(id).map(|contact| contact.aliases.clone()));
        Effect::new(move |_| {
            app.book.revision(Kind::Entries).track();
            aliases.get();
            spawn_local(record.read());
        });
        Effect::new(move |_| {
            app.book.revision(Kind::Conversations).track();
            aliases.get();
            spawn_local(record.read_messages());
        });
        let changed = Memo::new(move |_| app.book.contact(id).map(|contact| contact.updated_at));
        // What changes a contact is noted as an event.
        Effect::new(move |before: Option<()>| {
            changed.get();
            if before.is_some() {
                spawn_local(record.read_events());
            }
        });
        // What gave way is beside the fields that a contact is compared by.
        let own = Memo::new_with_compare(move |_| app.book.contact(id), is_another);
        Effect::new(move |_| {
            own.get();
            spawn_local(record.read_lost());
        });
        record
    }

    /// Whose it is.
    #[must_use]
    pub const fn id(self) -> ContactId {
        self.id
    }

    /// Whether it was read.
    #[must_use]
    pub fn is_known(self) -> bool {
        self.notes.with(Option::is_some)
    }

    /// Looks at the notes, in their order, deleted ones among them.
    pub fn with_notes<T>(self, look: impl FnOnce(&[Note]) -> T) -> T {
        self.notes.with(|notes| look(notes.as_deref().unwrap_or_default()))
    }

    /// The tasks, done and deleted ones among them.
    #[must_use]
    pub fn tasks(self) -> Signal<Vec<Task>> {
        self.tasks.into()
    }

    /// What happened to the contact.
    #[must_use]
    pub fn events(self) -> Signal<Vec<Event>> {
        self.events.into()
    }

    /// The latest messages, as the activity shows them.
    #[must_use]
    pub fn messages(self) -> Signal<Vec<Arc<Message>>> {
        self.messages.into()
    }

    async fn read_messages(self) {
        let db = self.app.book.db().await;
        let mut all = Vec::new();
        for id in self.members() {
            // Without them the page is as useful as before; the next change asks again.
            let Ok(documents) = db.latest_messages(id, MOST_MESSAGES).await else { return };
            let read = documents.iter().filter_map(|(id, json)| Message::from_doc(id, json));
            let read = read.filter(|message| !message.is_cancelled());
            all.push(read.map(Arc::new).collect());
        }
        self.messages.try_set(joined(all));
    }

    async fn read(self) {
        match Box::pin(self.entries()).await {
            Ok((notes, tasks)) => {
                self.tasks.try_set(tasks);
                self.notes.try_set(Some(notes));
            }
            Err(error) => self.app.notices.refused(format!(
                "The notes and tasks of this contact could not be read ({error}). Reload the page to try again."
            )),
        }
        Box::pin(self.read_events()).await;
    }

    async fn entries(self) -> Result<(Vec<Note>, Vec<Task>), DbError> {
        let (notes, tasks) = (self.documents(NOTE).await?, self.documents(TASK).await?);
        let mut notes = parsed(NOTE, &notes, Note::from_json);
        note::order(&mut notes);
        Ok((notes, parsed(TASK, &tasks, Task::from_json)))
    }

    async fn read_events(self) {
        // Without them the page is as useful as before; the next change asks again.
        let Ok(events) = self.documents(EVENT).await else { return };
        let mut events = parsed(EVENT, &events, Event::from_json);
        // That a contact was merged into this one stands here once.
        events.retain(|event| {
            event.kind != EventKind::Merged || event.merge.is_some() || event.id.contact == self.id
        });
        if !events.iter().any(|event| event.id.contact == self.id && event.is_beginning()) {
            events.extend(self.imported().await);
        }
        self.events.try_set(events);
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

    /// Stores entries; what is new counts as something that happened with the contact.
    async fn store(self, documents: Vec<Document>, is_news: bool) -> Result<(), AppError> {
        let touch: Change =
            Box::new(|contact: &mut Contact| contact.last_activity_at = clock::now());
        let contacts = is_news.then_some((self.id, touch)).into_iter().collect();
        self.app.book.commit(Commit { documents, contacts, ..Commit::default() }).await
    }

    fn new_id(self) -> EntryId {
        EntryId::from_random(self.id, clock::random_bits())
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

fn document(
    id: String,
    value: &impl Serialize,
    known: &'static [&'static str],
) -> Result<Document, AppError> {
    let body = to_raw_value(value).map_err(|_| AppError::Shipped)?;
    Ok(Document { id, body, known })
}

/// Whether a contact was stored since, though every field may be as it was.
fn is_another(before: Option<&Option<Arc<Contact>>>, after: Option<&Option<Arc<Contact>>>) -> bool {
    match (before.and_then(Option::as_ref), after.and_then(Option::as_ref)) {
        (Some(before), Some(after)) => !Arc::ptr_eq(before, after),
        (before, after) => before.is_some() != after.is_some(),
    }
}
