//! vCard 2.1, 3.0 and 4.0 (RFC 2426, RFC 6350): cards that other programs wrote become what `import` takes in, and
//! contacts become cards. A picture inside a card is given out as bytes; one that is elsewhere is named and never fetched.
//! No crate does it: calcard 0.3.14 loses the day of `BDAY:1996-04-15` in a card of version 4.0, and would be half the
//! size of the page.

pub mod base64;
pub mod line;
pub mod meaning;
pub mod quoted;
pub mod read;
pub mod write;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::import::incoming::Incoming;

/// The longest line, in bytes of UTF-8, folded ones joined: a picture of several megabytes.
pub const MAX_LINE: usize = 8_000_000;

/// The longest card, in bytes of UTF-8.
pub const MAX_CARD: usize = 16_000_000;

/// Why a file cannot be read as vCards.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error, Serialize, Deserialize)]
pub enum VcardError {
    /// No card begins in it.
    #[error("no vCard in it")]
    NoCard,
    /// A line is longer than [`MAX_LINE`].
    #[error("a line of card {card} is longer than {MAX_LINE} bytes")]
    LongLine {
        /// The card, counted from one.
        card: u64,
    },
    /// A card is longer than [`MAX_CARD`].
    #[error("card {card} is longer than {MAX_CARD} bytes")]
    LongCard {
        /// The card, counted from one.
        card: u64,
    },
}

/// A picture of a card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Photo {
    /// The bytes of a file; what kind it is they say themselves.
    Bytes(Vec<u8>),
    /// It is elsewhere, at this address, and stays there.
    Elsewhere(String),
    /// What is written is no picture.
    Unreadable,
}

/// What a card says.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Card {
    /// Its place in the file, counted from one.
    pub number: u64,
    /// What it is called, to name it where it is refused.
    pub title: String,
    /// What a contact takes from it.
    pub incoming: Incoming,
    /// Its pictures, in order.
    pub photos: Vec<Photo>,
    /// What a contact has no place for, by the names of properties: a second address, a phone without digits.
    pub left_out: Vec<(String, String)>,
    /// Whether it stands for a group of people and not for one.
    pub is_group: bool,
}
