//! Pictures in the browser's hands: reading the head of a file, decoding it off the main thread, drawing and encoding.
//! What is allowed and what is drawn where was decided in `domain::picture`.

pub mod offscreen;
pub mod received;

use gloo_file::futures::read_as_bytes;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, HtmlVideoElement, ImageBitmap};

use super::clock;
use super::db::Picture;
use crate::domain::contact::open::Rest;
use crate::domain::contact::picture::PictureRef;
use crate::domain::id::Digest;
use crate::domain::picture::crop::{Crop, Matrix};
use crate::domain::picture::inspect::{HEAD_BYTES, Inspection, inspect as judge, is_truncated};
use crate::domain::picture::refusal::Refusal;
use crate::domain::picture::{FULL_SIDE, Format, Inspected, MAX_BYTES, THUMB_SIDE};

/// How long a decoder may take, in milliseconds, before the file counts as damaged.
const PATIENCE: u32 = 10_000;
/// JPEG quality: at 512 × 512 no difference from the original can be seen.
const QUALITY: f64 = 0.9;

/// Bytes that the browser holds: a file, or a stored picture.
#[derive(Debug, Clone)]
pub struct Blob(web_sys::Blob);

impl From<web_sys::Blob> for Blob {
    fn from(blob: web_sys::Blob) -> Self {
        Self(blob)
    }
}

impl From<Blob> for web_sys::Blob {
    fn from(blob: Blob) -> Self {
        blob.0
    }
}

impl Blob {
    /// A picture of this format from its bytes.
    ///
    /// # Errors
    /// [`Refusal::Unreadable`] when the browser cannot hold it.
    pub fn from_bytes(bytes: &[u8], format: Format) -> Result<Self, Refusal> {
        let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(bytes));
        let options = web_sys::BlobPropertyBag::new();
        options.set_type(format.media_type());
        web_sys::Blob::new_with_u8_array_sequence_and_options(&parts, &options)
            .map(Self)
            .map_err(|_| Refusal::Unreadable)
    }

    /// Size in bytes, known without reading.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.0.size() as u64
    }

    /// An address under which this page can show it; `None` for what is no stored picture.
    /// It stays valid until the page is left: stored pictures are few and small, and never change.
    #[must_use]
    pub fn url(&self) -> Option<String> {
        self.format().and_then(|_| web_sys::Url::create_object_url_with_blob(&self.0).ok())
    }

    /// As messages carry it.
    #[must_use]
    pub fn into_js(self) -> web_sys::Blob {
        self.0
    }

    pub(super) fn as_js(&self) -> &JsValue {
        &self.0
    }

    async fn read(&self, bytes: u64) -> Result<Vec<u8>, Refusal> {
        let part = self.0.slice_with_f64_and_f64(0.0, bytes as f64);
        let part = part.map_err(|_| Refusal::Unreadable)?;
        read_as_bytes(&part.into()).await.map_err(|_| Refusal::Unreadable)
    }
}

/// A decoded picture, upright. Its memory is given back when it is dropped.
#[derive(Debug)]
pub struct Bitmap(ImageBitmap);

impl Drop for Bitmap {
    fn drop(&mut self) {
        self.0.close();
    }
}

impl Bitmap {
    /// The largest square of it, to be moved and turned from there.
    #[must_use]
    pub fn crop(&self) -> Crop {
        Crop::new(self.0.width(), self.0.height())
    }
}

/// Judges a file by its head, before anything is decoded; a file over the limit is not read for its contents.
///
/// # Errors
/// Why it is refused.
pub async fn inspect(file: &Blob) -> Result<Inspected, Refusal> {
    let mut wanted = HEAD_BYTES as u64;
    let inspected = loop {
        let head = file.read(wanted.min(file.size())).await?;
        match judge(&head, file.size())? {
            Inspection::Ready(inspected) => break inspected,
            Inspection::NeedsMore { bytes } => wanted = bytes as u64,
        }
    };
    // Browsers paint what is left of a cut-off JPEG and call it a picture.
    let whole = file.read(MAX_BYTES).await?;
    if is_truncated(inspected.format, &whole) { Err(Refusal::Damaged) } else { Ok(inspected) }
}

/// Decodes a file that was inspected.
///
/// # Errors
/// [`Refusal::Damaged`] when the browser's decoder gives up, or does not come back.
pub async fn decode(file: &Blob) -> Result<Bitmap, Refusal> {
    let window = web_sys::window().ok_or(Refusal::Unreadable)?;
    let promise = window.create_image_bitmap_with_blob(&file.0).map_err(|_| Refusal::Damaged)?;
    let decoded = clock::within(PATIENCE, JsFuture::from(promise)).await;
    let decoded = decoded.and_then(Result::ok).ok_or(Refusal::Damaged)?;
    decoded.dyn_into().map(Bitmap).map_err(|_| Refusal::Damaged)
}

/// Draws a decoded picture through a matrix, onto a canvas that is cleared first.
pub fn draw(bitmap: &Bitmap, canvas: &HtmlCanvasElement, matrix: &Matrix) {
    let Some(context) = context(canvas) else { return };
    // Drawing fails only for a closed bitmap, which ownership rules out.
    let _ = context.reset_transform();
    context.clear_rect(0.0, 0.0, canvas.width().into(), canvas.height().into());
    context.set_image_smoothing_enabled(true);
    set_high_quality(&context);
    let Matrix { a, b, c, d, e, f } = *matrix;
    let _ = context.set_transform(a, b, c, d, e, f);
    let _ = context.draw_image_with_image_bitmap(&bitmap.0, 0.0, 0.0);
}

