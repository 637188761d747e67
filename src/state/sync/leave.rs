//! Which database this device is in sync with, and leaving it.

use leptos::prelude::*;

use super::connect::sentence;
use super::line::{Said, Secret};
use super::status::Status;
use crate::domain::connection::{Connection, SignIn};
use crate::io::couch::Couch;
use crate::io::couch::address::Address;
use crate::io::db::DbError;
use crate::io::sync::facts;
use crate::io::{local, page};
use crate::state::App;

impl App {
    /// Ends the sync of this device. Everything stays here.
    ///
    /// # Errors
    /// When this device could not note it, as a sentence.
    pub async fn disconnect(self) -> Result<(), String> {
        self.note_connection(None).await.map_err(|error| sentence(&error))?;
        self.sign_out().await;
        self.sync.say(&Said::Connected(None));
        self.sync.status.set(Status::default());
        Ok(())
    }

    /// Ends the sync of this device, and removes everything from it.
    ///
    /// # Errors
    /// When nothing was removed, as a sentence.
    pub async fn remove_from_device(self) -> Result<(), String> {
        self.stop_engine();
        self.book.db().await.clear().await.map_err(|error| sentence(&error))?;
        self.sign_out().await;
        local::clear();
        self.sync.say(&Said::Removed);
        self.sync.status.set(Status::default());
        page::reload();
        Ok(())
    }

    async fn sign_out(self) {
        self.stop_engine();
        self.take_secret(Secret::default());
        let connection = self.sync.status.get_untracked().connection;
        if let Some(connection) = connection.filter(|known| known.sign_in == SignIn::Session) {
            Couch::sign_out(&Address::from(&connection)).await;
        }
    }

    pub(super) async fn note_connection(
        self,
        connection: Option<&Connection>,
    ) -> Result<(), DbError> {
        let mut known = vec![(facts::CONNECTION.to_owned(), connection.map(Connection::to_json))];
        if let Some(connection) = connection {
            known.push((facts::FORMER.to_owned(), Some(connection.to_json())));
        }
        self.book.db().await.settle(&[], &known, &mut |_| Vec::new()).await.map(drop)
    }

    /// The database that this device was in sync with last, also after it was left; none before the first one.
    pub async fn former(self) -> Option<Connection> {
        let facts = self.book.db().await.local(facts::FORMER).await.ok()?;
        Connection::from_json(&facts.first()?.1)
    }

    pub(super) async fn empty(self) -> Result<(), DbError> {
        self.stop_engine();
        let ids = self
            .book
            .contacts()
            .with_untracked(|all| all.every().map(|contact| contact.id).collect::<Vec<_>>());
        self.book.db().await.clear().await?;
        self.book.forget(&ids);
        self.book.take_in_all().await;
        Ok(())
    }
}
