//! What page and worker say to each other while a file is written, or a backup is read.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use web_sys::Blob;

use super::writing::File;
use super::{restoring, writing};
use crate::domain::backup::{BackupError, Document, Head};
use crate::domain::contact::Contact;
use crate::domain::custom_field::CustomField;
use crate::domain::id::{ContactId, Digest, FieldKey};
use crate::domain::time::Timestamp;
use crate::io::worker::Asked;

/// A file to write, or what to do with the one that comes with it.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Job {
    /// To write a table.
    Table(Table),
    /// To write cards.
    Cards {
        /// Whether in version 3.0 and not in 4.0.
        is_old: bool,
        /// The custom fields.
        fields: Vec<Defined>,
    },
    /// To write a backup.
    BackUp(Head),
    /// To read a backup to its end, and to say what is in it.
    Check,
    /// To hand out what is in a backup, portion by portion.
    Restore,
}

/// How a table is written.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Table {
    /// Its columns by their keys, with their titles; everything without.
    pub columns: Option<Vec<(String, String)>>,
    /// The most emails and the most phones that one of the contacts has.
    pub most: (usize, usize),
    /// The custom fields.
    pub fields: Vec<Defined>,
    /// Whether it is marked as UTF-8.
    pub is_marked: bool,
}

/// A custom field.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Defined {
    key: String,
    field: CustomField,
}

/// A contact to write.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Sent {
    /// Its id, which its body does not have.
    pub id: ContactId,
    /// The contact.
    pub contact: Arc<Contact>,
    /// Texts of its notes.
    pub notes: Vec<String>,
    /// Whether the next file of the message is its picture.
    pub has_picture: bool,
}

/// What is handed over at a time.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Portion {
    /// Contacts, with their pictures as files.
    Contacts(Vec<Sent>),
    /// Documents.
    Documents(Vec<Document>),
    /// Pictures, each with two files: itself and its thumbnail.
    Pictures(Vec<Digest>),
    /// That was all.
    End,
}

/// What is in a backup.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Summary {
    /// When it was made.
    pub at: Timestamp,
    /// Contacts that are neither in Trash nor merged into others.
    pub contacts: usize,
    /// Documents of all kinds.
    pub documents: usize,
    /// Pictures.
    pub pictures: usize,
}

/// What the worker answers.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// It is ready for the next portion.
    Next,
    /// It has read so many bytes.
    Read(u64),
    /// A portion of a backup.
    Portion(Portion),
    /// The backup is whole.
    Whole(Summary),
    /// The file is written; it comes with this.
    Written,
    /// The file cannot be written, for the reason that the browser gave.
    Unwritten(String),
    /// The backup is refused.
    Refused(BackupError),
}

impl Defined {
    /// These fields as they are handed over.
    #[must_use]
    pub fn of(fields: &[CustomField]) -> Vec<Self> {
        let defined =
            |field: &CustomField| Self { key: field.key.as_str().to_owned(), field: field.clone() };
        fields.iter().map(defined).collect()
    }

    /// These fields as they were.
    #[must_use]
    pub fn into_fields(defined: Vec<Self>) -> Vec<CustomField> {
        let field = |Self { key, field }: Self| {
            Some(CustomField { key: key.parse::<FieldKey>().ok()?, ..field })
        };
        defined.into_iter().filter_map(field).collect()
    }
}

/// Does it, in the worker.
pub(super) async fn work(job: Job, file: Option<&Blob>, asked: &mut Asked) {
    let (written, start) = match (job, file) {
        (Job::Check, Some(file)) => return restoring::check(file).await,
        (Job::Restore, Some(file)) => return restoring::restore(file, asked).await,
        (Job::Check | Job::Restore, None) => return,
        (Job::Table(table), _) => File::table(table),
        (Job::Cards { is_old, fields }, _) => File::cards(is_old, fields),
        (Job::BackUp(head), _) => File::backup(head),
    };
    writing::write(written, &start, asked).await;
}
