//! The inbox: what the list shows of each conversation, read from the store at the start and again whenever documents of
//! a conversation change. Messages themselves are read where one conversation is open: see [`talk`].

pub mod commands;
pub mod composer;
mod drafts;
pub mod files;
pub mod list;
pub mod search;
pub mod send;
pub mod talk;
mod window;
mod words;

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::book::{Book, Phase};
use super::chunk::{Done, chunk};
use super::notices::Notices;
use crate::domain::conversation::draft::Draft;
use crate::domain::id::ContactId;
use crate::domain::id::kind::Kind;
use crate::domain::id::set::IdMap;
use crate::domain::inbox::{Summaries, Tab, Wanted};
use crate::domain::time::Timestamp;
use crate::io::clock;
use crate::io::db::DbError;

chunk! { fn read() -> fn(Inbox) -> Done as conversations { |inbox| Box::pin(inbox.read()) } }

/// What is known of all conversations, and what of them is wanted.
#[derive(Clone, Copy)]
pub struct Inbox {
    /// The chosen tab.
    pub tab: RwSignal<Tab>,
    /// What the list is to leave out, and its order.
    pub wanted: RwSignal<Wanted>,
    /// What is being written and was not sent, by contact.
    drafts: RwSignal<IdMap<Draft>>,
    /// None until they were read.
    known: RwSignal<Option<Summaries>>,
    unread: Memo<usize>,
    /// The time by which conversations are snoozed; rises when one of them comes back.
    now: RwSignal<Timestamp>,
    is_reading: StoredValue<bool>,
    book: Book,
    notices: Notices,
}

impl Inbox {
    pub(super) fn new(book: Book, notices: Notices) -> Self {
        let (known, now) = (RwSignal::new(None::<Summaries>), RwSignal::new(clock::now()));
        let unread = Memo::new(move |_| {
            book.contacts().with(|contacts| {
                known.with(|known| {
                    known.as_ref().map_or(0, |known| known.unread(contacts, now.get()).len())
                })
            })
        });
        Self {
            tab: RwSignal::default(),
            wanted: RwSignal::default(),
            drafts: RwSignal::default(),
            known,
            unread,
            now,
            is_reading: StoredValue::default(),
            book,
            notices,
        }
    }

    /// Reads what has changed; to be called again whenever what it looks at changes.
    pub fn keep_up(self) {
        self.book.revision(Kind::Conversations).track();
        // The contacts come first: they are what the start is waited for.
        if self.book.phase().get() != Phase::Opening {
            spawn_local(async move {
                // Absent, they stay unread until the page of conversations is there, which says so where it is not.
                if let Ok(read) = read().await {
                    read(self).await;
                }
            });
        }
    }

    /// How many conversations have something unread.
    #[must_use]
    pub const fn unread(self) -> Memo<usize> {
        self.unread
    }

    /// Whether they were not read yet.
    #[must_use]
    pub fn is_opening(self) -> bool {
        self.known.with(Option::is_none)
    }

    /// Reads them unless they were: what reads them may have been absent when they were wanted first.
    pub fn make_up(self) {
        untrack(|| {
            if self.is_opening() {
                self.keep_up();
            }
        });
    }

    async fn read(self) {
        if self.is_reading.get_value() {
            // Whoever reads looks again before it ends.
            return;
        }
        self.is_reading.set_value(true);
        while self.read_once().await {}
        self.is_reading.set_value(false);
    }

    /// Reads what has changed since it was read last, and returns whether there was anything.
    async fn read_once(self) -> bool {
        let talked = self.book.take_talked();
        if talked.as_ref().is_some_and(|ids| ids.is_empty()) {
            return false;
        }
        let db = self.book.db().await;
        let read = match &talked {
            None => db.summaries().await,
            Some(ids) => db.summaries_of(&ids.iter().copied().collect::<Vec<_>>()).await,
        };
        match (read, talked) {
            (Ok(all), None) => self.known.set(Some(Summaries::from_iter(all))),
            (Ok(some), Some(_)) => self.known.update(|known| {
                let known = known.get_or_insert_default();
                some.into_iter().for_each(|(id, summary)| known.put(id, summary));
            }),
            (Err(error), _) => self.say_unread(&error),
        }
        self.tell_filters();
        self.wake_later();
        true
    }

    fn say_unread(self, error: &DbError) {
        self.known.update(|known| _ = known.get_or_insert_default());
        self.notices.refused(format!(
            "The conversations in this browser could not be read ({error}). Reload the page to try again."
        ));
    }

    /// Filters of contacts ask who has something unread.
    fn tell_filters(self) {
        let contacts = self.book.contacts();
        let unread = contacts.with_untracked(|contacts| {
            let unread: Vec<ContactId> = self.known.with_untracked(|known| {
                known.as_ref().map(|known| known.unread(contacts, clock::now())).unwrap_or_default()
            });
            (contacts.unread() != unread).then_some(unread)
        });
        if let Some(unread) = unread {
            contacts.update(|contacts| contacts.set_unread(unread));
        }
    }

    /// Looks again when the next snooze ends.
    fn wake_later(self) {
        /// The longest that a browser can wait, 24 days, and some to spare.
        const LONGEST: i64 = 2_000_000_000;
        let now = clock::now();
        self.now.set(now);
        let next = self.known.with_untracked(|known| known.as_ref()?.next_wake(now));
        if let Some(next) = next.filter(|next| next.millis() - now.millis() < LONGEST) {
            let wait = Duration::from_millis((next.millis() - now.millis()) as u64 + 50);
            set_timeout(
                move || {
                    self.tell_filters();
                    self.wake_later();
                },
                wait,
            );
        }
    }
}
