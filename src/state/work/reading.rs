//! Reading a file of contacts portion by portion, as fast as the page takes them.

use futures_util::future::join_all;
use web_sys::Blob;

use super::Ask;
use crate::domain::csv::dialect::Dialect;
use crate::domain::csv::{self, Row};
use crate::domain::import::portion::{CardPicture, Portion, Trouble};
use crate::domain::vcard::{self, Card, Photo};
use crate::io::picture::{self, offscreen};
use crate::io::worker::{Asked, Message, answer, read_part};

/// How much is read at a time, in bytes: some hundred rows.
const PIECE: u64 = 131_072;
/// So many pictures are made at a time: the browser decodes and encodes them beside each other.
const TOGETHER: usize = 8;
/// A portion has so many rows or cards, or so many bytes of the file have been read for it.
const ENOUGH: usize = 32;
const MOST: u64 = 2_097_152;

/// What a file is, by how it begins.
enum Reader {
    Table(csv::read::Reader),
    Cards(vcard::read::Reader),
}

/// What was read of a file.
#[derive(Default)]
struct Read {
    rows: Vec<Row>,
    cards: Vec<Card>,
}

/// Reads a file to its end, or until the page wants something else.
pub(super) async fn read(file: &Blob, dialect: Option<Dialect>, asked: &mut Asked) {
    let (mut from, size) = (0, file.size() as u64);
    let mut reader = None;
    loop {
        let mut read = Read::default();
        let begun = from;
        // A piece may be all within one card.
        let portion = loop {
            let to = size.min(from + PIECE);
            let piece = match read_part(file, from, to).await {
                Ok(piece) => piece,
                Err(words) => break refused(Trouble::Unread(words)),
            };
            from = to;
            let known = reader.get_or_insert_with(|| Reader::of(&piece, dialect));
            let is_last = from == size;
            if let Err(trouble) = known.push(&piece, &mut read) {
                break refused(trouble);
            }
            if is_last {
                break match known.finish(&mut read) {
                    Err(trouble) => refused(trouble),
                    Ok(()) => portion(known, read, from, true),
                };
            }
            if read.is_enough(from - begun) {
                break portion(known, read, from, false);
            }
        };
        let (portion, files) = with_pictures(portion).await;
        let is_over = portion.is_last || portion.trouble.is_some();
        // Rows and cards are text and numbers, which can always be written.
        let text = serde_json::to_string(&portion).unwrap_or_default();
        answer(&Message { text, files });
        if is_over || !matches!(Ask::of(&asked.next().await), Some(Ask::Next)) {
            return;
        }
    }
}

fn refused(trouble: Trouble) -> Portion {
    Portion { trouble: Some(trouble), ..Portion::default() }
}

fn portion(reader: &Reader, read: Read, bytes: u64, is_last: bool) -> Portion {
    let dialect = match reader {
        Reader::Table(reader) => reader.dialect(),
        Reader::Cards(_) => None,
    };
    let Read { rows, cards } = read;
    Portion { dialect, rows, cards, bytes, is_last, ..Portion::default() }
}

/// Makes the pictures of contacts out of those in the cards; the files of those that can be kept.
async fn with_pictures(mut portion: Portion) -> (Portion, Vec<Blob>) {
    let taken = |card: &mut Card| Some((card.number, card.photos.iter_mut().find_map(bytes)?));
    let photos: Vec<(u64, Vec<u8>)> = portion.cards.iter_mut().filter_map(taken).collect();
    let mut made = Vec::with_capacity(photos.len());
    for together in photos.chunks(TOGETHER) {
        let making = together.iter().map(|(_, bytes)| offscreen::made(bytes));
        made.extend(join_all(making).await);
    }
    let mut files = Vec::new();
    for ((card, _), made) in photos.into_iter().zip(made) {
        let (picture, refused) = match made {
            Ok((picture, reference)) => {
                files.extend([picture.full, picture.thumb].map(picture::Blob::into_js));
                (Some(reference), None)
            }
            Err(refusal) => (None, Some(refusal.sentence(""))),
        };
        portion.pictures.push(CardPicture { card, picture, refused });
    }
    (portion, files)
}

/// Takes the bytes out of a picture.
fn bytes(photo: &mut Photo) -> Option<Vec<u8>> {
    match photo {
        Photo::Bytes(bytes) if !bytes.is_empty() => Some(std::mem::take(bytes)),
        Photo::Bytes(_) | Photo::Elsewhere(_) | Photo::Unreadable => None,
    }
}

impl Reader {
    fn of(piece: &[u8], dialect: Option<Dialect>) -> Self {
        if vcard::read::is_card(piece) {
            return Self::Cards(vcard::read::Reader::default());
        }
        Self::Table(dialect.map_or_else(Default::default, csv::read::Reader::with))
    }

    fn push(&mut self, piece: &[u8], read: &mut Read) -> Result<(), Trouble> {
        match self {
            Self::Table(reader) => reader.push(piece, &mut read.rows).map_err(Trouble::Csv),
            Self::Cards(reader) => reader.push(piece, &mut read.cards).map_err(Trouble::Vcard),
        }
    }

    fn finish(&mut self, read: &mut Read) -> Result<(), Trouble> {
        match self {
            Self::Table(reader) => reader.finish(&mut read.rows).map_err(Trouble::Csv),
            Self::Cards(reader) => reader.finish(&mut read.cards).map_err(Trouble::Vcard),
        }
    }
}

impl Read {
    /// Whether it is worth a message, after so many bytes.
    fn is_enough(&self, bytes: u64) -> bool {
        let count = self.rows.len() + self.cards.len();
        count >= ENOUGH || (count > 0 && bytes >= MOST)
    }
}
