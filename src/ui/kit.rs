//! The building blocks of every page.

pub mod avatar;
pub mod confirm;
pub mod custom;
pub mod dialog;
pub mod field;
pub mod focus;
pub mod icon;
pub mod known;
pub mod live;
pub mod menu;
pub mod narrow;
pub mod note;
pub mod offers;
pub mod own;
pub mod resize;
pub mod separator;
pub mod suggest;
pub mod tab_bar;
pub mod tab_keys;
pub mod tags;
pub mod toasts;
pub mod virtual_rows;
