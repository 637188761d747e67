//! Sending what waits, so much at a time as a server takes.

use std::collections::BTreeMap;

use super::{Engine, News, Trouble};
use crate::domain::doc::Record;
use crate::domain::id::Digest;
use crate::domain::replication::answer::{Answer, Whole, answers, whole, written};
use crate::domain::replication::push::Batch;
use crate::io::clock;
use crate::io::couch::CouchError;
use crate::io::db::DbError;

/// Documents that are looked at together.
const TOGETHER: usize = 200;

/// What waits to be sent.
pub(super) struct Waiting {
    /// The ids of documents.
    pub documents: Vec<String>,
    /// Pictures and files, without those that the server has refused.
    pub pictures: Vec<Digest>,
}

impl Waiting {
    pub(super) fn is_empty(&self) -> bool {
        self.documents.is_empty() && self.pictures.is_empty()
    }
}

impl Engine {
    /// What waits to be sent.
    pub(super) async fn waiting(&self) -> Result<Waiting, DbError> {
        let mut pictures = self.db.pictures_waiting().await?;
        pictures.retain(|digest| !self.refused.contains_key(digest));
        Ok(Waiting { documents: self.db.waiting().await?, pictures })
    }

    /// Sends the documents that wait. What was not taken as it was sent is known to `push`.
    pub(super) async fn push(&mut self, waiting: Vec<String>) -> Result<(), Trouble> {
        self.push.begin();
        self.push.keep_parked(&waiting);
        for ids in waiting.chunks(TOGETHER) {
            while let Some(batch) = self.next_batch(ids).await? {
                self.send(&batch).await?;
            }
        }
        self.tell_refused();
        Ok(())
    }

    /// The next documents to send, which the store knows to be on their way.
    async fn next_batch(&mut self, ids: &[String]) -> Result<Option<Batch>, Trouble> {
        loop {
            let waiting = self.db.records(ids).await?;
            let Some(batch) = self.push.next(&waiting, clock::now()) else { return Ok(None) };
            let ids: Vec<String> = batch.records.iter().map(|record| record.id.clone()).collect();
            let mut mark = |stored: &BTreeMap<String, Record>| {
                let mut marked = Vec::new();
                for own in &batch.records {
                    marked.extend(
                        stored
                            .get(&own.id)
                            .map(|record| Record { sent: own.sent.clone(), ..record.clone() }),
                    );
                }
                marked
            };
            // What somebody takes back in this moment must not be sent.
            if self.db.settle(&ids, &[], &mut mark).await?.len() == ids.len() {
                return Ok(Some(batch));
            }
        }
    }

    async fn send(&mut self, batch: &Batch) -> Result<(), Trouble> {
        let answer = match self.couch.bulk(batch.request.clone()).await {
            Ok(answer) => answer,
            Err(error) => {
                self.push.failed(batch, Whole::Unknown, "");
                return Err(error.into());
            }
        };
        let meant = whole(Some(answer.status));
        let words = CouchError::check(&answer).err();
        let text = String::from_utf8_lossy(&answer.bytes);
        match (meant, answers(&text)) {
            (Whole::Answered, Some(answers)) => {
                self.push.answered(batch, &answers);
                return self.take_answers(answers).await;
            }
            (Whole::Answered, None) => {
                self.push.failed(batch, Whole::Unknown, "");
                return Err(CouchError::Foreign.into());
            }
            (Whole::Smaller | Whole::ReadAgainSmaller, _) => {
                let words = words.map(|error| error.to_string()).unwrap_or_default();
                self.push.failed(batch, meant, &words);
            }
            (Whole::SignIn | Whole::Unknown, _) => {
                self.push.failed(batch, meant, "");
                return Err(words.unwrap_or(CouchError::Foreign).into());
            }
        }
        Ok(())
    }

    async fn take_answers(&mut self, answers: BTreeMap<String, Answer>) -> Result<(), Trouble> {
        let ids: Vec<String> = answers.keys().cloned().collect();
        let mut confirm = |stored: &BTreeMap<String, Record>| {
            let confirmed = answers.iter().filter_map(|(id, answer)| match answer {
                Answer::Written(rev) => Some(written(stored.get(id)?, rev)),
                _ => None,
            });
            confirmed.collect()
        };
        self.db.settle(&ids, &[], &mut confirm).await?;
        self.tell(News::Sent);
        for (id, answer) in &answers {
            match answer {
                Answer::ReadAgain => self.resolve(id).await?,
                Answer::SignIn => return Err(CouchError::SignIn(String::new()).into()),
                Answer::Written(_) | Answer::Refused(_) => {}
            }
        }
        Ok(())
    }

    /// Lets everything be tried again that was refused.
    pub(super) fn retry(&mut self) {
        let ids: Vec<String> = self.push.parked().keys().cloned().collect();
        ids.iter().for_each(|id| self.push.retry(id));
        self.refused.clear();
    }

    pub(super) fn tell_refused(&self) {
        let documents =
            self.push.parked().iter().map(|(id, parked)| (id.clone(), parked.words.clone()));
        let pictures = self.refused.iter();
        let pictures = pictures.map(|(digest, words)| (format!("picture:{digest}"), words.clone()));
        self.tell(News::Refused(documents.chain(pictures).collect()));
    }
}
