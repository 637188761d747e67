//! Contacts written into a file for other programs: a table, or cards with pictures. Which contacts, and what of them,
//! was chosen; a second thread writes, and is handed portion by portion what this one knows.

use std::collections::HashMap;
use std::sync::Arc;

use leptos::prelude::*;

use super::App;
use super::locale::{local_day, number};
use super::work::hand::{Hand, JobError};
use super::work::job::{Defined, Job, Portion, Sent, Table};
use crate::domain::contact::Contact;
use crate::domain::custom_field::CustomField;
use crate::domain::date::Date;
use crate::domain::id::ContactId;
use crate::domain::id::entry::{EntryId, NOTE};
use crate::domain::note::Note;
use crate::domain::picture::Size;
use crate::io::clock::{self, Turn};
use crate::io::db::Db;
use crate::io::download;

/// Contacts handed over at a time, without pictures and with them.
const ROWS: usize = 500;
const CARDS: usize = 50;

/// What is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Form {
    /// A table.
    #[default]
    Csv,
    /// Cards of version 4.0.
    V4,
    /// Cards of version 3.0.
    V3,
}

/// What of the contacts is written into a table, and how.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// Table or cards.
    pub form: Form,
    /// The columns of the table by their keys, with their titles; everything without.
    pub columns: Option<Vec<(String, String)>>,
    /// Whether the table is marked as UTF-8.
    pub is_marked: bool,
}

impl App {
    /// Writes contacts in their order into a file, hands it to the browser, and returns how many there were and what it
    /// is called. `progress` is told how many are done.
    ///
    /// # Errors
    /// When there is no file.
    pub async fn export(
        self,
        ids: Vec<ContactId>,
        wanted: Wanted,
        progress: RwSignal<usize>,
    ) -> Result<(usize, String), JobError> {
        let fields = self.workspace.fields().get_untracked();
        let fields: Vec<CustomField> = fields.into_iter().filter(CustomField::is_shown).collect();
        let db = self.book.db().await;
        let (is_table, extension) = match wanted.form {
            Form::Csv => (true, "csv"),
            Form::V4 | Form::V3 => (false, "vcf"),
        };
        let mut turn = Turn::begin();
        let job = match is_table {
            true => {
                let most = self.most(&ids, &mut turn).await;
                let Wanted { columns, is_marked, .. } = wanted;
                Job::Table(Table { columns, most, fields: Defined::of(&fields), is_marked })
            }
            false => {
                let is_old = wanted.form == Form::V3;
                Job::Cards { is_old, fields: Defined::of(&fields) }
            }
        };
        let notes = if is_table { HashMap::new() } else { notes(&db).await? };
        let mut hand = Hand::start(job, None).await?;
        let mut count = 0;
        for portion in ids.chunks(if is_table { ROWS } else { CARDS }) {
            turn.rest().await;
            let contacts = self.known(portion);
            count += contacts.len();
            let pictures = if is_table { HashMap::new() } else { pictures(&db, &contacts).await? };
            let mut files = Vec::new();
            let mut sent = Vec::with_capacity(contacts.len());
            for contact in contacts {
                let picture = contact.picture.as_ref().and_then(|own| pictures.get(&own.digest));
                files.extend(picture.cloned());
                let has_picture = picture.is_some();
                let notes = contact.members().filter_map(|id| notes.get(&id));
                let notes = notes.flatten().cloned().collect();
                sent.push(Sent { id: contact.id, contact, notes, has_picture });
            }
            hand.give(&Portion::Contacts(sent), files).await?;
            progress.try_set(count);
        }
        let file = hand.finish().await?;
        let name = format!("contacts-{}.{extension}", today());
        offered(download::offer(&file, &name))?;
        Ok((count, name))
    }

    /// Says that contacts were exported.
    pub fn say_exported(self, count: usize, name: &str) {
        let contacts = if count == 1 { "contact" } else { "contacts" };
        self.notices.done(format!("{} {contacts} exported to {name}.", number(count)), None);
    }

    /// The most emails and the most phones that one of these contacts has.
    async fn most(self, ids: &[ContactId], turn: &mut Turn) -> (usize, usize) {
        let mut most = (0, 0);
        for portion in ids.chunks(ROWS) {
            turn.rest().await;
            for contact in self.known(portion) {
                most = (most.0.max(contact.emails.len()), most.1.max(contact.phones.len()));
            }
        }
        most
    }

    /// The contacts with these ids that there still are.
    fn known(self, ids: &[ContactId]) -> Vec<Arc<Contact>> {
        self.book
            .contacts()
            .with_untracked(|all| ids.iter().filter_map(|id| all.get(*id).cloned()).collect())
    }
}

/// Whether the browser has taken a file.
pub(super) fn offered(is_taken: bool) -> Result<(), JobError> {
    let refused = || JobError::Unwritten("the browser takes no file".to_owned());
    is_taken.then_some(()).ok_or_else(refused)
}

/// The reader's day, as it stands in the names of files.
pub(super) fn today() -> Date {
    Date::from_days(local_day(clock::now()))
}

/// The texts of all notes, by whose they are and in the order in which they were written.
async fn notes(db: &Db) -> Result<HashMap<ContactId, Vec<String>>, JobError> {
    let read = |(id, json): &(String, String)| {
        let note = Note::from_json(EntryId::from_doc_id(NOTE, id)?, json)?;
        note.deleted_at.is_none().then_some(note)
    };
    let mut notes: Vec<Note> = db.documents(NOTE).await?.iter().filter_map(read).collect();
    notes.sort_unstable_by_key(|note| (note.created_at, note.id));
    let mut texts: HashMap<ContactId, Vec<String>> = HashMap::new();
    for note in notes {
        let parts = [note.title, note.text];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        texts.entry(note.id.contact).or_default().push(parts.join("\n"));
    }
    Ok(texts)
}

type Pictures = HashMap<crate::domain::id::Digest, web_sys::Blob>;

/// The pictures of these contacts that are stored.
async fn pictures(db: &Db, contacts: &[Arc<Contact>]) -> Result<Pictures, JobError> {
    let digests = contacts.iter().filter_map(|contact| contact.picture.as_ref());
    let digests: Vec<_> = digests.map(|picture| picture.digest).collect();
    let found = db.pictures(&digests, Size::Full).await?;
    let pairs = digests.into_iter().zip(found);
    Ok(pairs.filter_map(|(digest, picture)| Some((digest, picture?.into()))).collect())
}
