//! What the columns of other programs are probably for, by their names: exports of Google Contacts (old and new),
//! Outlook, HubSpot, HighLevel, Thunderbird and Salesforce, and those of this program.

mod names;

use self::names::{BIRTHDAY, FIELDS, SEVERAL, SINGLE, SKIPPED};
use super::column::Target;
use crate::domain::contact::draft::Field;
use crate::domain::custom_field::CustomField;
use crate::domain::search::fold::fold;

/// What stands before the name of a custom field in a header where the name alone would mean something else.
pub const CUSTOM: &str = "Custom: ";

/// What each column of a header is probably for; every answer may be changed. A column that nothing is known of is
/// offered as a custom field of its name.
#[must_use]
pub fn guess<T: AsRef<str>>(header: &[T], fields: &[CustomField]) -> Vec<Target> {
    let names: Vec<Name> = header.iter().map(|name| Name::of(name.as_ref())).collect();
    let mut targets: Vec<Target> = Vec::with_capacity(names.len());
    for (at, (name, written)) in names.iter().zip(header).enumerate() {
        let written = written.as_ref().trim();
        let known =
            custom(written, fields).or_else(|| name.several()).or_else(|| name.single(&names, at));
        targets.push(known.unwrap_or_else(|| match written {
            "" => Target::Skip,
            _ => Target::Offer(written.to_owned()),
        }));
    }
    targets
}

/// A custom field with the name of a column.
fn custom(written: &str, fields: &[CustomField]) -> Option<Target> {
    let (name, is_meant) = match written.strip_prefix(CUSTOM) {
        Some(name) => (name, true),
        None => (written, false),
    };
    let mut shown = fields.iter().filter(|field| field.is_shown());
    let field = shown.find(|field| fold(field.name.trim()) == fold(name.trim()))?;
    (is_meant || !is_taken(name)).then(|| Target::Custom(field.key.clone()))
}

/// Whether a column of this name would be taken for something else than a custom field.
#[must_use]
pub fn is_taken(name: &str) -> bool {
    let name = Name::of(name);
    name.several().is_some() || name.rank().is_some() || name.other().is_some()
}

/// The name of a column without case, accents and punctuation, and the number in it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Name {
    words: String,
    number: Option<u32>,
}

impl Name {
    fn of(written: &str) -> Self {
        let folded = fold(written);
        let (mut words, mut number) = (Vec::new(), None);
        for word in folded.split(|letter: char| !letter.is_alphanumeric()) {
            match word.parse() {
                Ok(found) => number = Some(found),
                Err(_) if word.is_empty() => {}
                Err(_) => words.push(word),
            }
        }
        Self { words: words.join(" "), number }
    }

    /// Whether it is the only one of its kind, or the first.
    fn is_first(&self) -> bool {
        self.number.is_none_or(|number| number == 1)
    }

    fn several(&self) -> Option<Target> {
        let found = SEVERAL.iter().find(|(name, _)| *name == self.words);
        let is_skipped = || SKIPPED.contains(&&*self.words).then_some(Target::Skip);
        found.map(|(_, target)| target.clone()).or_else(is_skipped)
    }

    /// The field with one value that it names, and how likely it is meant: less is more.
    fn rank(&self) -> Option<(Field, usize)> {
        let place = |names: &[&str]| names.iter().position(|name| *name == self.words);
        if let Some(rank) = place(&BIRTHDAY) {
            return Some((Field::Birthday, rank));
        }
        FIELDS.iter().find_map(|(field, names)| Some((*field, place(names)?)))
    }

    fn other(&self) -> Option<Target> {
        let found = SINGLE.iter().find(|(name, _)| *name == self.words);
        found.map(|(_, target)| target.clone())
    }

    /// What it is for, if no other column of the header is for the same rather.
    fn single(&self, names: &[Self], at: usize) -> Option<Target> {
        if !self.is_first() {
            return None;
        }
        let firsts = || names.iter().enumerate().filter(|(_, name)| name.is_first());
        if let Some((field, rank)) = self.rank() {
            let rival = |(other, name): (usize, &Self)| {
                let theirs = name.rank().filter(|(theirs, _)| *theirs == field);
                theirs.is_some_and(|(_, theirs)| (theirs, other) < (rank, at))
            };
            return (!firsts().any(rival)).then_some(Target::Field(field));
        }
        let target = self.other()?;
        let rival =
            |(other, name): (usize, &Self)| other < at && name.other().as_ref() == Some(&target);
        (!firsts().any(rival)).then_some(target.clone())
    }
}
