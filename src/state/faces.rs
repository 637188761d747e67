//! The pictures on the screen: an address for each digest, asked for a screenful at a time.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use futures_channel::oneshot;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::book::Book;
use crate::domain::id::Digest;
use crate::domain::picture::Size;
use crate::io::attachment;
use crate::io::clock;
use crate::io::db::Picture;
use crate::io::picture::Blob;
use crate::io::sync::pictures::Wanted;

/// The address of each picture that was asked for; none until it was read.
type Known = HashMap<(Digest, Size), ArcRwSignal<Option<String>>>;

/// How long a file may take to come from the server, in milliseconds.
const PATIENCE: u32 = 20_000;

/// Whoever fetches pictures from elsewhere.
type Fetch = Rc<dyn Fn(Vec<Wanted>)>;

/// Addresses of stored pictures, each made once.
#[derive(Clone, Copy)]
pub struct Faces {
    book: Book,
    known: StoredValue<Known>,
    wanted: StoredValue<Vec<(Digest, Size)>>,
    /// Pictures that were asked for and are not stored.
    missing: StoredValue<HashSet<(Digest, Size)>>,
    fetch: StoredValue<Option<Fetch>, LocalStorage>,
    /// Who waits for something to come.
    waiting: StoredValue<Vec<oneshot::Sender<()>>, LocalStorage>,
}

impl Faces {
    pub(super) fn new(book: Book) -> Self {
        Self {
            book,
            known: StoredValue::default(),
            wanted: StoredValue::default(),
            missing: StoredValue::default(),
            fetch: StoredValue::new_local(None),
            waiting: StoredValue::new_local(Vec::new()),
        }
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

    /// Takes in a picture that was just made or has come, so that it shows without being read again.
    pub fn learn(self, picture: &Picture) {
        for (size, blob) in [(Size::Full, &picture.full), (Size::Thumb, &picture.thumb)] {
            let key = (picture.digest, size);
            let known = self.known.with_value(|known| known.get(&key).cloned());
            if known.as_ref().is_some_and(|url| url.with_untracked(Option::is_some)) {
                continue;
            }
            // Of a picture from the server the thumbnail may be all that has come.
            let Some(url) = blob.url() else { continue };
            self.missing.update_value(|missing| {
                missing.remove(&key);
            });
            match known {
                Some(known) => known.set(Some(url)),
                None => self.known.update_value(|known| {
                    known.insert(key, ArcRwSignal::new(Some(url)));
                }),
            }
        }
    }

    /// Forgets pictures that are no longer stored. Whoever shows one again asks for it.
    pub(super) fn forget(self, digests: &[Digest]) {
        let is_gone = |(digest, _): &(Digest, Size)| digests.contains(digest);
        self.known.update_value(|known| {
            for (_, url) in known.extract_if(|key, _| is_gone(key)) {
                url.get_untracked().inspect(|url| attachment::forget(url));
            }
        });
        self.missing.update_value(|missing| missing.retain(|key| !is_gone(key)));
    }

    /// Has pictures fetched from now on that are asked for and not stored.
    pub(super) fn on_missing(self, fetch: Fetch) {
        self.fetch.set_value(Some(fetch));
    }

    /// The pictures that somebody looks at and that are not stored.
    pub(super) fn missing(self) -> Vec<Wanted> {
        self.missing.with_value(|missing| missing.iter().map(asked).collect())
    }

    /// Asks again for those of these pictures that are missing: somebody has put them on the server.
    pub(super) fn offer(self, digests: &[Digest]) {
        let again = self.missing.with_value(|missing| {
            let of_these = missing.iter().filter(|(digest, _)| digests.contains(digest));
            of_these.map(asked).collect()
        });
        self.fetch(again);
    }

    /// Reads again what was missing: another tab has stored something.
    pub(super) fn look_again(self) {
        let missing: Vec<(Digest, Size)> =
            self.missing.with_value(|missing| missing.iter().copied().collect());
        spawn_local(async move {
            for size in [Size::Thumb, Size::Full] {
                self.read(&missing, size).await;
            }
        });
        self.tell_come();
    }

    /// Tells who waits that something has come.
    pub(super) fn tell_come(self) {
        let waiting = self.waiting.try_update_value(std::mem::take).unwrap_or_default();
        for one in waiting {
            // Whoever waited may have lost patience.
            let _ = one.send(());
        }
    }

    /// The file of a message, from the server if it is not stored here; none where it cannot be had now.
    pub(super) async fn file(self, digest: Digest) -> Option<Blob> {
        let stored = async || self.stored_file(digest).await;
        if let Some(file) = stored().await {
            return Some(file);
        }
        self.fetch.with_value(Option::is_some).then_some(())?;
        self.fetch(vec![Wanted::File(digest)]);
        let come = async {
            loop {
                let (tell, come) = oneshot::channel();
                self.waiting.update_value(|waiting| waiting.push(tell));
                come.await.ok()?;
                if let Some(file) = stored().await {
                    return Some(file);
                }
            }
        };
        clock::within(PATIENCE, come).await.flatten()
    }

    /// Whether the file of a message is stored here.
    pub(super) async fn has_file(self, digest: Digest) -> bool {
        self.stored_file(digest).await.is_some()
    }

    async fn stored_file(self, digest: Digest) -> Option<Blob> {
        let stored = self.book.db().await.pictures(&[digest], Size::Full).await;
        stored.ok()?.into_iter().flatten().next()
    }

    fn fetch(self, wanted: Vec<Wanted>) {
        if let Some(fetch) = self.fetch.get_value().filter(|_| !wanted.is_empty()) {
            fetch(wanted);
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
        let mut missing = Vec::new();
        // A face that cannot be read shows initials; asking again happens with the next start.
        for (digest, blob) in digests.iter().zip(blobs.unwrap_or_default()) {
            let signal = self.known.with_value(|known| known.get(&(*digest, size)).cloned());
            match (signal, blob.and_then(|blob| blob.url())) {
                (Some(signal), Some(url)) => {
                    self.missing.update_value(|missing| {
                        missing.remove(&(*digest, size));
                    });
                    signal.set(Some(url));
                }
                _ => missing.push((*digest, size)),
            }
        }
        self.missing.update_value(|known| known.extend(missing.iter().copied()));
        self.fetch(missing.iter().map(asked).collect());
    }
}

/// What is asked of the server for a size of a picture.
fn asked((digest, size): &(Digest, Size)) -> Wanted {
    match size {
        Size::Thumb => Wanted::Thumb(*digest),
        Size::Full => Wanted::Full(*digest),
    }
}
