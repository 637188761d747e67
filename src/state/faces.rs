//! The pictures on the screen: an address for each digest, asked for a screenful at a time.

use std::collections::HashMap;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::book::Book;
use crate::domain::id::Digest;
use crate::domain::picture::Size;
use crate::io::clock;
use crate::io::db::Picture;

/// The address of each picture that was asked for; none until it was read.
type Known = HashMap<(Digest, Size), ArcRwSignal<Option<String>>>;

/// Addresses of stored pictures, each made once.
#[derive(Clone, Copy)]
pub struct Faces {
    book: Book,
    known: StoredValue<Known>,
    wanted: StoredValue<Vec<(Digest, Size)>>,
}

impl Faces {
    pub(super) fn new(book: Book) -> Self {
        Self { book, known: StoredValue::default(), wanted: StoredValue::default() }
    }

    /// The address of a picture, as soon as it was read.
    #[must_use]
    pub fn url(self, digest: Digest, size: Size) -> ArcRwSignal<Option<String>> {
        if let Some(known) = self.known.with_value(|known| known.get(&(digest, size)).cloned()) {
            return known;
        }
        let url = ArcRwSignal::new(None);
        self.known.update_value(|known| {
            known.insert((digest, size), url.clone());
        });
        self.want(digest, size);
        url
    }

    /// Takes in a picture that was just made, so that it shows without being read again.
    pub fn learn(self, picture: &Picture) {
        for (size, blob) in [(Size::Full, &picture.full), (Size::Thumb, &picture.thumb)] {
            let key = (picture.digest, size);
            let url = self.known.with_value(|known| known.get(&key).cloned());
            match url {
                Some(url) if url.with_untracked(Option::is_some) => {}
                Some(url) => url.set(blob.url()),
                None => self.known.update_value(|known| {
                    known.insert(key, ArcRwSignal::new(blob.url()));
                }),
            }
        }
    }

    /// Collects what a screenful of rows asks for, and reads it in one transaction.
    fn want(self, digest: Digest, size: Size) {
        let is_first = self.wanted.with_value(Vec::is_empty);
        self.wanted.update_value(|wanted| wanted.push((digest, size)));
        if is_first {
            spawn_local(async move {
                clock::sleep(0).await;
                let wanted = self.wanted.try_update_value(std::mem::take).unwrap_or_default();
                for size in [Size::Thumb, Size::Full] {
                    self.read(&wanted, size).await;
                }
            });
        }
    }

    async fn read(self, wanted: &[(Digest, Size)], size: Size) {
        let of_size = wanted.iter().filter(|(_, wanted)| *wanted == size);
        let digests: Vec<Digest> = of_size.map(|(digest, _)| *digest).collect();
        if digests.is_empty() {
            return;
        }
        let blobs = self.book.db().await.pictures(&digests, size).await;
        // A face that cannot be read shows initials; asking again happens with the next start.
        for (digest, blob) in digests.iter().zip(blobs.unwrap_or_default()) {
            let signal = self.known.with_value(|known| known.get(&(*digest, size)).cloned());
            if let (Some(signal), Some(url)) = (signal, blob.and_then(|blob| blob.url())) {
                signal.set(Some(url));
            }
        }
    }
}
