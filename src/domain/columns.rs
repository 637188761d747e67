//! The columns beside the contacts, from which search, filters and sorts are read: no contact is looked at while they
//! run. Texts that many contacts share are coded, those that hardly two share stand in one run, points in time are
//! numbers, and yes or no is a bit. One call takes a contact in and one forgets it.

pub mod coded;
pub mod order;

use self::coded::{Coded, Counted};
use super::contact::Contact;
use super::contact::custom::CustomValue;
use super::filter::field::{Definitions, Field};
use super::filter::plain;
use super::rows::Rows;
use super::search::column::TextColumn;
use super::search::fold::fold;
use super::search::{SEPARATOR, digits, write_text};

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
    birthday: Coded,
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
        self.search.set(row, |text| write_text(contact, text));
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
        let birthday = contact.birthday.as_ref().map(ToString::to_string).unwrap_or_default();
        set_all(&mut self.birthday, row, &mut [birthday.as_str()].into_iter(), &mut text);
        for (column, definition) in self.custom.iter_mut().zip(self.definitions.iter()) {
            set_custom(column, row, contact.custom.get(definition.key()), &mut text);
        }
        self.scratch = text;
        let [emails, phones, street, postal_code, website] = &mut self.texts;
        let mut addresses = contact.emails.iter().map(|email| plain(&email.address));
        set_texts(emails, row, &plain(contact.email()), &mut addresses);
        let mut numbers = contact.phones.iter().map(|phone| digits(&fold(&phone.number)));
        set_texts(phones, row, &digits(&fold(contact.phone())), &mut numbers);
        for (column, text) in [
            (street, &contact.street),
            (postal_code, &contact.postal_code),
            (website, &contact.website),
        ] {
            set_texts(column, row, &plain(text), &mut std::iter::empty());
        }
        let times = [contact.created_at, contact.updated_at, contact.last_activity_at];
        for (column, time) in self.times.iter_mut().zip(times) {
            if column.len() <= row as usize {
                column.resize(row as usize + 1, 0);
            }
            if let Some(slot) = column.get_mut(row as usize) {
                *slot = time.millis();
            }
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
        let sets = [&mut self.tags, &mut self.dnd, &mut self.birthday];
        for column in self.singles.iter_mut().chain(sets).chain(&mut self.custom) {
            column.set(row, "");
        }
        let flags = [&mut self.has_picture, &mut self.in_trash, &mut self.listed, &mut self.unread];
        flags.into_iter().for_each(|rows| rows.set(row, false));
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
        if self.custom.is_empty() {
            return;
        }
        let mut text = std::mem::take(&mut self.scratch);
        for (row, contact) in contacts {
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
            Field::Birthday => Column::Coded(&self.birthday),
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
        let text = self.search.get(row);
        text.split_once(SEPARATOR).map_or(text, |(name, _)| name)
    }
}

/// Sets a row to these texts, trimmed, with [`SEPARATOR`]s between them and nowhere else.
fn set_all(
    column: &mut Coded,
    row: u32,
    texts: &mut dyn Iterator<Item = &str>,
    joined: &mut String,
) {
    joined.clear();
    for text in texts.map(str::trim).filter(|text| !text.is_empty()) {
        if !joined.is_empty() {
            joined.push(SEPARATOR);
        }
        joined.extend(text.chars().map(|letter| if letter == SEPARATOR { ' ' } else { letter }));
    }
    column.set(row, joined);
}

fn set_custom(column: &mut Coded, row: u32, value: Option<CustomValue>, joined: &mut String) {
    match value {
        None => column.set(row, ""),
        Some(CustomValue::Text(text) | CustomValue::Number(text)) => {
            set_all(column, row, &mut [text.as_str()].into_iter(), joined);
        }
        Some(CustomValue::Flag(flag)) => column.set(row, if flag { "true" } else { "false" }),
        Some(CustomValue::List(texts)) => {
            set_all(column, row, &mut texts.iter().map(String::as_str), joined);
        }
    }
}

/// Sets a row to these texts, each between [`SEPARATOR`]s; the first stands twice, so that it is the one sorted by.
fn set_texts(
    column: &mut TextColumn,
    row: u32,
    first: &str,
    texts: &mut dyn Iterator<Item = String>,
) {
    let mut joined = String::new();
    for text in std::iter::once(first.to_owned()).chain(texts).filter(|text| !text.is_empty()) {
        if joined.is_empty() {
            joined.push(SEPARATOR);
        } else if text == first {
            continue;
        }
        joined.push_str(&text);
        joined.push(SEPARATOR);
    }
    if joined.is_empty() {
        column.forget(row);
    } else {
        column.set(row, |run| run.push_str(&joined));
    }
}
