//! Sync with a server: connecting to one, how it stands, and leaving it.

mod connect;
mod leave;
mod state;

use leptos::prelude::*;

use self::connect::connect;
use self::state::state;
use crate::state::chunk::chunk;
use crate::state::use_app;
use crate::ui::kit::live::{memo, part};
use crate::ui::later::{Draw, Later};

/// The part, which comes with everything that sync needs.
pub static PART: Later<Draw> = Later::new(|| Box::pin(draw()));

chunk! { fn draw() -> Draw as sync { part_of_sync } }

fn part_of_sync() -> AnyView {
    let status = use_app().sync.status();
    let is_connected = memo(move || status.with(|status| status.connection.is_some()));
    part(move || Some(if is_connected.get() { state() } else { connect() })).into_any()
}
