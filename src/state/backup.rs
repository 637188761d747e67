//! The whole workspace into one file, and back. A second thread writes and reads the file; here the store is read and
//! written.

use std::collections::HashSet;

use leptos::prelude::*;
use web_sys::Blob;

use super::App;
use super::export::{offered, today};
use super::locale::number;
use super::work::hand::{Hand, JobError};
use super::work::job::{Answer, Job, Portion, Summary};
use crate::domain::backup::Head;
use crate::domain::id::Digest;
use crate::domain::picture::Size;
use crate::io::db::{Db, Picture};
use crate::io::{clock, download};

/// How far a backup or its reading has come: parts of how many; without a total nobody knows.
pub type Progress = RwSignal<(u64, u64)>;

/// How a restore ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// Documents that were put back; the others were the same already.
    pub documents: usize,
    /// Why it did not come to its end.
    pub trouble: Option<JobError>,
}

impl App {
    /// Writes all documents and pictures into a file, hands it to the browser, and returns what it is called.
    ///
    /// # Errors
    /// When there is no file.
    pub async fn back_up(self, progress: Progress) -> Result<String, JobError> {
        let db = self.drained().await?;
        let mut hand = Hand::start(Job::BackUp(Head::new(clock::now())), None).await?;
        let mut done = 0;
        let mut seen = HashSet::new();
        // Pictures come first, so that no contact is restored before its picture; and again those that came meanwhile.
        give_pictures(&db, &mut hand, &mut seen, |count| {
            done += count;
            progress.try_set((done, 0));
        })
        .await?;
        let mut key = None;
        loop {
            let (documents, next) = db.documents_after(key.as_deref()).await?;
            done += documents.len() as u64;
            hand.give(&Portion::Documents(documents), Vec::new()).await?;
            progress.try_set((done, 0));
            key = next;
            if key.is_none() {
                break;
            }
        }
        give_pictures(&db, &mut hand, &mut seen, |_| {}).await?;
        let file = hand.finish().await?;
        let name = format!("visage-{}.backup", today());
        offered(download::offer(&file, &name))?;
        Ok(name)
    }

    /// Reads a file to its end and tells what is in it. Nothing is changed.
    ///
    /// # Errors
    /// Why it cannot be restored from.
    pub async fn check_backup(self, file: Blob, progress: Progress) -> Result<Summary, JobError> {
        let size = file.size() as u64;
        let mut hand = Hand::start(Job::Check, Some(file)).await?;
        loop {
            match hand.hear().await?.0 {
                Answer::Read(bytes) => drop(progress.try_set((bytes, size))),
                Answer::Whole(summary) => return Ok(summary),
                _ => {}
            }
        }
    }

    /// Puts back what is in a file that was checked.
    pub async fn restore(self, file: Blob, progress: Progress) -> Restored {
        let mut documents = 0;
        let trouble = self.restore_all(file, progress, &mut documents).await.err();
        // Whatever was put back is to be seen, here and in other tabs.
        self.book.take_in_all().await;
        Restored { documents, trouble }
    }

    /// Says that everything of a file is back.
    pub fn say_restored(self, summary: &Summary) {
        let contacts = match summary.contacts {
            1 => "1 contact".to_owned(),
            count => format!("{} contacts", number(count)),
        };
        self.notices.done(format!("The backup with {contacts} was restored."), None);
    }

    async fn restore_all(
        self,
        file: Blob,
        progress: Progress,
        written: &mut usize,
    ) -> Result<(), JobError> {
        let db = self.drained().await?;
        let size = file.size() as u64;
        let mut hand = Hand::start(Job::Restore, Some(file)).await?;
        loop {
            let (answer, files) = hand.hear().await?;
            match answer {
                Answer::Read(bytes) => drop(progress.try_set((bytes, size))),
                Answer::Portion(Portion::Pictures(digests)) => {
                    let stored = db.pictures(&digests, Size::Thumb).await?;
                    let pictures = digests.iter().zip(files.chunks(2)).zip(stored);
                    let missing = pictures.filter(|(_, stored)| stored.is_none());
                    let missing: Vec<Picture> =
                        missing.filter_map(|((digest, pair), _)| picture(*digest, pair)).collect();
                    db.restore(&[], &missing, true).await?;
                    hand.ask_on()?;
                }
                Answer::Portion(Portion::Documents(documents)) => {
                    *written += db.restore(&documents, &[], true).await?;
                    hand.ask_on()?;
                }
                Answer::Portion(Portion::End) => {
                    // The last one waits for the disk, and so for all before it.
                    db.restore(&[], &[], false).await?;
                    return Ok(());
                }
                _ => {}
            }
        }
    }

    /// The store, with everything in its documents that was saved without them.
    async fn drained(self) -> Result<Db, JobError> {
        self.book.drained().await?;
        Ok(self.book.db().await)
    }
}

/// Hands over the pictures that were not seen yet.
async fn give_pictures(
    db: &Db,
    hand: &mut Hand,
    seen: &mut HashSet<Digest>,
    mut done: impl FnMut(u64),
) -> Result<(), JobError> {
    let mut key = None;
    loop {
        let (mut pictures, next) = db.pictures_after(key.as_deref()).await?;
        pictures.retain(|picture| seen.insert(picture.digest));
        done(pictures.len() as u64);
        let digests = pictures.iter().map(|picture| picture.digest).collect();
        let files = pictures.into_iter().flat_map(|own| [own.full.into(), own.thumb.into()]);
        hand.give(&Portion::Pictures(digests), files.collect()).await?;
        key = next;
        if key.is_none() {
            return Ok(());
        }
    }
}

fn picture(digest: Digest, pair: &[Blob]) -> Option<Picture> {
    match pair {
        [full, thumb] => {
            Some(Picture { digest, full: full.clone().into(), thumb: thumb.clone().into() })
        }
        _ => None,
    }
}
