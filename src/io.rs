//! The edge: what the browser keeps, draws, counts and fetches. Everything here carries out what `domain` decided.

pub mod attachment;
pub mod camera;
pub mod channel;
pub mod clock;
pub mod couch;
pub mod crash;
pub mod db;
pub mod download;
pub mod folder;
pub mod http;
pub mod local;
pub mod locale;
pub mod notify;
pub mod page;
pub mod parts;
pub mod picture;
pub mod preset;
pub mod quota;
pub mod sync;
pub mod tabs;
pub mod worker;
