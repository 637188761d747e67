//! The Conversations page: the conversations of the workspace, read from the store at the start and again whenever
//! their documents change, and which of them the chosen tab shows.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::book::{Book, Phase};
use super::chunk::{Done, chunk};
use super::notices::Notices;
use crate::domain::conversations::{Conversations, Tab, Thread};
use crate::domain::id::kind::Kind;
use crate::domain::id::{CONVERSATION, ContactId, MESSAGE};
use crate::domain::listed::Listed;
use crate::io::db::DbError;

chunk! { fn read() -> fn(Inbox, usize) -> Done as conversations { |inbox, revision| Box::pin(inbox.read(revision)) } }

/// What the Conversations page shows.
#[derive(Clone, Copy)]
pub struct Inbox {
    /// The chosen tab.
    pub tab: RwSignal<Tab>,
    /// None until they were read.
    known: RwSignal<Option<Conversations>>,
    visible: Memo<Listed>,
    unread: Memo<usize>,
    book: Book,
    notices: Notices,
}

impl Inbox {
    pub(super) fn new(book: Book, notices: Notices) -> Self {
        let (tab, known) = (RwSignal::new(Tab::default()), RwSignal::new(None));
        let shown = move |tab| known.with(|known| shown(known.as_ref(), book, tab));
        let visible = Memo::new(move |_| Listed::from(shown(tab.get())));
        let unread = Memo::new(move |_| shown(Tab::Unread).len());
        Self { tab, known, visible, unread, book, notices }
    }

    /// Reads the conversations; to be called again whenever what it looks at changes.
    pub fn keep_up(self) {
        let revision = self.book.revision(Kind::Conversations).get();
        // The contacts come first: they are what the start is waited for.
        if self.book.phase().get() != Phase::Opening {
            spawn_local(async move {
                // Absent, they stay unread until the page of conversations is there, which says so where it is not.
                if let Ok(read) = read().await {
                    read(self, revision).await;
                }
            });
        }
    }

    /// Whose conversations the chosen tab shows, the latest first.
    #[must_use]
    pub const fn visible(self) -> Memo<Listed> {
        self.visible
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

    /// Whether no tab has anything to show.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.known.with(|known| shown(known.as_ref(), self.book, Tab::All).is_empty())
    }

    /// Looks at the conversation with a contact, if there is one.
    #[must_use]
    pub fn with<T>(self, id: ContactId, look: impl FnOnce(&Thread) -> T) -> Option<T> {
        self.known.with(|known| known.as_ref()?.get(id).map(look))
    }

    /// Reads them unless they were: what reads them may have been absent when they were wanted first.
    pub fn make_up(self) {
        untrack(|| {
            if self.is_opening() {
                self.keep_up();
            }
        });
    }

    async fn read(self, revision: usize) {
        let read = self.documents().await;
        if self.book.revision(Kind::Conversations).get_untracked() != revision {
            // They changed meanwhile, and are being read again.
            return;
        }
        let (mut known, damaged) = match read {
            Ok((states, messages)) => Conversations::read(&states, &messages),
            Err(error) => {
                self.notices.refused(format!(
                    "The conversations in this browser could not be read ({error}). Reload the page to try again."
                ));
                Default::default()
            }
        };
        if damaged > 0 {
            self.notices.refused(format!(
                "{damaged} stored messages are damaged and not shown. They were left as they are."
            ));
        }
        self.book.contacts().with_untracked(|all| known.join(&|id| all.survivor(id)));
        // Filters ask for it too.
        let unread = known.shown(Tab::Unread, &|_| true);
        self.book.contacts().update(|contacts| contacts.set_unread(unread));
        self.known.set(Some(known));
    }

    async fn documents(self) -> Result<(Documents, Documents), DbError> {
        let db = self.book.db().await;
        Ok((db.documents(CONVERSATION).await?, db.documents(MESSAGE).await?))
    }
}

type Documents = Vec<(String, String)>;

/// Conversations with contacts that are in Trash are hidden with them.
fn shown(known: Option<&Conversations>, book: Book, tab: Tab) -> Vec<ContactId> {
    let Some(known) = known else { return Vec::new() };
    book.contacts().with(|contacts| {
        known.shown(tab, &|id| contacts.get(id).is_some_and(|contact| contact.is_listed()))
    })
}
