//! The contacts that an import may find: by id, then by email, then by phone.

use std::collections::HashMap;
use std::sync::Arc;

use super::Change;
use super::incoming::Incoming;
use crate::domain::contact::Contact;
use crate::domain::contact::phone::Phone;
use crate::domain::contact::phone::numbering::Country;
use crate::domain::id::ContactId;

/// The contacts of the workspace, and those that the import has made of earlier rows, so that a person who is in a file
/// twice becomes one contact.
#[derive(Debug, Clone, Default)]
pub struct Known {
    contacts: HashMap<ContactId, Arc<Contact>>,
    emails: HashMap<String, ContactId>,
    /// By digits that all spellings of a number share.
    phones: HashMap<String, Vec<ContactId>>,
}

impl Known {
    /// Puts a contact in, or its new state. Those in Trash and those merged into others are left out.
    pub fn put(&mut self, contact: Arc<Contact>) {
        if !contact.is_listed() {
            self.contacts.remove(&contact.id);
            return;
        }
        for email in &contact.emails {
            self.emails.entry(lower(&email.address)).or_insert(contact.id);
        }
        for tail in contact.phones.iter().filter_map(Phone::tail) {
            let sharing = self.phones.entry(tail).or_default();
            if !sharing.contains(&contact.id) {
                sharing.push(contact.id);
            }
        }
        self.contacts.insert(contact.id, contact);
    }

    /// Puts in what became of a row.
    pub fn follow(&mut self, change: &Change) {
        match change {
            Change::Create(contact) | Change::Update { after: contact, .. } => {
                self.put(Arc::new(contact.clone()));
            }
            Change::Same(_) => {}
        }
    }

    /// One of them.
    #[must_use]
    pub fn get(&self, id: ContactId) -> Option<&Arc<Contact>> {
        self.contacts.get(&id)
    }

    /// The contact that is meant; `home` is the country that numbers without `+` are dialled in.
    #[must_use]
    pub fn find(&self, incoming: &Incoming, home: Option<Country>) -> Option<&Arc<Contact>> {
        let by_id = || self.contacts.get(&incoming.id?);
        let by_email = || incoming.emails.iter().find_map(|address| self.with_email(address));
        let by_phone = || {
            let phones = incoming.phones.iter().map(|phone| Phone::new(phone.number.trim(), home));
            phones.into_iter().find_map(|phone| self.with_phone(&phone))
        };
        by_id().or_else(by_email).or_else(by_phone)
    }

    fn with_email(&self, address: &str) -> Option<&Arc<Contact>> {
        let address = lower(address);
        let contact = self.contacts.get(self.emails.get(&address)?)?;
        // An email may have been taken away since it was put in.
        contact.emails.iter().any(|email| lower(&email.address) == address).then_some(contact)
    }

    fn with_phone(&self, phone: &Phone) -> Option<&Arc<Contact>> {
        let sharing = self.phones.get(&phone.tail()?)?;
        let contacts = sharing.iter().filter_map(|id| self.contacts.get(id));
        contacts.into_iter().find(|contact| contact.phones.iter().any(|known| known.is_same(phone)))
    }
}

fn lower(address: &str) -> String {
    address.trim().to_lowercase()
}

impl FromIterator<Arc<Contact>> for Known {
    fn from_iter<I: IntoIterator<Item = Arc<Contact>>>(contacts: I) -> Self {
        let mut known = Self::default();
        contacts.into_iter().for_each(|contact| known.put(contact));
        known
    }
}
