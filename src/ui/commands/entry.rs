//! What the commands find for what is typed: contacts, lists, actions and pages.

use std::sync::Arc;

use leptos::prelude::*;

use super::action::{ACTIONS, Does, is_offered};
use crate::domain::contact::Contact;
use crate::domain::contacts::Contacts;
use crate::domain::search::fold::fold;
use crate::domain::search::{Fit, Query};
use crate::domain::shown::Place;
use crate::state::App;
use crate::ui::kit::icon::Glyph;
use crate::ui::routes::{CONTACTS, CONVERSATIONS, DUPLICATES, SETTINGS};

/// How many contacts are offered.
const PEOPLE: usize = 8;

/// What stands under one heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// People and companies.
    Contacts,
    /// Smart Lists.
    Lists,
    /// What can be done.
    Actions,
    /// Where one can go.
    Pages,
}

impl Group {
    /// The heading.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Contacts => "Contacts",
            Self::Lists => "Lists",
            Self::Actions => "Actions",
            Self::Pages => "Pages",
        }
    }
}

/// Something to choose.
#[derive(Clone, PartialEq)]
pub struct Entry {
    /// Where it stands.
    pub group: Group,
    /// What it is called.
    pub title: String,
    /// A word more about it.
    pub note: String,
    /// Whose face it has.
    pub contact: Option<Arc<Contact>>,
    /// The path of its icon, where it has no face.
    pub path: &'static str,
    /// The key that does the same.
    pub keys: &'static str,
    /// What choosing it does.
    pub does: Does,
}

/// What fits to what is typed, by groups; one in which the words begin a name comes before those in which they stand
/// somewhere. Everything but contacts for nothing typed.
pub fn find(app: App, typed: &str) -> Vec<Entry> {
    let query = Query::parse(typed);
    let is_all = typed.trim().is_empty();
    // Marks alone are no word that anything could be found by.
    if query.is_empty() && !is_all {
        return Vec::new();
    }
    let groups = [people(app, &query), lists(app, &query), actions(app, &query), pages(&query)];
    let groups = groups.map(|group| ahead(group, |(fit, _)| *fit == Fit::Begins));
    let is_best =
        |group: &Vec<(Fit, Entry)>| group.first().is_some_and(|(fit, _)| *fit == Fit::Begins);
    let groups = ahead(groups.into(), is_best);
    groups.into_iter().flatten().map(|(_, entry)| entry).collect()
}

/// The same ones, those first for which something holds.
fn ahead<T>(all: Vec<T>, holds: impl Fn(&T) -> bool) -> Vec<T> {
    let (mut ahead, mut behind): (Vec<T>, Vec<T>) = all.into_iter().partition(holds);
    ahead.append(&mut behind);
    ahead
}

/// Entries with the other words by which they are found, as far as they fit.
fn named(entries: Vec<(Entry, &'static str)>, query: &Query) -> Vec<(Fit, Entry)> {
    let fit = |(entry, also): (Entry, &str)| {
        let text = fold(&format!("{} {also}", entry.title));
        query.fit(&text).map(|fit| (fit, entry))
    };
    entries.into_iter().filter_map(fit).collect()
}

fn people(app: App, query: &Query) -> Vec<(Fit, Entry)> {
    let found = app.book.contacts().with(|contacts: &Contacts| contacts.find(query, PEOPLE));
    let entry = |contact: Arc<Contact>| {
        let name = contact.name();
        let fit = query.fit(&fold(&name)).unwrap_or(Fit::Within);
        let notes = [&contact.company, contact.email(), contact.phone()];
        let note = notes.into_iter().find(|note| !note.is_empty() && **note != name);
        let entry = Entry {
            group: Group::Contacts,
            note: note.map(str::to_owned).unwrap_or_default(),
            does: Does::Contact(contact.id),
            contact: Some(contact),
            path: "",
            keys: "",
            title: name,
        };
        (fit, entry)
    };
    found.into_iter().map(entry).collect()
}

fn lists(app: App, query: &Query) -> Vec<(Fit, Entry)> {
    let entry = |title: &str, place: Place| {
        let does = Does::List(place);
        (plain(Group::Lists, title, Glyph::Rows.path(), does), "smart list")
    };
    let mut entries = vec![entry("All", Place::All)];
    app.lists.with(|lists| {
        entries.extend(lists.iter().map(|list| entry(&list.name, Place::Saved(list.id))));
    });
    if app.book.contacts().with(|contacts| !contacts.trashed().is_empty()) {
        entries.push(entry("Trash", Place::Trash));
    }
    named(entries, query)
}

fn actions(app: App, query: &Query) -> Vec<(Fit, Entry)> {
    let offered = ACTIONS.iter().filter(|listed| is_offered(app, listed.action));
    let entry = |listed: &super::action::Listed| {
        let does = Does::Action(listed.action);
        let entry = plain(Group::Actions, listed.title, listed.path, does);
        (Entry { keys: listed.keys, ..entry }, listed.also)
    };
    named(offered.map(entry).collect(), query)
}

fn pages(query: &Query) -> Vec<(Fit, Entry)> {
    let pages = [
        ("Contacts", CONTACTS, Glyph::People, "people"),
        ("Conversations", CONVERSATIONS, Glyph::Chat, "messages inbox"),
        ("Duplicates", DUPLICATES, Glyph::Copies, "merge twice"),
        ("Settings", SETTINGS, Glyph::Cog, "preferences options"),
    ];
    let entry = |(title, address, glyph, also): (&str, &'static str, Glyph, &'static str)| {
        (plain(Group::Pages, title, glyph.path(), Does::Page(address)), also)
    };
    named(pages.map(entry).into(), query)
}

fn plain(group: Group, title: &str, path: &'static str, does: Does) -> Entry {
    let (title, note) = (title.to_owned(), String::new());
    Entry { group, title, note, contact: None, path, keys: "", does }
}
