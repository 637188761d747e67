//! What is saved and still to be written into documents, as whoever reads or writes them meets it.

use indexed_db_futures::BuildPrimitive;
use indexed_db_futures::object_store::ObjectStore;
use indexed_db_futures::prelude::*;
use wasm_bindgen::JsValue;

use super::Indexed;
use crate::domain::journal::Pending;
use crate::io::db::schema::JOURNAL;
use crate::io::db::{DbError, Reader};

impl Indexed {
    /// What is pending, as a transaction finds it: `text` is what stands under [`JOURNAL`].
    pub(super) async fn pending(
        &self,
        meta: &ObjectStore<'_>,
        text: Option<JsValue>,
    ) -> Result<Option<Box<dyn Pending>>, DbError> {
        match text {
            None => {
                self.known.is_open.set(false);
                Ok(None)
            }
            Some(text) => {
                let Reader(read) = self.reader.get().ok_or(DbError::Absent)?;
                read(self, meta, text).await
            }
        }
    }

    pub(super) async fn pending_now(
        &self,
        meta: &ObjectStore<'_>,
    ) -> Result<Option<Box<dyn Pending>>, DbError> {
        let text = meta.get(JOURNAL.to_owned()).primitive()?.await?;
        self.pending(meta, text).await
    }

    /// Runs a transaction, and again with what reads the journal where it met one without.
    pub(super) async fn with_reader<T>(
        &self,
        run: impl AsyncFn() -> Result<T, DbError>,
    ) -> Result<T, DbError> {
        match run().await {
            Err(DbError::Absent) if self.reader.get().is_none() => {
                self.reader.set((self.fetch)().await);
                run().await
            }
            done => done,
        }
    }
}
