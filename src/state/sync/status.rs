//! How sync stands, in words that are shown as they are.

use serde::{Deserialize, Serialize};

use crate::domain::connection::Connection;

/// How sync stands, as the status button says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize)]
pub enum Standing {
    /// There is no server.
    #[default]
    LocalOnly,
    /// Everything is where it belongs.
    UpToDate,
    /// Something is on its way.
    Syncing,
    /// The server cannot be reached; it is tried again.
    Offline,
    /// Somebody has to do something.
    Attention,
}

impl Standing {
    /// What the status button begins with.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::LocalOnly => "Local only",
            Self::UpToDate => "Up to date",
            Self::Syncing => "Syncing…",
            Self::Offline => "Offline",
            Self::Attention => "Needs attention",
        }
    }
}

/// What somebody can do about trouble.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize)]
pub enum Remedy {
    /// Nothing, or what the words say.
    #[default]
    None,
    /// To sign in again.
    SignIn,
    /// To make the database.
    Create,
}

/// Something that is not taken, there or here.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
pub struct Refused {
    /// What it is.
    pub what: String,
    /// The contact that it belongs to, by id.
    pub contact: Option<String>,
    /// Why, in the words of whoever refuses it.
    pub words: String,
}

/// What an activity is called that waits, and several of them.
pub(super) const ACTIVITIES: [&str; 2] = ["activity", "activities"];

/// How sync stands. Tabs tell it to each other.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize, Serialize)]
pub struct Status {
    /// In a word.
    pub standing: Standing,
    /// What the status button says beside it.
    pub line: String,
    /// How far a long way is: so many of how many.
    pub progress: Option<(u64, u64)>,
    /// The database; none without a server.
    pub connection: Option<Connection>,
    /// What waits to be sent, by kind, and how many of it.
    pub waiting: Vec<(String, usize)>,
    /// What the server does not take.
    pub refused: Vec<Refused>,
    /// Pictures and files from the server that are not shown, and why.
    pub unshown: Vec<Refused>,
    /// When everything was where it belongs, in milliseconds.
    pub done: Option<i64>,
    /// What is in the way, as a sentence.
    pub trouble: Option<String>,
    /// What can be done about it.
    pub remedy: Remedy,
}

impl Status {
    /// How many changes wait to be sent. What only notes in the activity that something was changed is none of its own.
    #[must_use]
    pub fn count(&self) -> usize {
        let notes: usize = self.of_kind(|kind| ACTIVITIES.contains(&kind));
        let changes = self.of_kind(|kind| !ACTIVITIES.contains(&kind));
        if changes == 0 { notes } else { changes }
    }

    fn of_kind(&self, is_of: impl Fn(&str) -> bool) -> usize {
        self.waiting.iter().filter(|(kind, _)| is_of(kind)).map(|(_, count)| count).sum()
    }
}
