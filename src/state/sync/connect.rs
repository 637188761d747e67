//! Connecting, leaving, and signing in again.

use super::line::{Said, Secret};
use super::words;
use crate::domain::connection::{Connection, ConnectionError, SignIn};
use crate::io::couch::address::Address;
use crate::io::couch::{Access, Couch, CouchError};
use crate::io::db::DbError;
use crate::io::http;
use crate::state::App;
use crate::state::error::AppError;
use leptos::prelude::*;

/// What somebody typed to connect.
#[derive(Debug, Clone, Default)]
pub struct Typed {
    /// The address of the server.
    pub server: String,
    /// The name of the database.
    pub database: String,
    /// The user name.
    pub user: String,
    /// The password or, for somebody without a name, the token.
    pub secret: String,
    /// Whether the browser shall keep a session.
    pub stays: bool,
}

/// A database to be connected to, after it was asked.
#[derive(Debug, Clone)]
pub struct Attempt {
    pub(super) connection: Connection,
    pub(super) secret: Secret,
}

/// What was found there.
#[derive(Debug, Clone)]
pub enum Found {
    /// Nothing is in the way.
    Ready(Attempt),
    /// There is no such database yet.
    NoDatabase(Attempt),
    /// There are contacts here and there, and the two have never met.
    Both(Attempt),
}

/// Why nothing was connected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// What was typed is wrong.
    Typed(ConnectionError),
    /// The server is in the way, as a sentence.
    Server(String),
}

impl App {
    /// Asks the server that somebody typed.
    ///
    /// # Errors
    /// What is wrong, and what to do.
    pub async fn try_server(self, typed: Typed) -> Result<Found, Refusal> {
        let attempt = attempt(&typed).map_err(Refusal::Typed)?;
        self.refuse_another_user(&attempt.connection).await.map_err(Refusal::Server)?;
        self.ask_server(attempt).await.map_err(Refusal::Server)
    }

    async fn ask_server(self, mut attempt: Attempt) -> Result<Found, String> {
        let address = Address::from(&attempt.connection);
        let mut outcome = Ok(());
        if let (SignIn::Session, Secret(Some(password))) =
            (attempt.connection.sign_in, &attempt.secret)
        {
            outcome = Couch::sign_in(&address, &attempt.connection.user, password).await;
        }
        let mut couch = attempt.couch();
        let mut found = match outcome {
            Ok(()) => couch.info().await,
            Err(error) => Err(error),
        };
        if attempt.connection.sign_in == SignIn::Session
            && matches!(found, Err(CouchError::SignIn(_) | CouchError::Forbidden(_)))
        {
            // Browsers may keep cookies of other sites from this page: then the password stays in memory.
            attempt.connection.sign_in = SignIn::Password;
            couch = attempt.couch();
            found = couch.info().await;
        }
        match found {
            Ok(_) => {}
            Err(CouchError::Missing(_)) => return Ok(Found::NoDatabase(attempt)),
            Err(error) => {
                let is_there = matches!(error, CouchError::Unreachable(_))
                    && http::answers(address.server()).await;
                return Err(words::refusal(&error, &attempt.connection, is_there));
            }
        }
        let refused = |error: CouchError| words::refusal(&error, &attempt.connection, false);
        let is_other = self.is_other(&couch).await.map_err(refused)?;
        Ok(if is_other { Found::Both(attempt) } else { Found::Ready(attempt) })
    }

    /// Whether there are documents here and there that have never met.
    async fn is_other(self, couch: &Couch) -> Result<bool, CouchError> {
        let db = self.book.db().await;
        let is_empty = db.ids_after(None).await.is_ok_and(|ids| ids.is_empty());
        if is_empty || !couch.has_documents().await? {
            return Ok(false);
        }
        Ok(couch.mark(db.device()).await?.is_none())
    }

    /// Makes the database, and connects to it.
    ///
    /// # Errors
    /// Why there is none, as a sentence.
    pub async fn create_database(self, attempt: Attempt) -> Result<(), String> {
        let refused = |error: CouchError| match error {
            CouchError::SignIn(_) | CouchError::Forbidden(_) => format!(
                "You have no right to make databases at {}. Whoever runs it has to make “{}” for you.",
                words::host(&attempt.connection.server),
                attempt.connection.database
            ),
            error => words::refusal(&error, &attempt.connection, false),
        };
        attempt.couch().create().await.map_err(refused)?;
        self.join(attempt).await
    }

