//! What this browser prefers, kept beside the data and never synced.

use leptos::prelude::*;

use crate::io::local;

/// Light or dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    /// As the system has it.
    #[default]
    System,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

impl Theme {
    /// All of them, in the order of the settings page.
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// The value of `data-theme` that pins it; none follows the system.
    #[must_use]
    pub const fn pin(self) -> Option<&'static str> {
        match self {
            Self::System => None,
            Self::Light => Some("light"),
            Self::Dark => Some("dark"),
        }
    }
}

/// The preferences of this browser.
#[derive(Clone, Copy)]
pub struct Settings {
    theme: RwSignal<Theme>,
    hides_empty: RwSignal<bool>,
    notifies: RwSignal<bool>,
    sounds: RwSignal<bool>,
}

impl Settings {
    pub(super) fn load() -> Self {
        let pinned = local::get(local::THEME);
        let theme = Theme::ALL.into_iter().find(|theme| theme.pin() == pinned.as_deref());
        Self {
            theme: RwSignal::new(theme.unwrap_or_default()),
            hides_empty: RwSignal::new(local::get(local::HIDE_EMPTY).is_some()),
            notifies: RwSignal::new(local::get(local::NOTIFIES).is_some()),
            sounds: RwSignal::new(local::get(local::SOUNDS).is_some()),
        }
    }

    /// Light or dark.
    #[must_use]
    pub fn theme(self) -> Signal<Theme> {
        self.theme.into()
    }

    /// Pins light or dark, or follows the system again.
    pub fn set_theme(self, theme: Theme) {
        local::set(local::THEME, theme.pin());
        self.theme.set(theme);
    }

    /// Whether the page of a contact leaves out fields without a value.
    #[must_use]
    pub fn hides_empty(self) -> Signal<bool> {
        self.hides_empty.into()
    }

    /// Leaves them out, or shows them again.
    pub fn hide_empty(self, hide: bool) {
        local::set(local::HIDE_EMPTY, hide.then_some("yes"));
        self.hides_empty.set(hide);
    }

    /// Whether new messages are notified of, where the browser allows it too.
    #[must_use]
    pub fn notifies(self) -> Signal<bool> {
        self.notifies.into()
    }

    /// Notifies of new messages, or no more.
    pub fn set_notifies(self, notifies: bool) {
        local::set(local::NOTIFIES, notifies.then_some("yes"));
        self.notifies.set(notifies);
    }

    /// Whether new messages make a sound.
    #[must_use]
    pub fn sounds(self) -> Signal<bool> {
        self.sounds.into()
    }

    /// Has new messages make a sound, or no more.
    pub fn set_sounds(self, sounds: bool) {
        local::set(local::SOUNDS, sounds.then_some("yes"));
        self.sounds.set(sounds);
    }
}
