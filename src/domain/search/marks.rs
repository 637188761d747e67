//! Which parts of a text, as it is shown, are what a search found: folded as the search folds, and in phone numbers by
//! their digits, however either side is written.

use std::ops::Range;

use memchr::memmem;

use super::{Query, fold};

/// Counts in UTF-16 code units, as browsers count the places in a text.
type Places = Range<u32>;

/// The parts of a text that a query matches, in order, apart from each other, in UTF-16 code units. Of the spellings of
/// a word the longest one that is there counts: a whole phone number rather than each of its groups wherever it recurs.
#[must_use]
pub fn marks(text: &str, query: &Query) -> Vec<Places> {
    if query.is_empty() {
        return Vec::new();
    }
    let letters = Haystack::of(text);
    let digits = letters.digits();
    let mut marks = Vec::new();
    for spellings in query.words() {
        let (mut longest, mut best) = (0, Vec::new());
        for spelling in spellings.iter().filter(|spelling| !spelling.is_empty()) {
            // As it is written first: 555 in (555) 555-0148 is two groups, and not what reaches from one into the other.
            let mut found = letters.find(spelling);
            if let (true, Some(digits)) = (found.is_empty(), &digits) {
                found = digits.find(spelling);
            }
            if !found.is_empty() && spelling.len() > longest {
                (longest, best) = (spelling.len(), found);
            }
        }
        best.into_iter().for_each(|place| join(&mut marks, place));
    }
    marks
}

/// A folded text, and where in the shown text each of its bytes comes from.
#[derive(Default)]
struct Haystack {
    folded: String,
    sources: Vec<Places>,
}

impl Haystack {
    fn of(text: &str) -> Self {
        let mut haystack = Self::default();
        let mut letter = [0; 4];
        let mut at = 0;
        for source in text.chars() {
            let place = at..at + source.len_utf16() as u32;
            at = place.end;
            let before = haystack.folded.len();
            fold::push(&mut haystack.folded, source.encode_utf8(&mut letter));
            if haystack.folded.len() == before {
                // A mark that the search does not see belongs to the letter that it stands on.
                haystack.stretch(at);
            }
            haystack.sources.resize(haystack.folded.len(), place);
        }
        haystack
    }

    /// Brings the end of the last letter to `end`.
    fn stretch(&mut self, end: u32) {
        let Some(last) = self.sources.last().map(|last| last.start) else { return };
        let own = self.sources.iter_mut().rev().take_while(|source| source.start == last);
        own.for_each(|source| source.end = end);
    }

    /// The digits alone, as the search keeps those of a phone; none for a text that is no number.
    fn digits(&self) -> Option<Self> {
        let count = |is: fn(&char) -> bool| self.folded.chars().filter(is).count();
        let (digits, letters) =
            (count(char::is_ascii_digit), count(|letter| letter.is_alphabetic()));
        // An extension may follow the number: 555-0148 ext. 3.
        if digits <= letters || self.folded.contains('@') {
            return None;
        }
        let mut number = Self::default();
        let (mut at, bytes) = (0, self.folded.as_bytes());
        while let Some(byte) = bytes.get(at) {
            if bytes.get(at..at + 3) == Some(b"(0)") {
                at += 3;
                continue;
            }
            if let (true, Some(source)) = (byte.is_ascii_digit(), self.sources.get(at)) {
                number.folded.push(char::from(*byte));
                number.sources.push(source.clone());
            }
            at += 1;
        }
        Some(number)
    }

    /// Where a spelling stands, overlaps among them.
    fn find(&self, spelling: &str) -> Vec<Places> {
        let (mut found, mut at) = (Vec::new(), 0);
        let bytes = self.folded.as_bytes();
        while let Some(hit) =
            bytes.get(at..).and_then(|rest| memmem::find(rest, spelling.as_bytes()))
        {
            let (start, end) = (at + hit, at + hit + spelling.len());
            if let (Some(first), Some(last)) = (self.sources.get(start), self.sources.get(end - 1))
            {
                found.push(first.start..last.end);
            }
            at = start + 1;
        }
        found
    }
}

/// Adds a place to those in order, as one with those that it overlaps or touches.
fn join(places: &mut Vec<Places>, mut place: Places) {
    let first = places.partition_point(|other| other.end < place.start);
    while let Some(other) = places.get(first).filter(|other| other.start <= place.end) {
        place = place.start.min(other.start)..place.end.max(other.end);
        places.remove(first);
    }
    places.insert(first, place);
}
