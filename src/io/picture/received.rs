//! Pictures from elsewhere: nothing that a server says about them is believed, and none is shown that would not be taken
//! from a file.

use super::{Blob, decode, draw, encode, inspect, square};
use crate::domain::id::Digest;
use crate::domain::picture::refusal::Refusal;
use crate::domain::picture::{FULL_SIDE, Format, THUMB_SIDE};
use crate::io::db::Picture;

/// Why something is not shown that has another's name.
pub const ANOTHER: &str = "Its content is not the one that it is named by.";

impl Blob {
    /// Nothing.
    #[must_use]
    pub fn empty() -> Option<Self> {
        web_sys::Blob::new().ok().map(Self)
    }

    /// Bytes without a meaning.
    #[must_use]
    pub fn plain(bytes: &[u8]) -> Option<Self> {
        let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(bytes));
        web_sys::Blob::new_with_u8_array_sequence(&parts).ok().map(Self)
    }

    /// All of it; none where it cannot be read.
    pub async fn bytes(&self) -> Option<Vec<u8>> {
        self.read(self.size()).await.ok()
    }

    /// The format of a stored picture.
    #[must_use]
    pub fn format(&self) -> Option<Format> {
        let media_type = self.0.type_();
        [Format::Jpeg, Format::Png].into_iter().find(|format| format.media_type() == media_type)
    }
}

/// The picture that is named by a digest, with its thumbnail, which is made here where there is none yet.
///
/// # Errors
/// Why it is not shown.
pub async fn picture(digest: Digest, bytes: &[u8], thumb: Option<Blob>) -> Result<Picture, String> {
    if Digest::of(bytes) != digest {
        return Err(ANOTHER.to_owned());
    }
    let full = checked(bytes, FULL_SIDE).await?;
    let thumb = match thumb {
        Some(thumb) => thumb,
        None => thumbnail(&full).await.map_err(|refusal| refusal.sentence(""))?,
    };
    Ok(Picture { digest, full, thumb })
}

/// The thumbnail in bytes.
///
/// # Errors
/// Why it is not shown.
pub async fn thumb(bytes: &[u8]) -> Result<Blob, String> {
    checked(bytes, THUMB_SIDE).await
}

/// The picture in bytes, at most so many pixels a side, under the type that its content has.
async fn checked(bytes: &[u8], side: u32) -> Result<Blob, String> {
    let blob = Blob::plain(bytes).ok_or("The browser has no room for it.")?;
    let inspected = inspect(&blob).await.map_err(|refusal| refusal.sentence(""))?;
    let (width, height) = (inspected.width, inspected.height);
    if width.max(height) > side {
        return Err(format!("It is {width} × {height} pixels. The limit is {side} × {side}."));
    }
    Blob::from_bytes(bytes, inspected.format).map_err(|refusal| refusal.sentence(""))
}

async fn thumbnail(full: &Blob) -> Result<Blob, Refusal> {
    let bitmap = decode(full).await?;
    let crop = bitmap.crop();
    let side = crop.output_side(THUMB_SIDE);
    let canvas = square(side)?;
    draw(&bitmap, &canvas, &crop.matrix(side.into(), 0.0, 0.0));
    encode(&canvas, full.format().unwrap_or(Format::Jpeg))
}
