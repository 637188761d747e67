//! Sync with a server: connecting to one, how it stands, and leaving it.

mod connect;
mod leave;
mod state;

use leptos::prelude::*;

use self::connect::connect;
use self::state::state;
use crate::state::chunk::chunk;
use crate::state::sync::status::Standing;
use crate::state::use_app;
use crate::ui::kit::live::{memo, part};
use crate::ui::later::{Draw, Later};

/// The part, which comes with everything that sync needs.
pub static PART: Later<Draw> = Later::new(|| Box::pin(draw()));

chunk! { fn draw() -> Draw as sync { part_of_sync } }

fn part_of_sync() -> AnyView {
    let sync = use_app().sync;
    let status = sync.status();
    let is_connected = memo(move || status.with(|status| status.connection.is_some()));
    let is_local = memo(move || {
        sync.is_known().get() && status.with(|status| status.standing == Standing::LocalOnly)
    });
    part(move || match (is_connected.get(), is_local.get()) {
        (true, _) => Some(state()),
        (false, true) => Some(connect()),
        // A moment after the start nobody knows yet.
        (false, false) => None,
    })
    .into_any()
}
