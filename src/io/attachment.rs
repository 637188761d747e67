//! Files that go with messages: their names by content, and how they are shown and handed over.

use gloo_file::futures::read_as_bytes;
use web_sys::File;

use super::clock::Turn;
use super::db::Picture;
use super::download;
use super::picture::{Blob, inspect};
use crate::domain::id::Digesting;

/// So much is read at a time, in bytes: the page answers in between.
const PART: f64 = 262_144.0;

/// A file as it is stored under its digest; none where it cannot be read.
pub async fn read(file: &File) -> Option<Picture> {
    let (mut digesting, mut turn) = (Digesting::default(), Turn::begin());
    let size = file.size();
    let mut at = 0.0;
    while at < size {
        let part = file.slice_with_f64_and_f64(at, (at + PART).min(size)).ok()?;
        digesting.take(&read_as_bytes(&part.into()).await.ok()?);
        turn.rest().await;
        at += PART;
    }
    let blob: &web_sys::Blob = file;
    // A copy: the one on the disk may change or go.
    let full = blob.slice_with_f64_and_f64_and_content_type(0.0, size, &file.type_()).ok()?;
    let thumb = web_sys::Blob::new().ok()?;
    Some(Picture { digest: digesting.finish(), full: full.into(), thumb: thumb.into() })
}

/// An address under which a stored file is shown, if it is a picture by its content and within the limits of profile
/// pictures; to be given back by [`forget`].
pub async fn show(blob: &Blob) -> Option<String> {
    let inspected = inspect(blob).await.ok()?;
    let blob: web_sys::Blob = blob.clone().into();
    // Under the type that its content has, whatever its sender says.
    let media_type = inspected.format.media_type();
    let typed = blob.slice_with_f64_and_f64_and_content_type(0.0, blob.size(), media_type).ok()?;
    web_sys::Url::create_object_url_with_blob(&typed).ok()
}

/// Gives an address back.
pub fn forget(url: &str) {
    // What is not known any more needs no forgetting.
    let _ = web_sys::Url::revoke_object_url(url);
}

/// Hands a stored file over under a name. As bytes without a meaning, so that no browser opens it as a page.
#[must_use]
pub fn offer(blob: &Blob, name: &str) -> bool {
    let blob: web_sys::Blob = blob.clone().into();
    let plain = "application/octet-stream";
    let file = blob.slice_with_f64_and_f64_and_content_type(0.0, blob.size(), plain);
    file.is_ok_and(|file| download::offer(&file, name))
}
