//! The teammates who follow a contact.

use super::Contact;
use super::draft::{DraftError, clean};

/// How many teammates may follow a contact, as in comparable products.
pub const MAX_FOLLOWERS: usize = 10;

impl Contact {
    /// Has a teammate follow it; nothing changes for one who does.
    ///
    /// # Errors
    /// When the name is too long, or there is no room.
    pub fn follow(&mut self, who: &str) -> Result<(), DraftError> {
        let who = clean(who)?;
        if who.is_empty() || self.is_followed_by(&who) {
            return Ok(());
        }
        if self.followers.len() >= MAX_FOLLOWERS {
            return Err(DraftError::TooManyFollowers);
        }
        self.followers.push(who);
        Ok(())
    }

    /// Has a teammate follow it no longer.
    pub fn unfollow(&mut self, who: &str) {
        self.followers.retain(|follower| follower.trim() != who.trim());
    }

    /// Whether a teammate follows it.
    #[must_use]
    pub fn is_followed_by(&self, who: &str) -> bool {
        self.followers.iter().any(|follower| follower.trim() == who.trim())
    }
}
