//! The record of one contact: the notes, tasks and events that are stored beside it, read when its page is opened and
//! again whenever they change, and the commands on them.

mod lost;
mod notes;
mod pictures;
mod read;
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
use crate::domain::event::Event;
use crate::domain::id::ContactId;
use crate::domain::id::entry::EntryId;
use crate::domain::id::kind::Kind;
use crate::domain::note::Note;
use crate::domain::replication::lost::Lost;
use crate::domain::task::Task;
use crate::io::clock;
use crate::io::db::{Change, Commit, Document};

use self::read::begin;
pub use self::tasks::TaskDraft;

/// How much of the activity is shown at first, and with each step back.
const STEP: usize = 50;

/// What belongs to the contact whose page is open.
#[derive(Clone, Copy)]
pub struct Record {
    id: ContactId,
    /// None until they were read.
    notes: RwSignal<Option<Vec<Note>>>,
    tasks: RwSignal<Vec<Task>>,
    events: RwSignal<Vec<Event>>,
    /// The latest messages, as many as may be shown.
    messages: RwSignal<Vec<Arc<Message>>>,
    /// How much of the activity is shown.
    most: RwSignal<usize>,
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
            most: RwSignal::new(STEP),
            lost: RwSignal::new_local(Vec::new()),
            app,
        };
        // Its own, and those of the contacts that were merged into it.
        let aliases =
            Memo::new(move |_| app.book.contact(id).map(|contact| contact.aliases.clone()));
        begin(record.read());
        // As an effect runs for the first time, what it follows is being read already.
        Effect::new(move |before: Option<()>| {
            app.book.revision(Kind::Entries).track();
            aliases.get();
            if before.is_some() {
                spawn_local(record.read_entries());
                spawn_local(record.read_events());
            }
        });
        Effect::new(move |before: Option<()>| {
            app.book.revision(Kind::Conversations).track();
            aliases.get();
            if before.is_some() {
                spawn_local(record.read_messages());
            }
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

    /// The latest messages: one more than the activity shows of all, where there are so many.
    #[must_use]
    pub fn messages(self) -> Signal<Vec<Arc<Message>>> {
        self.messages.into()
    }

    /// How much of the activity is shown, the latest first.
    #[must_use]
    pub fn most(self) -> Signal<usize> {
        self.most.into()
    }

    /// Shows the latest of the activity only, as at first.
    pub fn show_latest(self) {
        self.most.set(STEP);
    }

    /// Shows more of the activity, as soon as the messages among it were read.
    pub fn show_earlier(self) {
        let most = self.most.get_untracked() + STEP;
        spawn_local(async move {
            let messages = self.latest_messages(most).await;
            self.show_messages(messages);
            self.most.try_set(most);
        });
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
