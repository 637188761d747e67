//! How the page of a contact is laid out in this browser: which tabs are open, and how wide its panels are.

use leptos::prelude::*;

use crate::io::local;

/// A panel at the side whose width can be changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Face and fields.
    Profile,
    /// What is due.
    Agenda,
}

/// The least and the greatest width of a panel, in pixels.
pub const WIDTHS: (i32, i32) = (240, 560);

/// Tabs and widths, kept beside the data and never synced.
#[derive(Clone, Copy)]
pub struct Panels {
    tabs: [RwSignal<String>; 2],
    widths: [RwSignal<i32>; 2],
}

impl Panels {
    /// As they were left.
    #[must_use]
    pub fn load() -> Self {
        let kept = |key| local::get(key).unwrap_or_default();
        let width = |key, usual: i32| {
            let width = kept(key).parse().unwrap_or(usual);
            RwSignal::new(width.clamp(WIDTHS.0, WIDTHS.1))
        };
        Self {
            tabs: [local::PROFILE_TAB, local::HISTORY_TAB].map(|key| RwSignal::new(kept(key))),
            widths: [width(local::PROFILE_WIDTH, 360), width(local::AGENDA_WIDTH, 290)],
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
        self.own_width(side).0.into()
    }

    /// Makes a panel as wide as this, within bounds.
    pub fn set_width(self, side: Side, width: i32) {
        let (own, key) = self.own_width(side);
        let width = width.clamp(WIDTHS.0, WIDTHS.1);
        own.set(width);
        local::set(key, Some(&width.to_string()));
    }

    const fn own_width(self, side: Side) -> (RwSignal<i32>, &'static str) {
        let [profile, agenda] = self.widths;
        match side {
            Side::Profile => (profile, local::PROFILE_WIDTH),
            Side::Agenda => (agenda, local::AGENDA_WIDTH),
        }
    }
}
