//! The inbox: what the list shows of each conversation, read from the store at the start and again whenever documents of
//! a conversation change. Messages themselves are read where one conversation is open: see [`talk`].

pub mod commands;
pub mod composer;
mod drafts;
pub mod files;
pub mod list;
mod news;
pub mod search;
pub mod send;
pub mod talk;
mod window;
mod words;

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::App;
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

chunk! { fn read() -> fn(App) -> Done as conversations { |app| Box::pin(app.read_inbox()) } }

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
    pressed: RwSignal<Option<ContactId>>,
    is_reading: StoredValue<bool>,
    notices: Notices,
}

impl Inbox {
    pub(super) fn new(book: Book, notices: Notices) -> Self {
        Self {
            tab: RwSignal::default(),
            wanted: RwSignal::default(),
            drafts: RwSignal::default(),
            known: RwSignal::new(None),
            unread: Memo::new(move |_| book.contacts().with(|all| all.unread().len())),
            now: RwSignal::new(clock::now()),
            pressed: RwSignal::default(),
            is_reading: StoredValue::default(),
            notices,
        }
    }

    /// How many conversations have something unread.
    #[must_use]
    pub fn unread(self) -> Signal<usize> {
        self.unread.into()
    }

    /// Whether they were not read yet.
    #[must_use]
    pub fn is_opening(self) -> bool {
        self.known.with(Option::is_none)
    }

    /// The conversation that a notification was pressed for.
    #[must_use]
    pub const fn pressed(self) -> RwSignal<Option<ContactId>> {
        self.pressed
    }

    fn say_unread(self, error: &DbError) {
        self.known.update(|known| _ = known.get_or_insert_default());
        self.notices.refused(format!(
            "The conversations in this browser could not be read ({error}). Reload the page to try again."
        ));
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
            set_timeout(move || self.wake_later(), wait);
        }
    }
}

impl App {
    /// Reads what has changed of conversations; to be called again whenever what it looks at changes.
    pub fn keep_up_inbox(self) {
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

    /// Reads them unless they were: what reads them may have been absent when they were wanted first.
    pub fn make_up_inbox(self) {
        untrack(|| {
            if self.inbox.is_opening() {
                self.keep_up_inbox();
            }
        });
    }
}
