//! What an engine is asked for, and what of it is still to be done.

use std::collections::VecDeque;

use futures_channel::mpsc::UnboundedReceiver;
use futures_util::StreamExt;
use futures_util::stream::Next;

use super::pictures::Wanted;

/// Pictures that are fetched together while nobody waits for them.
const FEW: usize = 8;
/// Thumbnails that are fetched between two pages of changes: as many as a screen shows.
const SCREENFUL: usize = 48;

/// What an engine is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ask {
    /// A round now: somebody wants it.
    Now,
    /// A round, unless the server wants to be left alone: the network is back, or somebody looks at the page again.
    Round,
    /// A round soon: something was changed here.
    Changed,
    /// Another try with what the server refused.
    Retry,
    /// Pictures that somebody looks at.
    Want(Vec<Wanted>),
    /// Pictures that shall be here, whenever there is time.
    Keep(Vec<Wanted>),
}

/// The line by which an engine is asked, and the pictures that were asked for.
pub(super) struct Asks {
    line: UnboundedReceiver<Ask>,
    pictures: VecDeque<Wanted>,
}

impl Asks {
    pub(super) const fn new(line: UnboundedReceiver<Ask>) -> Self {
        Self { line, pictures: VecDeque::new() }
    }

    /// The next ask; none when nobody can ask for anything any more.
    pub(super) fn next(&mut self) -> Next<'_, UnboundedReceiver<Ask>> {
        self.line.next()
    }

    /// What was asked already.
    pub(super) fn heard(&mut self) -> Option<Ask> {
        self.line.try_recv().ok()
    }

    /// Somebody waits for these: they come first.
    pub(super) fn want(&mut self, wanted: Vec<Wanted>) {
        for one in wanted.into_iter().rev() {
            self.pictures.retain(|known| *known != one);
            self.pictures.push_front(one);
        }
    }

    /// These come when there is time.
    pub(super) fn keep(&mut self, wanted: Vec<Wanted>) {
        self.pictures.extend(wanted);
    }

    /// The next pictures to fetch.
    pub(super) fn few(&mut self) -> Vec<Wanted> {
        self.pictures.drain(..self.pictures.len().min(FEW)).collect()
    }

    /// The thumbnails that are next.
    pub(super) fn thumbs(&mut self) -> Vec<Wanted> {
        let small = self.pictures.iter().take(SCREENFUL);
        let count = small.take_while(|wanted| matches!(wanted, Wanted::Thumb(_))).count();
        self.pictures.drain(..count).collect()
    }
}
