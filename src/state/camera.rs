//! The camera, and why it cannot be used.

use web_sys::{File, HtmlVideoElement};

use crate::io::camera;

/// A camera that is on; dropping it turns it off.
pub struct Camera {
    _stream: camera::Stream,
}

impl Camera {
    /// Turns the camera on and shows it in a video.
    ///
    /// # Errors
    /// The sentence to read when there is no camera or it may not be used.
    pub async fn open(video: &HtmlVideoElement) -> Result<Self, String> {
        let opened = camera::open(video).await;
        let stream = opened.map_err(|error| match error {
            camera::CameraError::Forbidden => {
                "The browser does not let this page use the camera. Allow it beside the address, or choose a file."
            }
            camera::CameraError::Missing => "No camera was found. Choose a file instead.",
        });
        Ok(Self { _stream: stream? })
    }

    /// What the camera sees now.
    pub fn photo(video: &HtmlVideoElement) -> Option<File> {
        camera::photo(video)
    }
}
