//! The columns beside the contacts, from which search, filters and sorts are read: no contact is looked at while they
//! run. Texts that many contacts share are coded, those that hardly two share stand in one run, points in time are
//! numbers, and yes or no is a bit. One call takes a contact in and one forgets it.

pub mod coded;
pub mod order;
mod write;

use self::coded::{Coded, Counted};
use self::write::{set_all, set_at, set_custom, set_texts};
use super::contact::Contact;
use super::contact::birthday::Birthday;
use super::filter::field::{Definitions, Field, Kind};
use super::filter::plain;
use super::rows::Rows;
use super::search::column::TextColumn;
use super::search::fold::fold;
use super::search::{SEPARATOR, digits, write_custom, write_text};

/// The columns, by row.
#[derive(Debug, Default)]
pub struct Columns {
    len: usize,
    /// What search sweeps; the folded name stands first in it.
    pub(super) search: TextColumn,
    /// By the order of [`SINGLE`].
    singles: [Coded; 11],
    tags: Coded,
    dnd: Coded,
    /// As [`Birthday::packed`] has them, 0 where there is none; rows behind the end have none.
    birthdays: Vec<u32>,
    /// Email addresses, digits of phones, street, postal code and website: each text between two [`SEPARATOR`]s, the
    /// primary one first.
    texts: [TextColumn; 5],
    /// When it was created, last changed, and last active, in milliseconds; 0 where that is not known.
    times: [Vec<i64>; 3],
    has_picture: Rows,
    /// In Trash and not merged into another.
    in_trash: Rows,
    pub(super) listed: Rows,
    pub(super) unread: Rows,
    definitions: Definitions,
    /// By the order of the definitions.
    custom: Vec<Coded>,
    scratch: String,
}

/// The fields with one text that many contacts share.
static SINGLE: [Field; 11] = [
    Field::FirstName,
    Field::LastName,
    Field::Company,
    Field::JobTitle,
    Field::Type,
    Field::Owner,
    Field::City,
    Field::Region,
    Field::Country,
    Field::Timezone,
    Field::Source,
];

