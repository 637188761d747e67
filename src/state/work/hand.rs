//! The page's side of a job: it starts a worker, asks, and hands over what is asked for.

use thiserror::Error;
use web_sys::Blob;

use super::Ask;
use super::job::{Answer, Job, Portion};
use crate::domain::backup::BackupError;
use crate::io::db::DbError;
use crate::io::worker::{Message, NoWorker, Worker};

/// Why a job was not done.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum JobError {
    /// There is no second thread.
    #[error(transparent)]
    NoWorker(#[from] NoWorker),
    /// The store cannot be read or written.
    #[error(transparent)]
    Db(#[from] DbError),
    /// The file cannot be written, in the browser's words.
    #[error("{0}")]
    Unwritten(String),
    /// The file cannot be restored from.
    #[error(transparent)]
    Backup(#[from] BackupError),
}

/// A worker with a job. It ends with its handle.
pub struct Hand(Worker);

impl Hand {
    /// Starts a job; `file` is what it is about.
    ///
    /// # Errors
    /// [`JobError::NoWorker`].
    pub async fn start(job: Job, file: Option<Blob>) -> Result<Self, JobError> {
        let worker = Worker::start().await?;
        worker.ask(&Ask::Job(job).message(file.into_iter().collect()))?;
        Ok(Self(worker))
    }

    /// What the worker says next, with the files beside it.
    ///
    /// # Errors
    /// When it has stopped, or cannot go on.
    pub async fn hear(&mut self) -> Result<(Answer, Vec<Blob>), JobError> {
        let Message { text, files } = self.0.answer().await?;
        match serde_json::from_str(&text).map_err(|_| NoWorker)? {
            Answer::Unwritten(words) => Err(JobError::Unwritten(words)),
            Answer::Refused(error) => Err(error.into()),
            said => Ok((said, files)),
        }
    }

    /// Hands a portion over when the worker is ready for it.
    ///
    /// # Errors
    /// When it has stopped, or cannot go on.
    pub async fn give(&mut self, portion: &Portion, files: Vec<Blob>) -> Result<(), JobError> {
        self.hear().await?;
        // Nothing of it can fail to be written.
        let text = serde_json::to_string(portion).unwrap_or_default();
        Ok(self.0.ask(&Message { text, files })?)
    }

    /// The file, now that everything was given.
    ///
    /// # Errors
    /// When it cannot be written.
    pub async fn finish(mut self) -> Result<Blob, JobError> {
        self.give(&Portion::End, Vec::new()).await?;
        let (_, files) = self.hear().await?;
        Ok(files.into_iter().next().ok_or(NoWorker)?)
    }

    /// Asks for the next portion.
    ///
    /// # Errors
    /// When the browser cannot hand it over.
    pub fn ask_on(&self) -> Result<(), JobError> {
        Ok(self.0.ask(&Ask::Next.message(Vec::new()))?)
    }
}
