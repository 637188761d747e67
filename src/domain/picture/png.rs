//! Reads the header of a PNG (W3C PNG, third edition): the chunks before the image data.

use crate::domain::picture::exif;
use crate::domain::picture::inspect::{Head, Stop, check_dimensions};
use crate::domain::picture::{Format, Inspected};

/// The eight bytes every PNG starts with.
pub(super) const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// Length, type and checksum around a chunk's content, in bytes.
const FRAME: usize = 12;

/// Lengths and dimensions have 31 bits (W3C PNG, 7.1).
const MAX_NUMBER: u32 = 0x7FFF_FFFF;

/// The picture described by the chunks before the image data.
pub(super) fn header(head: &Head<'_>) -> Result<Inspected, Stop> {
    let mut at = SIGNATURE.len();
    if head.u32(at)? != 13 || head.take(at + 4, 4)? != b"IHDR" {
        return Err(Stop::DAMAGED);
    }
    let (width, height) = (head.u32(at + 8)?, head.u32(at + 12)?);
    if width > MAX_NUMBER || height > MAX_NUMBER {
        return Err(Stop::DAMAGED);
    }
    // Before the checksum: a picture bomb gets the message about its dimensions.
    check_dimensions(width, height)?;
    let (depth, colour) = (head.byte(at + 16)?, head.byte(at + 17)?);
    if !is_allowed(depth, colour) || !has_valid_checksum(head, at, 13)? {
        return Err(Stop::DAMAGED);
    }

    let mut animated = false;
    let mut sideways = false;
    // The colour types 4 and 6 have an alpha channel.
    let mut may_be_transparent = matches!(colour, 4 | 6);
    at += FRAME + 13;
    loop {
        let length = head.u32(at)?;
        let end =
            at.saturating_add(FRAME).saturating_add(usize::try_from(length).unwrap_or(usize::MAX));
        if length > MAX_NUMBER || !head.file_reaches(end) {
            return Err(Stop::DAMAGED);
        }
        match head.take(at + 4, 4)? {
            b"IDAT" => break,
            b"IEND" => return Err(Stop::DAMAGED),
            b"acTL" => animated = head.u32(at + 8)? > 1,
            b"tRNS" => may_be_transparent = true,
            // Browsers turn the picture by it, but only if it comes before the data and its
            // checksum is right (tried with Chromium 156).
            b"eXIf" => {
                let length = end - at - FRAME;
                sideways = has_valid_checksum(head, at, length)?
                    && exif::is_sideways(head.take(at + 8, length)?);
            }
            _ => {}
        }
        at = end;
    }
    let (width, height) = if sideways { (height, width) } else { (width, height) };
    Ok(Inspected { format: Format::Png, width, height, animated, may_be_transparent })
}

/// Whether the chunks lead to a complete end chunk.
pub(super) fn has_end(file: &[u8]) -> bool {
    let mut rest = file.get(SIGNATURE.len()..).unwrap_or_default();
    loop {
        let Some((&length, after)) = rest.split_first_chunk() else { return false };
        let length = usize::try_from(u32::from_be_bytes(length)).unwrap_or(usize::MAX);
        let Some(next) = rest.get(length.saturating_add(FRAME)..) else { return false };
        if after.starts_with(b"IEND") {
            return true;
        }
        rest = next;
    }
}

/// Whether a bit depth goes with a colour type (W3C PNG, table 12).
fn is_allowed(depth: u8, colour: u8) -> bool {
    match colour {
        0 => matches!(depth, 1 | 2 | 4 | 8 | 16),
        3 => matches!(depth, 1 | 2 | 4 | 8),
        2 | 4 | 6 => matches!(depth, 8 | 16),
        _ => false,
    }
}

/// Whether the checksum of the chunk at `at` is that of its type and its `length` bytes of content.
fn has_valid_checksum(head: &Head<'_>, at: usize, length: usize) -> Result<bool, Stop> {
    let covered = head.take(at + 4, length.saturating_add(4))?;
    Ok(crc32(covered) == head.u32(at + 8 + length)?)
}

/// The CRC-32 of PNG and zlib, bit by bit: too few bytes pass here to pay for a table.
fn crc32(bytes: &[u8]) -> u32 {
    let mut crc = u32::MAX;
    for &byte in bytes {
        crc ^= u32::from(byte);
        for _ in 0..8 {
            crc = if crc & 1 == 1 { (crc >> 1) ^ 0xEDB8_8320 } else { crc >> 1 };
        }
    }
    !crc
}
