//! The building blocks of every page.

pub(super) mod avatar;
pub(super) mod confirm;
pub(super) mod dialog;
pub(super) mod field;
pub(super) mod icon;
pub(super) mod menu;
pub(super) mod note;
pub(super) mod toasts;
pub(super) mod virtual_rows;
