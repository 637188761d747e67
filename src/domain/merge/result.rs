//! What comes of a merge, computed before it is done.

use super::Plan;
use super::record::Left;
use super::row::Row;
use crate::domain::contact::Contact;
use crate::domain::contact::email::{self, Email};
use crate::domain::contact::entries::{Entry, MAX_ENTRIES};
use crate::domain::contact::phone::Phone;
use crate::domain::search::fold::fold;
use crate::domain::time::Timestamp;

impl Plan {
    /// The survivor as it will be, changed `now`, and what finds no room in it.
    #[must_use]
    pub fn result(&self, now: Timestamp) -> Option<(Contact, Left)> {
        let master = self.master()?;
        let mut survivor = Contact::clone(master);
        for row in self.all_rows() {
            if let Some(winner) = self.winner(&row).filter(|winner| winner.id != master.id) {
                take_over(&mut survivor, &row, winner);
            }
        }
        let mut left = Left::default();
        let lists = |read: fn(&Contact) -> &Vec<Email>| -> Vec<&[Email]> {
            self.others().map(|other| read(other).as_slice()).collect()
        };
        let is_same = |one: &Email, other: &Email| email::is_same(&one.address, &other.address);
        let winner = self.winner(&Row::Emails).filter(|winner| winner.id != master.id);
        let first = winner.map(|winner| Email::new(winner.email()));
        left.emails =
            gather(&mut survivor.emails, &lists(|contact| &contact.emails), first, &is_same);
        let phones: Vec<&[Phone]> = self.others().map(|other| other.phones.as_slice()).collect();
        let winner = self.winner(&Row::Phones).filter(|winner| winner.id != master.id);
        let first = winner
            .and_then(|winner| winner.phones.iter().find(|phone| phone.number == winner.phone()));
        left.phones = gather(&mut survivor.phones, &phones, first.cloned(), &Phone::is_same);
        for other in self.others() {
            keep_all(&mut survivor, other);
        }
        survivor.updated_at = now;
        Some((survivor, left))
    }
}

/// Takes the value of a row over from whoever wins it.
fn take_over(survivor: &mut Contact, row: &Row, winner: &Contact) {
    match row {
        Row::Picture => survivor.picture.clone_from(&winner.picture),
        Row::Name => {
            survivor.first_name.clone_from(&winner.first_name);
            survivor.last_name.clone_from(&winner.last_name);
        }
        Row::Field(field) => field.restore(survivor, winner),
        Row::Custom(key) => survivor.custom.copy(key, &winner.custom),
        // Those are kept of all.
        Row::Emails | Row::Phones | Row::Tags | Row::Followers | Row::Dnd => {}
    }
}

/// Adds the entries of others behind one's own, each once; `first` becomes the primary one. Returns those without room.
fn gather<E: Entry + Clone>(
    own: &mut Vec<E>,
    others: &[&[E]],
    first: Option<E>,
    is_same: &dyn Fn(&E, &E) -> bool,
) -> Vec<E> {
    // What another program wrote is not cut.
    let room = own.len().max(MAX_ENTRIES);
    for entry in others.iter().copied().flatten() {
        if !own.iter().any(|known| is_same(known, entry)) {
            let mut entry = entry.clone();
            *entry.mark() = false;
            own.push(entry);
        }
    }
    let place = first.and_then(|first| own.iter().position(|known| is_same(known, &first)));
    if let Some(place) = place {
        // The primary one has room whoever stays behind.
        let kept = place.min(room - 1);
        own.get_mut(kept..=place).unwrap_or_default().rotate_right(1);
        for (at, entry) in own.iter_mut().enumerate() {
            *entry.mark() = at == kept;
        }
    }
    own.split_off(own.len().min(room))
}

/// Takes over what is kept of all of them.
fn keep_all(survivor: &mut Contact, other: &Contact) {
    let add = |all: &mut Vec<String>, texts: &[String], key: fn(&str) -> String| {
        for text in texts {
            if !all.iter().any(|known| key(known) == key(text)) {
                all.push(text.clone());
            }
        }
    };
    add(&mut survivor.tags, &other.tags, fold);
    add(&mut survivor.followers, &other.followers, |text| text.trim().to_owned());
    add(&mut survivor.dnd, &other.dnd, str::to_owned);
    for alias in other.members() {
        if alias != survivor.id && !survivor.aliases.contains(&alias) {
            survivor.aliases.push(alias);
        }
    }
    // A time that is not known reads as 1970.
    let unknown = Timestamp::default();
    if other.created_at != unknown
        && (survivor.created_at == unknown || other.created_at < survivor.created_at)
    {
        survivor.created_at = other.created_at;
    }
    survivor.last_activity_at = survivor.last_activity_at.max(other.last_activity_at);
    // A contact that is not of the sample must not go with it.
    survivor.sample &= other.sample;
}
