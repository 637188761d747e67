//! What this device knows of its sync, under which key.

/// What all of the keys begin with.
pub const SYNC: &str = "sync:";
/// Which database it is.
pub const CONNECTION: &str = "sync:connection";
/// Which it was last: who has signed in there is remembered after it was left.
pub const FORMER: &str = "sync:former";
/// Where the next page of changes begins.
pub const SINCE: &str = "sync:since";
/// By which the database is recognised.
pub const MARK: &str = "sync:mark";
/// When everything was where it belongs, in milliseconds.
pub const DONE: &str = "sync:done";
