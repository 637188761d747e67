//! The sentences that people read when something cannot be done: what happened, to which thing, and what to do.

pub mod template;

use thiserror::Error;

use super::work::hand::JobError;
use crate::domain::backup::BackupError;
use crate::domain::contact::draft::{DraftError, MAX_TEXT};
use crate::domain::contact::email::MAX_ADDRESS;
use crate::domain::contact::entries::MAX_ENTRIES;
use crate::domain::contact::team::MAX_FOLLOWERS;
use crate::domain::custom_field::FieldError;
use crate::domain::custom_field::typed::ValueError;
use crate::domain::merge::{MAX_MERGED, MergeError};
use crate::domain::note::{MAX_NOTE, NoteError};
use crate::domain::picture::refusal::Refusal;
use crate::domain::task::TaskError;
use crate::domain::workspace::edit::NameError;
use crate::io::db::DbError;
use crate::io::http::HttpError;

/// What is read when a command could not even be fetched.
pub const ABSENT: &str = "A part of Visage could not be loaded. Nothing was changed. Check the connection and try again.";

/// Why a command did nothing.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum AppError {
    /// The store refused.
    #[error(transparent)]
    Db(#[from] DbError),
    /// What was typed cannot be kept.
    #[error(transparent)]
    Draft(#[from] DraftError),
    /// What was typed is no value of a custom field.
    #[error(transparent)]
    Value(#[from] ValueError),
    /// A note cannot be kept.
    #[error(transparent)]
    Note(#[from] NoteError),
    /// A task cannot be kept.
    #[error(transparent)]
    Task(#[from] TaskError),
    /// Contacts cannot be merged, or not be taken apart.
    #[error(transparent)]
    Merge(#[from] MergeError),
    /// A file could not be fetched.
    #[error(transparent)]
    Http(#[from] HttpError),
    /// A picture was refused.
    #[error(transparent)]
    Picture(#[from] Refusal),
    /// A picture that a contact had before is not stored any more.
    #[error("the picture is no longer kept")]
    PictureGone,
    /// A shipped file is not what this version expects.
    #[error("a file of this version is damaged")]
    Shipped,
}

impl AppError {
    /// The sentence for the person whose change was not kept.
    #[must_use]
    pub fn sentence(&self) -> String {
        match self {
            Self::Db(error) => store(error),
            Self::Draft(error) => draft(error),
            Self::Value(error) => value(error),
            Self::Note(error) => note(*error),
            Self::Task(error) => task(*error),
            Self::Merge(error) => merge(*error),
            Self::Http(HttpError::Offline(_) | HttpError::Broken(_)) => {
                "There is no connection to the site. Nothing was changed. Try again when you are online.".to_owned()
            }
            Self::Http(HttpError::Status(code)) => format!(
                "The site does not have the files for this (answer {code}). Nothing was changed."
            ),
            Self::Picture(refusal) => refusal.sentence(""),
            Self::PictureGone => {
                "This picture is no longer kept on this device. Choose a file instead.".to_owned()
            }
            Self::Shipped => "A file of this version is damaged. Reload the page to fetch it again.".to_owned(),
        }
    }
}

/// What is wrong with a text, and how it would be right.
#[must_use]
pub fn draft(error: &DraftError) -> String {
    match error {
        DraftError::Empty => "Enter a name, a company, an email or a phone.".to_owned(),
        DraftError::Email => "Enter an email address such as rosa@example.com.".to_owned(),
        DraftError::Phone => "Enter a phone number with at least three digits.".to_owned(),
        DraftError::TooLong => format!("Shorten this to {MAX_TEXT} characters."),
        DraftError::LongEmail => {
            format!("Check this address: mail servers take {MAX_ADDRESS} characters at most.")
        }
        DraftError::TooManyEmails => {
            format!("A contact has room for {MAX_ENTRIES} emails. Remove one to add another.")
        }
        DraftError::TooManyPhones => {
            format!("A contact has room for {MAX_ENTRIES} phones. Remove one to add another.")
        }
        DraftError::SameEmail(address) => {
            format!(
                "This contact already has {address}. Enter another email, or leave this one empty."
            )
        }
        DraftError::SamePhone(number) => {
            format!(
                "This contact already has {number}. Enter another phone, or leave this one empty."
            )
        }
        DraftError::LabelTaken(label) => format!(
            "Another phone of this contact is labelled {}. Choose another label, or change that one first.",
            label.name()
        ),
        DraftError::Timezone => {
            "Enter a time zone by region and city, such as Africa/Lagos.".to_owned()
        }
        DraftError::Website => "Enter a web address such as example.com.".to_owned(),
        DraftError::Birthday => {
            "Enter a day such as 1990-02-28, or --02-28 where the year is not known.".to_owned()
        }
        DraftError::TooManyFollowers => {
            format!("A contact has room for {MAX_FOLLOWERS} followers. Remove one to add another.")
        }
        DraftError::Gone => {
            "This was removed meanwhile, perhaps in another tab. Add it again to keep it."
                .to_owned()
        }
    }
}

/// What is wrong with a value of a custom field, and how it would be right.
#[must_use]
pub fn value(error: &ValueError) -> String {
    match error {
        ValueError::TooLong(limit) => format!("Shorten this to {limit} characters."),
        ValueError::Number => {
            "Enter a number such as 1500.50, without commas and spaces.".to_owned()
        }
        ValueError::Date => "Enter a day such as 2026-01-31.".to_owned(),
        ValueError::Choice(text) => {
            format!("“{text}” is none of the choices. Choose one of those that are offered.")
        }
        ValueError::Flag => "Enter yes or no.".to_owned(),
        ValueError::Url => draft(&DraftError::Website),
        ValueError::Phone => draft(&DraftError::Phone),
        ValueError::Email => draft(&DraftError::Email),
        ValueError::Unknown => {
            "This field was made by a newer version. Reload the page to change it.".to_owned()
        }
    }
}

/// What is wrong with the definition of a custom field, and how it would be right.
#[must_use]
pub fn field(error: &FieldError) -> String {
    match error {
        FieldError::Nameless => "Enter a name for this field.".to_owned(),
        FieldError::TooLong => draft(&DraftError::TooLong),
        FieldError::SameName(name) => {
            format!("There is already a field “{name}”. Choose another name.")
        }
        FieldError::NoChoices => "Add something to choose from.".to_owned(),
        FieldError::NamelessChoice => "Enter a name for each choice, or remove it.".to_owned(),
        FieldError::Comma => {
            "Write choices without commas: a comma stands between several of them.".to_owned()
        }
        FieldError::SameChoice(name) => {
            format!("There is already a choice “{name}”. Choose another name.")
        }
        FieldError::Currency => "Enter a currency by its three letters, such as EUR.".to_owned(),
    }
}

/// What is wrong with the name of a contact type or of somebody, and how it would be right.
#[must_use]
pub fn name(error: &NameError) -> String {
    match error {
        NameError::Empty => "Enter a name.".to_owned(),
        NameError::TooLong => draft(&DraftError::TooLong),
        NameError::Taken(name) => format!("There is already “{name}”. Choose another name."),
    }
}

/// What stands beside a field that a new contact needs and does not have.
#[must_use]
pub fn missing(label: &str) -> String {
    format!("Fill in “{label}”: a new contact needs it.")
}

/// What is wrong with a note, and how it would be right.
#[must_use]
pub fn note(error: NoteError) -> String {
    match error {
        NoteError::Empty => "Enter a title or a text for this note.".to_owned(),
        NoteError::LongTitle => format!("Shorten the title to {MAX_TEXT} characters."),
        NoteError::LongText => {
            format!("Shorten this note to {MAX_NOTE} characters, or make two of it.")
        }
    }
}

/// What is wrong with a task, and how it would be right.
#[must_use]
pub fn task(error: TaskError) -> String {
    match error {
        TaskError::Nameless => "Enter what is to be done.".to_owned(),
        TaskError::TooLong => draft(&DraftError::TooLong),
        TaskError::Due => {
            "Enter a day such as 2026-01-31, or one with a time such as 2026-01-31 14:30."
                .to_owned()
        }
    }
}

fn merge(error: MergeError) -> String {
    match error {
        MergeError::TooFew | MergeError::TooMany => {
            format!("Select 2 to {MAX_MERGED} contacts to merge them.")
        }
        MergeError::Unlisted => {
            "Nothing was merged: one of the contacts is in Trash, or was merged already.".to_owned()
        }
        MergeError::Undone => "This merge was undone already, or is too old for that.".to_owned(),
        MergeError::Merged => {
            "This contact was merged into another one since. Undo that merge first.".to_owned()
        }
    }
}

/// Why a file was not written or not read, and what to do.
#[must_use]
pub fn job(error: &JobError) -> String {
    match error {
        JobError::NoWorker(_) => {
            "A part of Visage that works on files could not be started. Check the connection, reload the page, then try again.".to_owned()
        }
        JobError::Db(error @ DbError::Full) => store(error),
        JobError::Db(error) => format!(
            "The storage of this browser did not answer as it should ({error}). Reload the page, then try again."
        ),
        JobError::Unwritten(words) => format!(
            "The file could not be written ({words}). Free some space on this device, then try again."
        ),
        JobError::Backup(error) => backup(error),
    }
}

fn backup(error: &BackupError) -> String {
    match error {
        BackupError::Foreign => {
            "This file is no backup of Visage. Choose one that “Save a backup” has made; contacts from other programs come in by Import."
        }
        BackupError::Newer(_) => {
            "A newer version of Visage has made this backup. Reload the page to get that version, then choose it again."
        }
        BackupError::Truncated => {
            "This backup ends too early, so a part of it is missing. Copy it anew from where it was saved, or choose another one."
        }
        BackupError::Damaged => {
            "This backup is damaged: it is not what was saved. Copy it anew from where it was saved, or choose another one."
        }
        BackupError::Unread(words) => {
            return format!(
                "The file could not be read ({words}). Check that it is still there, then choose it again."
            );
        }
    }
    .to_owned()
}

fn store(error: &DbError) -> String {
    match error {
        DbError::Full => {
            "Not saved: this device has no space left for Visage. Free some space, then save again."
        }
        DbError::Closed => {
            "Not saved: the browser closed its storage. Reload the page, then save again."
        }
        DbError::Newer => "Not saved: a newer version of Visage has been here. Reload the page.",
        DbError::Damaged => "Not saved: the stored contact is damaged and was left as it is.",
        DbError::Absent => ABSENT,
        DbError::Browser { .. } => "Not saved: the browser refused. Try again, or reload the page.",
    }
    .to_owned()
}
