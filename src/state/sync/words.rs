//! What is said about sync.

use super::status::{ACTIVITIES, Remedy, Standing, Status};
use crate::domain::connection::{Connection, ConnectionError, SignIn};
use crate::domain::id::entry::{EVENT, NOTE, TASK};
use crate::domain::id::{CONTACT, CONVERSATION, FIELD, LIST, MESSAGE};
use crate::domain::time::Timestamp;
use crate::io::couch::CouchError;
use crate::io::db::DbError;
use crate::io::sync::Trouble;
use crate::state::locale::{number, time_or_day};

/// Beside the status while nothing is known yet.
pub(super) const BEGINNING: &str = "Connecting…";
/// Beside the status when somebody has to sign in.
pub(super) const SIGN_IN: &str = "Sign in again";

/// The kinds of documents that people know, by what their ids begin with: one of them, and several.
const KINDS: [(&str, &str, &str); 8] = [
    (CONTACT, "contact", "contacts"),
    (MESSAGE, "message", "messages"),
    (CONVERSATION, "conversation", "conversations"),
    (NOTE, "note", "notes"),
    (TASK, "task", "tasks"),
    (EVENT, ACTIVITIES[0], ACTIVITIES[1]),
    (LIST, "Smart List", "Smart Lists"),
    (FIELD, "custom field", "custom fields"),
];

/// How many of which kind these documents are.
pub(super) fn kinds(ids: &[String]) -> Vec<(String, usize)> {
    let count = |prefix: &str| ids.iter().filter(|id| id.starts_with(prefix)).count();
    let mut found: Vec<(String, usize)> = Vec::new();
    let mut known = 0;
    for (prefix, one, many) in KINDS {
        let count = count(prefix);
        known += count;
        if count > 0 {
            found.push((if count == 1 { one } else { many }.to_owned(), count));
        }
    }
    let others = ids.len() - known;
    if others > 0 {
        found.push((if others == 1 { "other change" } else { "other changes" }.to_owned(), others));
    }
    found
}

/// What a document is called.
pub(super) fn what(id: &str, name: Option<&str>) -> String {
    let kind = KINDS.iter().find(|(prefix, ..)| id.starts_with(prefix)).map(|(_, one, _)| *one);
    let kind = match kind {
        Some(kind) => kind,
        None if id.starts_with("picture:") => "picture",
        None => "change",
    };
    match name {
        Some(name) if kind == "contact" => name.to_owned(),
        Some(name) => format!("A {kind} of {name}"),
        None => format!("A {kind}"),
    }
}

/// Puts beside the status what it needs.
pub(super) fn put_line(status: &mut Status) {
    let count = status.count();
    let changes = match count {
        1 => "1 change".to_owned(),
        count => format!("{} changes", number(count)),
    };
    if status.standing == Standing::UpToDate && count > status.refused.len() {
        status.standing = Standing::Syncing;
    } else if status.standing == Standing::UpToDate && !status.refused.is_empty() {
        status.standing = Standing::Attention;
    }
    status.line = match status.standing {
        Standing::LocalOnly => String::new(),
        Standing::UpToDate => match status.done {
            Some(done) => format!("Synced {}", time_or_day(Timestamp::from_millis(done))),
            None => String::new(),
        },
        Standing::Syncing => match status.progress {
            Some((read, of)) => format!("{} of {}", number(read as usize), number(of as usize)),
            None if count > 0 => changes,
            None => BEGINNING.to_owned(),
        },
        Standing::Offline if count > 0 => format!("{changes} waiting"),
        Standing::Offline => "Nothing waits".to_owned(),
        Standing::Attention if status.remedy == Remedy::SignIn => SIGN_IN.to_owned(),
        Standing::Attention if status.trouble.is_none() => {
            format!("{} not taken", number(status.refused.len()))
        }
        Standing::Attention => "Sync is paused".to_owned(),
    };
}

