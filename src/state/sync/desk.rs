//! Who sees to sync in this tab: it waits for the lead, runs the engine while it has it, and hears what other tabs say.

use std::rc::Rc;

use futures_channel::mpsc::{UnboundedSender, unbounded};
use futures_util::future::{AbortHandle, abortable};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::line::{CHANNEL, Said, Secret};
use super::status::{Remedy, Standing, Status};
use super::words;
use super::{BEGINNING, Sync};
use crate::domain::connection::{Connection, SignIn};
use crate::io::channel::Channel;
use crate::io::clock;
use crate::io::couch::address::Address;
use crate::io::couch::{Access, Couch};
use crate::io::page;
use crate::io::sync::pictures::Wanted;
use crate::io::sync::{Ask, Engine, facts, lead, run};
use crate::state::App;

/// How long another tab may take to tell what it knows, in milliseconds.
const POLITE: u32 = 300;

/// What this tab knows besides what it shows.
pub(super) struct Desk {
    channel: Channel,
    secret: Secret,
    /// Asks the engine, while this tab has the lead.
    asks: Option<UnboundedSender<Ask>>,
    /// Ends the engine, or the wait for the lead.
    running: Option<AbortHandle>,
    pub(super) is_counting: bool,
}

impl Sync {
    pub(super) fn update(self, change: impl FnOnce(&mut Status)) {
        let before = self.status.get_untracked();
        let mut after = before.clone();
        change(&mut after);
        if after != before {
            self.say(&Said::Status(Box::new(after.clone())));
            self.status.set(after);
        }
    }

    pub(super) fn say(self, said: &Said) {
        let text = serde_json::to_string(said).unwrap_or_default();
        self.desk.with_value(|desk| {
            if let Some(desk) = desk {
                desk.channel.say(&text);
            }
        });
    }

    /// Whether this tab has the lead.
    fn leads(self) -> bool {
        self.desk.with_value(|desk| desk.as_ref().is_some_and(|desk| desk.asks.is_some()))
    }

    /// Asks the engine, if it is in this tab.
    pub(super) fn ask(self, ask: Ask) {
        self.desk.with_value(|desk| {
            if let Some(asks) = desk.as_ref().and_then(|desk| desk.asks.as_ref()) {
                // An engine that has ended is started anew by whoever ended it.
                let _ = asks.unbounded_send(ask);
            }
        });
    }

    /// Has what is changed sent now, and what others changed fetched.
    pub fn sync_now(self) {
        self.ask(Ask::Now);
        self.say(&Said::Now);
    }

    /// Lets the server be asked again about what it refused.
    pub fn try_again(self) {
        self.ask(Ask::Retry);
        self.say(&Said::Retry);
    }

    pub(super) fn with_desk(self, change: impl FnOnce(&mut Desk)) {
        self.desk.update_value(|desk| {
            if let Some(desk) = desk {
                change(desk);
            }
        });
    }
}

impl App {
    /// Begins to see to sync in this tab, unless it does.
    pub(super) fn open_desk(self) {
        if self.sync.desk.with_value(Option::is_some) {
            return;
        }
        let channel = Channel::open(CHANNEL, move |text| {
            if let Ok(said) = serde_json::from_str(&text) {
                self.hear_sync(said);
            }
        });
        let desk = Desk {
            channel,
            secret: Secret::default(),
            asks: None,
            running: None,
            is_counting: false,
        };
        self.sync.desk.set_value(Some(desk));
        self.book.on_stored(Rc::new(move || {
            self.sync.ask(Ask::Changed);
            self.count_soon();
        }));
        self.faces.on_missing(Rc::new(move |wanted| self.want(wanted)));
        page::on_return(move || self.sync.ask(Ask::Round));
        page::ask_on_leaving(move || {
            let status = self.sync.status.get_untracked();
            status.connection.is_some() && status.count() > 0
        });
        self.sync.say(&Said::Hello);
    }

    /// Goes on with the database that this device was in sync with, or begins with the one that was set beforehand.
    pub(super) async fn resume_at_desk(self) {
        self.open_desk();
        clock::sleep(POLITE).await;
        match self.known_connection().await {
            Some(connection) => {
                self.take_preset_secret(&connection);
                self.keep_in_sync(connection);
            }
            None => {
                self.sync.status.update(|status| status.standing = Standing::LocalOnly);
                Box::pin(self.take_preset()).await;
            }
        }
    }

    async fn known_connection(self) -> Option<Connection> {
        let facts = self.book.db().await.local(facts::SYNC).await.ok()?;
        let fact = |key: &str| facts.iter().find(|(known, _)| known == key).map(|(_, text)| text);
        let done = fact(facts::DONE).and_then(|text| text.parse().ok());
        self.sync.update(|status| status.done = done);
        Connection::from_json(fact(facts::CONNECTION)?)
    }

