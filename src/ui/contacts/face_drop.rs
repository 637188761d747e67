//! Pictures that are dropped on faces in the list: one after the other, each for the contact that it was dropped on.

use std::collections::VecDeque;

use leptos::prelude::*;

use crate::domain::id::ContactId;
use crate::state::stage::{Incoming, Stage};
use crate::state::use_app;
use crate::ui::kit::live::watch;

/// The pictures that wait, and the one that is on its way.
#[derive(Clone, Copy)]
pub struct FaceDrop {
    stage: Stage,
    waiting: RwSignal<VecDeque<(ContactId, Incoming)>, LocalStorage>,
    target: StoredValue<Option<ContactId>>,
}

impl FaceDrop {
    /// Makes the list take dropped pictures.
    pub fn provide() -> Self {
        let drop = Self {
            stage: Stage::default(),
            waiting: RwSignal::new_local(VecDeque::new()),
            target: StoredValue::new(None),
        };
        provide_context(drop);
        drop.store_when_ready();
        drop
    }

    /// Where the picture is on its way.
    pub const fn stage(self) -> Stage {
        self.stage
    }

    /// Takes a picture for a contact.
    pub fn take(self, id: ContactId, incoming: Incoming) {
        self.waiting.update(|waiting| waiting.push_back((id, incoming)));
    }

    fn store_when_ready(self) {
        let app = use_app();
        watch(move || {
            if let (Some(ready), Some(id)) = (self.stage.ready(), self.target.get_value()) {
                self.stage.clear();
                app.set_picture(id, Some(ready));
            }
        });
        watch(move || {
            self.waiting.track();
            if !self.stage.is_idle() {
                return;
            }
            // Untracked: taking one out must not call this again.
            let next = self.waiting.try_update_untracked(VecDeque::pop_front).flatten();
            if let Some((id, incoming)) = next {
                self.target.set_value(Some(id));
                self.stage.take(incoming);
            }
        });
    }
}
