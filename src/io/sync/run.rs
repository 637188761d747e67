//! When sync does what: a round at the start, after each change here and whenever the server was gone; in between it
//! listens. A round is pull, merge, push pictures, push documents; what others wrote meanwhile is listened for.

use futures_channel::mpsc::UnboundedReceiver;
use futures_util::future::{Either, pending, select};

use super::asks::Asks;
use super::backoff::Backoff;
use super::pictures::Wanted;
use super::{Ask, Engine, Going, News, Trouble, facts};
use crate::io::clock;
use crate::io::couch::CouchError;

/// How long to wait for the next change after one, so that what is typed goes together, in milliseconds.
const TOGETHER: u32 = 150;
/// How often a round begins anew because others were faster.
const REPEATS: usize = 5;
/// How often it is looked for changes where the network cuts off who waits for them, in milliseconds.
const MINUTE: u32 = 60_000;
/// How long to wait with a password that is not good, in milliseconds: it may be again.
const PATIENT: u32 = 300_000;
/// When to try again what others were faster with each time, in milliseconds.
const SOON: u32 = 5_000;
/// How long a change waits for the next try at most, in milliseconds.
const LATER: u32 = 10_000;

/// Why the engine does something else than listen.
enum Next {
    Round,
    End,
}

/// Keeps in sync until nobody can ask for anything any more.
pub async fn run(mut engine: Engine, asks: UnboundedReceiver<Ask>) {
    let (mut backoff, mut asks) = (Backoff::default(), Asks::new(asks));
    loop {
        let done = match engine.round(&mut asks).await {
            Ok(()) => {
                backoff.reset();
                engine.live(&mut asks).await
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
            // A server may lock out whoever tries a wrong password again and again.
            Trouble::Couch(CouchError::SignIn(_)) => PATIENT,
            _ => {
                // What cannot be counted now is taken for something.
                let is_waiting = !engine.waiting().await.is_ok_and(|waiting| waiting.is_empty());
                backoff.next(named, is_waiting)
            }
        };
        engine.tell(News::Going(Going::Stopped(trouble)));
        if engine.rest(wait, named.is_some(), &mut asks).await.is_none() {
            return;
        }
    }
}

impl Engine {
    /// Everything once.
    async fn round(&mut self, asks: &mut Asks) -> Result<(), Trouble> {
        self.tell(News::Going(Going::Syncing(0, None)));
        let mut gone = Vec::new();
        for _ in 0..REPEATS {
            self.meet().await?;
            self.pull(asks).await?;
            self.db.drop_buried().await?;
            // Before what waits, of which the deletion of what named it is then a part.
            gone = self.db.gone().await?;
            let waiting = self.waiting().await?;
            self.renew_mark(!waiting.is_empty()).await?;
            if !self.is_met {
                continue;
            }
            self.is_anew = false;
            self.push_pictures(waiting.pictures).await?;
            self.push(waiting.documents).await?;
            if !self.push.is_to_repeat() {
                break;
            }
        }
        self.remove_gone(&gone).await?;
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
    async fn rest(&mut self, wait: u32, is_named: bool, asks: &mut Asks) -> Option<()> {
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
            self.hear(ask, asks);
            if is_wanted {
                return Some(());
            }
            if is_change && !is_named {
                until = until.min(clock::now().millis() + i64::from(LATER));
            }
        }
    }

    /// Listens, and fetches what is asked for, until a round is due.
    async fn live(&mut self, asks: &mut Asks) -> Result<Next, Trouble> {
        let mut is_cut = false;
        loop {
            // Whoever waits for a picture looks at its place now.
            loop {
                let few = asks.few();
                if few.is_empty() {
                    break;
                }
                self.fetch_asked(few, asks).await?;
                if self.hear_all(asks) {
                    return Ok(Next::Round);
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
                Either::Left(Ok(is_new)) => {
                    if is_cut && self.pull(asks).await? {
                        return Ok(Next::Round);
                    }
                    // What is named here is sent again.
                    if self.db.drop_buried().await? {
                        return Ok(Next::Round);
                    }
                    if is_new || is_cut {
                        self.tell_done().await?;
                    }
                }
                // Some networks let everything through but who waits; and a database that is made anew ends the wait.
                Either::Left(Err(Trouble::Couch(
                    CouchError::Unreachable(_) | CouchError::Broken(_),
                ))) if !is_cut => {
                    is_cut = true;
                    self.is_met = false;
                    self.meet().await?;
                    if self.is_anew || self.pull(asks).await? {
                        return Ok(Next::Round);
                    }
                }
                Either::Left(Err(trouble)) => return Err(trouble),
                Either::Right(None) => return Ok(Next::End),
                Either::Right(Some(ask)) => {
                    if self.hear(ask, asks) {
                        clock::sleep(TOGETHER).await;
                        return Ok(Next::Round);
                    }
                }
            }
        }
    }

    /// Waits for what is new, and tells whether there was any; where the network cuts off who waits, until it is time to
    /// look.
    async fn listen_or_wait(&mut self, is_cut: bool) -> Result<bool, Trouble> {
        if !is_cut {
            return self.listen().await;
        }
        clock::sleep(MINUTE).await;
        Ok(false)
    }

    /// Takes note of all that was asked meanwhile, and returns whether a round is due for it.
    pub(super) fn hear_all(&mut self, asks: &mut Asks) -> bool {
        let mut is_due = false;
        while let Some(ask) = asks.heard() {
            is_due |= self.hear(ask, asks);
        }
        is_due
    }

    /// Takes note of what is asked, and returns whether a round is due for it.
    fn hear(&mut self, ask: Ask, asks: &mut Asks) -> bool {
        match ask {
            Ask::Now | Ask::Round | Ask::Changed => return true,
            Ask::Retry => {
                self.retry();
                return true;
            }
            Ask::Want(wanted) => asks.want(wanted),
            Ask::Keep(wanted) => asks.keep(wanted),
        }
        false
    }

    /// Fetches pictures that were asked for; they stay asked for when that fails.
    pub(super) async fn fetch_asked(
        &mut self,
        few: Vec<Wanted>,
        asks: &mut Asks,
    ) -> Result<(), Trouble> {
        let fetched = self.fetch(&few).await;
        if fetched.is_err() {
            asks.want(few);
        }
        fetched
    }

    /// In how many milliseconds a round is due for what was left; none when nothing was.
    fn next_due(&self) -> Option<u32> {
        if self.is_anew {
            return Some(0);
        }
        if self.push.is_to_repeat() {
            return Some(SOON);
        }
        let held = self.push.held_until().map(|until| {
            let left = until.millis() - clock::now().millis();
            left.clamp(0, i64::from(MINUTE)) as u32
        });
        held.into_iter().chain(self.mark_due()).min()
    }
}

/// Waits so many milliseconds, or for ever.
async fn until(due: Option<u32>) {
    match due {
        Some(millis) => clock::sleep(millis).await,
        None => pending().await,
    }
}
