//! The files of messages: shown where they are pictures, else handed over.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::conversation::message::Attachment;
use crate::io::attachment;
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
            if !self.faces.has_file(digest).await {
                shown.try_set(Some(Shown::Absent));
            }
            let is = match self.faces.file(digest).await {
                Some(blob) => match attachment::show(&blob).await {
                    Some(url) => Shown::Picture(url),
                    None => Shown::File,
                },
                None => Shown::Absent,
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
            let file = self.faces.file(digest).await;
            if !file.is_some_and(|file| attachment::offer(&file, &name)) {
                self.notices.refused(format!("“{name}” is not on this device yet."));
            }
        });
    }
}
