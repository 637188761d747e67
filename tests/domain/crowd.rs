//! A workspace for tests of filters and sorts: some people on 11 March 2026, a Wednesday, and clocks to look at them by.

use visage::domain::contact::Contact;
use visage::domain::contacts::Contacts;
use visage::domain::contacts::select::Listing;
use visage::domain::date::{Calendar, Date};
use visage::domain::filter::Filter;
use visage::domain::id::ContactId;
use visage::domain::rows::Rows;
use visage::domain::search::Query;
use visage::domain::sort::Sort;
use visage::domain::time::{DAY, Timestamp};

use crate::filters::definitions;

/// People with short names of their own, which tests call them by.
pub(crate) struct Crowd {
    names: Vec<&'static str>,
    /// The contacts as lists hold them.
    pub(crate) contacts: Contacts,
}

/// The day that a text such as `2026-03-11` writes.
pub(crate) fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// When a day begins in UTC.
pub(crate) fn utc(day: Date) -> Timestamp {
    Timestamp::from_millis(day.days() * DAY)
}

impl Crowd {
    /// These people, each a name and the body of its document.
    pub(crate) fn of(people: &[(&'static str, &str)]) -> Self {
        let mut contacts = Contacts::default();
        contacts.define(&definitions());
        let contact = |(number, (name, json)): (u128, &(&str, &str))| {
            Contact::from_json(ContactId::from_random(number), json)
                .unwrap_or_else(|| panic!("{name} is no contact: {json}"))
        };
        contacts.upsert((0..).zip(people).map(contact).collect());
        Self { names: people.iter().map(|(name, _)| *name).collect(), contacts }
    }

    /// The id of someone.
    pub(crate) fn id(&self, name: &str) -> ContactId {
        let number = self.names.iter().position(|known| *known == name).unwrap();
        ContactId::from_random(number as u128)
    }

    /// The rows that a filter's text matches, all of which must be understood.
    pub(crate) fn rows(&self, text: &str, calendar: &Calendar<'_>) -> Rows {
        let filter = Filter::parse(text, &definitions());
        assert!(filter.unknown().next().is_none(), "{:?}", filter.unknown().next());
        self.contacts.matching(&filter, calendar)
    }

    /// Who is in these rows, in the order in which the people were given.
    pub(crate) fn who(&self, rows: &Rows) -> Vec<&'static str> {
        let by_name = Sort::default();
        let query = Query::default();
        let selection = Listing { query: &query, filter: Some(rows), sort: &by_name };
        let chosen: Vec<_> = self.contacts.select(&selection).iter().collect();
        assert_eq!(chosen.len(), rows.count());
        let is_chosen = |name: &&&str| chosen.contains(&self.id(name));
        self.names.iter().filter(is_chosen).copied().collect()
    }

    /// Checks who matches, with names in one text, and that the inverse of a single condition matches all others.
    pub(crate) fn check(&self, text: &str, expect: &str, calendar: &Calendar<'_>) {
        let found = self.who(&self.rows(text, calendar));
        assert_eq!(found.join(" "), expect, "{text}");
    }
}
