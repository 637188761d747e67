//! Merging contacts into one: who is being compared, what is stored of it, and its Undo.

use leptos::prelude::*;
use leptos::task::spawn_local;
use serde_json::value::to_raw_value;

use super::App;
use super::chunk::{Absent, Done, chunk};
use super::error::AppError;
use super::locale::number;
use crate::domain::contact::Contact;
use crate::domain::conversation::messages_of;
use crate::domain::event::{self, Event, EventKind};
use crate::domain::id::ContactId;
use crate::domain::id::entry::{EVENT, EntryId};
use crate::domain::id::merge::MergeId;
use crate::domain::merge::record::{FIELDS, Merge};
use crate::domain::merge::{MergeError, Plan};
use crate::domain::selection::Selection;
use crate::io::clock;
use crate::io::db::{Change, Commit, Document, Noted};

chunk! { fn undo() -> fn(App, MergeId) -> Done as merge { |app, id| Box::pin(app.undo_now(id)) } }

/// Contacts side by side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merging {
    /// Who.
    pub ids: Vec<ContactId>,
    /// Who is proposed as master; without, the fullest.
    pub master: Option<ContactId>,
}

impl App {
    /// How many messages there are with each of these contacts, as soon as they were counted.
    #[must_use]
    pub fn message_counts(self, ids: Vec<ContactId>) -> Signal<Vec<usize>> {
        let counts = RwSignal::new(Vec::new());
        spawn_local(async move {
            let db = self.book.db().await;
            let mut counted = Vec::new();
            for id in ids {
                // What cannot be counted is not shown, and merged all the same.
                let Ok(messages) = db.documents(&messages_of(id)).await else { return };
                counted.push(messages.len());
            }
            counts.try_set(counted);
        });
        counts.into()
    }

    /// Opens the dialog in which contacts are compared and merged.
    pub fn compare(self, ids: Vec<ContactId>, master: Option<ContactId>) {
        self.merging.set(Some(Merging { ids, master }));
    }

    /// What merging these contacts would do.
    ///
    /// # Errors
    /// When they cannot be merged.
    pub fn plan(self, merging: &Merging) -> Result<Plan, AppError> {
        let contacts = self.book.contacts().with_untracked(|all| {
            merging.ids.iter().filter_map(|id| all.get(*id).cloned()).collect()
        });
        let mut plan = Plan::new(contacts)?;
        if let Some(master) = merging.master {
            plan.choose_master(master);
        }
        Ok(plan)
    }

    /// Merges as planned, in one transaction, says so, and offers to undo it.
    ///
    /// # Errors
    /// When one of them is not listed any more, or nothing was stored.
    pub async fn merge(self, plan: &Plan) -> Result<(), AppError> {
        let is_listed = |id: ContactId| {
            let all = self.book.contacts();
            all.with_untracked(|all| all.get(id).is_some_and(|contact| contact.is_listed()))
        };
        if !plan.contacts().iter().all(|contact| is_listed(contact.id)) {
            return Err(MergeError::Unlisted.into());
        }
        let id = MergeId::from_random(clock::random_bits());
        let merge = Merge::of(plan, id, &self.workspace.me(), clock::now());
        let merge = merge.ok_or(AppError::Shipped)?;
        let change = |id: &ContactId| {
            let merge = merge.clone();
            (*id, Box::new(move |contact: &mut Contact| merge.apply(contact)) as Change)
        };
        let commit = Commit {
            contacts: merge.contacts.keys().map(change).collect(),
            documents: vec![document(&merge)?],
            noted: Some(self.noted_merge(merge.clone(), false)),
            ..Commit::default()
        };
        self.book.commit(commit).await?;
        self.list.selection.update(Selection::clear);
        let mut text = format!(
            "{} contacts merged into {}.",
            number(merge.contacts.len()),
            merge.merged.name()
        );
        if !merge.left.is_empty() {
            text.push_str(" What found no room is kept in the record of the merge.");
        }
        self.notices.done(text, Some(Callback::new(move |()| self.undo_merge(id))));
        Ok(())
    }

    /// Takes a merge back, and says how that went.
    pub fn undo_merge(self, id: MergeId) {
        spawn_local(async move {
            match undo().await {
                Ok(undo) => undo(self, id).await,
                Err(Absent) => self.say_absent(),
            }
        });
    }

    async fn undo_now(self, id: MergeId) {
        match self.take_apart(id).await {
            Ok(None) => self.notices.done("Undone.", None),
            Ok(Some(name)) => self
                .notices
                .done(format!("Undone. What was edited since the merge stays with {name}."), None),
            Err(error) => self.notices.refused(error.sentence()),
        }
    }

    /// Undoes a merge, and returns what the survivor is called where something of it was edited since.
    async fn take_apart(self, id: MergeId) -> Result<Option<String>, AppError> {
        let stored = self.book.db().await.documents(&id.doc_id()).await?;
        let merge = stored.first().and_then(|(_, json)| Merge::from_json(id, json));
        let mut merge = merge.ok_or(MergeError::Undone)?;
        let now = clock::now();
        let known = |id: &ContactId| {
            self.book.contacts().with_untracked(|all| all.get(*id).map(|own| Contact::clone(own)))
        };
        let survivor = known(&merge.survivor);
        merge.check_undo(survivor.as_ref(), now)?;
        let edited = survivor
            .and_then(|mut survivor| merge.undo(&mut survivor, now).then(|| survivor.name()));
        merge.undone_at = Some(now);
        let change = |(id, before): (&ContactId, &Contact)| {
            let (merge, before) = (merge.clone(), before.clone());
            // Who was removed for good meanwhile comes back too.
            let is_gone = known(id).is_none();
            let back = move |contact: &mut Contact| {
                if is_gone {
                    *contact = before.clone();
                } else {
                    merge.undo(contact, now);
                }
            };
            (*id, Box::new(back) as Change)
        };
        let commit = Commit {
            contacts: merge.contacts.iter().map(change).collect(),
            documents: vec![document(&merge)?],
            noted: Some(self.noted_merge(merge.clone(), true)),
            ..Commit::default()
        };
        self.book.commit(commit).await?;
        Ok(edited)
    }

    /// Notes a merge, or its undo, in the activity of the survivor, with the picture that gave way; of the others what
    /// became of them.
    fn noted_merge(self, merge: Merge, is_undone: bool) -> Noted {
        let me = self.workspace.me();
        Box::new(move |before, after| {
            let now = clock::now();
            let mut events = event::of_change(before, after, &me, now, &mut clock::random_bits);
            if after.id == merge.survivor {
                events.retain(|event| event.kind == EventKind::Picture);
                let id = EntryId::from_random(after.id, clock::random_bits());
                events.push(event::of_merge(id, &merge, is_undone, &me, now));
            }
            events.iter().filter_map(noted).collect()
        })
    }
}

fn noted(event: &Event) -> Option<Document> {
    let body = to_raw_value(event).ok()?;
    Some(Document { id: event.id.doc_id(EVENT), body, known: event::FIELDS })
}

fn document(merge: &Merge) -> Result<Document, AppError> {
    let body = to_raw_value(merge).map_err(|_| AppError::Shipped)?;
    Ok(Document { id: merge.id.doc_id(), body, known: FIELDS })
}
