//! What becomes of pictures and files that nothing names, in IndexedDB.

use indexed_db_futures::BuildPrimitive;
use indexed_db_futures::object_store::ObjectStore;
use indexed_db_futures::prelude::*;
use wasm_bindgen::JsValue;

use super::{Indexed, begin, put_local, whole};
use crate::domain::picture::Size;
use crate::io::db::schema::{META, PICTURES, STAMP};
use crate::io::db::unnamed::Sweep;
use crate::io::db::{DbError, record};

impl Indexed {
    /// What the last commit has left.
    pub(in crate::io::db) async fn stamp(&self) -> Result<Option<String>, DbError> {
        let db = self.usable(META).await?;
        let tx = db.transaction(META).build()?;
        Ok(tx.object_store(META)?.get(STAMP.to_owned()).primitive()?.await?)
    }

    /// Does it, unless something was committed since `stamp`.
    pub(in crate::io::db) async fn sweep(
        &self,
        sweep: &Sweep,
        stamp: Option<&str>,
    ) -> Result<bool, DbError> {
        let db = self.usable(PICTURES).await?;
        whole(begin(&db, &[PICTURES, META], false)?, async |tx| {
            let (pictures, meta) = (tx.object_store(PICTURES)?, tx.object_store(META)?);
            let now: Option<String> = meta.get(STAMP.to_owned()).primitive()?.await?;
            if now.as_deref() != stamp {
                return Ok(false);
            }
            for digest in &sweep.drop {
                pictures.delete(digest.to_string()).primitive()?;
            }
            for digest in &sweep.send_again {
                send_again(&pictures, digest.to_string()).await?;
            }
            for (key, text) in &sweep.facts {
                put_local(&meta, key, text.as_deref())?;
            }
            tx.commit().await?;
            Ok(true)
        })
        .await
    }
}

/// Forgets that a server has a picture, so that it is sent. What is not here cannot be.
pub(super) async fn send_again(pictures: &ObjectStore<'_>, key: String) -> Result<(), DbError> {
    let object = pictures.get::<JsValue, _, _>(key.clone()).primitive()?.await?;
    let sizes = object.and_then(|object| {
        let full = record::blob(&object, Size::Full)?;
        Some((full, record::blob(&object, Size::Thumb)?))
    });
    if let Some((full, thumb)) = sizes {
        pictures.put(record::picture(&full, &thumb)?).with_key(key).primitive()?;
    }
    Ok(())
}
