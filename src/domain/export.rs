//! Contacts as a table that other programs read and that `import` reads back the same. Cells that a spreadsheet would
//! run are protected by `csv::write`; where the table goes is left to the caller.

use super::contact::Contact;
use super::contact::draft::Field;
use super::contact::entries::primary;
use super::csv::write::push_row;
use super::custom_field::CustomField;
use super::filter::field::Field as Column;
use super::import::guess::{CUSTOM, is_taken};

/// The fields between names, phones and emails on one side and custom fields on the other.
fn fields() -> impl Iterator<Item = Field> {
    Field::ALL.into_iter().filter(|field| {
        !matches!(
            field,
            Field::FirstName | Field::LastName | Field::Email | Field::Phone | Field::Birthday
        )
    })
}

/// A table of everything that contacts have. All contacts are measured before the header is written.
#[derive(Debug, Clone, Default)]
pub struct Everything {
    emails: usize,
    phones: usize,
    fields: Vec<CustomField>,
}

impl Everything {
    /// A table with columns for these custom fields, removed ones left out.
    #[must_use]
    pub fn of(fields: &[CustomField]) -> Self {
        let fields = fields.iter().filter(|field| field.is_shown()).cloned().collect();
        Self { emails: 1, phones: 1, fields }
    }

    /// A table with columns for these custom fields and for so many emails and phones, as they were counted.
    #[must_use]
    pub fn measured(fields: &[CustomField], (emails, phones): (usize, usize)) -> Self {
        let table = Self::of(fields);
        Self { emails: emails.max(1), phones: phones.max(1), ..table }
    }

    /// Makes room for the emails and phones of a contact.
    pub fn measure(&mut self, contact: &Contact) {
        self.emails = self.emails.max(contact.emails.len());
        self.phones = self.phones.max(contact.phones.len());
    }

    /// Appends the names of the columns.
    pub fn push_header(&self, file: &mut String) {
        let mut cells: Vec<String> =
            ["Contact ID", "First name", "Last name"].map(str::to_owned).into();
        let numbered = |name: &str, number| match number {
            1 => name.to_owned(),
            _ => format!("{name} {number}"),
        };
        cells.extend((1..=self.emails).map(|number| numbered("Email", number)));
        for number in 1..=self.phones {
            cells.extend([numbered("Phone label", number), numbered("Phone", number)]);
        }
        cells.extend(fields().map(|field| field.label().to_owned()));
        cells.extend(["Birthday", "Followers", "Do not disturb"].map(str::to_owned));
        cells.extend(self.fields.iter().map(|field| match is_taken(&field.name) {
            true => format!("{CUSTOM}{}", field.name),
            false => field.name.clone(),
        }));
        cells.extend(["Created", "Updated", "Last activity"].map(str::to_owned));
        push_row(file, cells);
    }

    /// Appends a contact.
    pub fn push(&self, file: &mut String, contact: &Contact) {
        let mut cells =
            vec![contact.id.to_string(), contact.first_name.clone(), contact.last_name.clone()];
        let emails = primary_first(&contact.emails, primary(&contact.emails));
        let mut emails = emails.map(|email| email.address.clone());
        cells.extend((0..self.emails).map(|_| emails.next().unwrap_or_default()));
        let mut phones = primary_first(&contact.phones, primary(&contact.phones));
        for _ in 0..self.phones {
            let phone = phones.next();
            let label = phone.and_then(|phone| phone.label.as_ref());
            cells.push(label.map(|label| label.name().to_owned()).unwrap_or_default());
            cells.push(phone.map(|phone| phone.number.clone()).unwrap_or_default());
        }
        cells.extend(fields().map(|field| field.read(contact)));
        cells.extend([
            Field::Birthday.read(contact),
            contact.followers.join(", "),
            contact.dnd.join(", "),
        ]);
        cells.extend(self.fields.iter().map(|field| field.read(contact)));
        let times = [contact.created_at, contact.updated_at, contact.last_activity_at];
        cells.extend(times.map(|time| time.to_string()));
        push_row(file, cells);
    }
}

/// Appends a contact as a list with these columns shows it.
pub fn push_shown(file: &mut String, contact: &Contact, columns: &[Column]) {
    push_row(file, columns.iter().map(|column| contact.text(column)));
}

/// Entries with the primary one before the others, so that who reads one column reads that.
pub(in crate::domain) fn primary_first<E>(
    entries: &[E],
    primary: Option<usize>,
) -> impl Iterator<Item = &E> {
    let first = primary.and_then(|at| entries.get(at));
    let others = entries.iter().enumerate().filter(move |(at, _)| Some(*at) != primary);
    first.into_iter().chain(others.map(|(_, entry)| entry))
}
