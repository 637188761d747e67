//! The same pipeline in a worker, where there is no page: a picture of a card is decoded, made square around its middle
//! and encoded anew without the page noticing.

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    DedicatedWorkerGlobalScope, ImageBitmap, ImageEncodeOptions, OffscreenCanvas,
    OffscreenCanvasRenderingContext2d,
};

use super::{Bitmap, Blob, PATIENCE, QUALITY, reference};
use crate::domain::contact::picture::PictureRef;
use crate::domain::id::Digest;
use crate::domain::picture::crop::{Crop, Matrix};
use crate::domain::picture::inspect::{Inspection, inspect as judge, is_truncated};
use crate::domain::picture::refusal::Refusal;
use crate::domain::picture::{FULL_SIDE, Format, Inspected, THUMB_SIDE};
use crate::io::clock;
use crate::io::db::Picture;

/// Makes the picture of a contact from a file, in a worker. A file that is only too large is made smaller.
///
/// # Errors
/// Why it is refused.
pub async fn made(bytes: &[u8]) -> Result<(Picture, PictureRef), Refusal> {
    let inspected = match judge(bytes, bytes.len() as u64) {
        Ok(Inspection::Ready(inspected)) | Err(Refusal::TooLarge { picture: inspected, .. }) => {
            inspected
        }
        // All of it is there already.
        Ok(Inspection::NeedsMore { .. }) => return Err(Refusal::Damaged),
        Err(refusal) => return Err(refusal),
    };
    if is_truncated(inspected.format, bytes) {
        return Err(Refusal::Damaged);
    }
    let bitmap = decode(&Blob::from_bytes(bytes, inspected.format)?).await?;
    render(&bitmap, &bitmap.crop(), inspected).await
}

async fn decode(file: &Blob) -> Result<Bitmap, Refusal> {
    let scope = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>();
    let scope = scope.map_err(|_| Refusal::Unreadable)?;
    let promise = scope.create_image_bitmap_with_blob(&file.0).map_err(|_| Refusal::Damaged)?;
    let decoded = clock::within(PATIENCE, JsFuture::from(promise)).await;
    let decoded = decoded.and_then(Result::ok).ok_or(Refusal::Damaged)?;
    decoded.dyn_into::<ImageBitmap>().map(Bitmap).map_err(|_| Refusal::Damaged)
}

async fn render(
    bitmap: &Bitmap,
    crop: &Crop,
    inspected: Inspected,
) -> Result<(Picture, PictureRef), Refusal> {
    let side = crop.output_side(FULL_SIDE);
    let (full, context) = square(side)?;
    draw(bitmap, &context, &crop.matrix(side.into(), 0.0, 0.0))?;
    let is_transparent = inspected.may_be_transparent && has_transparency(&context, side);
    let format = if is_transparent { Format::Png } else { Format::Jpeg };
    let thumb_side = side.min(THUMB_SIDE);
    let (thumb, context) = square(thumb_side)?;
    let width = f64::from(thumb_side);
    context
        .draw_image_with_offscreen_canvas_and_dw_and_dh(&full, 0.0, 0.0, width, width)
        .map_err(|_| Refusal::Damaged)?;
    let (full, thumb) = (encode(&full, format).await?, encode(&thumb, format).await?);
    let bytes = full.read(full.size()).await?;
    let digest = Digest::of(&bytes);
    Ok((Picture { digest, full, thumb }, reference(digest, format, side, bytes.len())))
}

fn square(side: u32) -> Result<(OffscreenCanvas, OffscreenCanvasRenderingContext2d), Refusal> {
    let canvas = OffscreenCanvas::new(side, side).map_err(|_| Refusal::Damaged)?;
    let context = canvas.get_context("2d").ok().flatten();
    let context =
        context.and_then(|context| context.dyn_into::<OffscreenCanvasRenderingContext2d>().ok());
    let context = context.ok_or(Refusal::Damaged)?;
    // Not in web-sys; a browser without it smooths a little worse.
    let _ = js_sys::Reflect::set(&context, &"imageSmoothingQuality".into(), &"high".into());
    Ok((canvas, context))
}

fn draw(
    bitmap: &Bitmap,
    context: &OffscreenCanvasRenderingContext2d,
    matrix: &Matrix,
) -> Result<(), Refusal> {
    let Matrix { a, b, c, d, e, f } = *matrix;
    let drawn = context
        .set_transform(a, b, c, d, e, f)
        .and_then(|()| context.draw_image_with_image_bitmap(&bitmap.0, 0.0, 0.0));
    drawn.map_err(|_| Refusal::Damaged)
}

fn has_transparency(context: &OffscreenCanvasRenderingContext2d, side: u32) -> bool {
    let pixels = context.get_image_data(0.0, 0.0, side.into(), side.into());
    pixels.is_ok_and(|pixels| pixels.data().chunks_exact(4).any(|pixel| pixel.last() < Some(&255)))
}

async fn encode(canvas: &OffscreenCanvas, format: Format) -> Result<Blob, Refusal> {
    let options = ImageEncodeOptions::new();
    options.set_type(format.media_type());
    options.set_quality(QUALITY);
    let promise = canvas.convert_to_blob_with_options(&options).map_err(|_| Refusal::Damaged)?;
    let blob = JsFuture::from(promise).await.map_err(|_: JsValue| Refusal::Damaged)?;
    let blob = blob.dyn_into::<web_sys::Blob>().map_err(|_| Refusal::Damaged)?;
    if blob.type_() == format.media_type() { Ok(Blob(blob)) } else { Err(Refusal::Damaged) }
}
