//! What a column can be for, as it is chosen.

use crate::domain::contact::draft::Field;
use crate::domain::custom_field::CustomField;
use crate::domain::import::column::Target;

/// What can be chosen for a column of this name, each with the words for it; the guess is among them.
pub fn targets(name: &str, guess: &Target, fields: &[CustomField]) -> Vec<(Target, String)> {
    let word = |target: Target, words: &str| (target, words.to_owned());
    let mut all = vec![word(Target::Skip, "Do not import")];
    all.extend(Field::ALL.into_iter().map(|field| word(Target::Field(field), field.label())));
    all.extend([
        word(Target::FullName, "Full name"),
        word(Target::MiddleName, "Middle name"),
        word(Target::Phones, "Phones"),
        word(Target::PhoneLabel, "Label of the next phone"),
        word(Target::Categories, "Tags (with semicolons)"),
        word(Target::Followers, "Followers"),
        word(Target::Dnd, "Do not disturb"),
        word(Target::Note, "Note"),
        word(Target::Id, "Contact ID"),
    ]);
    let custom = fields.iter().filter(|field| field.is_shown());
    all.extend(custom.map(|field| word(Target::Custom(field.key.clone()), &field.name)));
    if !name.trim().is_empty() {
        all.push((
            Target::Offer(name.trim().to_owned()),
            format!("New custom field “{}”", name.trim()),
        ));
    }
    if !all.iter().any(|(target, _)| target == guess) {
        all.push((guess.clone(), words(guess)));
    }
    all
}

/// The words for what is only ever guessed.
fn words(target: &Target) -> String {
    match target {
        Target::Phone(Some(label)) => format!("Phone ({})", label.name()),
        Target::Phone(None) => "Phone".to_owned(),
        Target::Birth(part) => format!("Birthday: {part:?}").to_lowercase().replacen('b', "B", 1),
        _ => String::new(),
    }
}
