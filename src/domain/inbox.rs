//! The list of conversations: which of them a tab shows, under which filter and in which order.

use std::borrow::Cow;

use super::contact::Contact;
use super::contacts::Contacts;
use super::conversation::message::{Channel, Direction};
use super::conversation::summary::Summary;
use super::id::ContactId;
use super::id::set::{IdMap, IdSet};
use super::time::Timestamp;

/// The tabs over the list of conversations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tab {
    /// Those with something unread, archived or not.
    #[default]
    Unread,
    /// All but the archived and the snoozed ones.
    Recents,
    /// Those with a star.
    Starred,
    /// All of them.
    All,
}

impl Tab {
    /// All of them, in the order of the screen.
    pub const ALL: [Self; 4] = [Self::Unread, Self::Recents, Self::Starred, Self::All];

    /// Whether it shows a conversation at this time.
    #[must_use]
    pub fn holds(self, summary: &Summary, now: Timestamp) -> bool {
        match self {
            Self::Unread => summary.unread > 0 && !summary.is_snoozed(now),
            Self::Recents => !summary.state.archived && !summary.is_snoozed(now),
            Self::Starred => summary.state.starred,
            Self::All => true,
        }
    }
}

/// The order of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// The latest first.
    #[default]
    Newest,
    /// The latest last.
    Oldest,
    /// First those whose contact has waited longest for an answer; those who wait for none come last.
    LongestWaiting,
}

impl Order {
    /// All of them, in the order of the menu.
    pub const ALL: [Self; 3] = [Self::Newest, Self::Oldest, Self::LongestWaiting];
}

/// What the list is to show.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Wanted {
    /// Of the last message.
    pub channel: Option<Channel>,
    /// Who wrote the last message.
    pub direction: Option<Direction>,
    /// Whose contact it is, by the id of the person; empty for nobody's.
    pub owner: Option<String>,
    /// What the contact is tagged with.
    pub tag: Option<String>,
    /// The order.
    pub order: Order,
}

impl Wanted {
    /// Whether it leaves any conversation out.
    #[must_use]
    pub fn is_filter(&self) -> bool {
        *self != Self { order: self.order, ..Self::default() }
    }

    fn fits(&self, summary: &Summary, contact: &Contact) -> bool {
        let Some(last) = &summary.last else { return false };
        self.channel.as_ref().is_none_or(|channel| *channel == last.channel)
            && self.direction.is_none_or(|direction| direction == last.direction)
            && self.owner.as_ref().is_none_or(|owner| *owner == contact.owner)
            && self.tag.as_ref().is_none_or(|tag| contact.tags.contains(tag))
    }
}

/// What the list shows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Shown {
    /// How many conversations each tab has, in the order of [`Tab::ALL`].
    pub counts: [usize; 4],
    /// Whose conversations the chosen tab shows.
    pub ids: Vec<ContactId>,
}

impl FromIterator<(ContactId, Summary)> for Summaries {
    fn from_iter<I: IntoIterator<Item = (ContactId, Summary)>>(summaries: I) -> Self {
        let mut all = Self::default();
        summaries.into_iter().for_each(|(id, summary)| all.put(id, summary));
        all
    }
}

/// The summaries of all conversations; those of merged contacts stand for themselves, as they are stored.
#[derive(Debug, Clone, Default)]
pub struct Summaries(IdMap<Summary>);

impl Summaries {
    /// Takes over what a conversation is now; what has neither messages nor a state is none.
    pub fn put(&mut self, id: ContactId, summary: Summary) {
        match summary == Summary::default() {
            true => drop(self.0.remove(&id)),
            false => drop(self.0.insert(id, summary)),
        }
    }

    /// The conversation that is stored with a contact, without those that were merged into it.
    #[must_use]
    pub fn own(&self, id: ContactId) -> Option<&Summary> {
        self.0.get(&id)
    }

    /// The conversation with a contact, and with those that were merged into it.
    #[must_use]
    pub fn of(&self, contact: &Contact) -> Option<Cow<'_, Summary>> {
        let summaries = contact.members().filter_map(|id| self.0.get(&id));
        summaries.map(Cow::Borrowed).reduce(|one, other| join(one, &other))
    }

    /// Each conversation that has messages, with whose it is: those of contacts that are listed, joined where they were
    /// merged.
    fn listed<'a>(
        &'a self,
        contacts: &'a Contacts,
    ) -> impl Iterator<Item = (&'a Contact, Cow<'a, Summary>)> {
        let own = self.0.keys().filter_map(|id| {
            let contact = contacts.get(contacts.survivor(*id))?;
            // Of several that were merged the first that is there speaks for all.
            let first = contact.members().find(|member| self.0.contains_key(member));
            (first == Some(*id)).then_some(&**contact)
        });
        own.filter(|contact| contact.is_listed())
            .filter_map(|contact| Some((contact, self.of(contact)?)))
            .filter(|(_, summary)| summary.is_any())
    }

    /// Whose conversations have something unread, snoozed ones left out.
    #[must_use]
    pub fn unread(&self, contacts: &Contacts, now: Timestamp) -> Vec<ContactId> {
        let unread = self.0.iter().filter(|(_, summary)| summary.unread > 0);
        let mut ids: Vec<ContactId> = unread
            .filter_map(|(id, _)| contacts.get(contacts.survivor(*id)))
            .filter(|contact| contact.is_listed())
            .filter(|contact| {
                self.of(contact).is_some_and(|summary| Tab::Unread.holds(&summary, now))
            })
            .map(|contact| contact.id)
            .collect();
        ids.sort_unstable();
        ids.dedup();
        ids
    }

    /// The next time at which a conversation comes back by itself.
    #[must_use]
    pub fn next_wake(&self, now: Timestamp) -> Option<Timestamp> {
        self.0.values().filter_map(Summary::woken_at).filter(|time| *time > now).min()
    }

    /// What the list shows at this time, `among` these contacts, if any are named.
    #[must_use]
    pub fn shown(
        &self,
        contacts: &Contacts,
        (tab, wanted): (Tab, &Wanted),
        among: Option<&IdSet>,
        now: Timestamp,
    ) -> Shown {
        let mut counts = [0; 4];
        let mut rows = Vec::new();
        for (contact, summary) in self.listed(contacts) {
            let is_among = among.is_none_or(|among| among.contains(&contact.id));
            if !is_among || !wanted.fits(&summary, contact) {
                continue;
            }
            for (own, count) in Tab::ALL.into_iter().zip(&mut counts) {
                *count += usize::from(own.holds(&summary, now));
            }
            if tab.holds(&summary, now) {
                rows.push((key(&summary, wanted.order, now), contact.id));
            }
        }
        rows.sort_unstable();
        Shown { counts, ids: rows.into_iter().map(|(_, id)| id).collect() }
    }
}

fn join<'a>(one: Cow<'a, Summary>, other: &Summary) -> Cow<'a, Summary> {
    let mut one = one.into_owned();
    one.join(other);
    Cow::Owned(one)
}

/// What conversations are ordered by.
fn key(summary: &Summary, order: Order, now: Timestamp) -> (bool, i64) {
    let at = summary.at(now).millis();
    match order {
        Order::Newest => (false, -at),
        Order::Oldest => (false, at),
        Order::LongestWaiting => match summary.waiting_since {
            Some(since) => (false, since.millis()),
            None => (true, -at),
        },
    }
}
