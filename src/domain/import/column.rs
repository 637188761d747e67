//! What the columns of a table are for, and what a row says by them.

use super::Refusal;
use super::incoming::{Incoming, IncomingPhone};
use super::several;
use super::{day, day::DayOrder};
use crate::domain::contact::draft::Field;
use crate::domain::contact::phone::PhoneLabel;
use crate::domain::csv::Row;
use crate::domain::csv::cell::plain;
use crate::domain::id::FieldKey;
use crate::domain::search::fold::fold;

/// What a column is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// Nothing that is kept.
    Skip,
    /// The id of a contact, as an export of this program has it; ids of other programs match nobody.
    Id,
    /// The whole name.
    FullName,
    /// Further given names.
    MiddleName,
    /// A field of contacts. There may be several columns of emails and of tags; of others the first one counts.
    Field(Field),
    /// Tags with semicolons between them too, as Outlook writes categories.
    Categories,
    /// A phone number, and what it reaches.
    Phone(Option<PhoneLabel>),
    /// Several phone numbers with commas between them, as HighLevel writes those after the first.
    Phones,
    /// What the number in the next column of phones reaches.
    PhoneLabel,
    /// The year, the month or the day of birth, where each has its column.
    Birth(BirthPart),
    /// The teammates who follow the contact.
    Followers,
    /// The channels that are closed.
    Dnd,
    /// A note.
    Note,
    /// A custom field.
    Custom(FieldKey),
    /// Nothing yet: it could become a custom field of this name.
    Offer(String),
}

/// A part of a birthday.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BirthPart {
    /// The year.
    Year,
    /// The month, from 1 to 12.
    Month,
    /// The day.
    Day,
}

/// What a row says.
///
/// # Errors
/// When it has other cells than there are columns, or a quote in it is never closed.
pub fn read(row: &Row, targets: &[Target]) -> Result<Incoming, Refusal> {
    let is_filled = |cell: &String| !cell.trim().is_empty();
    let found = row.cells.iter().rposition(is_filled).map_or(0, |last| last + 1);
    if row.is_open {
        return Err(Refusal::OpenQuote);
    }
    if found > targets.len() {
        return Err(Refusal::Ragged { expected: targets.len(), found });
    }
    let mut reading = Reading::default();
    for (cell, target) in row.cells.iter().zip(targets) {
        reading.take(plain(cell), target);
    }
    Ok(reading.finish())
}

/// The order in which the days of some rows are written.
#[must_use]
pub fn day_order(rows: &[Row], targets: &[Target]) -> DayOrder {
    let birthdays = rows.iter().flat_map(|row| row.cells.iter().zip(targets));
    let birthdays = birthdays.filter(|(_, target)| **target == Target::Field(Field::Birthday));
    day::order(birthdays.map(|(cell, _)| cell.as_str()))
}

/// A row half read.
#[derive(Default)]
struct Reading {
    incoming: Incoming,
    label: Option<PhoneLabel>,
    year: Option<u16>,
    month: Option<u8>,
    day: Option<u8>,
}

impl Reading {
    fn take(&mut self, cell: &str, target: &Target) {
        let incoming = &mut self.incoming;
        let owned = |text: &str| text.to_owned();
        let cell = cell.trim();
        match target {
            Target::Skip | Target::Offer(_) => {}
            Target::Id => incoming.id = cell.parse().ok(),
            Target::FullName if incoming.full_name.is_empty() => incoming.full_name = owned(cell),
            Target::MiddleName if incoming.middle_name.is_empty() => {
                incoming.middle_name = owned(cell);
            }
            Target::FullName | Target::MiddleName => {}
            Target::Field(Field::Email) => {
                incoming.emails.extend(several::emails(cell).into_iter().map(owned));
            }
            Target::Field(Field::Phone) => self.phones(cell, None),
            Target::Phone(label) => self.phones(cell, label.clone()),
            Target::Phones => {
                several::phones(cell).into_iter().for_each(|number| self.phones(number, None));
            }
            Target::Field(Field::Tags) => {
                incoming.tags.extend(several::values(cell, &[',']).map(owned));
            }
            Target::Categories => {
                let labels = several::values(cell, &[',', ';']).filter_map(several::label);
                incoming.tags.extend(labels.map(owned));
            }
            Target::Field(field) => incoming.say(*field, cell),
            Target::PhoneLabel => self.label = phone_label(cell),
            Target::Birth(BirthPart::Year) => self.year = cell.parse().ok(),
            Target::Birth(BirthPart::Month) => self.month = cell.parse().ok(),
            Target::Birth(BirthPart::Day) => self.day = cell.parse().ok(),
            Target::Followers => {
                incoming.followers.extend(several::values(cell, &[',']).map(owned));
            }
            Target::Dnd => incoming.dnd.extend(several::values(cell, &[',']).map(owned)),
            Target::Note if cell.is_empty() => {}
            Target::Note => incoming.notes.push(owned(cell)),
            Target::Custom(key) => incoming.custom.push((key.clone(), owned(cell))),
        }
    }

    fn phones(&mut self, cell: &str, label: Option<PhoneLabel>) {
        let said = self.label.take();
        let label = label.or(said);
        for number in several::values(cell, &[]) {
            let number = number.to_owned();
            self.incoming.phones.push(IncomingPhone { number, label: label.clone() });
        }
    }

    fn finish(mut self) -> Incoming {
        if let (Some(month), Some(day)) = (self.month, self.day) {
            let year = self.year.filter(|year| *year > 0);
            self.incoming.say(Field::Birthday, day::written(year, month, day));
        }
        self.incoming
    }
}

/// The label in what a program calls a phone: `Mobile`, `* Work`, `cell`; any other text is a label of its own.
#[must_use]
pub fn phone_label(text: &str) -> Option<PhoneLabel> {
    let text = several::label(text)?;
    Some(match fold(text).as_str() {
        "mobile" | "cell" | "cellular" | "iphone" => PhoneLabel::Mobile,
        "home" => PhoneLabel::Home,
        "work" | "business" => PhoneLabel::Work,
        "landline" => PhoneLabel::Landline,
        _ => PhoneLabel::Other(text.into()),
    })
}
