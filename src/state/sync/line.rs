//! What the tabs of this browser tell each other about sync: one of them does it for all. Secrets are told from memory to
//! memory, and are stored nowhere.

use serde::{Deserialize, Serialize};

use super::status::Status;
use crate::domain::connection::Connection;
use crate::io::sync::pictures::Wanted;

/// The channel; another version that means something else by its messages has another name.
pub(super) const CHANNEL: &str = "visage sync 1";

/// What one tab tells the others.
#[derive(Debug, Clone, Deserialize, Serialize)]
pub(super) enum Said {
    /// Somebody is new here, and knows nothing.
    Hello,
    /// How sync stands.
    Status(Box<Status>),
    /// Which database it is now, and by what the server lets in; none of them after it was left.
    Connected(Option<(Connection, Secret)>),
    /// A round is wanted.
    Now,
    /// What was refused shall be tried again.
    Retry,
    /// Somebody looks at these pictures.
    Want(Vec<Wanted>),
    /// Pictures have come, and are stored.
    Come,
    /// Everything was removed from this device.
    Removed,
}

/// What a server is told besides the name.
#[derive(Clone, PartialEq, Eq, Default, Deserialize, Serialize)]
pub(super) struct Secret(pub(super) Option<String>);

// It stays out of whatever prints values.
impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret")
    }
}
