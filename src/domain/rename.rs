//! What many contacts hold as a text: contact types, names of people, choices. When one of them gets another name or
//! goes, the contacts follow; which of them, and how, is decided here.

use super::contact::Contact;
use super::custom_field::choices::{purged, replaced};
use super::id::FieldKey;
use super::search::fold::fold;
use super::workspace::retyped;

/// What is renamed or taken away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Named {
    /// A contact type.
    ContactType,
    /// Somebody of the team, who owns contacts and follows them.
    Person,
    /// A choice of a custom field.
    Choice(FieldKey),
    /// All values of a custom field, which only go.
    Values(FieldKey),
}

/// Another name for something that contacts hold, or none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rename {
    /// What it is.
    pub what: Named,
    /// What it was called.
    pub from: String,
    /// What it is called now; none where it is taken away.
    pub to: Option<String>,
}

impl Rename {
    /// A contact after it; none where the contact does not hold it, so that it stays untouched.
    #[must_use]
    pub fn applied(&self, contact: &Contact) -> Option<Contact> {
        match &self.what {
            Named::ContactType => retyped(contact, &self.from, self.to.as_deref()),
            Named::Person => self.reassigned(contact),
            Named::Choice(key) => replaced(contact, key, &self.from, self.to.as_deref()),
            Named::Values(key) => purged(contact, key),
        }
    }

    /// A contact as it is now with what this changed as it was `before`; none where somebody has changed it since.
    #[must_use]
    pub fn undone(&self, now: &Contact, before: &Contact) -> Option<Contact> {
        let after = self.applied(before)?;
        let mut untouched = now.clone();
        self.take_over(&mut untouched, &after);
        if untouched != *now {
            return None;
        }
        self.take_over(&mut untouched, before);
        Some(untouched)
    }

    /// Takes over from another state of the contact what this changes.
    fn take_over(&self, contact: &mut Contact, from: &Contact) {
        match &self.what {
            Named::ContactType => contact.contact_type.clone_from(&from.contact_type),
            Named::Person => {
                contact.owner.clone_from(&from.owner);
                contact.followers.clone_from(&from.followers);
            }
            Named::Choice(key) | Named::Values(key) => {
                contact.custom.copy(key.as_str(), &from.custom);
            }
        }
    }

    fn reassigned(&self, contact: &Contact) -> Option<Contact> {
        let (from, to) = (fold(self.from.trim()), self.to.as_deref()?);
        let is_from = |name: &String| fold(name.trim()) == from;
        if !is_from(&contact.owner) && !contact.followers.iter().any(is_from) {
            return None;
        }
        let rename = |name: &String| if is_from(name) { to } else { name }.to_owned();
        let mut changed = contact.clone();
        changed.owner = rename(&contact.owner);
        changed.followers.clear();
        for follower in contact.followers.iter().map(rename) {
            if !changed.followers.contains(&follower) {
                changed.followers.push(follower);
            }
        }
        (changed != *contact).then_some(changed)
    }
}
