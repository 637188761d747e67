//! Which database this device is in sync with, as somebody typed it and as it is kept. Secrets are no part of it.

use std::net::Ipv6Addr;

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
    /// apart; one without a scheme is reached over https, or on this machine over http. One server comes to one
    /// address, however it is spelled.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn typed(server: &str, database: &str) -> Result<Self, ConnectionError> {
        let (server, database) = (server.trim(), database.trim());
        if server.trim_matches('/').is_empty() {
            return Err(ConnectionError::NoServer);
        }
        let (scheme, rest) = match server.split_once("://") {
            Some((scheme, rest)) => (Some(scheme.to_ascii_lowercase()), rest),
            None => (None, server),
        };
        // User names and passwords have fields of their own: an address is shown and kept.
        let is_odd = |letter: char| {
            letter.is_whitespace() || letter.is_control() || "?#@\\\"<>".contains(letter)
        };
        if rest.contains(is_odd) {
            return Err(ConnectionError::Server);
        }
        let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        let (host, port) =
            host_and_port(&authority.to_lowercase()).ok_or(ConnectionError::Server)?;
        let (scheme, usual) = match scheme.as_deref() {
            None if is_here(&host) => ("http", 80),
            None | Some("https") => ("https", 443),
            Some("http") if is_here(&host) => ("http", 80),
            Some("http") => return Err(ConnectionError::Plain),
            Some(_) => return Err(ConnectionError::Server),
        };
        if !is_name(database) {
            return Err(ConnectionError::Database);
        }
        let port = port.filter(|port| *port != usual);
        let port = port.map(|port| format!(":{port}")).unwrap_or_default();
        let path = before(path.trim_end_matches('/'), database);
        Ok(Self {
            server: format!("{scheme}://{host}{port}{path}"),
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

/// The host as browsers spell it, and the port; none for what is none.
fn host_and_port(authority: &str) -> Option<(String, Option<u16>)> {
    let (host, port) = match authority.strip_prefix('[') {
        Some(rest) => {
            let (address, port) = rest.split_once(']')?;
            (format!("[{}]", address.parse::<Ipv6Addr>().ok()?), port)
        }
        None => {
            let (name, port) = authority.split_at(authority.find(':').unwrap_or(authority.len()));
            let is_name = !name.is_empty() && !name.contains(['[', ']', '%', '^', '|']);
            (is_name.then(|| name.to_owned())?, port)
        }
    };
    if port.is_empty() {
        return Some((host, None));
    }
    // A sign before it would be read as a part of the number.
    let port =
        port.strip_prefix(':').filter(|port| port.starts_with(|one: char| one.is_ascii_digit()))?;
    Some((host, Some(port.parse().ok()?)))
}

/// Whether a server is on this machine, so that nobody listens in between. `[::1]` is too, but no content security
/// policy can name it.
fn is_here(host: &str) -> bool {
    host == "localhost" || host == "127.0.0.1"
}

/// What comes in a path before the name of the database; all of it where it does not end with that. In the address of a
/// database, as somebody copies it, some letters of its name are written as codes.
fn before<'a>(path: &'a str, database: &str) -> &'a str {
    let codes = [("%24", "$"), ("%2B", "+"), ("%2b", "+"), ("%2F", "/"), ("%2f", "/")];
    let is_name = |tail: &str| {
        let read = |tail: String, (code, letter): (&str, &str)| tail.replace(code, letter);
        codes.into_iter().fold(tail.to_owned(), read) == database
    };
    let mut parts = path.match_indices('/').map(|(at, _)| path.split_at(at));
    let found = parts.find(|(_, tail)| tail.strip_prefix('/').is_some_and(is_name));
    found.map_or(path, |(before, _)| before.trim_end_matches('/'))
}

/// As CouchDB takes it: <https://docs.couchdb.org/en/stable/api/database/common.html#put--db>.
fn is_name(name: &str) -> bool {
    let is_first = |letter: char| letter.is_ascii_lowercase();
    let is_next = |letter: char| {
        letter.is_ascii_lowercase() || letter.is_ascii_digit() || "_$()+-/".contains(letter)
    };
    name.starts_with(is_first)
        && name.chars().all(is_next)
        && !name.ends_with('/')
        && name.len() <= 238
}
