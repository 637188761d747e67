//! Where a database is.

use super::part;
use crate::domain::connection::Connection;

/// The address of a database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    server: String,
    database: String,
}

impl From<&Connection> for Address {
    fn from(connection: &Connection) -> Self {
        Self { server: connection.server.clone(), database: connection.database.clone() }
    }
}

impl Address {
    /// The server's own.
    #[must_use]
    pub fn server(&self) -> &str {
        &self.server
    }

    pub(super) fn database(&self) -> String {
        format!("{}/{}", self.server, part(&self.database))
    }

    pub(super) fn session(&self) -> String {
        format!("{}/_session", self.server)
    }
}
