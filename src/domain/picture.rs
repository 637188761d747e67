//! Contact pictures: what a file must be, how large it may be, and what is stored of it.
//! Everything here works on bytes and numbers; reading files, decoding and drawing are left to the
//! browser side, which asks `inspect` before it decodes anything.

pub mod crop;
mod exif;
pub mod inspect;
mod jpeg;
pub mod kind;
pub mod named;
mod png;
pub mod refusal;

/// The most bytes a picture file may have: 2.5 MB of 1,048,576 bytes (product rule).
pub const MAX_BYTES: u64 = 2_621_440;

/// The most pixels a picture may have by its header: 50 megapixels (product rule).
pub const MAX_PIXELS: u64 = 50_000_000;

/// The most pixels along one side by the header: what browsers' canvases and decoders still take.
pub const MAX_SIDE: u32 = 16_384;

/// The largest side in pixels of a stored picture (product rule).
pub const FULL_SIDE: u32 = 512;

/// The largest side in pixels of a stored thumbnail (product rule).
pub const THUMB_SIDE: u32 = 96;

/// Below this many pixels on a side a picture is accepted with a hint that it may look blurred.
pub const SMALL_SIDE: u32 = 128;

/// Which of a picture's two sizes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Size {
    /// At most 512 × 512.
    Full,
    /// At most 96 × 96.
    Thumb,
}

/// The two picture formats that are accepted, recognised by content and never by file name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// JPEG, shown to users as “JPG”.
    Jpeg,
    /// PNG, animated PNG included.
    Png,
}

impl Format {
    /// The registered media type, as used for blobs and attachments.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
        }
    }
}

/// What the header of an acceptable picture says about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Inspected {
    /// The format found in the content.
    pub format: Format,
    /// Pixels from left to right as shown, after EXIF orientation; 1 to `MAX_SIDE`.
    pub width: u32,
    /// Pixels from top to bottom as shown, after EXIF orientation; 1 to `MAX_SIDE`.
    pub height: u32,
    /// Whether it is an animation, of which only the first frame is kept.
    pub animated: bool,
    /// Whether pixels may be transparent by the header; the pixels themselves may still be opaque.
    pub may_be_transparent: bool,
}

impl Inspected {
    /// Whether a side is below `SMALL_SIDE`, so that the picture may look blurred.
    pub fn is_small(&self) -> bool {
        self.width.min(self.height) < SMALL_SIDE
    }

    /// Whether the user should choose a part of it: false when square and within `FULL_SIDE`.
    pub fn needs_positioning(&self) -> bool {
        self.width != self.height || self.width > FULL_SIDE
    }
}

/// Whether a file of `size` bytes is over the limit, which can be told without reading it.
pub fn too_large(size: u64) -> bool {
    size > MAX_BYTES
}
