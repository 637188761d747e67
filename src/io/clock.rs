//! The clock and the dice: the only place that reads the time or draws random ids.

use futures_util::future::{Either, select};
use gloo_timers::future::TimeoutFuture;
use uuid::Uuid;

use crate::domain::id::{ContactId, ListId};
use crate::domain::time::Timestamp;

/// The time now.
#[must_use]
pub fn now() -> Timestamp {
    Timestamp::from_millis(js_sys::Date::now() as i64)
}

/// A new contact id.
#[must_use]
pub fn new_contact_id() -> ContactId {
    ContactId::from_random(Uuid::new_v4().as_u128())
}

/// A new list id.
#[must_use]
pub fn new_list_id() -> ListId {
    ListId::from_random(Uuid::new_v4().as_u128())
}

/// A new device id.
#[must_use]
pub fn new_device_id() -> String {
    Uuid::new_v4().simple().to_string()
}

/// The random bits of a new id.
#[must_use]
pub fn random_bits() -> u128 {
    Uuid::new_v4().as_u128()
}

/// Sixty-four random bits.
#[must_use]
pub fn random() -> u64 {
    Uuid::new_v4().as_u64_pair().0
}

/// How long a turn lasts, in milliseconds: with what its last step takes it stays well below what one notices.
const TURN: i64 = 12;

/// A stretch of long work, after which the page answers to whoever uses it.
#[derive(Debug)]
pub struct Turn(Timestamp);

impl Turn {
    /// The first turn of a work.
    #[must_use]
    pub fn begin() -> Self {
        Self(now())
    }

    /// Between two steps: lets the page answer if the turn has lasted long enough, and says whether it did.
    pub async fn rest(&mut self) -> bool {
        let is_over = now().millis() - self.0.millis() >= TURN;
        if is_over {
            sleep(0).await;
            *self = Self::begin();
        }
        is_over
    }
}

/// Waits.
pub async fn sleep(millis: u32) {
    TimeoutFuture::new(millis).await;
}

/// Waits for `work`, but no longer than `millis`.
pub async fn within<T>(millis: u32, work: impl Future<Output = T>) -> Option<T> {
    match select(std::pin::pin!(work), TimeoutFuture::new(millis)).await {
        Either::Left((done, _)) => Some(done),
        Either::Right(_) => None,
    }
}
