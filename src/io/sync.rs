//! Keeps the store and a database on a server in sync. What is read, merged and sent is decided in
//! `domain::replication`; here it is carried out: rounds (`round`), what they are made of (`pull`, `push`, `pictures`),
//! how a database is recognised (`meet`), what goes from it for good (`gone`), and when they are done (`run`).

mod asks;
mod backoff;
pub mod facts;
mod gone;
pub mod lead;
mod meet;
pub mod pictures;
mod pull;
mod push;
pub mod run;

use std::collections::BTreeMap;
use std::rc::Rc;

use thiserror::Error;

use super::couch::{Couch, CouchError, Mark};
use super::db::{Db, DbError, Picture};
use crate::domain::doc::Record;
use crate::domain::id::Digest;
use crate::domain::replication::push::Push;
use crate::domain::time::Timestamp;

pub use self::asks::Ask;
pub use self::run::run;

/// Why sync does not go on.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Trouble {
    /// The server.
    #[error(transparent)]
    Couch(#[from] CouchError),
    /// The store.
    #[error(transparent)]
    Db(#[from] DbError),
}

impl Trouble {
    /// When the server wants to be asked again, in seconds.
    fn retry_after(&self) -> Option<u32> {
        match self {
            Self::Couch(error) => error.retry_after(),
            Self::Db(_) => None,
        }
    }
}

/// How sync is going.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Going {
    /// Something is on its way: so many changes were read, of how many where the server says so.
    Syncing(u64, Option<u64>),
    /// Everything is where it belongs, since this time.
    Done(Timestamp),
    /// Something is in the way. It is tried again by itself, unless somebody has to do something first.
    Stopped(Trouble),
}

/// What the engine tells whoever started it.
pub enum News {
    /// How it is going.
    Going(Going),
    /// These records were taken in from the server.
    Stored(Vec<Record>),
    /// The server has confirmed something.
    Sent,
    /// These pictures came in.
    Pictures(Vec<Picture>),
    /// The server has these pictures since a short while: who missed one may ask for it again.
    Offered(Vec<Digest>),
    /// What the server does not take, by document, with its words.
    Refused(Vec<(String, String)>),
    /// Pictures and files that the server has and that are not shown here, and why.
    Unshown(Vec<(Digest, String)>),
}

/// Who is told.
pub type Tell = Rc<dyn Fn(News)>;

/// One device and one database.
pub struct Engine {
    db: Db,
    couch: Couch,
    tell: Tell,
    /// Where the next page of changes begins; none from the beginning.
    since: Option<String>,
    /// By which the database is recognised.
    mark: Option<Mark>,
    /// Whether it was, since this engine runs.
    is_met: bool,
    /// Whether everything is to be compared with it, which it takes a round for.
    is_anew: bool,
    /// Since when the mark on the server is true.
    marked_at: Timestamp,
    /// Whether something was read since.
    is_moved: bool,
    push: Push,
    /// Pictures that the server does not take, with its words.
    refused: BTreeMap<Digest, String>,
    /// Pictures and files from the server that are not what they should be, and why.
    unshown: BTreeMap<Digest, String>,
    /// How many changes are asked for at once.
    limit: u32,
    /// How many changes were read since the last time that all were.
    done: u64,
}

impl Engine {
    /// Sync between a store and a database, from where it stopped.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn new(db: Db, couch: Couch, tell: Tell) -> Result<Self, DbError> {
        let known = db.local(facts::SYNC).await?;
        let fact = |key: &str| known.iter().find(|(known, _)| known == key).map(|(_, text)| text);
        Ok(Self {
            since: fact(facts::SINCE).cloned(),
            mark: fact(facts::MARK).and_then(|text| serde_json::from_str(text).ok()),
            db,
            couch,
            tell,
            is_met: false,
            is_anew: false,
            marked_at: Timestamp::default(),
            is_moved: false,
            push: Push::default(),
            refused: BTreeMap::new(),
            unshown: BTreeMap::new(),
            limit: pull::PAGE,
            done: 0,
        })
    }

    fn tell(&self, news: News) {
        (self.tell)(news);
    }

    fn tell_stored(&self, records: Vec<Record>) {
        if !records.is_empty() {
            self.tell(News::Stored(records));
        }
    }
}
