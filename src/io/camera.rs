//! The camera of the device.

use thiserror::Error;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{File, HtmlVideoElement, MediaStream, MediaStreamConstraints, MediaStreamTrack};

use super::picture;

/// Why there is no camera to use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum CameraError {
    /// The person or the page around forbids it.
    #[error("the camera may not be used")]
    Forbidden,
    /// There is none, or it is in use elsewhere.
    #[error("there is no camera")]
    Missing,
}

/// A running camera; dropping it turns it off.
pub struct Stream(MediaStream);

impl Drop for Stream {
    fn drop(&mut self) {
        for track in self.0.get_tracks().iter() {
            if let Ok(track) = track.dyn_into::<MediaStreamTrack>() {
                track.stop();
            }
        }
    }
}

/// Turns the camera on, the one towards the person where there are two, and shows it in a video.
///
/// # Errors
/// When there is none or it may not be used.
pub async fn open(video: &HtmlVideoElement) -> Result<Stream, CameraError> {
    // Missing on pages without a secure origin.
    let devices = web_sys::window().and_then(|window| window.navigator().media_devices().ok());
    let devices = devices.filter(|devices| !devices.is_undefined()).ok_or(CameraError::Missing)?;
    let wanted = MediaStreamConstraints::new();
    wanted.set_video(&true.into());
    let asked =
        devices.get_user_media_with_constraints(&wanted).map_err(|_| CameraError::Missing)?;
    let stream = JsFuture::from(asked).await.map_err(|error| {
        let name = js_sys::Reflect::get(&error, &"name".into()).ok().and_then(|n| n.as_string());
        match name.as_deref() {
            Some("NotAllowedError" | "SecurityError") => CameraError::Forbidden,
            _ => CameraError::Missing,
        }
    })?;
    let stream = Stream(stream.dyn_into().map_err(|_| CameraError::Missing)?);
    video.set_src_object(Some(&stream.0));
    if let Ok(playing) = video.play() {
        JsFuture::from(playing).await.map_err(|_| CameraError::Missing)?;
    }
    Ok(stream)
}

/// The frame that a video shows now, as a file.
pub fn photo(video: &HtmlVideoElement) -> Option<File> {
    picture::frame(video).ok()
}
