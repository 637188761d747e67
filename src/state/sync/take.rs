//! What the engine tells, on the screen.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::line::Said;
use super::status::{Refused, Remedy, Standing};
use super::words;
use crate::domain::contact::Contact;
use crate::domain::conversation::of_id;
use crate::domain::doc::Record;
use crate::domain::id::kind::Kind;
use crate::domain::id::{ContactId, Digest};
use crate::domain::picture::Size;
use crate::domain::time::Timestamp;
use crate::io::clock;
use crate::io::sync::pictures::Wanted;
use crate::io::sync::{Ask, Going, News, Trouble};
use crate::io::tabs::Announced;
use crate::state::App;

/// How long to wait before what waits is counted, in milliseconds: changes come in bursts.
const BURST: u32 = 250;
/// Pictures that are looked for at a time.
const LOOKED_AT: usize = 500;

impl App {
    pub(super) fn take_news(self, news: News) {
        match news {
            News::Going(Going::Syncing(read, of)) => self.show_syncing(read, of),
            News::Going(Going::Done(at)) => self.show_done(at),
            News::Going(Going::Stopped(trouble)) => self.show_trouble(&trouble),
            News::Stored(records) => self.take_stored(&records),
            News::Sent => self.count_soon(),
            News::Pictures(pictures) => {
                pictures.iter().for_each(|picture| self.faces.learn(picture));
                self.faces.tell_come();
                self.sync.say(&Said::Come);
            }
            News::Offered(digests) => self.faces.offer(&digests),
            News::Unshown(unshown) => {
                let unshown =
                    unshown.into_iter().map(|(digest, words)| self.unshown(digest, words));
                let unshown = unshown.collect();
                self.sync.update(|status| status.unshown = unshown);
            }
            News::Refused(refused) => {
                let refused = refused.into_iter().map(|(id, words)| self.refused(&id, words));
                let refused = refused.collect();
                self.sync.update(|status| status.refused = refused);
            }
        }
    }

    /// Shows what was stored here by somebody else, and tells the other tabs.
    fn take_stored(self, records: &[Record]) {
        let contacts = records.iter().filter_map(|record| ContactId::from_doc_id(&record.id));
        let announced = Announced {
            contacts: contacts.collect(),
            conversations: records.iter().filter_map(|record| of_id(&record.id)).collect(),
            others: Kind::of_all(records.iter().map(|record| &*record.id)),
            many: false,
        };
        let there = records.iter().filter(|record| !record.is_deleted());
        let stored = there.filter_map(|record| {
            Contact::from_json(ContactId::from_doc_id(&record.id)?, &record.json)
        });
        let stored: Vec<Contact> = stored.collect();
        spawn_local(async move { self.book.take_synced(announced, stored).await });
    }

    fn show_syncing(self, read: u64, of: Option<u64>) {
        self.sync.update(|status| {
            status.progress = of.map(|of| (read, of));
            let is_begun = of.is_some() || status.count() > 0 || status.done.is_none();
            // One that could not be reached is called so until it answers.
            let is_calm = matches!(status.standing, Standing::UpToDate | Standing::Syncing);
            if of.is_some() || (is_calm && is_begun) {
                status.standing = Standing::Syncing;
            }
            words::put_line(status);
        });
    }

    fn show_done(self, at: Timestamp) {
        self.book.show_arrived();
        spawn_local(async move {
            self.sync.update(|status| {
                status.standing = Standing::UpToDate;
                status.progress = None;
                status.done = Some(at.millis());
                status.trouble = None;
                status.remedy = Remedy::None;
            });
            self.count().await;
            self.book.remember();
            self.fetch_pictures();
        });
    }

    pub(super) fn show_trouble(self, trouble: &Trouble) {
        self.sync.update(|status| {
            let (standing, sentence, remedy) = words::trouble(trouble, status.connection.as_ref());
            status.standing = standing;
            status.progress = None;
            status.trouble = Some(sentence);
            status.remedy = remedy;
            words::put_line(status);
        });
        self.count_soon();
    }

    /// Counts what waits, when it is quiet for a moment.
    pub(super) fn count_soon(self) {
        let mut is_first = false;
        self.sync.with_desk(|desk| is_first = !std::mem::replace(&mut desk.is_counting, true));
        if is_first {
            spawn_local(async move {
                clock::sleep(BURST).await;
                self.sync.with_desk(|desk| desk.is_counting = false);
                self.count().await;
            });
        }
    }

    /// Counts what waits, and shows it.
    pub(super) async fn count(self) {
        // What cannot be read now is counted with the next change.
        let Ok(ids) = self.book.db().await.waiting().await else { return };
        let waiting = words::kinds(&ids);
        self.sync.update(|status| {
            if status.connection.is_some() {
                status.waiting = waiting;
                words::put_line(status);
            }
        });
    }

    /// Has the rest of the pictures come, where somebody wants all of them on this device.
    fn fetch_pictures(self) {
        let keeps = self.sync.status.with_untracked(|status| {
            status.connection.as_ref().is_some_and(|connection| connection.keeps_pictures)
        });
        if !keeps {
            return;
        }
        let digests = self.book.contacts().with_untracked(|all| {
            let pictures = all.every().filter_map(|contact| contact.picture.as_ref());
            pictures.map(|picture| picture.digest).collect::<Vec<Digest>>()
        });
        spawn_local(async move {
            let db = self.book.db().await;
            for some in digests.chunks(LOOKED_AT) {
                // What cannot be read now is looked at after the next round.
                let Ok(stored) = db.pictures(some, Size::Full).await else { return };
                let missing = some.iter().zip(stored).filter(|(_, stored)| stored.is_none());
                let missing: Vec<Wanted> =
                    missing.map(|(digest, _)| Wanted::Full(*digest)).collect();
                if !missing.is_empty() {
                    self.sync.ask(Ask::Keep(missing));
                }
            }
        });
    }

    /// A picture or file that is not shown, by the contact that has it.
    fn unshown(self, digest: Digest, words: String) -> Refused {
        let contact = self.book.contacts().with_untracked(|all| {
            let wears = |contact: &&Arc<Contact>| {
                contact.picture.as_ref().is_some_and(|picture| picture.digest == digest)
            };
            all.every().find(wears).cloned()
        });
        let what = match &contact {
            Some(contact) => format!("The picture of {}", contact.name()),
            None => "A file of a message".to_owned(),
        };
        Refused { what, contact: contact.map(|contact| contact.id.to_string()), words }
    }

    fn refused(self, id: &str, words: String) -> Refused {
        let contact = ContactId::from_doc_id(id).or_else(|| of_id(id)).or_else(|| {
            let (_, rest) = id.split_once(':')?;
            rest.split(':').next()?.parse().ok()
        });
        let contact = contact.and_then(|id| self.book.contact_now(id));
        let name = contact.as_deref().map(Contact::name);
        Refused {
            what: words::what(id, name.as_deref()),
            contact: contact.map(|contact| contact.id.to_string()),
            words,
        }
    }
}
