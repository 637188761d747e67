//! What reads journals. Hardly a start meets one, so it is no part of the first download, and is fetched when it is needed.

use futures_util::future::LocalBoxFuture;
use indexed_db_futures::object_store::ObjectStore;
use wasm_bindgen::JsValue;

use super::DbError;
use super::indexed::{Indexed, read_journal};
use crate::domain::contact::Contact;
use crate::domain::journal::Pending;

/// Reads journals. Whatever names it has all that it needs with it.
#[derive(Debug, Clone, Copy)]
pub struct Reader(pub(super) ReadJournal);

/// Fetches what reads journals; none where it cannot be had.
pub type FetchReader = fn() -> LocalBoxFuture<'static, Option<Reader>>;

/// Reads within a transaction what stands under the key of the journal.
pub(super) type ReadJournal =
    for<'a> fn(
        &'a Indexed,
        &'a ObjectStore<'a>,
        JsValue,
    ) -> LocalBoxFuture<'a, Result<Option<Box<dyn Pending>>, DbError>>;

impl Default for Reader {
    fn default() -> Self {
        Self(read_journal)
    }
}

/// Takes ids and bodies of documents, and what is pending for them.
pub(super) type Page<'a> = dyn FnMut(Vec<(String, String)>, Option<&dyn Pending>) + 'a;

/// Makes contacts as they were read what they are.
pub(super) fn settle(contacts: &mut [Contact], pending: Option<&dyn Pending>) {
    if let Some(pending) = pending {
        contacts.iter_mut().for_each(|contact| pending.settle(contact));
    }
}