    /// Keeps this device in sync with a database from now on. What is here and what is there come together.
    ///
    /// # Errors
    /// When this device could not note it, as a sentence.
    pub async fn join(self, attempt: Attempt) -> Result<(), String> {
        let Attempt { connection, secret } = attempt;
        self.note_connection(Some(&connection)).await.map_err(|error| sentence(&error))?;
        self.open_desk();
        self.take_secret(secret.clone());
        self.keep_in_sync(connection.clone());
        self.sync.say(&Said::Connected(Some((connection, secret))));
        Ok(())
    }

    /// As [`Self::join`], after everything was removed that is here.
    ///
    /// # Errors
    /// When nothing was removed, as a sentence.
    pub async fn join_instead(self, attempt: Attempt) -> Result<(), String> {
        self.empty().await.map_err(|error| sentence(&error))?;
        self.join(attempt).await
    }

    /// Makes the database anew that was there once.
    ///
    /// # Errors
    /// Why there is none, as a sentence.
    pub async fn create_again(self) -> Result<(), String> {
        let Some(connection) = self.sync.status.get_untracked().connection else { return Ok(()) };
        self.create_database(Attempt { connection, secret: self.secret() }).await
    }

    /// Signs in again to the same database.
    ///
    /// # Errors
    /// What is wrong, as a sentence.
    pub async fn sign_in_again(self, secret: String, stays: bool) -> Result<(), String> {
        let Some(mut connection) = self.sync.status.get_untracked().connection else {
            return Ok(());
        };
        connection.sign_in = sign_in(&connection.user, &secret, stays);
        let attempt = Attempt { connection, secret: Secret(Some(secret)) };
        match self.ask_server(attempt).await? {
            Found::Ready(attempt) | Found::NoDatabase(attempt) | Found::Both(attempt) => {
                self.join(attempt).await
            }
        }
    }

    /// Has all pictures come to this device, or only those that somebody looks at.
    pub async fn keep_all_pictures(self, keeps: bool) -> Result<(), String> {
        let Some(mut connection) = self.sync.status.get_untracked().connection else {
            return Ok(());
        };
        connection.keeps_pictures = keeps;
        self.join(Attempt { connection, secret: self.secret() }).await
    }

    /// What one user has written is not sent under the name of another.
    async fn refuse_another_user(self, connection: &Connection) -> Result<(), String> {
        match self.former().await {
            Some(known) if known.is_same_database(connection) && known.user != connection.user => {
                Err(words::another_user(&known))
            }
            _ => Ok(()),
        }
    }
}

impl Attempt {
    fn couch(&self) -> Couch {
        let secret = self.secret.0.clone().unwrap_or_default();
        let access = match self.connection.sign_in {
            SignIn::Open => Access::Open,
            SignIn::Session => Access::Cookie,
            SignIn::Password => {
                Access::Basic { user: self.connection.user.clone(), password: secret }
            }
            SignIn::Token => Access::Bearer(secret),
        };
        Couch::new(Address::from(&self.connection), access)
    }
}

pub(super) fn attempt(typed: &Typed) -> Result<Attempt, ConnectionError> {
    let mut connection = Connection::typed(&typed.server, &typed.database)?;
    typed.user.trim().clone_into(&mut connection.user);
    connection.sign_in = sign_in(&connection.user, &typed.secret, typed.stays);
    let secret = (connection.sign_in != SignIn::Open).then(|| typed.secret.clone());
    Ok(Attempt { connection, secret: Secret(secret) })
}

fn sign_in(user: &str, secret: &str, stays: bool) -> SignIn {
    match (user.is_empty(), secret.is_empty(), stays) {
        (true, true, _) => SignIn::Open,
        (true, false, _) => SignIn::Token,
        (false, _, true) => SignIn::Session,
        (false, _, false) => SignIn::Password,
    }
}

pub(super) fn sentence(error: &DbError) -> String {
    AppError::from(error.clone()).sentence()
}
