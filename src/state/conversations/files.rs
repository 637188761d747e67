//! The files of messages: shown where they are pictures, else handed over.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::conversation::message::Attachment;
use crate::domain::id::Digest;
use crate::domain::picture::Size;
use crate::io::attachment;
use crate::io::db::DbError;
use crate::io::picture::Blob;
use crate::state::App;

/// What can be done with a file of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shown {
    /// It is a picture, under this address.
    Picture(String),
    /// It can be saved.
    File,
    /// Its content is not on this device.
    Absent,
}

impl App {
    /// What a file is, as soon as that is known; for as long as the component that called this is there.
    #[must_use]
    pub fn shown_file(self, file: &Attachment) -> Signal<Option<Shown>> {
        let shown = RwSignal::new(None);
        let digest = file.digest;
        spawn_local(async move {
            let is = match self.stored_file(digest).await {
                Ok(Some(blob)) => match attachment::show(&blob).await {
                    Some(url) => Shown::Picture(url),
                    None => Shown::File,
                },
                _ => Shown::Absent,
            };
            if let Some(Some(Shown::Picture(url))) = shown.try_set(Some(is)) {
                // Nobody is there any more to look at it.
                attachment::forget(&url);
            }
        });
        on_cleanup(move || {
            if let Some(Some(Shown::Picture(url))) = shown.try_get_untracked() {
                attachment::forget(&url);
            }
        });
        shown.into()
    }

    /// Hands a file over under its name.
    pub fn save_file(self, file: Attachment) {
        spawn_local(async move {
            let Attachment { name, digest, .. } = file;
            let is_taken = match self.stored_file(digest).await {
                Ok(Some(blob)) => attachment::offer(&blob, &name),
                _ => false,
            };
            if !is_taken {
                self.notices.refused(format!("“{name}” is not on this device yet."));
            }
        });
    }

    async fn stored_file(self, digest: Digest) -> Result<Option<Blob>, DbError> {
        let db = self.book.db().await;
        Ok(db.pictures(&[digest], Size::Full).await?.into_iter().flatten().next())
    }
}
