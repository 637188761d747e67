//! Reads a backup in pieces of any size. Whatever it gives counts only once [`Reader::finish`] has found the whole file to
//! be as it was written.

use sha2::{Digest as _, Sha256};

use super::{BackupError, Bytes, Document, Head, Line, MARK, Picture, Size, VERSION};
use crate::domain::id::Digest;

/// The longest line, in bytes.
const MAX_LINE: usize = 65_536;

/// The longest document or picture, in bytes: no file has the program ask for more memory than there is.
const MAX_BYTES: u64 = 67_108_864;

/// Something that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// The first line.
    Head(Head),
    /// A document.
    Document(Document),
    /// A picture, whose bytes are those that its digest names.
    Picture(Picture),
}

/// What the next bytes are.
#[derive(Debug, Clone, Default)]
enum Next {
    #[default]
    Head,
    Line,
    Document {
        id: String,
        bytes: usize,
    },
    Picture {
        digest: Digest,
        full: (String, usize),
        thumb: (String, usize),
    },
    /// The last line was read.
    Nothing,
}

/// The next line or the next bytes, and what is behind them.
type Taken<'a> = (&'a [u8], &'a [u8]);

/// Reads a backup.
#[derive(Debug, Clone, Default)]
pub struct Reader {
    next: Next,
    /// What was pushed and not yet understood.
    rest: Vec<u8>,
    sum: Sha256,
    documents: usize,
    pictures: usize,
}

impl Reader {
    /// Reads on, and appends what is complete.
    ///
    /// # Errors
    /// Why the file is refused.
    pub fn push(&mut self, piece: &[u8], read: &mut Vec<Part>) -> Result<(), BackupError> {
        let mut bytes = std::mem::take(&mut self.rest);
        bytes.extend_from_slice(piece);
        let mut rest = bytes.as_slice();
        while let Some((taken, behind)) = self.take(rest)? {
            read.extend(self.understand(taken)?);
            rest = behind;
        }
        self.rest = rest.to_vec();
        Ok(())
    }

    /// Says that there is no more.
    ///
    /// # Errors
    /// When the file does not end here.
    pub fn finish(&self) -> Result<(), BackupError> {
        match self.next {
            Next::Nothing if self.rest.is_empty() => Ok(()),
            Next::Nothing => Err(BackupError::Damaged),
            Next::Head if !is_ours(&self.rest) => Err(BackupError::Foreign),
            _ => Err(BackupError::Truncated),
        }
    }

    /// The next line or the next bytes, and what is behind them; none as long as they are not all there.
    fn take<'a>(&self, rest: &'a [u8]) -> Result<Option<Taken<'a>>, BackupError> {
        let length = match &self.next {
            _ if rest.is_empty() => return Ok(None),
            Next::Nothing => return Err(BackupError::Damaged),
            Next::Document { bytes, .. } => bytes + 1,
            Next::Picture { full, thumb, .. } => full.1 + thumb.1 + 1,
            Next::Head if !is_ours(rest) => return Err(BackupError::Foreign),
            Next::Head | Next::Line => {
                let end = rest.iter().take(MAX_LINE).position(|byte| *byte == b'\n');
                match end {
                    Some(end) => end + 1,
                    None if rest.len() >= MAX_LINE => return Err(BackupError::Damaged),
                    None => return Ok(None),
                }
            }
        };
        Ok(rest.split_at_checked(length))
    }

    fn understand(&mut self, taken: &[u8]) -> Result<Option<Part>, BackupError> {
        let (b'\n', text) = taken.split_last().ok_or(BackupError::Damaged)? else {
            return Err(BackupError::Damaged);
        };
        match std::mem::replace(&mut self.next, Next::Line) {
            Next::Head => {
                self.sum.update(taken);
                return head(text).map(Part::Head).map(Some);
            }
            Next::Line => {
                let line = serde_json::from_slice(text).map_err(|_| BackupError::Damaged)?;
                self.next = self.follow(line)?;
            }
            Next::Document { id, .. } => {
                self.sum.update(taken);
                self.documents += 1;
                let json = std::str::from_utf8(text).map_err(|_| BackupError::Damaged)?;
                return Ok(Some(Part::Document((id, json.to_owned()))));
            }
            Next::Picture { digest, full, thumb } => {
                self.sum.update(taken);
                self.pictures += 1;
                let (start, end) = text.split_at_checked(full.1).ok_or(BackupError::Damaged)?;
                if Digest::of(start) != digest {
                    return Err(BackupError::Damaged);
                }
                let bytes = |media_type, bytes: &[u8]| Bytes { media_type, bytes: bytes.to_vec() };
                let (full, thumb) = (bytes(full.0, start), bytes(thumb.0, end));
                return Ok(Some(Part::Picture(Picture { digest, full, thumb })));
            }
            Next::Nothing => return Err(BackupError::Damaged),
        }
        if !matches!(self.next, Next::Nothing) {
            self.sum.update(taken);
        }
        Ok(None)
    }

    /// What comes after a line.
    fn follow(&self, line: Line) -> Result<Next, BackupError> {
        Ok(match line {
            Line::Document { id, bytes } if !id.is_empty() => {
                Next::Document { id, bytes: length(bytes)? }
            }
            Line::Picture { picture, full, thumb } => {
                let size = |size: Size| Ok((size.media_type, length(size.bytes)?));
                Next::Picture { digest: picture, full: size(full)?, thumb: size(thumb)? }
            }
            Line::End { sha256, documents, pictures } => {
                let sum = Digest::from_bytes(self.sum.clone().finalize().into());
                if sum != sha256 || (documents, pictures) != (self.documents, self.pictures) {
                    return Err(BackupError::Damaged);
                }
                Next::Nothing
            }
            Line::Document { .. } => return Err(BackupError::Damaged),
        })
    }
}

/// Whether a file may go on as a backup does, by what there is of its beginning.
fn is_ours(start: &[u8]) -> bool {
    !start.is_empty() && start.iter().zip(MARK.as_bytes()).all(|(byte, mark)| byte == mark)
}

fn head(text: &[u8]) -> Result<Head, BackupError> {
    #[derive(serde::Deserialize)]
    struct Version {
        visage_backup: u32,
    }
    let damaged = |_| BackupError::Damaged;
    // A later version may say other things there.
    match serde_json::from_slice::<Version>(text).map_err(damaged)?.visage_backup {
        VERSION => serde_json::from_slice(text).map_err(damaged),
        version if version > VERSION => Err(BackupError::Newer(version)),
        _ => Err(BackupError::Damaged),
    }
}

fn length(bytes: u64) -> Result<usize, BackupError> {
    if bytes > MAX_BYTES {
        return Err(BackupError::Damaged);
    }
    usize::try_from(bytes).map_err(|_| BackupError::Damaged)
}