    /// What this tab knows that opens the database, by another tab or by whoever signed in here.
    pub(super) fn take_secret(self, secret: Secret) {
        self.sync.with_desk(|desk| desk.secret = secret);
    }

    pub(super) fn secret(self) -> Secret {
        self.sync
            .desk
            .with_value(|desk| desk.as_ref().map(|desk| desk.secret.clone()).unwrap_or_default())
    }

    /// Keeps this device in sync with a database from now on: in this tab, or in the one that has the lead.
    pub(super) fn keep_in_sync(self, connection: Connection) {
        self.sync.update(|status| {
            if status.connection.as_ref() != Some(&connection) {
                status.connection = Some(connection.clone());
                status.standing = Standing::Syncing;
                status.line = BEGINNING.to_owned();
            }
        });
        self.count_soon();
        self.stop_engine();
        let (work, handle) = abortable(async move {
            let lead = lead::take().await;
            self.lead(connection).await;
            drop(lead);
        });
        self.sync.with_desk(|desk| desk.running = Some(handle));
        spawn_local(async move {
            let _ = work.await;
        });
    }

    /// Ends what is under way. Requests are given up; what was not stored is read or sent again.
    pub(super) fn stop_engine(self) {
        self.sync.with_desk(|desk| {
            desk.asks = None;
            if let Some(running) = desk.running.take() {
                running.abort();
            }
        });
    }

    async fn lead(self, connection: Connection) {
        let Some(access) = self.access(&connection) else {
            return self.sync.update(|status| {
                status.standing = Standing::Attention;
                status.line = words::SIGN_IN.to_owned();
                status.trouble = Some(words::no_secret(&connection));
                status.remedy = Remedy::SignIn;
            });
        };
        let (ask, asks) = unbounded();
        self.sync.with_desk(|desk| desk.asks = Some(ask));
        let couch = Couch::new(Address::from(&connection), access);
        let tell = Rc::new(move |news| self.take_news(news));
        match Engine::new(self.book.db().await, couch, tell).await {
            Ok(engine) => {
                self.want_missing();
                run(engine, asks).await;
            }
            Err(error) => {
                self.sync.with_desk(|desk| desk.asks = None);
                self.show_trouble(&error.into());
            }
        }
    }

    fn access(self, connection: &Connection) -> Option<Access> {
        let Secret(secret) = self.secret();
        Some(match connection.sign_in {
            SignIn::Open => Access::Open,
            SignIn::Session => Access::Cookie,
            SignIn::Password => Access::Basic { user: connection.user.clone(), password: secret? },
            SignIn::Token => Access::Bearer(secret?),
        })
    }

    fn hear_sync(self, said: Said) {
        match said {
            Said::Hello => {
                let status = self.sync.status.get_untracked();
                if let Some(connection) = &status.connection {
                    let known = Some((connection.clone(), self.secret()));
                    self.sync.say(&Said::Connected(known));
                    self.sync.say(&Said::Status(Box::new(status)));
                }
            }
            Said::Status(status) if !self.sync.leads() => self.sync.status.set(*status),
            Said::Status(_) => {}
            Said::Connected(Some((connection, secret))) => {
                let status = self.sync.status.get_untracked();
                let is_known = status.connection.as_ref() == Some(&connection)
                    && (self.secret() == secret || secret == Secret::default());
                if is_known {
                    // Somebody has signed in again, and waits for what comes of it.
                    self.sync.ask(Ask::Now);
                } else {
                    self.take_secret(secret);
                    self.keep_in_sync(connection);
                }
            }
            Said::Connected(None) => {
                self.stop_engine();
                self.take_secret(Secret::default());
                self.sync.status.set(Status::default());
            }
            Said::Now => self.sync.ask(Ask::Now),
            Said::Retry => self.sync.ask(Ask::Retry),
            Said::Want(wanted) => self.sync.ask(Ask::Want(wanted)),
            Said::Come => self.faces.look_again(),
            Said::Removed => page::reload(),
        }
    }

    /// Asks for pictures that somebody looks at: the engine, or the tab that has it.
    fn want(self, wanted: Vec<Wanted>) {
        match self.sync.leads() {
            true => self.sync.ask(Ask::Want(wanted)),
            false => self.sync.say(&Said::Want(wanted)),
        }
    }

    fn want_missing(self) {
        let missing = self.faces.missing();
        if !missing.is_empty() {
            self.want(missing);
        }
    }
}
