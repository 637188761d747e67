//! The store: documents with their sync marks, pictures as Blobs, and device-local facts, in IndexedDB. Where the
//! browser keeps nothing for this page, the same contract is met in memory, and [`Db::kept`] says so.
//! A change is one transaction; it has happened when `commit` returns, and not before.

pub mod backup;
mod commit;
pub mod conversations;
mod edit;
mod error;
mod indexed;
mod late;
mod memory;
mod reader;
mod record;
mod schema;
pub mod sync;
pub mod unnamed;

use std::cell::RefCell;
use std::rc::Rc;

use futures_util::FutureExt;
use futures_util::future::LocalBoxFuture;

use self::indexed::Indexed;
use self::memory::Memory;
use self::reader::settle;
use super::clock;
use super::picture::Blob;
use crate::domain::contact::Contact;
use crate::domain::contacts::Contacts;
use crate::domain::head;
use crate::domain::id::{CONTACT, ContactId, Digest};
use crate::domain::journal::{Part, Pending};
use crate::domain::picture::Size;

pub use self::commit::{Change, Commit, Document, Picture};
pub use self::edit::Noted;
pub use self::error::DbError;
pub use self::reader::{FetchReader, Reader};

/// How long opening may take, in milliseconds, before the page starts without storage: what is left of three seconds is for
/// the program's own start, which takes half of them on a busy machine. Storage that answers later is not lost by it.
const PATIENCE: u32 = 1_500;

/// Where the data is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kept {
    /// In this browser, until it is cleared.
    Here,
    /// In this page only, since the browser keeps nothing for it; why, in the browser's words.
    InMemory(String),
    /// In this page only, until the browser's storage answers: [`Db::late`].
    NotYet,
}

/// An open store. Clones are handles to the same one.
#[derive(Clone)]
pub struct Db {
    backend: Rc<Backend>,
    kept: Kept,
    device: Rc<str>,
    /// Of the last commit that memory knows of.
    stamp: Rc<RefCell<Option<String>>>,
    /// The one on disk, where it has not answered yet.
    late: Rc<RefCell<Option<Opening>>>,
}

/// A store on disk that is being opened, and the id of this device.
type Opening = LocalBoxFuture<'static, Result<(Indexed, String), DbError>>;

enum Backend {
    Indexed(Indexed),
    Memory(Memory),
}

impl Db {
    /// Opens the store of this name. Never fails and never waits for long: without storage it is one in memory, which may
    /// give way to [`Self::late`]. `fetch` is asked for what reads a journal when one is met.
    pub async fn open(name: &str, fetch: FetchReader) -> Self {
        let name = name.to_owned();
        let mut opening = async move { Indexed::open(&name, fetch).await }.boxed_local();
        match clock::within(PATIENCE, &mut opening).await {
            Some(Ok(opened)) => Self::on_disk(opened),
            Some(Err(error)) => Self::in_memory(error.to_string()),
            None => {
                let late = Rc::new(RefCell::new(Some(opening)));
                Self { late, kept: Kept::NotYet, ..Self::in_memory(String::new()) }
            }
        }
    }

    fn on_disk((store, device): (Indexed, String)) -> Self {
        Self {
            backend: Rc::new(Backend::Indexed(store)),
            kept: Kept::Here,
            device: device.into(),
            stamp: Rc::default(),
            late: Rc::default(),
        }
    }

    /// A store that lasts as long as the page.
    #[must_use]
    pub fn in_memory(reason: String) -> Self {
        Self {
            backend: Rc::new(Backend::Memory(Memory::default())),
            kept: Kept::InMemory(reason),
            device: clock::new_device_id().into(),
            stamp: Rc::default(),
            late: Rc::default(),
        }
    }

    /// Where the data is kept.
    #[must_use]
    pub const fn kept(&self) -> &Kept {
        &self.kept
    }

    /// Reads every contact, a page at a time. Documents that cannot be read are left where they are and counted.
    ///
    /// # Errors
    /// When the store cannot be read at all.
    pub async fn contacts(&self, mut page: impl FnMut(Vec<Contact>)) -> Result<usize, DbError> {
        let mut damaged = 0;
        let mut read = |texts: Vec<(String, String)>, pending: Option<&dyn Pending>| {
            let count = texts.len();
            let mut contacts: Vec<_> =
                texts.iter().filter_map(|(id, json)| contact(id, json)).collect();
            settle(&mut contacts, pending);
            damaged += count - contacts.len();
            page(contacts);
        };
        match &*self.backend {
            Backend::Indexed(store) => store.read(CONTACT, &mut read).await?,
            Backend::Memory(store) => store.read(CONTACT, &mut read),
        }
        Ok(damaged)
    }

