//! The imports that there were.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::id::import::{IMPORT, ImportId};
use crate::domain::id::kind::Kind;
use crate::domain::import::record::ImportRecord;
use crate::io::clock;
use crate::io::db::{Db, DbError};
use crate::state::App;

/// Those that can still be undone, the latest first; kept up for as long as the component that called this is there.
pub fn watch_past(app: App) -> RwSignal<Vec<ImportRecord>> {
    let past = RwSignal::new(Vec::new());
    Effect::new(move |_| {
        app.book.revision(Kind::Imports).get();
        spawn_local(async move {
            // Without them there is nothing to undo here, and nothing else is lost.
            if let Ok(found) = all(&app.book.db().await).await {
                past.try_set(found);
            }
        });
    });
    past
}

/// One of them.
pub(super) async fn one(db: &Db, id: ImportId) -> Result<Option<ImportRecord>, DbError> {
    let found = db.documents(&id.doc_id()).await?;
    Ok(found.first().and_then(|(_, json)| ImportRecord::from_json(id, json)))
}

async fn all(db: &Db) -> Result<Vec<ImportRecord>, DbError> {
    let now = clock::now();
    let found = db.documents(IMPORT).await?;
    let read =
        |(id, json): &(String, String)| ImportRecord::from_json(ImportId::from_doc_id(id)?, json);
    let mut found: Vec<_> = found.iter().filter_map(read).filter(|one| one.is_kept(now)).collect();
    found.sort_by_key(|one| std::cmp::Reverse(one.at));
    Ok(found)
}
