//! Makes small files that are pictures as far as their headers say, and asks about them.

use visage::domain::picture::Inspected;
use visage::domain::picture::inspect::{Inspection, inspect};
use visage::domain::picture::refusal::Refusal;

/// A chunk of a PNG; a wrong checksum where none is looked at.
pub(crate) fn chunk(kind: &[u8; 4], content: &[u8]) -> Vec<u8> {
    let mut bytes = u32::try_from(content.len()).unwrap().to_be_bytes().to_vec();
    bytes.extend(kind);
    bytes.extend(content);
    let mut crc = u32::MAX;
    for byte in &bytes[4..] {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = (crc >> 1) ^ (0xEDB8_8320 * (crc & 1));
        }
    }
    bytes.extend((!crc).to_be_bytes());
    bytes
}

pub(crate) fn png_of(width: u32, height: u32, depth: u8, colour: u8, more: &[Vec<u8>]) -> Vec<u8> {
    let mut header = [width.to_be_bytes(), height.to_be_bytes()].concat();
    header.extend([depth, colour, 0, 0, 0]);
    let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
    bytes.extend(chunk(b"IHDR", &header));
    bytes.extend(more.concat());
    bytes.extend(chunk(b"IDAT", &[0; 20]));
    bytes.extend(chunk(b"IEND", &[]));
    bytes
}

pub(crate) fn png(width: u32, height: u32) -> Vec<u8> {
    png_of(width, height, 8, 2, &[])
}

pub(crate) fn segment(marker: u8, content: &[u8]) -> Vec<u8> {
    let length = u16::try_from(content.len() + 2).unwrap().to_be_bytes();
    [&[0xFF, marker], &length[..], content].concat()
}

pub(crate) fn frame(marker: u8, width: u16, height: u16) -> Vec<u8> {
    let (w, h) = (width.to_be_bytes(), height.to_be_bytes());
    segment(marker, &[8, h[0], h[1], w[0], w[1], 1, 1, 0x11, 0])
}

pub(crate) fn scan() -> Vec<u8> {
    let mut bytes = segment(0xDA, &[1, 1, 0, 0, 63, 0]);
    bytes.extend([0x12, 0xFF, 0x00, 0x34, 0xFF, 0xD0, 0x56, 0xFF, 0xD9]);
    bytes
}

pub(crate) fn jpeg(parts: &[Vec<u8>]) -> Vec<u8> {
    [&[0xFF, 0xD8], &parts.concat()[..]].concat()
}

/// A TIFF block with one entry in its directory.
pub(crate) fn tiff(big_endian: bool, tag: u16, kind: u16, count: u32, value: u16) -> Vec<u8> {
    let two = |n: u16| if big_endian { n.to_be_bytes() } else { n.to_le_bytes() };
    let four = |n: u32| if big_endian { n.to_be_bytes() } else { n.to_le_bytes() };
    let mut bytes = if big_endian { b"MM".to_vec() } else { b"II".to_vec() };
    bytes.extend([&two(42)[..], &four(8), &two(1), &two(tag), &two(kind), &four(count)].concat());
    bytes.extend([&two(value)[..], &[0; 6]].concat());
    bytes
}

pub(crate) fn turned(orientation: u16) -> Vec<u8> {
    tiff(true, 0x0112, 3, 1, orientation)
}

pub(crate) fn exif(tiff: &[u8]) -> Vec<u8> {
    segment(0xE1, &[b"Exif\0\0", tiff].concat())
}

/// A short word for an answer, so that cases stay on one line.
pub(crate) fn answer(head: &[u8], size: u64) -> String {
    match inspect(head, size) {
        Ok(Inspection::Ready(Inspected {
            format,
            width,
            height,
            animated,
            may_be_transparent,
        })) => {
            let format = format.media_type().trim_start_matches("image/");
            let animated = if animated { " animated" } else { "" };
            let transparent = if may_be_transparent { " transparent" } else { "" };
            format!("{format} {width}x{height}{animated}{transparent}")
        }
        Ok(Inspection::NeedsMore { bytes }) => format!("more {bytes}"),
        Err(Refusal::NotAPicture { found: Some(kind) }) => kind.description().to_owned(),
        Err(Refusal::NotAPicture { found: None }) => "unknown".to_owned(),
        Err(Refusal::TooLarge { bytes, .. }) => format!("large {bytes}"),
        Err(Refusal::TooManyPixels { width, height }) => format!("pixels {width}x{height}"),
        Err(other) => format!("{other:?}").to_lowercase(),
    }
}

/// The final answer of a caller that reads what it is asked to, and the reads it took.
pub(crate) fn inspect_in_steps(file: &[u8]) -> (Result<Inspected, Refusal>, usize) {
    let mut length = file.len().min(64);
    for reads in 1.. {
        match inspect(&file[..length], file.len() as u64) {
            Ok(Inspection::Ready(picture)) => return (Ok(picture), reads),
            Err(refusal) => return (Err(refusal), reads),
            Ok(Inspection::NeedsMore { bytes }) => {
                assert!(bytes > length && bytes <= file.len());
                length = bytes;
            }
        }
    }
    unreachable!()
}
