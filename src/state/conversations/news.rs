//! Reading what has changed of conversations, and telling of what came in.

use leptos::prelude::*;

use crate::domain::conversation::message::Direction;
use crate::domain::conversation::summary::Summary;
use crate::domain::id::ContactId;
use crate::domain::inbox::Summaries;
use crate::state::App;

impl App {
    pub(super) async fn read_inbox(self) {
        if self.inbox.is_reading.get_value() {
            // Whoever reads looks again before it ends.
            return;
        }
        self.inbox.is_reading.set_value(true);
        if untrack(|| self.inbox.is_opening()) {
            self.read_drafts().await;
            self.tell_unread();
        }
        while Box::pin(self.read_once()).await {}
        self.inbox.is_reading.set_value(false);
    }

    /// Tells contacts who has something unread, for as long as the page lives: their filters ask for it.
    fn tell_unread(self) {
        let (inbox, contacts) = (self.inbox, self.book.contacts());
        Effect::new(move |_| {
            let now = inbox.now.get();
            let news = contacts.with(|contacts| {
                let unread = inbox.known.with(|known| {
                    known.as_ref().map(|known| known.unread(contacts, now)).unwrap_or_default()
                });
                (contacts.unread() != unread).then_some(unread)
            });
            if let Some(unread) = news {
                contacts.update(|contacts| contacts.set_unread(unread));
            }
        });
    }

    /// Reads what has changed since it was read last, and returns whether there was anything.
    async fn read_once(self) -> bool {
        let inbox = self.inbox;
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
            (Ok(all), None) => inbox.known.set(Some(Summaries::from_iter(all))),
            (Ok(some), Some(_)) => {
                some.iter().for_each(|(id, summary)| self.tell_of(*id, summary));
                inbox.known.update(|known| {
                    let known = known.get_or_insert_default();
                    some.into_iter().for_each(|(id, summary)| known.put(id, summary));
                });
            }
            (Err(error), _) => inbox.say_unread(&error),
        }
        inbox.wake_later();
        true
    }

    /// Tells of a message that came in, unless it was read meanwhile.
    fn tell_of(self, id: ContactId, summary: &Summary) {
        let inbox = self.inbox;
        let heard = inbox.known.with_untracked(|known| {
            known.as_ref().map(|known| known.own(id).map_or(0, |before| before.heard))
        });
        let is_new = heard.is_some_and(|heard| summary.heard > heard) && summary.unread > 0;
        let last = summary.last.as_ref().filter(|last| last.direction == Direction::In);
        let contact = self.book.contacts().with_untracked(|all| all.get(all.survivor(id)).cloned());
        if let (true, Some(last), Some(contact)) = (is_new, last, contact) {
            let own = contact.id;
            let press = Callback::new(move |()| inbox.pressed.set(Some(own)));
            self.tell(own, contact.name(), &last.start, press);
        }
    }
}
