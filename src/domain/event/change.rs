//! The differences between two states of a contact, as people read them.

use std::collections::BTreeSet;

use super::EventKind;
use crate::domain::contact::Contact;
use crate::domain::contact::draft::Field;
use crate::domain::contact::entries;
use crate::domain::contact::phone::Phone;
use crate::domain::id::Digest;

/// One difference.
pub(super) struct Change {
    pub(super) kind: EventKind,
    pub(super) field: String,
    pub(super) from: String,
    pub(super) to: String,
    pub(super) picture: Option<Digest>,
}

/// All differences, fields first, in the order of the form.
pub(super) fn changes(before: &Contact, after: &Contact) -> Vec<Change> {
    let mut found = Vec::new();
    let mut compare = |field: &str, from: String, to: String| {
        if from != to {
            let field = field.to_owned();
            found.push(Change { kind: EventKind::Changed, field, from, to, picture: None });
        }
    };
    for field in Field::ALL {
        compare(field.key(), text(field, before), text(field, after));
    }
    compare("followers", before.followers.join(", "), after.followers.join(", "));
    compare("dnd", before.dnd.join(", "), after.dnd.join(", "));
    let keys: BTreeSet<&str> = before.custom.keys().chain(after.custom.keys()).collect();
    for key in keys {
        compare(&format!("custom.{key}"), before.custom.text(key), after.custom.text(key));
    }
    let digest = |contact: &Contact| contact.picture.as_ref().map(|picture| picture.digest);
    let (old, new) = (digest(before), digest(after));
    if old != new {
        let name = |digest: Option<Digest>| digest.map(|digest| digest.to_string());
        let [from, to] = [old, new].map(|digest| name(digest).unwrap_or_default());
        found.push(Change { picture: old, ..Change::of(EventKind::Picture, from, to) });
    }
    match (before.deleted_at, after.deleted_at) {
        (None, Some(_)) => found.push(Change::of(EventKind::Deleted, String::new(), String::new())),
        (Some(_), None) => {
            found.push(Change::of(EventKind::Restored, String::new(), String::new()))
        }
        _ => {}
    }
    if before.merged_into != after.merged_into {
        let [from, to] = [before, after].map(|contact| contact.merged_into);
        let [from, to] = [from, to].map(|id| id.map(|id| id.to_string()).unwrap_or_default());
        found.push(Change::of(EventKind::Merged, from, to));
    }
    found
}

impl Change {
    const fn of(kind: EventKind, from: String, to: String) -> Self {
        Self { kind, field: String::new(), from, to, picture: None }
    }
}

/// A field as people read it: of emails and phones all, the primary one first.
fn text(field: Field, contact: &Contact) -> String {
    match field {
        Field::Email => listed(&contact.emails, |email| email.address.clone()),
        Field::Phone => listed(&contact.phones, phone),
        _ => field.read(contact),
    }
}

fn listed<E: entries::Entry>(all: &[E], text: impl Fn(&E) -> String) -> String {
    let primary = entries::primary(all);
    let others = all.iter().enumerate().filter(|(at, _)| Some(*at) != primary);
    let first = primary.and_then(|at| all.get(at)).into_iter();
    first.chain(others.map(|(_, entry)| entry)).map(text).collect::<Vec<_>>().join(", ")
}

fn phone(phone: &Phone) -> String {
    match &phone.label {
        Some(label) => format!("{} ({})", phone.number, label.name()),
        None => phone.number.clone(),
    }
}
