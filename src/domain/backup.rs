//! A whole workspace as one file: documents and pictures, each as a line that says what follows and how long it is, then
//! the bytes themselves. The last line has the SHA-256 of everything before it, so that a file that ends too early or
//! was changed on its way is told from a whole one. The form is described in `docs/data.md`.

pub mod read;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use thiserror::Error;

use super::id::Digest;
use super::time::Timestamp;

/// The version of the form that is written, and the latest that is read.
pub const VERSION: u32 = 1;

/// What every backup begins with.
const MARK: &str = "{\"visage_backup\":";

/// Why a file cannot be restored from.
#[derive(Debug, Clone, PartialEq, Eq, Error, Serialize, Deserialize)]
pub enum BackupError {
    /// It does not begin as a backup does.
    #[error("not a backup")]
    Foreign,
    /// A later version of Visage wrote it.
    #[error("a backup of version {0}")]
    Newer(u32),
    /// It ends before its last line does.
    #[error("it ends too early")]
    Truncated,
    /// It was changed since it was written.
    #[error("it is damaged")]
    Damaged,
    /// The browser cannot read it, in its words.
    #[error("{0}")]
    Unread(String),
}

/// The first line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    #[serde(rename = "visage_backup")]
    version: u32,
    /// When it was begun.
    pub at: Timestamp,
}

impl Head {
    /// The beginning of a backup made now.
    #[must_use]
    pub const fn new(at: Timestamp) -> Self {
        Self { version: VERSION, at }
    }
}

/// The line before a document or a picture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
enum Line {
    Picture { picture: Digest, full: Size, thumb: Size },
    Document { id: String, bytes: u64 },
    End { sha256: Digest, documents: usize, pictures: usize },
}

/// What is said of the bytes of a picture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Size {
    #[serde(rename = "type")]
    media_type: String,
    bytes: u64,
}

/// Bytes with their media type, as the store keeps them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bytes {
    /// Such as `image/jpeg`.
    pub media_type: String,
    /// The bytes.
    pub bytes: Vec<u8>,
}

impl Bytes {
    fn size(&self) -> Size {
        Size { media_type: self.media_type.clone(), bytes: self.bytes.len() as u64 }
    }
}

/// A picture and its thumbnail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// SHA-256 of the bytes of `full`, its key in the store.
    pub digest: Digest,
    /// The picture.
    pub full: Bytes,
    /// Its thumbnail.
    pub thumb: Bytes,
}

/// A document: its id and its exact text.
pub type Document = (String, String);

/// Writes a backup piece by piece. Each piece is to be appended to what was given before.
#[derive(Debug, Clone, Default)]
pub struct Writer {
    sum: Sha256,
    documents: usize,
    pictures: usize,
}

impl Writer {
    /// The first piece.
    #[must_use]
    pub fn begin(&mut self, head: Head) -> Vec<u8> {
        let mut piece = Vec::new();
        push_line(&mut piece, &head);
        self.summed(piece)
    }

    /// A document.
    #[must_use]
    pub fn document(&mut self, (id, json): &Document) -> Vec<u8> {
        self.documents += 1;
        let mut piece = Vec::with_capacity(json.len() + id.len() + 32);
        push_line(&mut piece, &Line::Document { id: id.clone(), bytes: json.len() as u64 });
        piece.extend_from_slice(json.as_bytes());
        piece.push(b'\n');
        self.summed(piece)
    }

    /// A picture.
    #[must_use]
    pub fn picture(&mut self, picture: &Picture) -> Vec<u8> {
        self.pictures += 1;
        let Picture { digest, full, thumb } = picture;
        let mut piece = Vec::with_capacity(full.bytes.len() + thumb.bytes.len() + 256);
        let line = Line::Picture { picture: *digest, full: full.size(), thumb: thumb.size() };
        push_line(&mut piece, &line);
        piece.extend_from_slice(&full.bytes);
        piece.extend_from_slice(&thumb.bytes);
        piece.push(b'\n');
        self.summed(piece)
    }

    /// The last piece.
    #[must_use]
    pub fn end(self) -> Vec<u8> {
        let sha256 = Digest::from_bytes(self.sum.finalize().into());
        let mut piece = Vec::new();
        let line = Line::End { sha256, documents: self.documents, pictures: self.pictures };
        push_line(&mut piece, &line);
        piece
    }

    fn summed(&mut self, piece: Vec<u8>) -> Vec<u8> {
        self.sum.update(&piece);
        piece
    }
}

fn push_line(piece: &mut Vec<u8>, line: &impl Serialize) {
    // Texts and numbers can always be written.
    piece.extend(serde_json::to_vec(line).unwrap_or_default());
    piece.push(b'\n');
}
