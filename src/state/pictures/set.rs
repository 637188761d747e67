//! How many pictures are set: portion by portion, each noted in the activity of its contact, and taken back in one.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Pictures;
use super::item::{Item, Look, Place};
use crate::domain::contact::Contact;
use crate::domain::contact::picture::PictureRef;
use crate::domain::id::ContactId;
use crate::domain::time::Timestamp;
use crate::io::clock;
use crate::io::db::{Change, Commit, Picture};
use crate::state::App;
use crate::state::error::AppError;
use crate::state::locale::number;

/// Contacts in one transaction. Their pictures are written in it: a few megabytes, so that the page answers between two.
const PORTION: usize = 30;

/// A picture that shall be set.
struct Wanted {
    item: Item,
    id: ContactId,
    picture: Picture,
    reference: PictureRef,
}

/// A picture that was set, and what takes it back.
struct Done {
    id: ContactId,
    set: PictureRef,
    before: Option<PictureRef>,
    /// When the contact had been changed before, and when for the picture.
    changed: (Timestamp, Timestamp),
}

impl Pictures {
    /// How many are set of how many, while that is under way.
    #[must_use]
    pub fn setting(self) -> Option<(usize, usize)> {
        self.setting.get()
    }

    /// How many were set so far.
    #[must_use]
    pub fn set_so_far(self) -> usize {
        self.set.get()
    }

    /// Stops after the portion that is being set.
    pub fn stop(self) {
        self.is_stopped.set_value(true);
    }

    /// Sets the pictures that have a contact, and offers to undo that.
    pub fn set(self) {
        if self.setting.with_untracked(Option::is_some) {
            return;
        }
        let wanted: Vec<Wanted> =
            self.items().into_iter().filter_map(|item| self.wanted(item)).collect();
        self.is_stopped.set_value(false);
        self.setting.set(Some((0, wanted.len())));
        spawn_local(self.run(wanted));
    }

    fn wanted(self, item: Item) -> Option<Wanted> {
        let id = untrack(|| item.contact())?;
        // Who was deleted meanwhile gets none: a change would bring a contact without a name back.
        let contacts = self.app.book.contacts();
        contacts.with_untracked(|all| all.is_in(id, false)).then_some(())?;
        item.look.with_untracked(|look| match look {
            Look::Ready(ready, _) => {
                let (picture, reference) = (ready.picture.clone(), ready.reference.clone());
                Some(Wanted { item, id, picture, reference })
            }
            _ => None,
        })
    }

    async fn run(self, wanted: Vec<Wanted>) {
        let (mut done, mut outcome) = (Vec::new(), Ok(()));
        let (mut at, total) = (0, wanted.len());
        for portion in wanted.chunks(PORTION) {
            self.setting.try_set(Some((at, total)));
            // The page shows how far it is, and takes clicks and keys.
            clock::sleep(0).await;
            if self.is_stopped.try_get_value() == Some(true) {
                break;
            }
            match store(self.app, portion, at + portion.len() < total).await {
                Ok(stored) => done.extend(stored),
                Err(error) => {
                    outcome = Err(error);
                    break;
                }
            }
            at += portion.len();
            portion.iter().for_each(|wanted| drop(wanted.item.place.try_set(Place::Set)));
        }
        if at > 0 && at < total {
            // Nothing follows after all: this makes what was stored last.
            outcome = outcome.and(self.app.book.commit(Commit::default()).await);
        }
        self.set.try_update(|set| *set += done.len());
        self.setting.try_set(None);
        tell(self.app, done, total - at, outcome);
    }
}

/// Sets some pictures in one transaction. A contact that has its picture already is left as it is.
async fn store(app: App, portion: &[Wanted], is_followed: bool) -> Result<Vec<Done>, AppError> {
    let stored = Rc::new(RefCell::new(Vec::new()));
    let now = clock::now();
    let change = |wanted: &Wanted| -> (ContactId, Change) {
        let (id, set, stored) = (wanted.id, wanted.reference.clone(), stored.clone());
        let change = move |contact: &mut Contact| {
            if contact.picture.as_ref().is_some_and(|known| known.digest == set.digest) {
                return;
            }
            let before = contact.picture.replace(set.clone());
            let changed = (std::mem::replace(&mut contact.updated_at, now), now);
            stored.borrow_mut().push(Done { id, set: set.clone(), before, changed });
        };
        (id, Box::new(change))
    };
    let commit = Commit {
        contacts: portion.iter().map(change).collect(),
        pictures: portion.iter().map(|wanted| wanted.picture.clone()).collect(),
        noted: Some(app.book.noted()),
        is_followed,
        ..Commit::default()
    };
    app.book.commit(commit).await?;
    Ok(stored.take())
}

fn tell(app: App, done: Vec<Done>, left: usize, outcome: Result<(), AppError>) {
    app.report(outcome);
    let mut text = match done.len() {
        0 if left > 0 => return,
        0 => return app.notices.done("These contacts have these pictures already.", None),
        1 => "1 picture set.".to_owned(),
        count => format!("{} pictures set.", number(count)),
    };
    if left > 0 {
        text.push_str(&format!(" Stopped before the other {}.", number(left)));
    }
    let done = StoredValue::new_local(Rc::new(done));
    let undo = move |()| {
        if let Some(done) = done.try_get_value() {
            spawn_local(take_back(app, done));
        }
    };
    app.notices.done(text, Some(Callback::new(undo)));
}

/// Gives the contacts the pictures back that they had, or none. A picture that was changed since stays.
async fn take_back(app: App, done: Rc<Vec<Done>>) {
    let now = clock::now();
    let mut at = 0;
    for portion in done.chunks(PORTION) {
        clock::sleep(0).await;
        let change = |(place, own): (usize, &Done)| -> (ContactId, Change) {
            let (done, place) = (done.clone(), at + place);
            let back = move |contact: &mut Contact| {
                if let Some(own) = done.get(place) {
                    own.take_back(contact, now);
                }
            };
            (own.id, Box::new(back))
        };
        let is_there = |(_, own): &(usize, &Done)| {
            app.book.contacts().with_untracked(|contacts| contacts.get(own.id).is_some())
        };
        let commit = Commit {
            contacts: portion.iter().enumerate().filter(is_there).map(change).collect(),
            noted: Some(app.book.noted()),
            is_followed: at + portion.len() < done.len(),
            ..Commit::default()
        };
        if let Err(error) = app.book.commit(commit).await {
            return app.notices.refused(error.sentence());
        }
        at += portion.len();
    }
    app.notices.done("Undone.", None);
}

impl Done {
    fn take_back(&self, contact: &mut Contact, now: Timestamp) {
        if contact.picture.as_ref() != Some(&self.set) {
            return;
        }
        contact.picture.clone_from(&self.before);
        let (before, at) = self.changed;
        contact.updated_at = if contact.updated_at == at { before } else { now };
    }
}
