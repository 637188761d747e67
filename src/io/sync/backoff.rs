//! How long to wait before something is tried again.

use crate::io::clock;

/// The first wait at most, in milliseconds.
const FIRST: u32 = 1_000;
/// The longest wait, in milliseconds.
const LONGEST: u32 = 300_000;
/// The longest one while something waits to be sent: when all is well again it goes within half a minute.
const WAITING: u32 = 20_000;

/// Waits twice as long each time, up to five minutes; anything from nothing to that, so that devices that lost one
/// server do not all come back to it at the same moment.
#[derive(Debug, Default)]
pub(super) struct Backoff {
    failures: u32,
}

impl Backoff {
    /// It went well.
    pub(super) fn reset(&mut self) {
        self.failures = 0;
    }

    /// The next wait in milliseconds, not shorter than what the server asks for in seconds, and not long while something
    /// waits to be sent.
    pub(super) fn next(&mut self, retry_after: Option<u32>, is_waiting: bool) -> u32 {
        let longest = if is_waiting { WAITING } else { LONGEST };
        let most = FIRST.saturating_mul(1 << self.failures.min(16)).min(longest);
        self.failures += 1;
        let jittered = (clock::random() % u64::from(most)) as u32;
        let asked = retry_after.unwrap_or_default().saturating_mul(1_000).min(LONGEST);
        // Never at once: a loop that fails has to leave room for everything else.
        jittered.max(asked).max(FIRST / 4)
    }
}
