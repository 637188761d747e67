//! The pictures that a contact had before.

use super::Record;
use crate::domain::contact::open::Rest;
use crate::domain::contact::picture::PictureRef;
use crate::domain::id::Digest;
use crate::domain::picture::Size;
use crate::io::db::Commit;
use crate::io::picture::inspect;
use crate::state::error::AppError;

impl Record {
    /// Gives the contact a picture that it had before, and offers to undo that.
    ///
    /// # Errors
    /// When the picture is no longer kept, or nothing was stored.
    pub async fn use_again(self, digest: Digest) -> Result<(), AppError> {
        let stored = self.app.book.db().await.pictures(&[digest], Size::Full).await?;
        let Some(blob) = stored.into_iter().flatten().next() else {
            return Err(AppError::PictureGone);
        };
        let inspected = inspect(&blob).await?;
        let reference = PictureRef {
            digest,
            media_type: inspected.format.media_type().to_owned(),
            width: inspected.width,
            height: inspected.height,
            bytes: blob.size() as u32,
            rest: Rest::default(),
        };
        self.app.book.put_picture(self.id, Some(reference), Commit::default()).await
    }
}
