//! What sync needs of the store: what waits to be sent, and what the server showed and answered, each taken in together
//! with how far sync has come.

use std::collections::BTreeMap;

use super::{Backend, Db, DbError, Picture, fresh_stamp};
use crate::domain::doc::Record;
use crate::domain::id::Digest;

/// Facts of this device, by key, as they shall be; none for those to forget.
pub type Facts = [(String, Option<String>)];

/// What is to be stored in place of the records that are stored; it is told those that are.
pub type Settle<'a> = dyn FnMut(&BTreeMap<String, Record>) -> Vec<Record> + 'a;

impl Db {
    /// The name that this device counts its edits under.
    #[must_use]
    pub fn device(&self) -> &str {
        &self.device
    }

    /// The ids of all documents that wait to be sent, in their order.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn waiting(&self) -> Result<Vec<String>, DbError> {
        match &*self.backend {
            Backend::Indexed(store) => store.waiting().await,
            Backend::Memory(store) => Ok(store.waiting()),
        }
    }

    /// The records with these ids, those that are stored, in their order.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn records(&self, ids: &[String]) -> Result<Vec<Record>, DbError> {
        match &*self.backend {
            Backend::Indexed(store) => {
                Ok(store.records(ids).await?.0.into_iter().flatten().collect())
            }
            Backend::Memory(store) => Ok(store.records(ids)),
        }
    }

    /// The next ids of documents after this one, tombstones too; none after the last one.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn ids_after(&self, id: Option<&str>) -> Result<Vec<String>, DbError> {
        match &*self.backend {
            Backend::Indexed(store) => store.ids_after(id).await,
            Backend::Memory(store) => Ok(store.ids_after(id)),
        }
    }

    /// Reads the records of `ids`, and writes what `settle` makes of them together with facts of this device, all or
    /// nothing. Returns what was written.
    ///
    /// # Errors
    /// When nothing was written.
    pub async fn settle(
        &self,
        ids: &[String],
        facts: &Facts,
        settle: &mut Settle<'_>,
    ) -> Result<Vec<Record>, DbError> {
        match &*self.backend {
            Backend::Indexed(store) => {
                let stamp = fresh_stamp();
                let written = store.settle(ids, facts, settle, &stamp).await?;
                // Otherwise the kept beginning of the list is still true, though a transaction was there.
                if written.is_some() {
                    self.stamp.replace(Some(stamp));
                }
                Ok(written.unwrap_or_default())
            }
            Backend::Memory(store) => Ok(store.settle(ids, facts, settle)),
        }
    }

    /// The pictures and files that no server is known to have.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn pictures_waiting(&self) -> Result<Vec<Digest>, DbError> {
        match &*self.backend {
            Backend::Indexed(store) => store.pictures_waiting().await,
            Backend::Memory(store) => Ok(store.pictures_waiting()),
        }
    }

    /// Keeps pictures and files that the server has: they came from there, or were taken there.
    ///
    /// # Errors
    /// When nothing was written.
    pub async fn keep_uploaded(&self, pictures: &[Picture]) -> Result<(), DbError> {
        match &*self.backend {
            Backend::Indexed(store) => store.keep_uploaded(pictures).await,
            Backend::Memory(store) => {
                store.keep_uploaded(pictures);
                Ok(())
            }
        }
    }

    /// Forgets which pictures a server has: it is another server, or one that was made anew.
    ///
    /// # Errors
    /// When nothing was written.
    pub async fn forget_uploads(&self) -> Result<(), DbError> {
        match &*self.backend {
            Backend::Indexed(store) => store.forget_uploads().await,
            Backend::Memory(store) => {
                store.forget_uploads();
                Ok(())
            }
        }
    }

    /// Removes every document, picture and fact but the name of this device.
    ///
    /// # Errors
    /// When nothing was removed.
    pub async fn clear(&self) -> Result<(), DbError> {
        match &*self.backend {
            Backend::Indexed(store) => {
                let stamp = fresh_stamp();
                store.clear(&stamp).await?;
                self.stamp.replace(Some(stamp));
            }
            Backend::Memory(store) => store.clear(),
        }
        Ok(())
    }
}
