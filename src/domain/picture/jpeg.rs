//! Reads the header of a JPEG (ITU T.81): the marker segments up to the first scan.
//! It walks on from the frame to the scan because browsers heed an EXIF block there, too.

use crate::domain::picture::exif;
use crate::domain::picture::inspect::{Head, Stop, check_dimensions};
use crate::domain::picture::{Format, Inspected};

/// A start-of-image marker and the first byte of the next one: what browsers sniff for.
pub(super) const SIGNATURE: &[u8] = &[0xFF, 0xD8, 0xFF];

const START_OF_IMAGE: u8 = 0xD8;
const END_OF_IMAGE: u8 = 0xD9;
const START_OF_SCAN: u8 = 0xDA;
const APP1: u8 = 0xE1;

/// The picture described by the segments before the first scan.
pub(super) fn header(head: &Head<'_>) -> Result<Inspected, Stop> {
    let mut at = 2;
    let mut frame = None;
    let mut sideways = None;
    loop {
        let (marker, body) = next_marker(head, at)?;
        match marker {
            START_OF_SCAN => break,
            START_OF_IMAGE | END_OF_IMAGE => return Err(Stop::DAMAGED),
            _ if is_bare(marker) => {
                at = body;
                continue;
            }
            _ => {}
        }
        // The length counts its own two bytes.
        let length = usize::from(head.u16(body)?);
        if length < 2 {
            return Err(Stop::DAMAGED);
        }
        if is_frame(marker) {
            if frame.is_some() {
                return Err(Stop::DAMAGED);
            }
            // A height of zero is given later by a DNL segment, which browsers do not support.
            let (width, height) = (u32::from(head.u16(body + 5)?), u32::from(head.u16(body + 3)?));
            check_dimensions(width, height)?;
            frame = Some((width, height));
        }
        // The first EXIF block counts, even one without an orientation: so do browsers (tried with
        // Chromium 156), and their decoders turn the picture by it.
        if marker == APP1 && sideways.is_none() {
            let content = head.take(body + 2, length - 2)?;
            sideways = content.strip_prefix(b"Exif\0\0").map(exif::is_sideways);
        }
        at = body + length;
    }
    let Some((width, height)) = frame else { return Err(Stop::DAMAGED) };
    let (width, height) = if sideways == Some(true) { (height, width) } else { (width, height) };
    let format = Format::Jpeg;
    Ok(Inspected { format, width, height, animated: false, may_be_transparent: false })
}

/// Whether the end-of-image marker follows the picture's data.
pub(super) fn has_end(file: &[u8]) -> bool {
    let mut at = 2;
    while let Some((marker, body)) = marker_after(file, at) {
        if marker == END_OF_IMAGE {
            return true;
        }
        at = body;
        if !is_bare(marker) {
            let Some(&length) = file.get(body..).and_then(|rest| rest.first_chunk()) else { break };
            at += usize::from(u16::from_be_bytes(length));
        }
    }
    // Where damage led the walk astray, an end mark in the last place still tells that nothing is
    // cut off; the decoder then judges the rest.
    file.ends_with(&[0xFF, END_OF_IMAGE])
}

/// The next marker from `at` on and the position behind it; skips stray bytes as decoders do.
fn next_marker(head: &Head<'_>, mut at: usize) -> Result<(u8, usize), Stop> {
    let mut armed = false;
    loop {
        let byte = head.byte(at)?;
        at += 1;
        match byte {
            0xFF => armed = true,
            0x00 => armed = false,
            _ if armed => return Ok((byte, at)),
            _ => {}
        }
    }
}

/// The same in a complete file, where stray bytes are the data of a scan.
fn marker_after(file: &[u8], at: usize) -> Option<(u8, usize)> {
    let mut armed = false;
    for (offset, &byte) in file.get(at..)?.iter().enumerate() {
        match byte {
            0xFF => armed = true,
            0x00 => armed = false,
            _ if armed => return Some((byte, at + offset + 1)),
            _ => {}
        }
    }
    None
}

/// Whether a marker stands alone, without length and content: TEM, the restarts and the start.
fn is_bare(marker: u8) -> bool {
    matches!(marker, 0x01 | 0xD0..=START_OF_IMAGE)
}

/// Whether a marker starts a frame: SOF0 to SOF15 without DHT, JPG and DAC, which lie between.
fn is_frame(marker: u8) -> bool {
    matches!(marker, 0xC0..=0xCF) && !matches!(marker, 0xC4 | 0xC8 | 0xCC)
}
