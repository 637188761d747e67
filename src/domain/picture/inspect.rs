//! Judges a picture file by its first bytes and its size, before anything is decoded.
//! The order of the checks is part of the rule: a file that is too large can still be shrunk, and
//! shrinking decodes it, so type and dimensions are settled before the size is complained about.

use crate::domain::picture::kind::Kind;
use crate::domain::picture::refusal::Refusal;
use crate::domain::picture::{Format, Inspected, MAX_PIXELS, MAX_SIDE, jpeg, png, too_large};

/// How many bytes to read first; the headers of nearly all pictures fit.
pub const HEAD_BYTES: usize = 65_536;

/// The type is decided on this many bytes, so that the answer does not depend on the head's length.
const SNIFF_BYTES: usize = 4_096;

/// No honest picture has a longer header, and a crafted one must not make us read a whole disk.
const MAX_HEADER: usize = 16 * 1_048_576;

/// The answer about a file that is not refused so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Inspection {
    /// The file may be decoded.
    Ready(Inspected),
    /// The header is longer than the given head.
    NeedsMore {
        /// How many bytes from the start of the file to give next time; more than were given and
        /// at most the file's size.
        bytes: usize,
    },
}

/// Judges a file of `size` bytes by its first bytes, which may be all of them.
///
/// More bytes never change an answer other than `NeedsMore`, and it never asks for more than the
/// file has. Takes time linear in the head's length and never panics.
pub fn inspect(head: &[u8], size: u64) -> Result<Inspection, Refusal> {
    let size = size.max(u64::try_from(head.len()).unwrap_or(u64::MAX));
    if size == 0 {
        return Err(Refusal::Empty);
    }
    let head = Head { bytes: head, size: usize::try_from(size).unwrap_or(usize::MAX) };
    match parse(&head) {
        Ok(picture) if too_large(size) => Err(Refusal::TooLarge { bytes: size, picture }),
        Ok(picture) => Ok(Inspection::Ready(picture)),
        Err(Stop::Refused(refusal)) => Err(refusal),
        Err(Stop::More(end)) => {
            // Doubling keeps the number of reads small for files of many tiny segments.
            let wanted = end.max(head.bytes.len().saturating_mul(2)).max(HEAD_BYTES);
            Ok(Inspection::NeedsMore { bytes: wanted.min(head.size) })
        }
    }
}

/// Whether a complete file ends before its picture does, so that a decoder would have to guess.
///
/// Takes the whole file and follows its structure in one pass, at most 2.5 MB (a few milliseconds).
/// Bytes after the picture's end are no fault: cameras and editors append their own data there.
pub fn is_truncated(format: Format, file: &[u8]) -> bool {
    match format {
        Format::Jpeg => !jpeg::has_end(file),
        Format::Png => !png::has_end(file),
    }
}

fn parse(head: &Head<'_>) -> Result<Inspected, Stop> {
    let start = head.take(0, SNIFF_BYTES.min(head.size))?;
    if start.starts_with(jpeg::SIGNATURE) {
        return jpeg::header(head);
    }
    if start.starts_with(png::SIGNATURE) {
        return png::header(head);
    }
    Err(Stop::Refused(Refusal::NotAPicture { found: Kind::of(start) }))
}

/// Why a parser ended without a picture.
pub(super) enum Stop {
    /// It needs the file up to this position.
    More(usize),
    /// The file is refused.
    Refused(Refusal),
}

impl Stop {
    pub(super) const DAMAGED: Self = Self::Refused(Refusal::Damaged);
}

/// The known beginning of a file, which answers reads behind it with the right `Stop`.
pub(super) struct Head<'a> {
    bytes: &'a [u8],
    size: usize,
}

impl<'a> Head<'a> {
    /// The `length` bytes from `at` on.
    pub(super) fn take(&self, at: usize, length: usize) -> Result<&'a [u8], Stop> {
        let end = at.saturating_add(length);
        if end > self.size.min(MAX_HEADER) {
            return Err(Stop::DAMAGED);
        }
        self.bytes.get(at..end).ok_or(Stop::More(end))
    }

    /// The byte at `at`.
    pub(super) fn byte(&self, at: usize) -> Result<u8, Stop> {
        self.take(at, 1)?.first().copied().ok_or(Stop::DAMAGED)
    }

    /// The big-endian number of two bytes at `at`.
    pub(super) fn u16(&self, at: usize) -> Result<u16, Stop> {
        self.take(at, 2)?.first_chunk().map(|&two| u16::from_be_bytes(two)).ok_or(Stop::DAMAGED)
    }

    /// The big-endian number of four bytes at `at`.
    pub(super) fn u32(&self, at: usize) -> Result<u32, Stop> {
        self.take(at, 4)?.first_chunk().map(|&four| u32::from_be_bytes(four)).ok_or(Stop::DAMAGED)
    }

    /// Whether the file itself reaches up to `end`.
    pub(super) fn file_reaches(&self, end: usize) -> bool {
        end <= self.size
    }
}

/// Refuses dimensions that no picture has and those that would be too much to decode.
pub(super) fn check_dimensions(width: u32, height: u32) -> Result<(), Stop> {
    if width == 0 || height == 0 {
        return Err(Stop::DAMAGED);
    }
    if width.max(height) > MAX_SIDE || u64::from(width) * u64::from(height) > MAX_PIXELS {
        return Err(Stop::Refused(Refusal::TooManyPixels { width, height }));
    }
    Ok(())
}
