//! Which database this device is in sync with, as somebody typed it and as it is kept. Secrets are no part of it.

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Why something typed leads to no database.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum ConnectionError {
    /// Nothing was typed.
    #[error("no address")]
    NoServer,
    /// It is no address of a web server.
    #[error("not an address of a web server")]
    Server,
    /// What goes over the network could be read by others.
    #[error("not over a safe connection")]
    Plain,
    /// CouchDB takes no such name of a database.
    #[error("not the name of a database")]
    Database,
}

/// How somebody signs in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum SignIn {
    /// Not at all.
    #[default]
    Open,
    /// With a password, which this page keeps in memory.
    Password,
    /// With a password once, for a session that the browser keeps.
    Session,
    /// With a token, which this page keeps in memory.
    Token,
}

/// A database to be in sync with.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize, Serialize)]
pub struct Connection {
    /// The address of the server, without a slash at its end.
    pub server: String,
    /// The name of the database.
    pub database: String,
    /// Who signs in; empty for nobody.
    #[serde(default)]
    pub user: String,
    /// How.
    #[serde(default)]
    pub sign_in: SignIn,
    /// Whether all pictures come to this device, and not only those that were looked at.
    #[serde(default)]
    pub keeps_pictures: bool,
}

impl Connection {
    /// The server and the database that somebody typed. An address that ends with the name of the database is taken
    /// apart; one without a scheme is reached over https, or on this machine over http.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn typed(server: &str, database: &str) -> Result<Self, ConnectionError> {
        let (server, database) = (server.trim().trim_end_matches('/'), database.trim());
        if server.is_empty() {
            return Err(ConnectionError::NoServer);
        }
        let (scheme, rest) = match server.split_once("://") {
            Some((scheme, rest)) => (scheme.to_ascii_lowercase(), rest),
            None if is_here(server) => ("http".to_owned(), server),
            None => ("https".to_owned(), server),
        };
        // User names and passwords have fields of their own: an address is shown and kept.
        let is_odd = |letter: char| {
            letter.is_whitespace() || letter.is_control() || "?#@\\\"<>".contains(letter)
        };
        if rest.is_empty() || rest.starts_with(['/', ':']) || rest.contains(is_odd) {
            return Err(ConnectionError::Server);
        }
        match &*scheme {
            "https" => {}
            "http" if is_here(rest) => {}
            "http" => return Err(ConnectionError::Plain),
            _ => return Err(ConnectionError::Server),
        }
        if !is_name(database) {
            return Err(ConnectionError::Database);
        }
        let rest =
            rest.strip_suffix(database).and_then(|rest| rest.strip_suffix('/')).unwrap_or(rest);
        Ok(Self {
            server: format!("{scheme}://{rest}"),
            database: database.to_owned(),
            ..Self::default()
        })
    }

    /// The text that is kept.
    #[must_use]
    pub fn to_json(&self) -> String {
        // Texts and flags are always written.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// The connection in a text that was kept; none where it is none.
    #[must_use]
    pub fn from_json(json: &str) -> Option<Self> {
        serde_json::from_str(json).ok()
    }

    /// Whether both are the same database.
    #[must_use]
    pub fn is_same_database(&self, other: &Self) -> bool {
        (&self.server, &self.database) == (&other.server, &other.database)
    }
}

/// Whether a server is on this machine, so that nobody listens in between.
fn is_here(rest: &str) -> bool {
    let host = rest.split(['/', ':']).next().unwrap_or(rest);
    host == "localhost" || host == "127.0.0.1"
}

/// As CouchDB takes it: <https://docs.couchdb.org/en/stable/api/database/common.html#put--db>.
fn is_name(name: &str) -> bool {
    let is_first = |letter: char| letter.is_ascii_lowercase();
    let is_next = |letter: char| {
        letter.is_ascii_lowercase() || letter.is_ascii_digit() || "_$()+-/".contains(letter)
    };
    name.starts_with(is_first) && name.chars().all(is_next) && name.len() <= 238
}
