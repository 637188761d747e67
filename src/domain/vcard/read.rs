//! From bytes to cards, piece by piece.

use super::line::Line;
use super::meaning::card;
use super::{Card, MAX_CARD, MAX_LINE, VcardError};
use crate::domain::csv::encoding::Decoder;

/// How many bytes tell the encoding.
const FIRST: usize = 4;

/// How a card begins.
const BEGIN: &[u8] = b"BEGIN:VCARD";

/// Reads a file in pieces of any size.
#[derive(Debug, Clone, Default)]
pub struct Reader {
    decoder: Decoder,
    /// The first bytes, until there are enough to tell the encoding.
    first: Vec<u8>,
    has_begun: bool,
    /// A line whose end has not come yet.
    piece: String,
    after_return: bool,
    /// A whole line, to which further ones may belong.
    line: String,
    /// The lines of the card.
    lines: Vec<Line>,
    /// Their length.
    length: usize,
    /// How many cards have begun and not ended: cards may stand in cards.
    depth: u32,
    count: u64,
}

impl Reader {
    /// Takes the next piece of the file; finished cards are appended.
    ///
    /// # Errors
    /// When something in it is too long; nothing more can be read then.
    pub fn push(&mut self, piece: &[u8], cards: &mut Vec<Card>) -> Result<(), VcardError> {
        let mut text = String::new();
        if self.has_begun {
            self.decoder.push(piece, &mut text);
        } else {
            self.first.extend_from_slice(piece);
            if self.first.len() < FIRST {
                return Ok(());
            }
            self.has_begun = true;
            self.decoder.push(&std::mem::take(&mut self.first), &mut text);
        }
        self.read(&text, cards)
    }

    /// Takes the end of the file. A card that is cut off is taken as far as it goes.
    ///
    /// # Errors
    /// When something in it is too long, or there was no card at all.
    pub fn finish(&mut self, cards: &mut Vec<Card>) -> Result<(), VcardError> {
        let mut text = String::new();
        self.decoder.push(&std::mem::take(&mut self.first), &mut text);
        self.decoder.finish(&mut text);
        text.push('\n');
        self.read(&text, cards)?;
        self.end_line(cards)?;
        if self.depth > 0 {
            self.end_card(cards);
        }
        if self.count == 0 { Err(VcardError::NoCard) } else { Ok(()) }
    }

    fn read(&mut self, text: &str, cards: &mut Vec<Card>) -> Result<(), VcardError> {
        for part in text.split_inclusive(['\r', '\n']) {
            let end = part.len() - usize::from(part.ends_with(['\r', '\n']));
            let is_rest = part == "\n" && self.after_return;
            self.after_return = part.ends_with('\r');
            if is_rest {
                continue;
            }
            self.piece.push_str(part.get(..end).unwrap_or_default());
            self.check()?;
            if end < part.len() {
                let line = std::mem::take(&mut self.piece);
                self.take(&line, cards)?;
            }
        }
        Ok(())
    }

    fn check(&self) -> Result<(), VcardError> {
        let card = self.count.max(1);
        if self.piece.len() + self.line.len() > MAX_LINE {
            return Err(VcardError::LongLine { card });
        }
        if self.length > MAX_CARD { Err(VcardError::LongCard { card }) } else { Ok(()) }
    }

    /// Takes a line as it stands in the file: it goes on with the one before, or ends that and begins another.
    fn take(&mut self, line: &str, cards: &mut Vec<Card>) -> Result<(), VcardError> {
        let is_soft = self.line.ends_with('=') && is_encoded(&self.line, &["QUOTED-PRINTABLE"]);
        if is_soft {
            self.line.pop();
            self.line.push_str(line.strip_prefix([' ', '\t']).unwrap_or(line));
        } else if let Some(rest) = line.strip_prefix([' ', '\t']) {
            self.line.push_str(rest);
        } else if is_bare_base64(line) && is_encoded(&self.line, &["BASE64", "ENCODING=B"]) {
            // Some programs forget the space before what goes on.
            self.line.push_str(line);
        } else {
            self.end_line(cards)?;
            line.clone_into(&mut self.line);
        }
        Ok(())
    }

    /// Ends the line that is open.
    fn end_line(&mut self, cards: &mut Vec<Card>) -> Result<(), VcardError> {
        let text = std::mem::take(&mut self.line);
        let is = |mark: &str| text.trim().eq_ignore_ascii_case(mark);
        if is("BEGIN:VCARD") {
            if self.depth == 0 {
                self.count += 1;
            }
            self.depth = self.depth.saturating_add(1);
        } else if is("END:VCARD") {
            if self.depth == 1 {
                self.end_card(cards);
            }
            self.depth = self.depth.saturating_sub(1);
        } else if self.depth == 1
            && let Some(line) = Line::read(&text)
        {
            self.length += text.len();
            self.lines.push(line);
        }
        self.check()
    }

    fn end_card(&mut self, cards: &mut Vec<Card>) {
        self.length = 0;
        cards.push(card(self.count, std::mem::take(&mut self.lines)));
    }
}

/// Whether a file that begins like this has cards.
#[must_use]
pub fn is_card(beginning: &[u8]) -> bool {
    // Byte order marks, and the zeros of UTF-16.
    let is_mark = |byte: &&u8| matches!(byte, 0 | 0xef | 0xbb | 0xbf | 0xfe | 0xff);
    let letters = beginning.iter().filter(|byte| !is_mark(byte)).copied();
    let letters = letters.skip_while(u8::is_ascii_whitespace).map(|byte| byte.to_ascii_uppercase());
    letters.take(BEGIN.len()).eq(BEGIN.iter().copied())
}

/// Whether a line says before its value that it is encoded in such a way.
fn is_encoded(line: &str, marks: &[&str]) -> bool {
    // A head is short, and a value may be megabytes.
    let head = line.get(..line.find(':').unwrap_or(0)).unwrap_or_default().to_ascii_uppercase();
    marks.iter().any(|mark| head.contains(mark))
}

fn is_bare_base64(line: &str) -> bool {
    let is_digit = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=');
    !line.is_empty() && line.bytes().all(is_digit)
}

/// The cards of a file that is in memory as a whole.
///
/// # Errors
/// When something in it is too long, or there is no card.
pub fn cards(file: &[u8]) -> Result<Vec<Card>, VcardError> {
    let (mut reader, mut cards) = (Reader::default(), Vec::new());
    reader.push(file, &mut cards)?;
    reader.finish(&mut cards)?;
    Ok(cards)
}
