//! When sync does what: a round at the start, after each change here and whenever the server was gone; in between it
//! listens. A round is pull, merge, push pictures, push documents; what others wrote meanwhile is listened for.

use std::collections::VecDeque;

use futures_channel::mpsc::UnboundedReceiver;
use futures_util::StreamExt;
use futures_util::future::{Either, pending, select};

use super::backoff::Backoff;
use super::pictures::Wanted;
use super::{Engine, Going, News, Trouble, facts};
use crate::io::clock;
use crate::io::couch::CouchError;

/// How long to wait for the next change after one, so that what is typed goes together, in milliseconds.
const TOGETHER: u32 = 150;
/// How often a round begins anew because others were faster.
const REPEATS: usize = 5;
/// How often it is looked for changes where the network cuts off who waits for them, in milliseconds.
const MINUTE: u32 = 60_000;
/// How long to wait with trouble that only somebody can end, in milliseconds: it may have been ended elsewhere.
const PATIENT: u32 = 300_000;
/// When to try again what others were faster with each time, in milliseconds.
const SOON: u32 = 5_000;
/// How long a change waits for the next try at most, in milliseconds.
const LATER: u32 = 10_000;
/// Pictures that are fetched together while nobody waits for them.
const FEW: usize = 8;

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

/// Why the engine does something else than listen.
enum Next {
    Round,
    End,
}

/// Keeps in sync until nobody can ask for anything any more.
pub async fn run(mut engine: Engine, mut asks: UnboundedReceiver<Ask>) {
    let (mut backoff, mut backlog) = (Backoff::default(), VecDeque::new());
    loop {
        let done = match engine.round().await {
            Ok(()) => {
                backoff.reset();
                engine.live(&mut asks, &mut backlog).await
            }
            Err(trouble) => Err(trouble),
        };
        let trouble = match done {
            Ok(Next::End) => return,
            Ok(Next::Round) => continue,
            Err(trouble) => trouble,
        };
        engine.tell_refused();
        // Whatever answers next may be another database under the same name.
        engine.is_met = false;
        let named = trouble.retry_after();
        let wait = match &trouble {
            Trouble::Couch(CouchError::SignIn(_) | CouchError::Forbidden(_)) => PATIENT,
            _ => backoff.next(named),
        };
        engine.tell(News::Going(Going::Stopped(trouble)));
        if engine.rest(wait, named.is_some(), &mut asks, &mut backlog).await.is_none() {
            return;
        }
    }
}

impl Engine {
    /// Everything once.
    async fn round(&mut self) -> Result<(), Trouble> {
        self.tell(News::Going(Going::Syncing(0, None)));
        self.meet().await?;
        for _ in 0..REPEATS {
            self.pull().await?;
            self.push_pictures().await?;
            self.push().await?;
            if !self.push.is_to_repeat() {
                break;
            }
        }
        self.renew_mark().await?;
        self.tell_done().await?;
        Ok(())
    }

    async fn tell_done(&self) -> Result<(), Trouble> {
        let now = clock::now();
        let fact = (facts::DONE.to_owned(), Some(now.millis().to_string()));
        self.db.settle(&[], &[fact], &mut |_| Vec::new()).await?;
        self.tell(News::Going(Going::Done(now)));
        Ok(())
    }

    /// Waits until it is time to try again; none when nobody can ask for anything any more. Somebody who wants a round
    /// gets it; otherwise a server that has named a time is left alone until then, and a change is not left for long.
    async fn rest(
        &mut self,
        wait: u32,
        is_named: bool,
        asks: &mut UnboundedReceiver<Ask>,
        backlog: &mut VecDeque<Wanted>,
    ) -> Option<()> {
        let mut until = clock::now().millis() + i64::from(wait);
        loop {
            let left = (until - clock::now().millis()).clamp(0, i64::from(PATIENT)) as u32;
            let ask = match select(asks.next(), std::pin::pin!(clock::sleep(left))).await {
                Either::Left((ask, _)) => ask?,
                Either::Right(_) => return Some(()),
            };
            let is_wanted = match ask {
                Ask::Now | Ask::Retry => true,
                Ask::Round => !is_named,
                Ask::Changed | Ask::Want(_) | Ask::Keep(_) => false,
            };
            let is_change = ask == Ask::Changed;
            self.hear(ask, backlog);
            if is_wanted {
                return Some(());
            }
            if is_change && !is_named {
                until = until.min(clock::now().millis() + i64::from(LATER));
            }
        }
    }

