//! Finds the orientation in an EXIF block, which has the structure of a TIFF file.
//! All else in it (places, cameras, thumbnails) is none of our business and is not stored.

/// The tag of the orientation (EXIF 2.3, 4.6.4 A).
const ORIENTATION: u16 = 0x0112;

/// The type of a two-byte number in TIFF.
const SHORT: u16 = 3;

/// Whether the picture is shown turned by a quarter, so that width and height change places.
///
/// Offsets may point anywhere; whatever cannot be read counts as upright. As in Chromium the first
/// orientation counts, and only as a single two-byte number.
pub(super) fn is_sideways(tiff: &[u8]) -> bool {
    orientation(tiff).is_some_and(|value| matches!(value, 5..=8))
}

fn orientation(tiff: &[u8]) -> Option<u16> {
    let big_endian = match tiff.first_chunk()? {
        b"II*\0" => false,
        b"MM\0*" => true,
        _ => return None,
    };
    let u16_at = |at: usize| -> Option<u16> {
        let bytes = *tiff.get(at..)?.first_chunk()?;
        Some(if big_endian { u16::from_be_bytes(bytes) } else { u16::from_le_bytes(bytes) })
    };
    let u32_at = |at: usize| -> Option<u32> {
        let bytes = *tiff.get(at..)?.first_chunk()?;
        Some(if big_endian { u32::from_be_bytes(bytes) } else { u32::from_le_bytes(bytes) })
    };
    let directory = usize::try_from(u32_at(4)?).ok()?;
    let count = usize::from(u16_at(directory)?);
    for index in 0..count {
        let entry = directory.checked_add(2 + index * 12)?;
        if u16_at(entry)? == ORIENTATION {
            let is_single_short = u16_at(entry + 2)? == SHORT && u32_at(entry + 4)? == 1;
            return if is_single_short { u16_at(entry + 8) } else { None };
        }
    }
    None
}
