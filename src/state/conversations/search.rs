//! Finds messages by their text as one types. The store has no index of words: messages are read page by page, and what
//! fits is shown as it is found.

use std::time::Duration;

use leptos::leptos_dom::helpers::debounce;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::conversation::message::{Message, MessageId};
use crate::domain::id::set::IdMap;
use crate::domain::id::{ContactId, MESSAGE};
use crate::domain::search::Query;
use crate::domain::search::fold::fold;
use crate::domain::time::Timestamp;
use crate::io::clock::{self, Turn};
use crate::io::db::conversations::Slice;
use crate::io::db::{DbError, end_of};
use crate::state::App;

/// How long the typing pauses before messages are read.
const PAUSE: Duration = Duration::from_millis(250);
/// Messages read at a time.
const PAGE: u32 = 500;
/// Hits are shown so often, in milliseconds.
const APART: i64 = 150;
/// Shorter words stand in nearly every message.
const SHORTEST: usize = 2;

/// The latest message of a conversation that fits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Which it is.
    pub id: MessageId,
    /// How it begins, on one line.
    pub start: String,
}

/// A search.
#[derive(Clone, Copy)]
pub struct Search {
    found: RwSignal<IdMap<Hit>>,
    is_searching: RwSignal<bool>,
    /// Rises with each search, which ends the one before.
    round: StoredValue<usize>,
    app: App,
}

impl Search {
    /// Searches for what is typed, for as long as the page is open.
    #[must_use]
    pub fn open(app: App, typed: RwSignal<String>) -> Self {
        let search = Self {
            found: RwSignal::default(),
            is_searching: RwSignal::new(false),
            round: StoredValue::default(),
            app,
        };
        let mut begin = debounce(PAUSE, move |query: Query| search.begin(query));
        Effect::new(move |before: Option<Query>| {
            let query = typed.with(|typed| Query::parse(typed));
            if before.as_ref().is_some_and(|before| *before != query) {
                search.stop();
                // Said at once: until the typing pauses nobody knows that nothing fits.
                search.is_searching.set(is_long(&query));
                begin(query.clone());
            }
            query
        });
        search
    }

    /// Looks at what was found, by contact.
    pub fn with<T>(self, look: impl FnOnce(&IdMap<Hit>) -> T) -> T {
        self.found.with(look)
    }

    /// Whether messages are still being read.
    #[must_use]
    pub fn is_searching(self) -> bool {
        self.is_searching.get()
    }

    fn stop(self) {
        let is_there = self.round.try_update_value(|round| *round += 1).is_some();
        if is_there && self.found.with_untracked(|found| !found.is_empty()) {
            self.found.set(IdMap::default());
        }
        self.is_searching.try_set(false);
    }

    fn begin(self, query: Query) {
        if !is_long(&query) {
            return;
        }
        let Some(round) = self.round.try_get_value() else { return };
        spawn_local(async move {
            let done = self.search(&query, round).await;
            if self.round.try_get_value() != Some(round) {
                return;
            }
            self.is_searching.try_set(false);
            if let Err(error) = done {
                self.app.notices.refused(format!(
                    "Not all messages could be searched ({error}). Type again to try again."
                ));
            }
        });
    }

    async fn search(self, query: &Query, round: usize) -> Result<(), DbError> {
        let db = self.app.book.db().await;
        let (mut from, end) = (MESSAGE.to_owned(), end_of(MESSAGE));
        let (mut turn, mut shown_at) = (Turn::begin(), Timestamp::default());
        let mut hits = Vec::new();
        loop {
            let slice = Slice { from: &from, to: &end, backwards: false, most: PAGE };
            let page = db.slice(&slice).await?;
            for (id, json) in &page {
                turn.rest().await;
                hits.extend(hit(query, id, json));
            }
            if self.round.try_get_value() != Some(round) {
                return Ok(());
            }
            let last = page.last().filter(|_| page.len() == PAGE as usize);
            let now = clock::now();
            if last.is_none() || now.millis() - shown_at.millis() > APART {
                // Each time the list is put in order anew.
                self.take(std::mem::take(&mut hits));
                shown_at = now;
            }
            match last {
                Some((id, _)) => from = format!("{id}\u{1}"),
                None => return Ok(()),
            }
        }
    }

    /// Takes over what fits; of several in a conversation the latest stands.
    fn take(self, hits: Vec<(ContactId, Hit)>) {
        if hits.is_empty() {
            return;
        }
        let contacts = self.app.book.contacts();
        self.found.update(|found| {
            for (contact, hit) in hits {
                found.insert(contacts.with_untracked(|all| all.survivor(contact)), hit);
            }
        });
    }
}

/// Whether a word is long enough to be looked for.
fn is_long(query: &Query) -> bool {
    let is_long = |spelling: &String| spelling.chars().count() >= SHORTEST;
    query.words().any(|spellings| spellings.iter().any(is_long))
}

fn hit(query: &Query, id: &str, json: &str) -> Option<(ContactId, Hit)> {
    let message = Message::from_doc(id, json).filter(|message| !message.is_cancelled())?;
    let files = message.attachments.iter().map(|file| file.name.as_str());
    let texts = [message.subject.as_str(), &message.body].into_iter().chain(files);
    query.fit(&fold(&texts.collect::<Vec<_>>().join("\n")))?;
    let start = message.start();
    Some((message.id.contact, Hit { id: message.id, start }))
}
