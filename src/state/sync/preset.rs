//! What whoever runs this site has set beforehand.

use serde::Deserialize;

use super::connect::{Found, Typed, attempt};
use super::line::Secret;
use crate::domain::connection::Connection;
use crate::io::preset;
use crate::state::App;

/// The text of the setting.
#[derive(Deserialize)]
struct Preset {
    server: String,
    database: String,
    #[serde(default)]
    user: String,
    #[serde(default)]
    password: String,
}

impl App {
    /// What whoever runs this site has set beforehand; none where there is nothing.
    #[must_use]
    pub fn preset(self) -> Option<Typed> {
        let preset: Preset = serde_json::from_str(&preset::read()?).ok()?;
        Some(Typed {
            server: preset.server,
            database: preset.database,
            user: preset.user,
            secret: preset.password,
            stays: false,
        })
    }

    /// Connects as it was set beforehand, where that needs nothing from anybody. Otherwise Settings begin with it.
    pub(super) async fn take_preset(self) {
        let Some(typed) = self.preset().filter(|typed| !typed.secret.is_empty()) else { return };
        if let Ok(Found::Ready(attempt) | Found::Both(attempt)) = self.try_server(typed).await {
            let _ = self.join(attempt).await;
        }
    }

    /// What was set beforehand opens the database again after a reload, which no memory outlives.
    pub(super) fn take_preset_secret(self, connection: &Connection) {
        let preset = self.preset().filter(|typed| !typed.secret.is_empty());
        let Some(attempt) = preset.and_then(|typed| attempt(&typed).ok()) else { return };
        let is_known = attempt.connection.is_same_database(connection)
            && attempt.connection.user == connection.user;
        if is_known && self.secret() == Secret::default() {
            self.take_secret(attempt.secret);
        }
    }
}
