//! A picture on its way in: from the dropped, pasted, chosen or taken file, through inspection and positioning, to the
//! encoded picture that a contact can be given. Whatever a file is refused for, what was there before stays.

use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::{File, HtmlCanvasElement};

use crate::domain::contact::PictureRef;
use crate::domain::picture::Inspected;
use crate::domain::picture::crop::{Crop, Matrix};
use crate::domain::picture::refusal::Refusal;
use crate::io::db::Picture;
use crate::io::picture::{Bitmap, Blob, decode, draw, inspect, render};

/// An encoded picture that waits to be stored.
#[derive(Clone)]
pub struct Ready {
    /// What is stored under the digest.
    pub picture: Picture,
    /// What the contact says about it.
    pub reference: PictureRef,
    /// Something to mind about it, such as that it is small.
    pub hint: Option<String>,
}

/// A decoded file that waits for its owner to choose the part to keep.
pub struct Positioning {
    bitmap: Bitmap,
    inspected: Inspected,
    /// What to tell about the file: dimensions and size.
    pub facts: String,
    /// The choice to start from.
    pub crop: Crop,
}

impl Positioning {
    /// Draws the picture as the matrix places it.
    pub fn draw(&self, canvas: &HtmlCanvasElement, matrix: &Matrix) {
        draw(&self.bitmap, canvas, matrix);
    }
}

/// Why the last file was refused.
#[derive(Clone)]
pub struct Trouble {
    /// What to read.
    pub sentence: String,
    shrinkable: Option<(Blob, Inspected)>,
}

impl Trouble {
    /// Whether **Shrink and use** can be offered.
    #[must_use]
    pub const fn is_shrinkable(&self) -> bool {
        self.shrinkable.is_some()
    }
}

/// A file as it comes in, or what came instead of one.
#[derive(Clone)]
pub enum Incoming {
    /// Files from a drop, a paste or a choice.
    Files(Vec<File>),
    /// A folder was dropped.
    Folder,
}

/// Where a picture is on its way.
#[derive(Clone, Copy)]
pub struct Stage {
    is_busy: RwSignal<bool>,
    /// What came in while the one before it was being read.
    next: StoredValue<Option<Incoming>, LocalStorage>,
    trouble: RwSignal<Option<Trouble>, LocalStorage>,
    positioning: RwSignal<Option<Rc<Positioning>>, LocalStorage>,
    ready: RwSignal<Option<Ready>, LocalStorage>,
}

impl Default for Stage {
    fn default() -> Self {
        Self {
            is_busy: RwSignal::new(false),
            next: StoredValue::new_local(None),
            trouble: RwSignal::new_local(None),
            positioning: RwSignal::new_local(None),
            ready: RwSignal::new_local(None),
        }
    }
}

impl Stage {
    /// Whether a file is being read or a picture encoded.
    #[must_use]
    pub fn is_busy(self) -> bool {
        self.is_busy.get()
    }

    /// Why the last file was refused.
    #[must_use]
    pub fn trouble(self) -> Option<Trouble> {
        self.trouble.get()
    }

    /// The picture to position.
    #[must_use]
    pub fn positioning(self) -> Option<Rc<Positioning>> {
        self.positioning.get()
    }

    /// Whether nothing is on its way.
    #[must_use]
    pub fn is_idle(self) -> bool {
        !self.is_busy() && self.positioning().is_none() && self.ready().is_none()
    }

    /// The picture that is ready to be stored.
    #[must_use]
    pub fn ready(self) -> Option<Ready> {
        self.ready.get()
    }

    /// Takes a file in, after the one that is being read. What is ready already stays until this one is.
    pub fn take(self, incoming: Incoming) {
        if self.is_busy.get_untracked() {
            return self.next.set_value(Some(incoming));
        }
        match incoming {
            Incoming::Folder => self.refuse(&Refusal::Folder, ""),
            Incoming::Files(files) => match files.as_slice() {
                [] => {}
                [file] => {
                    let (name, blob) = (file.name(), Blob::from(web_sys::Blob::clone(file)));
                    self.run(async move { self.inspect(blob, name).await });
                }
                _ => self.refuse(&Refusal::Several { count: files.len() }, ""),
            },
        }
    }

    /// Takes a file in that is only too large, since it is stored small anyway.
    pub fn shrink(self) {
        let shrinkable = self.trouble.get_untracked().and_then(|trouble| trouble.shrinkable);
        if let Some((blob, inspected)) = shrinkable {
            self.trouble.set(None);
            self.run(async move { self.decode(blob, inspected, String::new()).await });
        }
    }

    /// Takes the chosen part of the picture that is being positioned.
    pub fn use_crop(self, crop: Crop) {
        if let Some(positioning) = self.positioning.get_untracked() {
            self.run(async move { self.render(&positioning, crop).await });
        }
    }

    /// Leaves the picture that is being positioned.
    pub fn cancel(self) {
        self.positioning.set(None);
    }

    /// Forgets the message about the last file.
    pub fn dismiss(self) {
        self.trouble.set(None);
    }

    /// Says why no picture could be had, in words that are ready.
    pub fn complain(self, sentence: String) {
        self.trouble.set(Some(Trouble { sentence, shrinkable: None }));
    }

    /// Forgets everything: ready for the next contact.
    pub fn clear(self) {
        self.trouble.set(None);
        self.positioning.set(None);
        self.ready.set(None);
    }

    async fn inspect(self, blob: Blob, name: String) {
        self.trouble.set(None);
        match inspect(&blob).await {
            Ok(inspected) => self.decode(blob, inspected, name).await,
            Err(refusal) => {
                let shrinkable = match &refusal {
                    Refusal::TooLarge { picture, .. } => Some((blob, *picture)),
                    _ => None,
                };
                let sentence = refusal.sentence(&name);
                self.trouble.set(Some(Trouble { sentence, shrinkable }));
            }
        }
    }

    async fn decode(self, blob: Blob, inspected: Inspected, name: String) {
        let bitmap = match decode(&blob).await {
            Ok(bitmap) => bitmap,
            Err(refusal) => return self.refuse(&refusal, &name),
        };
        let facts = facts(&inspected, blob.size());
        let crop = bitmap.crop();
        let positioning = Positioning { bitmap, inspected, facts, crop };
        if inspected.needs_positioning() {
            self.positioning.set(Some(Rc::new(positioning)));
        } else {
            self.render(&positioning, crop).await;
        }
    }

    async fn render(self, positioning: &Positioning, crop: Crop) {
        let Positioning { bitmap, inspected, .. } = positioning;
        let rendered = render(bitmap, &crop, inspected.may_be_transparent).await;
        match rendered {
            Ok((picture, reference)) => {
                let hint = inspected.is_small().then(|| {
                    "This picture is smaller than 128 pixels and may look blurred.".to_owned()
                });
                self.ready.set(Some(Ready { picture, reference, hint }));
            }
            Err(refusal) => self.refuse(&refusal, ""),
        }
        self.positioning.set(None);
    }

    fn refuse(self, refusal: &Refusal, name: &str) {
        self.complain(refusal.sentence(name));
    }

    fn run(self, work: impl Future<Output = ()> + 'static) {
        self.is_busy.set(true);
        spawn_local(async move {
            work.await;
            self.is_busy.set(false);
            if let Some(next) = self.next.try_update_value(Option::take).flatten() {
                self.take(next);
            }
        });
    }
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
