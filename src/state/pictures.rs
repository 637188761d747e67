//! Many pictures on their way to their contacts: found by the names of the files, read one after the other, looked
//! over by somebody, and set at once. Of each file only the small picture that will be stored is kept in memory.

pub mod folder;
pub mod item;
mod set;

use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::File;

use self::item::{Item, Look, Place, Section};
use super::App;
use super::stage::centred;
use crate::domain::id::ContactId;
use crate::domain::picture::named::{Found, Names};
use crate::io::clock::Turn;

/// How many contacts are looked at without a glance at the clock.
const PORTION: usize = 500;

/// The files that came in together.
#[derive(Clone, Copy)]
pub struct Pictures {
    app: App,
    items: StoredValue<Vec<Item>>,
    /// How many were read.
    read: RwSignal<usize>,
    is_found: RwSignal<bool>,
    /// How many are set of how many, while that is under way.
    setting: RwSignal<Option<(usize, usize)>>,
    is_stopped: StoredValue<bool>,
    /// How many were set in all.
    set: RwSignal<usize>,
}

impl Pictures {
    /// Takes files in, and begins to look for their contacts and to read them.
    #[must_use]
    pub fn of(app: App, files: Vec<File>) -> Self {
        let items = files.into_iter().enumerate().map(|(key, file)| Item::new(key, file));
        let pictures = Self {
            app,
            items: StoredValue::new(items.collect()),
            read: RwSignal::new(0),
            is_found: RwSignal::new(false),
            setting: RwSignal::new(None),
            is_stopped: StoredValue::new(false),
            set: RwSignal::new(0),
        };
        spawn_local(pictures.take_in());
        pictures
    }

    /// All files.
    #[must_use]
    pub fn items(self) -> Vec<Item> {
        self.items.get_value()
    }

    /// How many files there are.
    #[must_use]
    pub fn len(self) -> usize {
        self.items.with_value(Vec::len)
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// How many files were read.
    #[must_use]
    pub fn read(self) -> usize {
        self.read.get()
    }

    /// Whether all files were read and their contacts looked for.
    #[must_use]
    pub fn is_ready(self) -> bool {
        self.is_found.get() && self.read.get() >= self.len()
    }

    /// The files of a part of the review, in the order in which they came in.
    #[must_use]
    pub fn of_section(self, section: Section) -> Vec<Item> {
        let mut items = self.items();
        items.retain(|item| item.section() == section);
        items
    }

    /// How many pictures would be set.
    #[must_use]
    pub fn to_set(self) -> usize {
        let items = self.items();
        items.iter().filter(|item| item.section() == Section::Matched).count()
    }

    /// Has a file go to a contact; another file that went there does no more.
    pub fn choose(self, chosen: Item, id: ContactId) {
        for item in self.items() {
            if item.key != chosen.key && item.goes_to(id) {
                item.place.set(Place::Taken(id));
            }
        }
        chosen.place.set(Place::To(id, None));
    }

    /// Leaves a file out.
    pub fn leave_out(self, item: Item) {
        item.left.set_value(item.place.get_untracked());
        item.place.set(Place::LeftOut);
    }

    /// Takes a file in again that was left out.
    pub fn take_back(self, item: Item) {
        let left = item.left.get_value();
        item.place.set(match left {
            Place::To(id, _) if self.items().into_iter().any(|item| item.goes_to(id)) => {
                Place::Taken(id)
            }
            left => left,
        });
    }

    async fn take_in(self) {
        self.app.book.opened().await;
        let Some(items) = self.items.try_get_value() else { return };
        self.find(&items).await;
        if self.is_found.try_set(true).is_some() {
            return;
        }
        // First those that have a contact: they are what one looks at.
        let (first, then): (Vec<_>, Vec<_>) = items
            .into_iter()
            .partition(|item| item.place.try_get_untracked().as_ref().is_some_and(is_for_somebody));
        for item in first.into_iter().chain(then) {
            // The review may have been left meanwhile, and its signals with it.
            let Some(file) = item.file.try_get_value() else { return };
            let look = match centred(file).await {
                Ok(ready) => {
                    let url = ready.picture.thumb.url();
                    Look::Ready(ready, url)
                }
                Err(sentence) => Look::Refused(sentence),
            };
            if item.look.try_set(look).is_some() {
                return;
            }
            self.read.try_update(|read| *read += 1);
        }
    }

    /// Looks for the contacts of files by their names.
    async fn find(self, items: &[Item]) {
        let book = self.app.book;
        let mut given: Vec<String> = Vec::with_capacity(items.len());
        for item in items {
            let Some(name) = item.name.try_get_value() else { return };
            given.push(name);
        }
        let mut names = Names::new(given.iter().map(String::as_str), self.app.workspace.home());
        let ids: Vec<ContactId> = book
            .contacts()
            .with_untracked(|contacts| contacts.listed().map(|contact| contact.id).collect());
        let mut turn = Turn::begin();
        for portion in ids.chunks(PORTION) {
            turn.rest().await;
            book.contacts().with_untracked(|contacts| {
                let known = portion.iter().filter_map(|id| contacts.get(*id));
                known.for_each(|contact| names.meet(contact));
            });
        }
        for (item, found) in items.iter().zip(names.found()) {
            item.place.try_set(match found {
                Found::One(id, by) => Place::To(id, Some(by)),
                Found::Several(ids) => Place::Several(ids),
                Found::Taken(id) => Place::Taken(id),
                Found::Nobody => Place::Nobody,
            });
        }
    }
}

fn is_for_somebody(place: &Place) -> bool {
    matches!(place, Place::To(..))
}