/// What trouble means for who looks at it.
pub(super) fn trouble(
    trouble: &Trouble,
    connection: Option<&Connection>,
) -> (Standing, String, Remedy) {
    let server = connection.map(|connection| host(&connection.server)).unwrap_or_default();
    let database = connection.map(|connection| &*connection.database).unwrap_or_default();
    let error = match trouble {
        Trouble::Db(error) => return (Standing::Attention, store(error), Remedy::None),
        Trouble::Couch(error) => error,
    };
    match error {
        CouchError::Unreachable(_) | CouchError::Broken(_) => (
            Standing::Offline,
            format!(
                "{server} cannot be reached. What you change is kept on this device, and sent by itself as soon as it can be."
            ),
            Remedy::None,
        ),
        CouchError::Busy(status, _) => (
            Standing::Offline,
            format!("{server} cannot answer now (it said {status}). It is tried again by itself."),
            Remedy::None,
        ),
        CouchError::Foreign => (
            Standing::Offline,
            format!(
                "What answered is not {server}. This network may want you to sign in to it first: open any web page. It is tried again by itself."
            ),
            Remedy::None,
        ),
        CouchError::SignIn(_) => (
            Standing::Attention,
            format!(
                "{server} wants you to sign in again. What you change is kept on this device until then."
            ),
            Remedy::SignIn,
        ),
        CouchError::Forbidden(reason) => (
            Standing::Attention,
            format!(
                "{server} does not let you into the database “{database}”{}. Ask whoever runs the server for the rights of a member.",
                quoted(reason)
            ),
            Remedy::SignIn,
        ),
        CouchError::Missing(_) => (
            Standing::Attention,
            format!(
                "{server} has no database “{database}” any more. Nothing was removed from this device."
            ),
            Remedy::Create,
        ),
        CouchError::Refused(status, reason) => (
            Standing::Attention,
            format!("{server} did not take what was asked (it said {status}){}.", quoted(reason)),
            Remedy::None,
        ),
    }
}

/// Why a database could not be connected to, as a sentence that names what is wrong and what to do.
pub(super) fn refusal(error: &CouchError, connection: &Connection, is_there: bool) -> String {
    let server = host(&connection.server);
    match error {
        CouchError::Unreachable(_) if is_there => format!(
            "{server} answers, but does not let this site read it (CORS). Whoever runs it has to allow the address of this site there."
        ),
        CouchError::Unreachable(_) | CouchError::Broken(_) => {
            format!("{server} cannot be reached. Check the address and the connection.")
        }
        CouchError::Foreign => format!(
            "What answers at {server} is no CouchDB. Check the address, and the path if there is one."
        ),
        CouchError::SignIn(_) if connection.sign_in == SignIn::Token => {
            format!("{server} does not take this access token. It may have expired: get a new one.")
        }
        CouchError::SignIn(_) if connection.user.is_empty() => {
            format!("{server} wants to know who you are. Enter a user name and a password.")
        }
        CouchError::SignIn(_) => {
            format!("{server} does not know this user name with this password. Check both.")
        }
        CouchError::Forbidden(reason) => format!(
            "{server} knows you, but does not let you into the database “{}”{}. Ask whoever runs it for the rights of a member.",
            connection.database,
            quoted(reason)
        ),
        error => trouble(&error.clone().into(), Some(connection)).1,
    }
}

/// What is wrong with what was typed.
#[must_use]
pub fn typed(error: ConnectionError) -> &'static str {
    match error {
        ConnectionError::NoServer => "Enter the address of the server, such as couch.example.com.",
        ConnectionError::Server => {
            "Enter an address such as https://couch.example.com, without user name and password."
        }
        ConnectionError::Plain => {
            "Enter an address that begins with https://: over http others could read everything."
        }
        ConnectionError::Database => {
            "Enter the name of a database: lower-case letters, digits and _ $ ( ) + - /, a letter first."
        }
    }
}

/// Why somebody else cannot sign in here.
pub(super) fn another_user(known: &Connection) -> String {
    format!(
        "What is on this device was written as “{}”. Remove it from this device before somebody else signs in to this database here.",
        known.user
    )
}

/// Why nothing goes on with a connection that this tab cannot open.
pub(super) fn no_secret(connection: &Connection) -> String {
    format!(
        "Sign in to go on: the password for {} is not kept when Visage is closed. What you change is kept on this device.",
        host(&connection.server)
    )
}

/// The server as people call it.
#[must_use]
pub fn host(server: &str) -> &str {
    server.split_once("://").map_or(server, |(_, host)| host)
}

fn quoted(reason: &str) -> String {
    if reason.is_empty() {
        String::new()
    } else {
        format!(": “{}”", reason.trim_end_matches('.'))
    }
}

fn store(error: &DbError) -> String {
    match error {
        DbError::Full => {
            "This device has no space left for Visage. Free some space; it is tried again by itself.".to_owned()
        }
        error => format!(
            "The storage of this browser did not answer as it should ({error}). It is tried again by itself; if that does not help, reload Visage."
        ),
    }
}
