//! What comes in, row by row or card by card, under one form.

use sha2::{Digest, Sha256};

use super::Come;
use crate::domain::contact::picture::PictureRef;
use crate::domain::csv::Row;
use crate::domain::id::ContactId;
use crate::domain::import::Refusal;
use crate::domain::import::column::{Target, read};
use crate::domain::import::incoming::Incoming;
use crate::domain::import::portion::CardPicture;
use crate::domain::vcard::{Card, Photo};
use crate::io::db::Picture;
use crate::io::picture::Blob;

/// What became of the picture of a card.
pub(super) enum Portrait {
    /// There is none.
    Absent,
    /// It can be kept.
    Ready(PictureRef, Picture),
    /// It cannot, for this reason.
    Spoilt(String),
    /// It is elsewhere, at this address.
    Elsewhere(String),
}

/// A row or a card.
pub(super) struct Entry {
    /// As it stands in the file, for the table of refused ones.
    pub(super) row: Row,
    /// What it says.
    pub(super) incoming: Result<Incoming, Refusal>,
    /// Its picture.
    pub(super) portrait: Portrait,
    /// The bits of the id of a contact that is made of it: the same file gives the same contacts, however often it is
    /// brought in.
    pub(super) bits: u128,
}

/// Everything in a portion, in order.
pub(super) fn entries(come: Come, targets: &[Target], size: u64) -> Vec<Entry> {
    let Come { portion, files } = come;
    let rows = portion.rows.into_iter().map(|row| {
        let bits = bits(size, &row);
        Entry { incoming: read(&row, targets), row, portrait: Portrait::Absent, bits }
    });
    let (mut pictures, mut files) = (portion.pictures.into_iter().peekable(), files.into_iter());
    let cards = portion.cards.into_iter().map(|card| {
        let picture = pictures.next_if(|picture| picture.card == card.number);
        let portrait = portrait(&card, picture, &mut files);
        let Card { number, title, incoming, is_group, .. } = card;
        let said = serde_json::to_string(&incoming).unwrap_or_default();
        let bits = bits(size, &Row { number, cells: vec![said], is_open: false });
        let row = Row { number, cells: vec![title], is_open: false };
        // A group of people is nobody.
        (!is_group).then_some(Entry { row, incoming: Ok(incoming), portrait, bits })
    });
    rows.map(Some).chain(cards).flatten().collect()
}

/// What became of the picture of a card.
fn portrait(
    card: &Card,
    picture: Option<CardPicture>,
    files: &mut impl Iterator<Item = web_sys::Blob>,
) -> Portrait {
    let elsewhere = || {
        card.photos.iter().find_map(|photo| match photo {
            Photo::Elsewhere(address) => Some(Portrait::Elsewhere(address.clone())),
            Photo::Bytes(_) | Photo::Unreadable => None,
        })
    };
    let Some(CardPicture { picture, refused, .. }) = picture else {
        return elsewhere().unwrap_or(Portrait::Absent);
    };
    let Some(reference) = picture else { return Portrait::Spoilt(refused.unwrap_or_default()) };
    match (files.next(), files.next()) {
        (Some(full), Some(thumb)) => {
            let picture = Picture {
                digest: reference.digest,
                full: Blob::from(full),
                thumb: Blob::from(thumb),
            };
            Portrait::Ready(reference, picture)
        }
        _ => Portrait::Absent,
    }
}

/// The bits of an id, of what a row says and where it stands.
fn bits(size: u64, row: &Row) -> u128 {
    let mut hash = Sha256::new();
    hash.update(size.to_le_bytes());
    hash.update(row.number.to_le_bytes());
    for cell in &row.cells {
        hash.update(cell.as_bytes());
        hash.update([0]);
    }
    first_bits(&hash.finalize())
}

/// The bits of the id of a note: the same text for the same contact is the same note.
pub(super) fn note_bits(contact: ContactId, text: &str) -> u128 {
    first_bits(&Sha256::digest(format!("{contact} {text}")))
}

fn first_bits(digest: &[u8]) -> u128 {
    digest.iter().take(16).fold(0, |bits, byte| (bits << 8) | u128::from(*byte))
}
