//! How the pages with panels are laid out in this browser: which tabs are open, and how wide the panels are.

use leptos::prelude::*;

use crate::io::local;

/// A panel at the side whose width can be changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Face and fields.
    Profile,
    /// What is due.
    Agenda,
    /// The list of conversations.
    Index,
    /// The contact of a conversation.
    About,
}

impl Side {
    /// Whether it stands before the middle of its page.
    #[must_use]
    pub const fn is_first(self) -> bool {
        matches!(self, Self::Profile | Self::Index)
    }

    /// Where its width is kept, and what it is until it was changed.
    const fn kept(self) -> (&'static str, i32) {
        match self {
            Self::Profile => (local::PROFILE_WIDTH, 360),
            Self::Agenda => (local::AGENDA_WIDTH, 290),
            Self::Index => (local::INDEX_WIDTH, 340),
            Self::About => (local::ABOUT_WIDTH, 300),
        }
    }
}

/// The least and the greatest width of a panel, in pixels.
pub const WIDTHS: (i32, i32) = (240, 560);

/// Tabs and widths, kept beside the data and never synced.
#[derive(Clone, Copy)]
pub struct Panels {
    tabs: [RwSignal<String>; 2],
    widths: [RwSignal<i32>; 4],
}

impl Panels {
    /// As they were left.
    #[must_use]
    pub fn load() -> Self {
        let kept = |key| local::get(key).unwrap_or_default();
        let width = |side: Side| {
            let (key, usual) = side.kept();
            let width = kept(key).parse().unwrap_or(usual);
            RwSignal::new(width.clamp(WIDTHS.0, WIDTHS.1))
        };
        Self {
            tabs: [local::PROFILE_TAB, local::HISTORY_TAB].map(|key| RwSignal::new(kept(key))),
            widths: [Side::Profile, Side::Agenda, Side::Index, Side::About].map(width),
        }
    }

    /// The open tab beside the face.
    #[must_use]
    pub fn profile_tab(self) -> Signal<String> {
        let [tab, _] = self.tabs;
        tab.into()
    }

    /// Opens a tab beside the face.
    pub fn open_profile_tab(self, tab: &str) {
        let [open, _] = self.tabs;
        open.set(tab.to_owned());
        local::set(local::PROFILE_TAB, Some(tab));
    }

    /// The open tab in the middle.
    #[must_use]
    pub fn history_tab(self) -> Signal<String> {
        let [_, tab] = self.tabs;
        tab.into()
    }

    /// Opens a tab in the middle.
    pub fn open_history_tab(self, tab: &str) {
        let [_, open] = self.tabs;
        open.set(tab.to_owned());
        local::set(local::HISTORY_TAB, Some(tab));
    }

    /// The width of a panel, in pixels.
    #[must_use]
    pub fn width(self, side: Side) -> Signal<i32> {
        self.own_width(side).into()
    }

    /// Makes a panel as wide as this, within bounds.
    pub fn set_width(self, side: Side, width: i32) {
        let width = width.clamp(WIDTHS.0, WIDTHS.1);
        self.own_width(side).set(width);
        local::set(side.kept().0, Some(&width.to_string()));
    }

    const fn own_width(self, side: Side) -> RwSignal<i32> {
        let [profile, agenda, index, about] = self.widths;
        match side {
            Side::Profile => profile,
            Side::Agenda => agenda,
            Side::Index => index,
            Side::About => about,
        }
    }
}