    /// Listens, and fetches what is asked for, until a round is due.
    async fn live(
        &mut self,
        asks: &mut UnboundedReceiver<Ask>,
        backlog: &mut VecDeque<Wanted>,
    ) -> Result<Next, Trouble> {
        let mut is_cut = false;
        loop {
            // Whoever waits for a picture looks at its place now.
            while !backlog.is_empty() {
                let few: Vec<Wanted> = backlog.drain(..backlog.len().min(FEW)).collect();
                if let Err(trouble) = self.fetch(&few).await {
                    few.into_iter().rev().for_each(|one| backlog.push_front(one));
                    return Err(trouble);
                }
                while let Ok(ask) = asks.try_recv() {
                    if self.hear(ask, backlog) {
                        return Ok(Next::Round);
                    }
                }
            }
            let heard = {
                let due = std::pin::pin!(until(self.next_due()));
                let listen = std::pin::pin!(self.listen_or_wait(is_cut));
                let asked = select(asks.next(), due);
                match select(listen, asked).await {
                    Either::Left((listened, _)) => Either::Left(listened),
                    Either::Right((Either::Left((ask, _)), _)) => Either::Right(ask),
                    Either::Right((Either::Right(_), _)) => return Ok(Next::Round),
                }
            };
            match heard {
                Either::Left(Ok(true)) => self.tell_done().await?,
                Either::Left(Ok(false)) => {}
                // Some networks let everything through but who waits: a round tells which it is.
                Either::Left(Err(Trouble::Couch(
                    CouchError::Unreachable(_) | CouchError::Broken(_),
                ))) if !is_cut => {
                    is_cut = true;
                    self.pull().await?;
                }
                Either::Left(Err(trouble)) => return Err(trouble),
                Either::Right(None) => return Ok(Next::End),
                Either::Right(Some(ask)) => {
                    if self.hear(ask, backlog) {
                        clock::sleep(TOGETHER).await;
                        return Ok(Next::Round);
                    }
                }
            }
        }
    }

    async fn listen_or_wait(&mut self, is_cut: bool) -> Result<bool, Trouble> {
        if !is_cut {
            return self.listen().await;
        }
        clock::sleep(MINUTE).await;
        self.pull().await?;
        Ok(true)
    }

    /// Takes note of what is asked, and returns whether a round is due for it.
    fn hear(&mut self, ask: Ask, backlog: &mut VecDeque<Wanted>) -> bool {
        match ask {
            Ask::Now | Ask::Round | Ask::Changed => return true,
            Ask::Retry => {
                self.retry();
                return true;
            }
            Ask::Want(wanted) => wanted.into_iter().rev().for_each(|one| {
                backlog.retain(|known| *known != one);
                backlog.push_front(one);
            }),
            Ask::Keep(wanted) => backlog.extend(wanted),
        }
        false
    }

    /// In how many milliseconds something is to be sent that was left; none when nothing was.
    fn next_due(&self) -> Option<u32> {
        if self.push.is_to_repeat() {
            return Some(SOON);
        }
        let until = self.push.held_until()?.millis() - clock::now().millis();
        Some(until.clamp(0, i64::from(MINUTE)) as u32)
    }
}

/// Waits so many milliseconds, or for ever.
async fn until(due: Option<u32>) {
    match due {
        Some(millis) => clock::sleep(millis).await,
        None => pending().await,
    }
}
