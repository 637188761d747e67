//! Pictures and files on their way: to the server before the documents that name them, and from there when somebody
//! looks at them.

use futures_util::future::join_all;
use serde::{Deserialize, Serialize};

use super::{Engine, News, Trouble};
use crate::domain::id::Digest;
use crate::domain::picture::Size;
use crate::io::couch::{CouchError, is_file};
use crate::io::db::Picture;
use crate::io::picture::{Blob, received};

/// Pictures that are sent together: their thumbnails in one request.
pub(super) const TOGETHER: usize = 20;
/// Requests at a time; browsers keep six for a server, and somebody may want one of them.
const AT_ONCE: usize = 4;
/// Thumbnails that are asked for together.
const SCREENFUL: usize = 100;

/// A picture that was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, Serialize)]
pub enum Wanted {
    /// To be seen small.
    Thumb(Digest),
    /// To be seen in full.
    Full(Digest),
    /// The file of a message.
    File(Digest),
}

impl Engine {
    /// Sends the pictures and files that the server is not known to have.
    pub(super) async fn push_pictures(&mut self, waiting: Vec<Digest>) -> Result<(), Trouble> {
        for digests in waiting.chunks(TOGETHER) {
            let pictures = self.stored(digests).await?;
            self.push_thumbs(&pictures).await?;
            for together in pictures.chunks(AT_ONCE) {
                let put = |own| self.couch.put_full(own, self.db.device());
                let sent = join_all(together.iter().map(put)).await;
                let mut taken = Vec::new();
                for (own, sent) in together.iter().zip(sent) {
                    match sent {
                        Ok(()) => taken.push(own.clone()),
                        Err(error) => self.park(own.digest, error)?,
                    }
                }
                self.db.keep_uploaded(&taken).await?;
            }
        }
        Ok(())
    }

    async fn stored(&self, digests: &[Digest]) -> Result<Vec<Picture>, Trouble> {
        let full = self.db.pictures(digests, Size::Full).await?;
        let thumbs = self.db.pictures(digests, Size::Thumb).await?;
        let both = digests.iter().zip(full.into_iter().zip(thumbs));
        let picture = |(digest, (full, thumb)): (&Digest, (Option<Blob>, Option<Blob>))| {
            Some(Picture { digest: *digest, full: full?, thumb: thumb? })
        };
        Ok(both.filter_map(picture).collect())
    }

    async fn push_thumbs(&self, pictures: &[Picture]) -> Result<(), Trouble> {
        let mut thumbs = Vec::new();
        for own in pictures.iter().filter(|own| !is_file(own)) {
            if let Some((format, bytes)) = own.thumb.format().zip(own.thumb.bytes().await) {
                thumbs.push((own.digest, format, bytes));
            }
        }
        if !thumbs.is_empty() {
            // Whoever finds none makes it of the full picture: one that is refused is no loss.
            match self.couch.put_thumbs(&thumbs).await {
                Err(error) if !is_of_this(&error) => return Err(error.into()),
                _ => {}
            }
        }
        Ok(())
    }

    /// Leaves a picture out that the server does not take, and goes on where the reason is the picture itself.
    fn park(&mut self, digest: Digest, error: CouchError) -> Result<(), Trouble> {
        if !is_of_this(&error) {
            return Err(error.into());
        }
        self.refused.insert(digest, words(&error));
        Ok(())
    }

    /// Fetches what somebody wants to see. What is not there, or is not what it says, is left out.
    pub(super) async fn fetch(&mut self, wanted: &[Wanted]) -> Result<(), Trouble> {
        let small = wanted.iter().filter_map(|wanted| match wanted {
            Wanted::Thumb(digest) => Some(*digest),
            _ => None,
        });
        let small: Vec<Digest> = small.collect();
        for digests in small.chunks(SCREENFUL) {
            self.fetch_thumbs(digests).await?;
        }
        for wanted in wanted {
            match wanted {
                Wanted::Thumb(_) => {}
                Wanted::Full(digest) => self.fetch_full(*digest).await?,
                Wanted::File(digest) => self.fetch_file(*digest).await?,
            }
        }
        Ok(())
    }

    async fn fetch_thumbs(&mut self, digests: &[Digest]) -> Result<(), Trouble> {
        let there = self.couch.thumbs(digests).await?;
        let mut come = Vec::new();
        for digest in digests {
            let thumb = match there.get(digest) {
                Some(bytes) => received::thumb(bytes).await.ok(),
                None => None,
            };
            match thumb.zip(Blob::empty()) {
                Some((thumb, full)) => come.push(Picture { digest: *digest, full, thumb }),
                // Somebody has put the picture there, and nothing else.
                None => self.fetch_full(*digest).await?,
            }
        }
        self.keep(come).await
    }

    async fn fetch_full(&mut self, digest: Digest) -> Result<(), Trouble> {
        let Some(bytes) = there(self.couch.full(digest, false).await)? else { return Ok(()) };
        let thumb = self.db.pictures(&[digest], Size::Thumb).await?.into_iter().flatten().next();
        match received::picture(digest, &bytes, thumb.filter(|thumb| thumb.size() > 0)).await {
            Ok(own) => self.keep(vec![own]).await,
            Err(words) => {
                self.leave_out(digest, words);
                Ok(())
            }
        }
    }

    async fn fetch_file(&mut self, digest: Digest) -> Result<(), Trouble> {
        let Some(bytes) = there(self.couch.full(digest, true).await)? else { return Ok(()) };
        let own = Blob::plain(&bytes).zip(Blob::empty());
        match own.filter(|_| Digest::of(&bytes) == digest) {
            Some((full, thumb)) => self.keep(vec![Picture { digest, full, thumb }]).await,
            None => {
                self.leave_out(digest, received::ANOTHER.to_owned());
                Ok(())
            }
        }
    }

    /// Takes note of what is not shown, and tells it.
    fn leave_out(&mut self, digest: Digest, words: String) {
        self.unshown.insert(digest, words);
        let unshown = self.unshown.iter().map(|(digest, words)| (*digest, words.clone()));
        self.tell(News::Unshown(unshown.collect()));
    }

    async fn keep(&self, pictures: Vec<Picture>) -> Result<(), Trouble> {
        if pictures.is_empty() {
            return Ok(());
        }
        self.db.keep_uploaded(&pictures).await?;
        self.tell(News::Pictures(pictures));
        Ok(())
    }
}

/// What was fetched; none where it is this one that cannot be had, so that the others can.
fn there(fetched: Result<Vec<u8>, CouchError>) -> Result<Option<Vec<u8>>, CouchError> {
    use CouchError::{Broken, SignIn, Unreachable};
    match fetched {
        Err(error @ (Unreachable(_) | Broken(_) | SignIn(_))) => Err(error),
        fetched => Ok(fetched.ok()),
    }
}

/// Whether a refusal is about what was sent, so that something else may be taken.
pub(super) const fn is_of_this(error: &CouchError) -> bool {
    matches!(error, CouchError::Forbidden(_) | CouchError::Refused(..))
}

fn words(error: &CouchError) -> String {
    match error {
        CouchError::Forbidden(reason) => reason.clone(),
        error => error.to_string(),
    }
}
