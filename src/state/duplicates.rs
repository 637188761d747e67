//! Contacts that may be the same: looked for when nothing else is going on, and again some time after contacts changed,
//! and dismissed for good where somebody says so.

use leptos::prelude::*;
use leptos::task::spawn_local;
use serde_json::value::to_raw_value;

use super::App;
use super::book::{Book, Phase};
use super::chunk::{Done, chunk};
use super::error::AppError;
use crate::domain::duplicates::{DUPLICATES, Dismissed, FIELDS, Finder, Group};
use crate::domain::id::ContactId;
use crate::domain::id::kind::Kind;
use crate::io::clock::{self, Turn};
use crate::io::db::{Commit, Document};

/// How long contacts have to stay as they are before they are looked through, in milliseconds: never while the page
/// starts, and not after each of many changes.
const SETTLE: u32 = 700;

/// How many rows are looked at without a glance at the clock.
const PORTION: u32 = 500;

chunk! { fn look() -> fn(Duplicates, usize) -> Done as merge { |own, wanted| Box::pin(own.look(wanted)) } }

/// What the page of duplicates shows, and the rail counts.
#[derive(Clone, Copy)]
pub struct Duplicates {
    /// None until they were looked for.
    groups: RwSignal<Option<Vec<Group>>>,
    count: Memo<usize>,
    /// Rises whenever they have to be looked for anew.
    wanted: StoredValue<usize>,
    book: Book,
}

impl Duplicates {
    pub(super) fn new(book: Book) -> Self {
        let groups = RwSignal::new(None::<Vec<Group>>);
        let count = Memo::new(move |_| groups.with(|known| known.as_ref().map_or(0, Vec::len)));
        Self { groups, count, wanted: StoredValue::default(), book }
    }

    /// The groups that nobody dismissed; none until they were looked for.
    #[must_use]
    pub fn groups(self) -> Signal<Option<Vec<Group>>> {
        self.groups.into()
    }

    /// How many groups there are.
    #[must_use]
    pub const fn count(self) -> Memo<usize> {
        self.count
    }

    /// Looks for them some time after contacts or what was dismissed have changed.
    pub fn keep_up(self) {
        self.book.contacts().track();
        self.book.revision(Kind::Duplicates).track();
        if self.book.phase().get() != Phase::Opening {
            self.look_after(SETTLE);
        }
    }

    fn look_after(self, millis: u32) {
        let wanted = self.wanted.get_value() + 1;
        self.wanted.set_value(wanted);
        spawn_local(async move {
            clock::sleep(millis).await;
            if self.is_wanted(wanted)
                // Absent, there is no count, and the page itself says why.
                && let Ok(look) = look().await
            {
                look(self, wanted).await;
            }
        });
    }

    fn is_wanted(self, wanted: usize) -> bool {
        self.wanted.get_value() == wanted
    }

    async fn look(self, wanted: usize) {
        let stored = self.book.db().await.documents(DUPLICATES).await;
        // What cannot be read hides nothing: better a group too many than none.
        let stored = stored.unwrap_or_default();
        let dismissed: Vec<Dismissed> =
            stored.iter().filter_map(|(_, json)| Dismissed::from_json(json)).collect();
        let contacts = self.book.contacts();
        let mut finder = contacts.with_untracked(Finder::new);
        let mut turn = Turn::begin();
        loop {
            turn.rest().await;
            // Contacts changed meanwhile, and are looked through anew.
            if !self.is_wanted(wanted) {
                return;
            }
            if contacts.with_untracked(|contacts| finder.step(contacts, PORTION)) {
                break;
            }
        }
        let mut groups = contacts.with_untracked(|contacts| finder.groups(contacts));
        groups.retain(|group| !dismissed.iter().any(|dismissed| dismissed.hides(group)));
        if self.groups.with_untracked(|known| known.as_ref() != Some(&groups)) {
            self.groups.set(Some(groups));
        }
    }
}

impl App {
    /// Dismisses a group for good, says so, and offers to undo it.
    pub fn dismiss(self, ids: Vec<ContactId>) {
        let id = format!("{DUPLICATES}{}", clock::new_contact_id());
        let by = self.workspace.me();
        let dismissed = Dismissed { contacts: ids, at: clock::now(), by, undone_at: None };
        spawn_local(async move {
            if let Err(error) = self.store_dismissed(&id, &dismissed).await {
                return self.notices.refused(error.sentence());
            }
            self.duplicates.groups.update(|groups| {
                groups.iter_mut().for_each(|all| all.retain(|group| !dismissed.hides(group)));
            });
            // Made here, since it outlives the button.
            let undo = Callback::new(move |()| {
                let (id, undone_at) = (id.clone(), Some(clock::now()));
                let undone = Dismissed { undone_at, ..dismissed.clone() };
                spawn_local(async move {
                    self.notices.undone(self.store_dismissed(&id, &undone).await);
                });
            });
            self.notices.done("Dismissed. It comes back if somebody joins.", Some(undo));
        });
    }

    async fn store_dismissed(self, id: &str, dismissed: &Dismissed) -> Result<(), AppError> {
        let body = to_raw_value(dismissed).map_err(|_| AppError::Shipped)?;
        let document = Document { id: id.to_owned(), body, known: FIELDS };
        self.book.commit(Commit { documents: vec![document], ..Commit::default() }).await
    }
}
