//! Reading a backup: once to its end before anything is restored, and once again to hand out what is in it.

use web_sys::Blob;

use super::job::{Answer, Portion, Summary};
use super::writing::say;
use crate::domain::backup::read::{Part, Reader};
use crate::domain::backup::{BackupError, Bytes, Picture};
use crate::domain::contact::Contact;
use crate::domain::id::ContactId;
use crate::io::parts::Parts;
use crate::io::worker::{Asked, read_part};

/// How much is read at a time, in bytes.
const PIECE: u64 = 262_144;

/// Reads a backup to its end, and says what is in it, or why it is refused.
pub(super) async fn check(file: &Blob) {
    match summary(file).await {
        Ok(summary) => say(&Answer::Whole(summary), Vec::new()),
        Err(error) => say(&Answer::Refused(error), Vec::new()),
    }
}

/// Hands out what is in a backup, portion by portion, each when the page has asked for it.
pub(super) async fn restore(file: &Blob, asked: &mut Asked) {
    if let Err(error) = hand_out(file, asked).await {
        say(&Answer::Refused(error), Vec::new());
    }
}

async fn summary(file: &Blob) -> Result<Summary, BackupError> {
    let (mut pieces, mut summary) = (Pieces::of(file), Summary::default());
    while let Some(parts) = pieces.next().await? {
        for part in parts {
            match part {
                Part::Head(head) => summary.at = head.at,
                Part::Picture(_) => summary.pictures += 1,
                Part::Document((id, json)) => {
                    summary.documents += 1;
                    let contact = ContactId::from_doc_id(&id);
                    let contact = contact.and_then(|id| Contact::from_json(id, &json));
                    summary.contacts += usize::from(contact.is_some_and(|own| own.is_listed()));
                }
            }
        }
        say(&Answer::Read(pieces.from), Vec::new());
    }
    Ok(summary)
}

async fn hand_out(file: &Blob, asked: &mut Asked) -> Result<(), BackupError> {
    let mut pieces = Pieces::of(file);
    while let Some(parts) = pieces.next().await? {
        let (mut documents, mut digests, mut files) = (Vec::new(), Vec::new(), Vec::new());
        for part in parts {
            match part {
                Part::Head(_) => {}
                Part::Document(document) => documents.push(document),
                Part::Picture(Picture { digest, full, thumb }) => {
                    digests.push(digest);
                    files.extend([blob(&full)?, blob(&thumb)?]);
                }
            }
        }
        say(&Answer::Read(pieces.from), Vec::new());
        if !digests.is_empty() {
            say(&Answer::Portion(Portion::Pictures(digests)), files);
            asked.next().await;
        }
        if !documents.is_empty() {
            say(&Answer::Portion(Portion::Documents(documents)), Vec::new());
            asked.next().await;
        }
    }
    say(&Answer::Portion(Portion::End), Vec::new());
    Ok(())
}

/// A backup on its way.
struct Pieces<'a> {
    file: &'a Blob,
    reader: Reader,
    from: u64,
    is_over: bool,
}

impl<'a> Pieces<'a> {
    fn of(file: &'a Blob) -> Self {
        Self { file, reader: Reader::default(), from: 0, is_over: false }
    }

    /// What is in the next piece; none behind the last one, when the file has turned out to be whole.
    async fn next(&mut self) -> Result<Option<Vec<Part>>, BackupError> {
        if self.is_over {
            return Ok(None);
        }
        let size = self.file.size() as u64;
        let to = size.min(self.from + PIECE);
        let piece = read_part(self.file, self.from, to).await.map_err(BackupError::Unread)?;
        self.from = to;
        let mut parts = Vec::new();
        self.reader.push(&piece, &mut parts)?;
        if to == size {
            self.reader.finish()?;
            self.is_over = true;
        }
        Ok(Some(parts))
    }
}

fn blob(Bytes { media_type, bytes }: &Bytes) -> Result<Blob, BackupError> {
    let mut parts = Parts::default();
    parts.push(bytes).and_then(|()| parts.finish(media_type)).map_err(BackupError::Unread)
}
