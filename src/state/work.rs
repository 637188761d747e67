//! What the program does in a worker: it reads and writes files, so that the page goes on answering. What contacts are
//! is known by the page alone: rows and cards go to it, and those to be written come from it.

pub mod hand;
pub mod job;
pub mod reading;
mod restoring;
mod writing;

use serde::{Deserialize, Serialize};

use self::job::Job;
use super::chunk::{Absent, Done, chunk};
use crate::domain::csv::dialect::Dialect;
use crate::io::worker::{self, Asked, Message};

chunk! {
    fn work() -> fn(Asked) -> Done as work { |asked| Box::pin(work_on(asked)) }
}

/// What a worker is asked for. The file that it is about comes with it.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ask {
    /// To read a file, and to give its first portion. The dialect is found out unless it is given.
    Read(Option<Dialect>),
    /// The next portion.
    Next,
    /// To write a file, or to read a backup.
    Job(Job),
}

impl Ask {
    /// As it is handed over.
    #[must_use]
    pub fn message(&self, files: Vec<web_sys::Blob>) -> Message {
        // Nothing of it can fail to be written.
        Message { text: serde_json::to_string(self).unwrap_or_default(), files }
    }

    fn of(message: &Message) -> Option<Self> {
        serde_json::from_str(&message.text).ok()
    }
}

/// Works for the page, in a worker.
pub fn serve() {
    worker::listen(|asked| async {
        // Without it nothing is ever answered, and the page says so when it has waited for long enough.
        match work().await {
            Ok(work) => work(asked).await,
            Err(Absent) => worker::answer(&Message::default()),
        }
    });
}

async fn work_on(mut asked: Asked) {
    loop {
        let message = asked.next().await;
        match (Ask::of(&message), message.files.first()) {
            (Some(Ask::Read(dialect)), Some(file)) => {
                reading::read(file, dialect, &mut asked).await
            }
            (Some(Ask::Job(job)), file) => job::work(job, file, &mut asked).await,
            _ => {}
        }
    }
}