/// Draws the chosen square, at most 512 × 512, and encodes it anew with its thumbnail: nothing of the file's own bytes
/// is left, so neither are its metadata.
///
/// # Errors
/// [`Refusal::Damaged`] when the browser cannot draw or encode it.
pub async fn render(
    bitmap: &Bitmap,
    crop: &Crop,
    may_be_transparent: bool,
) -> Result<(Picture, PictureRef), Refusal> {
    let side = crop.output_side(FULL_SIDE);
    let full = square(side)?;
    draw(bitmap, &full, &crop.matrix(side.into(), 0.0, 0.0));
    let is_transparent = may_be_transparent && has_transparency(&full);
    let format = if is_transparent { Format::Png } else { Format::Jpeg };
    let thumb = shrunk(&full, side.min(THUMB_SIDE))?;
    let (full, thumb) = (encode(&full, format)?, encode(&thumb, format)?);
    let bytes = full.read(full.size()).await?;
    let digest = Digest::of(&bytes);
    let reference = reference(digest, format, side, bytes.len());
    Ok((Picture { digest, full, thumb }, reference))
}

/// What a contact says about an encoded picture.
fn reference(digest: Digest, format: Format, side: u32, bytes: usize) -> PictureRef {
    PictureRef {
        digest,
        media_type: format.media_type().to_owned(),
        width: side,
        height: side,
        bytes: bytes as u32,
        rest: Rest::default(),
    }
}

/// The frame that a video shows now, as a file that goes through the same pipeline as any other.
///
/// # Errors
/// [`Refusal::Damaged`] when the browser cannot draw or encode it.
pub fn frame(video: &HtmlVideoElement) -> Result<web_sys::File, Refusal> {
    let canvas = square(1)?;
    canvas.set_width(video.video_width());
    canvas.set_height(video.video_height());
    let context = context(&canvas).ok_or(Refusal::Damaged)?;
    context.draw_image_with_html_video_element(video, 0.0, 0.0).map_err(|_| Refusal::Damaged)?;
    let blob = encode(&canvas, Format::Jpeg)?;
    let parts = js_sys::Array::of1(&blob.0);
    web_sys::File::new_with_blob_sequence(&parts, "photo.jpg").map_err(|_| Refusal::Damaged)
}

fn square(side: u32) -> Result<HtmlCanvasElement, Refusal> {
    let document = web_sys::window().and_then(|window| window.document());
    let canvas = document.and_then(|document| document.create_element("canvas").ok());
    let canvas = canvas.and_then(|canvas| canvas.dyn_into::<HtmlCanvasElement>().ok());
    let canvas = canvas.ok_or(Refusal::Damaged)?;
    canvas.set_width(side);
    canvas.set_height(side);
    Ok(canvas)
}

fn shrunk(full: &HtmlCanvasElement, side: u32) -> Result<HtmlCanvasElement, Refusal> {
    let canvas = square(side)?;
    let context = context(&canvas).ok_or(Refusal::Damaged)?;
    set_high_quality(&context);
    let side = f64::from(side);
    context
        .draw_image_with_html_canvas_element_and_dw_and_dh(full, 0.0, 0.0, side, side)
        .map_err(|_| Refusal::Damaged)?;
    Ok(canvas)
}

fn context(canvas: &HtmlCanvasElement) -> Option<CanvasRenderingContext2d> {
    canvas.get_context("2d").ok()??.dyn_into().ok()
}

fn set_high_quality(context: &CanvasRenderingContext2d) {
    // Not in web-sys; a browser without it smooths a little worse.
    let _ = js_sys::Reflect::set(context, &"imageSmoothingQuality".into(), &"high".into());
}

fn has_transparency(canvas: &HtmlCanvasElement) -> bool {
    let (width, height) = (canvas.width().into(), canvas.height().into());
    let pixels = context(canvas).and_then(|c| c.get_image_data(0.0, 0.0, width, height).ok());
    pixels
        .is_some_and(|pixels| pixels.data().chunks_exact(4).any(|pixel| pixel.last() < Some(&255)))
}

/// Encodes at once, in some milliseconds. `toBlob` waits until the page is idle: on a busy device for seconds.
fn encode(canvas: &HtmlCanvasElement, format: Format) -> Result<Blob, Refusal> {
    let media_type = format.media_type();
    let url = canvas.to_data_url_with_type_and_encoder_options(media_type, &QUALITY.into());
    let url = url.map_err(|_| Refusal::Damaged)?;
    let (head, base64) = url.split_once(',').ok_or(Refusal::Damaged)?;
    if !head.contains(media_type) {
        return Err(Refusal::Damaged);
    }
    let window = web_sys::window().ok_or(Refusal::Unreadable)?;
    let text = window.atob(base64).map_err(|_| Refusal::Damaged)?;
    // Each character stands for one byte.
    let bytes: Vec<u8> = text.chars().map(|letter| letter as u8).collect();
    Blob::from_bytes(&bytes, format)
}
