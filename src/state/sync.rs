//! Sync with a server, as the screen sees it. The first download has what shows how it stands; everything else is fetched
//! by whoever is connected, or wants to be.

pub mod connect;
mod desk;
mod leave;
mod line;
mod preset;
pub mod status;
mod take;
pub mod words;

use leptos::prelude::*;
use leptos::task::spawn_local;

use self::desk::Desk;
use self::status::{Standing, Status};
use super::App;
use super::chunk::{Absent, Done, chunk};
use crate::io::sync::facts;

/// Beside the status while nothing is known yet.
const BEGINNING: &str = "Connecting…";

/// How sync stands, and whoever sees to it.
#[derive(Clone, Copy)]
pub struct Sync {
    status: RwSignal<Status>,
    /// Whether it is known if there is a server.
    is_known: RwSignal<bool>,
    desk: StoredValue<Option<Desk>, LocalStorage>,
}

chunk! { fn resume() -> fn(App) -> Done as sync { |app| Box::pin(app.resume_at_desk()) } }

impl Sync {
    pub(super) fn new() -> Self {
        Self {
            status: RwSignal::default(),
            is_known: RwSignal::new(false),
            desk: StoredValue::new_local(None),
        }
    }

    /// Whether it is known if there is a server, which it is a moment after the start.
    #[must_use]
    pub fn is_known(self) -> Signal<bool> {
        self.is_known.into()
    }

    /// How sync stands.
    #[must_use]
    pub fn status(self) -> Signal<Status> {
        self.status.into()
    }
}

impl App {
    /// Goes on with sync where this device is connected; to be called when the store is open.
    pub fn resume_sync(self) {
        spawn_local(async move {
            let known = self.book.db().await.local(facts::CONNECTION).await;
            if crate::io::preset::read().is_none() && known.is_ok_and(|known| known.is_empty()) {
                return self.sync.is_known.set(true);
            }
            // Known from the first paint on: whoever is connected sees no form to connect.
            self.sync.status.update(|status| {
                status.standing = Standing::Syncing;
                status.line = BEGINNING.to_owned();
            });
            self.sync.is_known.set(true);
            match resume().await {
                Ok(resume) => resume(self).await,
                Err(Absent) => self.say_absent(),
            }
        });
    }
}
