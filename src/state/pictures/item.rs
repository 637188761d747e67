//! One file of many, with what is known of it.

use leptos::prelude::*;
use web_sys::File;

use crate::domain::id::ContactId;
use crate::domain::picture::named::By;
use crate::state::stage::Ready;

/// Where the picture of a file goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// It is still being looked for.
    Unknown,
    /// To a contact, by its name or by somebody's choice.
    To(ContactId, Option<By>),
    /// To one of several, which somebody has to choose.
    Several(Vec<ContactId>),
    /// Nowhere, since another file goes to the contact that it is named after.
    Taken(ContactId),
    /// Nowhere, since no contact was found.
    Nobody,
    /// Nowhere, as somebody decided.
    LeftOut,
    /// It is set.
    Set,
}

/// What became of a file.
#[derive(Clone)]
pub enum Look {
    /// It has not been read yet.
    Waiting,
    /// The picture that will be stored, and the address of its thumbnail.
    Ready(Ready, Option<String>),
    /// Why there is none.
    Refused(String),
}

/// The parts of the review.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    /// Has a contact.
    Matched,
    /// Somebody has to choose which.
    Unsure,
    /// Has none.
    Unmatched,
    /// Cannot be used.
    Refused,
    /// Is left out.
    LeftOut,
    /// Is set, or still being looked for.
    Hidden,
}

/// One file.
#[derive(Clone, Copy)]
pub struct Item {
    /// Tells it from the others.
    pub key: usize,
    pub(super) file: StoredValue<File, LocalStorage>,
    pub(super) name: StoredValue<String>,
    pub(super) place: RwSignal<Place>,
    /// Where it went before it was left out.
    pub(super) left: StoredValue<Place>,
    pub(super) look: RwSignal<Look, LocalStorage>,
}

impl Item {
    pub(super) fn new(key: usize, file: File) -> Self {
        Self {
            key,
            name: StoredValue::new(file.name()),
            file: StoredValue::new_local(file),
            place: RwSignal::new(Place::Unknown),
            left: StoredValue::new(Place::Nobody),
            look: RwSignal::new_local(Look::Waiting),
        }
    }

    /// The name of the file.
    #[must_use]
    pub fn name(self) -> String {
        self.name.get_value()
    }

    /// The file.
    #[must_use]
    pub fn file(self) -> File {
        self.file.get_value()
    }

    /// Where its picture goes.
    #[must_use]
    pub fn place(self) -> Place {
        self.place.get()
    }

    /// The contact that it goes to.
    #[must_use]
    pub fn contact(self) -> Option<ContactId> {
        self.place.with(|place| match place {
            Place::To(id, _) => Some(*id),
            _ => None,
        })
    }

    /// What became of the file.
    #[must_use]
    pub fn look(self) -> Look {
        self.look.get()
    }

    /// Puts another part of the picture in the place of the one that is there.
    pub fn put(self, ready: Ready) {
        let url = ready.picture.thumb.url();
        self.look.set(Look::Ready(ready, url));
    }

    /// Where it stands in the review.
    #[must_use]
    pub fn section(self) -> Section {
        let is_refused = self.look.with(|look| matches!(look, Look::Refused(_)));
        self.place.with(|place| match place {
            Place::Unknown | Place::Set => Section::Hidden,
            Place::LeftOut => Section::LeftOut,
            _ if is_refused => Section::Refused,
            Place::To(..) => Section::Matched,
            Place::Several(_) | Place::Taken(_) => Section::Unsure,
            Place::Nobody => Section::Unmatched,
        })
    }

    pub(super) fn goes_to(self, id: ContactId) -> bool {
        self.place.with_untracked(|place| matches!(place, Place::To(known, _) if *known == id))
    }
}
