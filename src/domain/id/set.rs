//! Sets and maps of contacts, quick to look into. Ids are random, so a multiplication spreads them well enough; the
//! standard hash is felt when each of 100,000 contacts is looked up.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

use super::ContactId;

/// A set of contacts.
pub type IdSet = HashSet<ContactId, BuildHasherDefault<IdHasher>>;
/// Something for each of some contacts.
pub type IdMap<T> = HashMap<ContactId, T, BuildHasherDefault<IdHasher>>;

/// Hashes the one word that a contact id gives.
#[derive(Debug, Clone, Copy, Default)]
pub struct IdHasher(u64);

impl Hasher for IdHasher {
    fn write_u64(&mut self, word: u64) {
        // The golden ratio in 64 bits, by which Fibonacci hashing multiplies.
        let spread = word.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        self.0 ^= spread ^ spread >> 32;
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.write_u64(self.0.rotate_left(8) ^ u64::from(*byte)));
    }

    fn finish(&self) -> u64 {
        self.0
    }
}
