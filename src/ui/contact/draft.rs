//! The text of a field while it is being typed: as stored, until it is typed into; then what is typed, until that is
//! stored. A change from elsewhere never takes a typed text away.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::state::book::edit::Saving;
use crate::state::use_app;
use crate::ui::kit::custom::Held;

/// What is typed, what is stored, and what is wrong with it.
#[derive(Clone, Copy)]
pub struct Draft {
    /// What is in the box.
    pub value: RwSignal<String>,
    /// What is stored.
    pub stored: Memo<String>,
    /// What is wrong with what was typed.
    pub error: RwSignal<Option<String>>,
    /// Saves what is in the box.
    pub save: Callback<()>,
}

impl Draft {
    /// A text that `read` reads and `write` writes.
    pub fn new(
        read: impl Fn() -> String + Send + Sync + 'static,
        write: impl Fn(String) -> Saving + Copy + Send + Sync + 'static,
    ) -> Self {
        Self::of(Box::new(read), StoredValue::new(Box::new(write)))
    }

    fn of(
        read: Box<dyn Fn() -> String + Send + Sync>,
        write: StoredValue<Box<dyn Fn(String) -> Saving + Send + Sync>>,
    ) -> Self {
        let notices = use_app().notices;
        let stored = Memo::new(move |_| read());
        let (value, error) = (RwSignal::new(stored.get_untracked()), RwSignal::new(None));
        // What is stored as far as the box has seen it: it was typed into where it holds something else.
        let seen = StoredValue::new(stored.get_untracked());
        let is_untouched =
            move || value.with_untracked(|typed| seen.with_value(|seen| seen == typed));
        Effect::new(move |_| {
            let now = stored.get();
            if is_untouched() || value.with_untracked(|typed| *typed == now) {
                value.set(now.clone());
                error.set(None);
            }
            seen.set_value(now);
        });
        let sent = StoredValue::new(None::<String>);
        let save = move || {
            let typed = value.get_untracked();
            sent.set_value(Some(typed.clone()));
            let saving = write.with_value(|write| write(typed.clone()));
            spawn_local(async move {
                match saving.await {
                    // As it was kept: trimmed, tags each once. What was typed meanwhile stays.
                    Ok(()) if value.try_get_untracked().as_ref() == Some(&typed) => {
                        value.try_set(stored.try_get_untracked().unwrap_or_default());
                    }
                    Ok(()) => {}
                    Err(refusal) => {
                        if error.try_set(Some(refusal.sentence())).is_some() {
                            // The field is gone, and with it the place to say so.
                            notices.refused(refusal.sentence());
                        }
                    }
                }
            });
        };
        on_cleanup(move || {
            // Back takes the page away without the field being left first. A box that goes because what it showed was
            // removed elsewhere was not typed into, and must not bring it back.
            let typed = value.get_untracked();
            if !is_untouched() && sent.with_value(|sent| sent.as_ref() != Some(&typed)) {
                save();
            }
        });
        Self { value, stored, error, save: Callback::new(move |()| save()) }
    }

    /// What a box works on.
    pub fn held(self) -> Held {
        Held { value: self.value, error: self.error, on_leave: self.save }
    }
}
