//! Encodings of text files: UTF-8 and UTF-16 with or without a byte order mark, and Windows-1252, which old spreadsheets
//! write. A file arrives in pieces, so nothing is known of what follows.

/// How the characters of a file are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Encoding {
    /// UTF-8; also plain ASCII.
    #[default]
    Utf8,
    /// UTF-16, the low byte first.
    Utf16Le,
    /// UTF-16, the high byte first.
    Utf16Be,
    /// The Western European code page of Windows.
    Windows1252,
}

/// What Windows-1252 has in place of the control characters from 0x80 to 0x9F; the five unused bytes keep their code.
const WINDOWS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// Turns bytes into text, piece by piece.
#[derive(Debug, Clone, Default)]
pub struct Decoder {
    encoding: Encoding,
    /// Bytes of a character whose rest has not come yet.
    rest: Vec<u8>,
    has_begun: bool,
    /// Whether the file has shown by a mark or a character that it is in this encoding.
    is_sure: bool,
}

impl Decoder {
    /// The encoding as far as it is known.
    #[must_use]
    pub const fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// Appends the text in a piece. The first piece must have at least four bytes where the file has them.
    pub fn push(&mut self, piece: &[u8], text: &mut String) {
        let mut bytes = std::mem::take(&mut self.rest);
        bytes.extend_from_slice(piece);
        let from = if self.has_begun || bytes.is_empty() { 0 } else { self.begin(&bytes) };
        let bytes = bytes.get(from..).unwrap_or_default();
        match self.encoding {
            Encoding::Utf8 => self.push_utf8(bytes, text),
            Encoding::Windows1252 => text.extend(bytes.iter().copied().map(windows)),
            Encoding::Utf16Le => self.push_utf16(bytes, u16::from_le_bytes, text),
            Encoding::Utf16Be => self.push_utf16(bytes, u16::from_be_bytes, text),
        }
    }

    /// Appends what is left when the file has ended: a character that was cut off.
    pub fn finish(&mut self, text: &mut String) {
        let rest = std::mem::take(&mut self.rest);
        match self.encoding {
            Encoding::Utf8 if !self.is_sure => text.extend(rest.iter().copied().map(windows)),
            _ if rest.is_empty() => {}
            _ => text.push(char::REPLACEMENT_CHARACTER),
        }
    }

    /// Finds out the encoding by a mark, or by the zeros that UTF-16 has beside ASCII; says how long the mark is.
    fn begin(&mut self, bytes: &[u8]) -> usize {
        self.has_begun = true;
        let (encoding, is_sure, mark) = match bytes {
            [0xef, 0xbb, 0xbf, ..] => (Encoding::Utf8, true, 3),
            [0xff, 0xfe, ..] => (Encoding::Utf16Le, true, 2),
            [0xfe, 0xff, ..] => (Encoding::Utf16Be, true, 2),
            [1..=255, 0, 1..=255, 0, ..] => (Encoding::Utf16Le, true, 0),
            [0, 1..=255, 0, 1..=255, ..] => (Encoding::Utf16Be, true, 0),
            _ => (Encoding::Utf8, false, 0),
        };
        (self.encoding, self.is_sure) = (encoding, is_sure);
        mark
    }

    fn push_utf8(&mut self, mut bytes: &[u8], text: &mut String) {
        loop {
            let error = match std::str::from_utf8(bytes) {
                Ok(valid) => {
                    self.is_sure |= !valid.is_ascii();
                    text.push_str(valid);
                    return;
                }
                Err(error) => error,
            };
            let (valid, invalid) = bytes.split_at(error.valid_up_to());
            let valid = std::str::from_utf8(valid).unwrap_or_default();
            self.is_sure |= !valid.is_ascii();
            text.push_str(valid);
            let Some(length) = error.error_len() else {
                // A character may go on in the next piece.
                self.rest = invalid.to_vec();
                return;
            };
            if !self.is_sure {
                // Everything before was ASCII, which is the same in both.
                self.encoding = Encoding::Windows1252;
                text.extend(invalid.iter().copied().map(windows));
                return;
            }
            text.push(char::REPLACEMENT_CHARACTER);
            bytes = invalid.get(length..).unwrap_or_default();
        }
    }

    fn push_utf16(&mut self, bytes: &[u8], unit: fn([u8; 2]) -> u16, text: &mut String) {
        let (pairs, odd) = bytes.as_chunks::<2>();
        let is_high = |pair: &[u8; 2]| (0xd800..0xdc00).contains(&unit(*pair));
        let kept = usize::from(pairs.last().is_some_and(is_high));
        let (whole, cut) = pairs.split_at(pairs.len() - kept);
        let units = whole.iter().map(|pair| unit(*pair));
        let letters = char::decode_utf16(units);
        text.extend(letters.map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER)));
        self.rest = [cut.as_flattened(), odd].concat();
    }
}

/// The character of a byte in Windows-1252.
#[must_use]
pub fn windows(byte: u8) -> char {
    let place = usize::from(byte).checked_sub(0x80);
    place.and_then(|at| WINDOWS.get(at)).copied().unwrap_or(char::from(byte))
}
