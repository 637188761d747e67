//! What is done to a picture on its way in: inspecting, decoding, drawing. It is fetched with the first picture; until
//! then nobody needs it.

use std::pin::Pin;
use std::rc::Rc;

use leptos::prelude::*;
use web_sys::File;

use super::{Incoming, Positioning, Ready, Remedy, Stage, Trouble};
use crate::domain::picture::Inspected;
use crate::domain::picture::crop::Crop;
use crate::domain::picture::refusal::Refusal;
use crate::io::picture::{Bitmap, Blob, decode, inspect, render};
use crate::state::chunk::{Done, chunk};

/// A picture on its way, or the sentence that says why there is none.
type Centred = Pin<Box<dyn Future<Output = Result<Ready, String>>>>;

/// What is said about a picture that is taken although it is small.
const SMALL: &str = "This picture is smaller than 128 pixels and may look blurred.";

/// What can be done.
#[derive(Clone, Copy)]
pub(super) struct Work {
    /// Takes a file in.
    pub(super) take: fn(Stage, Incoming) -> Done,
    /// Takes a file in that is only too large.
    pub(super) shrink: fn(Stage, Blob, Inspected) -> Done,
    /// Makes the stored picture from the chosen part.
    pub(super) render: fn(Stage, Rc<Positioning>, Crop) -> Done,
    /// Makes the stored picture of a file from the part that the dialog starts from.
    pub(super) centre: fn(File) -> Centred,
    /// Opens the dialog for a file, whatever its size.
    pub(super) open: fn(Stage, File) -> Done,
}

chunk! {
    pub(super) fn work() -> Work as picture {
        Work {
            take: |stage, incoming| Box::pin(stage.receive(incoming)),
            shrink: |stage, blob, inspected| Box::pin(stage.decode(blob, inspected, String::new())),
            render: |stage, positioning, crop| {
                Box::pin(async move { stage.render(&positioning, crop).await })
            },
            centre: |file| Box::pin(centre(file)),
            open: |stage, file| Box::pin(stage.open(file)),
        }
    }
}

impl Stage {
    async fn receive(self, incoming: Incoming) {
        match incoming {
            Incoming::Folder => self.refuse(&Refusal::Folder, ""),
            Incoming::Files(files) => match files.as_slice() {
                [] => {}
                [file] => {
                    let blob = Blob::from(web_sys::Blob::clone(file));
                    self.inspect(blob, file.name()).await;
                }
                _ => self.refuse(&Refusal::Several { count: files.len() }, ""),
            },
        }
    }

    async fn inspect(self, blob: Blob, name: String) {
        self.trouble.set(None);
        match inspect(&blob).await {
            Ok(inspected) => self.decode(blob, inspected, name).await,
            Err(refusal) => {
                let remedy = match &refusal {
                    Refusal::TooLarge { picture, .. } => Some(Remedy::Shrink(blob, *picture)),
                    _ => None,
                };
                let sentence = refusal.sentence(&name);
                self.trouble.set(Some(Trouble { sentence, remedy }));
            }
        }
    }

    async fn decode(self, blob: Blob, inspected: Inspected, name: String) {
        let bitmap = match decode(&blob).await {
            Ok(bitmap) => bitmap,
            Err(refusal) => return self.refuse(&refusal, &name),
        };
        let positioning = positioning(bitmap, inspected, &blob);
        if inspected.needs_positioning() {
            self.positioning.set(Some(Rc::new(positioning)));
        } else {
            self.render(&positioning, positioning.crop).await;
        }
    }

    async fn open(self, file: File) {
        let blob = Blob::from(web_sys::Blob::clone(&file));
        match read(&blob).await {
            Ok((bitmap, inspected, _)) => {
                self.positioning.set(Some(Rc::new(positioning(bitmap, inspected, &blob))));
            }
            Err(refusal) => self.refuse(&refusal, &file.name()),
        }
    }

    async fn render(self, positioning: &Positioning, crop: Crop) {
        let Positioning { bitmap, inspected, .. } = positioning;
        let rendered = render(bitmap, &crop, inspected.may_be_transparent).await;
        match rendered {
            Ok((picture, reference)) => {
                let hint = inspected.is_small().then(|| SMALL.to_owned());
                self.ready.set(Some(Ready { picture, reference, hint }));
            }
            Err(refusal) => self.refuse(&refusal, ""),
        }
        self.positioning.set(None);
    }

    fn refuse(self, refusal: &Refusal, name: &str) {
        self.complain(refusal.sentence(name));
    }
}

async fn centre(file: File) -> Result<Ready, String> {
    let say = |refusal: Refusal| refusal.sentence(&file.name());
    let blob = Blob::from(web_sys::Blob::clone(&file));
    let (bitmap, inspected, is_shrunk) = read(&blob).await.map_err(say)?;
    let rendered = render(&bitmap, &bitmap.crop(), inspected.may_be_transparent).await;
    let (picture, reference) = rendered.map_err(say)?;
    let hint = match (is_shrunk, inspected.is_small()) {
        (true, _) => Some(format!("Over 2.5 MB, and shrunk: {}.", facts(&inspected, blob.size()))),
        (false, true) => Some(SMALL.to_owned()),
        (false, false) => None,
    };
    Ok(Ready { picture, reference, hint })
}

/// A file decoded, what is known of it, and whether it is over the limit, which is no reason to refuse it here.
async fn read(blob: &Blob) -> Result<(Bitmap, Inspected, bool), Refusal> {
    let (inspected, is_large) = match inspect(blob).await {
        Ok(inspected) => (inspected, false),
        Err(Refusal::TooLarge { picture, .. }) => (picture, true),
        Err(refusal) => return Err(refusal),
    };
    Ok((decode(blob).await?, inspected, is_large))
}

fn positioning(bitmap: Bitmap, inspected: Inspected, blob: &Blob) -> Positioning {
    let (facts, crop) = (facts(&inspected, blob.size()), bitmap.crop());
    Positioning { bitmap, inspected, facts, crop }
}

fn facts(inspected: &Inspected, bytes: u64) -> String {
    let (width, height) = (inspected.width as usize, inspected.height as usize);
    let (width, height) = (crate::io::locale::number(width), crate::io::locale::number(height));
    match bytes {
        ..1_048_576 => format!("{width} × {height} · {} KB", bytes.div_ceil(1024)),
        _ => {
            // In whole tenths: the machinery for printing floating-point numbers is ten kilobytes.
            let tenths = bytes * 10 / 1_048_576;
            format!("{width} × {height} · {}.{} MB", tenths / 10, tenths % 10)
        }
    }
}
