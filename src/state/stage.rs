//! A picture on its way in: from the dropped, pasted, chosen or taken file, through inspection and positioning, to the
//! encoded picture that a contact can be given. Whatever a file is refused for, what was there before stays.
//! What is done to a picture is in `work`, which is fetched with the first one.

mod work;

use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::{File, HtmlCanvasElement};

use self::work::{Work, work};
use super::chunk::{Absent, Done};
use crate::domain::contact::picture::PictureRef;
use crate::domain::picture::Inspected;
use crate::domain::picture::crop::{Crop, Matrix};
use crate::io::db::Picture;
use crate::io::picture::{Bitmap, Blob, draw};

/// What is read when `work` could not be fetched.
const ABSENT: &str = "The picture was not taken: a part of Visage could not be loaded. Check the connection and try again.";

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
    remedy: Option<Remedy>,
}

#[derive(Clone)]
enum Remedy {
    Shrink(Blob, Inspected),
    TryAgain(Incoming),
}

impl Trouble {
    /// What [`Stage::remedy`] would do about it, as a button says it.
    #[must_use]
    pub fn remedy(&self) -> Option<&'static str> {
        self.remedy.as_ref().map(|remedy| match remedy {
            Remedy::Shrink(..) => "Shrink and use",
            Remedy::TryAgain(_) => "Try again",
        })
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
        if matches!(&incoming, Incoming::Files(files) if files.is_empty()) {
            return;
        }
        let again = Remedy::TryAgain(incoming.clone());
        self.run(Some(again), move |work| (work.take)(self, incoming));
    }

    /// Does what is offered about the last file: takes it although it is too large, since it is stored small anyway, or
    /// takes it once more.
    pub fn remedy(self) {
        match self.trouble.get_untracked().and_then(|trouble| trouble.remedy) {
            Some(Remedy::Shrink(blob, inspected)) => {
                self.trouble.set(None);
                self.run(None, move |work| (work.shrink)(self, blob, inspected));
            }
            Some(Remedy::TryAgain(incoming)) => self.take(incoming),
            None => {}
        }
    }

    /// Takes the chosen part of the picture that is being positioned.
    pub fn use_crop(self, crop: Crop) {
        if let Some(positioning) = self.positioning.get_untracked() {
            self.run(None, move |work| (work.render)(self, positioning, crop));
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
        self.trouble.set(Some(Trouble { sentence, remedy: None }));
    }

    /// Says that what was needed for the picture could not be fetched, and leaves the picture.
    pub fn lose(self) {
        self.cancel();
        self.complain(ABSENT.to_owned());
    }

    /// Forgets everything: ready for the next contact.
    pub fn clear(self) {
        self.trouble.set(None);
        self.positioning.set(None);
        self.ready.set(None);
    }

    /// Opens the dialog for a file that was taken already, so that another part of it can be chosen.
    pub fn position(self, file: File) {
        self.run(None, move |work| (work.open)(self, file));
    }

    fn run(self, remedy: Option<Remedy>, act: impl FnOnce(Work) -> Done + 'static) {
        self.is_busy.set(true);
        spawn_local(async move {
            match work().await {
                Ok(work) => act(work).await,
                Err(Absent) => {
                    self.trouble.set(Some(Trouble { sentence: ABSENT.to_owned(), remedy }))
                }
            }
            self.is_busy.set(false);
            if let Some(next) = self.next.try_update_value(Option::take).flatten() {
                self.take(next);
            }
        });
    }
}

/// The picture of a file without asking which part of it: the square that the dialog starts from. A file over the limit
/// is taken too, since it is stored small anyway, and its hint says so.
///
/// # Errors
/// The sentence that says why there is none.
pub async fn centred(file: File) -> Result<Ready, String> {
    match work().await {
        Ok(work) => (work.centre)(file).await,
        Err(Absent) => Err(ABSENT.to_owned()),
    }
}