/// Where a field is read from.
pub(super) enum Column<'a> {
    /// The name in the column that search sweeps.
    Name,
    /// Texts that rows share.
    Coded(&'a Coded),
    /// Texts of each row.
    Texts(&'a TextColumn),
    /// Milliseconds.
    Times(&'a [i64]),
    /// Days of birth.
    Birthdays(&'a [u32]),
    /// Yes or no.
    Flags(&'a Rows),
    /// Yes where the set of texts has this one.
    Member(&'a Coded, &'static str),
    /// Nothing is known about it.
    None,
}

impl Columns {
    /// How many rows there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.len
    }

    /// Whether there is no row.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Takes in what a row's contact is now.
    pub fn put(&mut self, row: u32, contact: &Contact) {
        self.len = self.len.max(row as usize + 1);
        self.set_search(row, contact);
        let singles = [
            &contact.first_name,
            &contact.last_name,
            &contact.company,
            &contact.job_title,
            &contact.contact_type,
            &contact.owner,
            &contact.city,
            &contact.region,
            &contact.country,
            &contact.timezone,
            &contact.source,
        ];
        let mut text = std::mem::take(&mut self.scratch);
        for (column, single) in self.singles.iter_mut().zip(singles) {
            set_all(column, row, &mut [single.as_str()].into_iter(), &mut text);
        }
        set_all(&mut self.tags, row, &mut contact.tags.iter().map(String::as_str), &mut text);
        set_all(&mut self.dnd, row, &mut contact.dnd.iter().map(String::as_str), &mut text);
        let birthday = contact.birthday.as_ref().map_or(0, Birthday::packed);
        if birthday != 0 || (row as usize) < self.birthdays.len() {
            set_at(&mut self.birthdays, row, birthday);
        }
        for (column, definition) in self.custom.iter_mut().zip(self.definitions.iter()) {
            set_custom(column, row, contact.custom.get(definition.key()), &mut text);
        }
        self.scratch = text;
        let [emails, phones, street, postal_code, website] = &mut self.texts;
        let addresses = contact.emails.iter().map(|email| plain(&email.address));
        set_texts(emails, row, &plain(contact.email()), addresses);
        let numbers = contact.phones.iter().map(|phone| digits(&fold(&phone.number)));
        set_texts(phones, row, &digits(&fold(contact.phone())), numbers);
        let singles = [
            (street, &contact.street),
            (postal_code, &contact.postal_code),
            (website, &contact.website),
        ];
        for (column, text) in singles {
            set_texts(column, row, &plain(text), std::iter::empty());
        }
        let times = [contact.created_at, contact.updated_at, contact.last_activity_at];
        for (column, time) in self.times.iter_mut().zip(times) {
            set_at(column, row, time.millis());
        }
        let is_trashed = contact.deleted_at.is_some() && contact.merged_into.is_none();
        self.has_picture.set(row, contact.picture.is_some());
        self.in_trash.set(row, is_trashed);
        self.listed.set(row, contact.is_listed());
    }

    /// Forgets a row: no list, search or count has it any more.
    pub fn forget(&mut self, row: u32) {
        self.search.forget(row);
        self.texts.iter_mut().for_each(|column| column.forget(row));
        let sets = [&mut self.tags, &mut self.dnd];
        for column in self.singles.iter_mut().chain(sets).chain(&mut self.custom) {
            column.set(row, "");
        }
        let flags = [&mut self.has_picture, &mut self.in_trash, &mut self.listed, &mut self.unread];
        flags.into_iter().for_each(|rows| rows.set(row, false));
    }

    /// What search sweeps: the texts of the contact, and those of custom fields that hold texts.
    fn set_search(&mut self, row: u32, contact: &Contact) {
        let definitions = &self.definitions;
        self.search.set(row, |text| {
            write_text(contact, text);
            let texts = definitions.iter().filter(|definition| definition.kind == Kind::Text);
            for value in texts.filter_map(|definition| contact.custom.get(definition.key())) {
                write_custom(&value, text);
            }
        });
    }

    /// The custom fields that there are.
    #[must_use]
    pub const fn definitions(&self) -> &Definitions {
        &self.definitions
    }

    /// Takes over which custom fields there are; the columns are those of the contacts, by row.
    pub(super) fn define<'a>(
        &mut self,
        definitions: &Definitions,
        contacts: impl Iterator<Item = (u32, &'a Contact)>,
    ) {
        self.definitions = definitions.clone();
        self.custom.clear();
        self.custom.resize_with(definitions.iter().count(), Coded::default);
        let mut text = std::mem::take(&mut self.scratch);
        for (row, contact) in contacts.filter(|(_, contact)| !contact.custom.is_empty()) {
            // A forgotten row has no text, and gets none again.
            if !self.search.get(row).is_empty() {
                self.set_search(row, contact);
            }
            for (column, definition) in self.custom.iter_mut().zip(self.definitions.iter()) {
                set_custom(column, row, contact.custom.get(definition.key()), &mut text);
            }
        }
        self.scratch = text;
    }

    /// Contacts in Trash that were not merged into others.
    #[must_use]
    pub const fn in_trash(&self) -> &Rows {
        &self.in_trash
    }

    /// What the listed contacts have in a field, the most frequent first. Empty for names, emails, phones, streets,
    /// postal codes and websites, which hardly two share, and for fields that are no texts.
    #[must_use]
    pub fn values(&self, field: &Field) -> Vec<Counted> {
        match self.column(field) {
            Column::Coded(column) => column.values(&self.listed),
            _ => Vec::new(),
        }
    }

    /// Where a field is read from.
    pub(super) fn column(&self, field: &Field) -> Column<'_> {
        let [emails, phones, street, postal_code, website] = &self.texts;
        let [created, updated, last_activity] = &self.times;
        match field {
            Field::Name => Column::Name,
            Field::Email => Column::Texts(emails),
            Field::Phone => Column::Texts(phones),
            Field::Street => Column::Texts(street),
            Field::PostalCode => Column::Texts(postal_code),
            Field::Website => Column::Texts(website),
            Field::Tag => Column::Coded(&self.tags),
            Field::Birthday => Column::Birthdays(&self.birthdays),
            Field::Created => Column::Times(created),
            Field::Updated => Column::Times(updated),
            Field::LastActivity => Column::Times(last_activity),
            Field::HasPicture => Column::Flags(&self.has_picture),
            Field::Unread => Column::Flags(&self.unread),
            Field::InTrash => Column::Flags(&self.in_trash),
            Field::Dnd(channel) => Column::Member(&self.dnd, channel.key()),
            Field::Custom(definition) => {
                let keys = self.definitions.iter().map(|known| known.key());
                let found = keys.zip(&self.custom).find(|(key, _)| *key == definition.key());
                found.map_or(Column::None, |(_, column)| Column::Coded(column))
            }
            _ => {
                let found = SINGLE.iter().zip(&self.singles).find(|(known, _)| *known == field);
                found.map_or(Column::None, |(_, column)| Column::Coded(column))
            }
        }
    }

    /// The rows with `needle` in the texts that each has for itself in a field, such as emails; none for other fields.
    pub(super) fn holding(&self, field: &Field, needle: &str) -> Rows {
        match self.column(field) {
            Column::Texts(column) => column.holding(needle, self.len, &|_, _| true),
            _ => Rows::default(),
        }
    }

    /// The rows of contacts that have a first or a last name.
    pub(super) fn named(&self) -> Rows {
        let [first, last, ..] = &self.singles;
        let is_there = |text: &str| !text.is_empty();
        let mut rows = first.rows(self.len, &is_there);
        rows.add(&last.rows(self.len, &is_there));
        rows
    }

    /// The folded name of a row, as the list orders it.
    #[must_use]
    pub fn name(&self, row: u32) -> &str {
        first(self.search.get(row))
    }
}

/// The text before the first [`SEPARATOR`].
pub(super) fn first(text: &str) -> &str {
    let end = memchr::memchr(SEPARATOR as u8, text.as_bytes());
    end.and_then(|end| text.get(..end)).unwrap_or(text)
}
