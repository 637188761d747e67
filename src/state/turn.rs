//! One change after the other: of what is read, changed as a whole and stored again, each change is made to what the one
//! before has left. Contacts need no turn: the store changes them part by part, and a change of a part begins with what
//! the one before is about to store.

use futures_util::lock::{Mutex, MutexGuard};

static CHANGING: Mutex<()> = Mutex::new(());

/// Waits until nobody else changes the settings, custom fields or lists; it is one's turn until the guard is dropped.
pub(super) async fn turn() -> MutexGuard<'static, ()> {
    CHANGING.lock().await
}
