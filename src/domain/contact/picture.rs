//! The picture of a contact as its document names it; the bytes live under the digest.

use serde::de::MapAccess;
use serde::{Deserialize, Deserializer, Serialize};

use super::open::{self, Open, Rest};
use crate::domain::id::Digest;

/// Names a stored picture and says what it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PictureRef {
    /// SHA-256 of the stored bytes.
    pub digest: Digest,
    /// Media type, `image/jpeg` or `image/png`.
    #[serde(rename = "type")]
    pub media_type: String,
    /// Width in pixels, at most 512.
    pub width: u32,
    /// Height in pixels, at most 512.
    pub height: u32,
    /// Size in bytes.
    pub bytes: u32,
    /// What other programs wrote beside it.
    #[serde(flatten)]
    pub rest: Rest,
}

/// What a document has of one, before it is known whether it names a picture at all.
#[derive(Default)]
struct Named {
    digest: Option<Digest>,
    media_type: String,
    width: u32,
    height: u32,
    bytes: u32,
    rest: Rest,
}

impl Open for Named {
    const FIELDS: &'static [&'static str] = &["digest", "type", "width", "height", "bytes"];

    fn read<'de, A: MapAccess<'de>>(&mut self, field: usize, map: &mut A) -> Result<(), A::Error> {
        match field {
            0 => self.digest = map.next_value()?,
            1 => self.media_type = open::value(map)?,
            2 => self.width = open::value(map)?,
            3 => self.height = open::value(map)?,
            _ => self.bytes = open::value(map)?,
        }
        Ok(())
    }

    fn rest(&mut self) -> &mut Rest {
        &mut self.rest
    }
}

impl<'de> Deserialize<'de> for Named {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        open::deserialize(deserializer)
    }
}

/// Reads a picture; one without a digest is none.
pub(in crate::domain) fn deserialize<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<PictureRef>, D::Error> {
    Ok(Option::<Named>::deserialize(deserializer)?.and_then(Named::picture))
}

/// The same, as the value of a field.
pub(in crate::domain) fn value<'de, A: MapAccess<'de>>(
    map: &mut A,
) -> Result<Option<PictureRef>, A::Error> {
    Ok(map.next_value::<Option<Named>>()?.and_then(Named::picture))
}

impl Named {
    fn picture(self) -> Option<PictureRef> {
        let Self { digest, media_type, width, height, bytes, rest } = self;
        Some(PictureRef { digest: digest?, media_type, width, height, bytes, rest })
    }
}
