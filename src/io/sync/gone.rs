//! Pictures and files of what was deleted for good: taken from the server when nothing names them any more, and from here
//! when somebody else took them from there.

use super::pictures::{TOGETHER, is_of_this};
use super::{Engine, Trouble};
use crate::domain::id::Digest;
use crate::io::db::unnamed::taken;

impl Engine {
    /// Takes from the server what is gone from here, once it was told of the deletion of what named it: otherwise others,
    /// who have that still, would put it there again. What something names by now stays; who names one in this very moment
    /// finds it deleted there, and sends it again.
    pub(super) async fn remove_gone(&self, gone: &[Digest]) -> Result<(), Trouble> {
        if gone.is_empty() {
            return Ok(());
        }
        let named = self.db.named(gone).await?;
        for digests in gone.chunks(TOGETHER) {
            let unnamed: Vec<Digest> =
                digests.iter().filter(|digest| !named.contains(digest)).copied().collect();
            // Whoever may not delete it there has deleted it here all the same.
            if !unnamed.is_empty()
                && let Err(error) = self.couch.remove(&unnamed, self.db.device()).await
                && !is_of_this(&error)
            {
                return Err(error.into());
            }
            let facts: Vec<_> = digests.iter().map(|digest| taken(*digest)).collect();
            self.db.settle(&[], &facts, &mut |_| Vec::new()).await?;
        }
        Ok(())
    }
}
