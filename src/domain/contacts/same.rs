//! Who else has an email or a phone: quick enough to be asked with every key, since a column is swept once and only the
//! few contacts that may have it are looked at.

use std::sync::Arc;

use super::Contacts;
use crate::domain::contact::Contact;
use crate::domain::contact::email::{is_email, is_same};
use crate::domain::contact::phone::Phone;
use crate::domain::contact::phone::numbering::Country;
use crate::domain::filter::field::Field;
use crate::domain::filter::plain;
use crate::domain::id::ContactId;
use crate::domain::search::SEPARATOR;

impl Contacts {
    /// A listed contact other than `except` that has the email in what is typed; none while that is no whole address.
    #[must_use]
    pub fn with_email(&self, typed: &str, except: Option<ContactId>) -> Option<&Arc<Contact>> {
        let address = typed.trim();
        if !is_email(address) {
            return None;
        }
        let needle = format!("{SEPARATOR}{}{SEPARATOR}", plain(address));
        let has =
            |contact: &Contact| contact.emails.iter().any(|email| is_same(&email.address, address));
        self.holding(&Field::Email, &needle, except, &has)
    }

    /// A listed contact other than `except` that has the phone in what is typed, however either is written; `home` is
    /// the country that numbers without `+` are dialled in. None while too few digits are typed.
    #[must_use]
    pub fn with_phone(
        &self,
        typed: &str,
        home: Option<Country>,
        except: Option<ContactId>,
    ) -> Option<&Arc<Contact>> {
        let phone = Phone::new(typed.trim(), home);
        let needle = phone.tail()?;
        let has = |contact: &Contact| contact.phones.iter().any(|known| known.is_same(&phone));
        self.holding(&Field::Phone, &needle, except, &has)
    }

    /// The first listed contact with `needle` in its texts of a field that `has` it indeed.
    fn holding(
        &self,
        field: &Field,
        needle: &str,
        except: Option<ContactId>,
        has: &dyn Fn(&Contact) -> bool,
    ) -> Option<&Arc<Contact>> {
        let rows = self.columns.holding(field, needle);
        let contacts = rows.iter().filter_map(|row| self.rows.get(row as usize));
        let mut listed =
            contacts.filter(|contact| contact.is_listed() && Some(contact.id) != except);
        listed.find(|contact| has(contact))
    }
}
