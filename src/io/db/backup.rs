//! Everything that is stored, page by page, and the way back. What is pending is to be drained before.

use super::{Backend, Db, DbError, Picture, fresh_stamp};

/// A page of what is stored, in the order of its keys, and where the next one begins; none after the last one.
pub type Page<T> = (Vec<T>, Option<String>);

/// Documents or pictures on a page. Pictures weigh more, but a page has only the browser's handles of them.
pub(super) const PAGE: u32 = 200;

impl Db {
    /// The page of documents, by id and body, after this key.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn documents_after(
        &self,
        key: Option<&str>,
    ) -> Result<Page<(String, String)>, DbError> {
        match &*self.backend {
            Backend::Indexed(store) => store.documents_after(key).await,
            Backend::Memory(store) => Ok(store.documents_after(key)),
        }
    }

    /// The page of pictures after this key.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn pictures_after(&self, key: Option<&str>) -> Result<Page<Picture>, DbError> {
        match &*self.backend {
            Backend::Indexed(store) => store.pictures_after(key).await,
            Backend::Memory(store) => Ok(store.pictures_after(key)),
        }
    }

    /// Puts documents, by id and body, and pictures back as they are given, all or nothing. What is stored under other
    /// ids stays. Returns how many documents were not already so. `is_followed` as in a commit.
    ///
    /// # Errors
    /// When nothing was written.
    pub async fn restore(
        &self,
        documents: &[(String, String)],
        pictures: &[Picture],
        is_followed: bool,
    ) -> Result<usize, DbError> {
        match &*self.backend {
            Backend::Indexed(store) => {
                let stamp = fresh_stamp();
                let whole = (documents, pictures, is_followed);
                let written = store.restore(whole, &self.device, &stamp).await?;
                self.stamp.replace(Some(stamp));
                Ok(written)
            }
            Backend::Memory(store) => Ok(store.restore(documents, pictures, &self.device)),
        }
    }
}
