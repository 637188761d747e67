//! Pictures on their way in: the places that take a file, and the dialogs in which one positions or takes a picture.

pub mod camera;
pub mod chooser;
pub mod drop;
pub mod field;
pub mod gesture;
pub mod position;
pub mod trouble;