    /// The contacts with these ids, those that are stored.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn contacts_of(&self, ids: &[ContactId]) -> Result<Vec<Contact>, DbError> {
        let ids: Vec<String> = ids.iter().map(|id| id.doc_id()).collect();
        let (records, pending) = match &*self.backend {
            Backend::Indexed(store) => store.records(&ids).await?,
            Backend::Memory(store) => (store.records(&ids).into_iter().map(Some).collect(), None),
        };
        let records = records.iter().flatten().filter(|record| !record.is_deleted());
        let mut contacts: Vec<_> =
            records.filter_map(|record| contact(&record.id, &record.json)).collect();
        settle(&mut contacts, pending.as_deref());
        Ok(contacts)
    }

    /// Every document whose id begins with `prefix`, by id.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn documents(&self, prefix: &str) -> Result<Vec<(String, String)>, DbError> {
        let mut documents = Vec::new();
        let mut read = |page: Vec<_>, _: Option<&dyn Pending>| documents.extend(page);
        match &*self.backend {
            Backend::Indexed(store) => store.read(prefix, &mut read).await?,
            Backend::Memory(store) => store.read(prefix, &mut read),
        }
        Ok(documents)
    }

    /// The pictures under these digests, in their order, in one transaction.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn pictures(
        &self,
        digests: &[Digest],
        size: Size,
    ) -> Result<Vec<Option<Blob>>, DbError> {
        match &*self.backend {
            Backend::Indexed(store) => store.pictures(digests, size).await,
            Backend::Memory(store) => Ok(store.pictures(digests, size)),
        }
    }

    /// Writes all of it or nothing, and returns the contacts as they now are stored.
    ///
    /// # Errors
    /// When nothing was written.
    pub async fn commit(&self, commit: &Commit) -> Result<Vec<Contact>, DbError> {
        match &*self.backend {
            Backend::Indexed(store) => {
                let stamp = fresh_stamp();
                // Large: every command has it in its own future.
                let contacts = Box::pin(store.commit(commit, &self.device, &stamp)).await?;
                self.stamp.replace(Some(stamp));
                Ok(contacts)
            }
            Backend::Memory(store) => store.commit(commit, &self.device),
        }
    }

    /// Saves changes of many contacts, part by part in their order, all or nothing; [`Self::drain`] writes them into the
    /// documents later. Returns the names of the parts.
    ///
    /// # Errors
    /// When nothing was saved, which is always so for a store in memory.
    pub async fn append(&self, parts: &[Rc<Part>]) -> Result<Vec<String>, DbError> {
        let Backend::Indexed(store) = &*self.backend else { return Err(DbError::Closed) };
        let stamp = fresh_stamp();
        let names = store.append(parts, &stamp).await?;
        self.stamp.replace(Some(stamp));
        Ok(names)
    }

    /// Takes parts back of what was appended, from the last one on as far as no document has them, and returns how many
    /// of them stay.
    ///
    /// # Errors
    /// When nothing was taken back.
    pub async fn cut(&self, names: &[String]) -> Result<usize, DbError> {
        let Backend::Indexed(store) = &*self.backend else { return Ok(names.len()) };
        let stamp = fresh_stamp();
        let stay = store.cut(names, &stamp).await?;
        self.stamp.replace(Some(stamp));
        Ok(stay)
    }

    /// Writes what was appended first into its documents, and returns whether there was anything.
    ///
    /// # Errors
    /// When nothing was written; it is still saved.
    pub async fn drain(&self) -> Result<bool, DbError> {
        let Backend::Indexed(store) = &*self.backend else { return Ok(false) };
        store.drain(&self.device).await
    }

    /// Whether something that was appended, here or in another tab, was still to be written into its documents when the
    /// store was last read or written.
    #[must_use]
    pub fn is_to_drain(&self) -> bool {
        matches!(&*self.backend, Backend::Indexed(store) if store.is_journal_open())
    }

    /// Whether something that was appended was found that cannot be read. It is left where it is.
    #[must_use]
    pub fn is_journal_damaged(&self) -> bool {
        matches!(&*self.backend, Backend::Indexed(store) if store.is_journal_damaged())
    }

    /// The beginning of the list as it was kept, where nothing was committed since.
    pub async fn head(&self) -> Option<Contacts> {
        let Backend::Indexed(store) = &*self.backend else { return None };
        let (stamp, text) = store.head().await.ok()?;
        self.stamp.replace(stamp.clone());
        head::read(&text?, &stamp?)
    }

    /// Keeps the beginning of the list for the next start, as of the last commit from here.
    /// `text` writes it for a stamp.
    pub async fn keep_head(&self, text: impl FnOnce(&str) -> String) {
        let Backend::Indexed(store) = &*self.backend else { return };
        let text = self.stamp.borrow().as_deref().map(text);
        if let Some(text) = text {
            // Without it the next start takes longer, and that is all.
            let _ = store.keep_head(&text).await;
        }
    }
}

fn fresh_stamp() -> String {
    format!("{:016x}", clock::random())
}

fn contact(id: &str, json: &str) -> Option<Contact> {
    Contact::from_json(ContactId::from_doc_id(id)?, json)
}

/// The end of the range of ids that begin with `prefix`: no id has a character above it.
#[must_use]
pub fn end_of(prefix: &str) -> String {
    format!("{prefix}\u{ffff}")
}
