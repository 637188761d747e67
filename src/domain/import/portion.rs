//! What was read of a file at a time, as the one who reads it hands it to the one who imports it.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::domain::contact::picture::{self, PictureRef};
use crate::domain::csv::dialect::Dialect;
use crate::domain::csv::{CsvError, Row};
use crate::domain::vcard::{Card, VcardError};

/// Rows of a table, or cards.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Portion {
    /// How the table is written.
    pub dialect: Option<Dialect>,
    /// Its rows; in the first portion its header comes first.
    pub rows: Vec<Row>,
    /// Cards, without the bytes of their pictures.
    pub cards: Vec<Card>,
    /// What became of their pictures. Each that can be kept comes as two files beside the portion: in full, and small.
    pub pictures: Vec<CardPicture>,
    /// How far the file was read, in bytes.
    pub bytes: u64,
    /// Whether it was read to its end.
    pub is_last: bool,
    /// Why no more of it can be read.
    pub trouble: Option<Trouble>,
}

/// A picture of a card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardPicture {
    /// The number of the card.
    pub card: u64,
    /// The picture as a contact refers to it; none when it cannot be kept.
    #[serde(default, deserialize_with = "picture::deserialize")]
    pub picture: Option<PictureRef>,
    /// The sentence that says why it cannot be kept.
    pub refused: Option<String>,
}

/// Why a file cannot be read, or not to its end.
#[derive(Debug, Clone, PartialEq, Eq, Error, Serialize, Deserialize)]
pub enum Trouble {
    /// It is no table.
    #[error(transparent)]
    Csv(CsvError),
    /// It has no cards.
    #[error(transparent)]
    Vcard(VcardError),
    /// The browser cannot read it, in its words.
    #[error("{0}")]
    Unread(String),
}
