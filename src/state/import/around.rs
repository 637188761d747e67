//! What an import makes beside contacts: custom fields for columns before it begins, a list of who came in at its end.

use leptos::prelude::*;

use super::{Import, Outcome, stem};
use crate::domain::custom_field::CustomField;
use crate::domain::custom_field::kind::CustomKind;
use crate::domain::filter::field::Field as Column;
use crate::domain::filter::operator::{Operator, Test};
use crate::domain::filter::{Condition, Filter, Value};
use crate::domain::id::{FieldKey, ListId};
use crate::domain::import::column::Target;
use crate::domain::smart_list::SmartList;
use crate::io::clock;
use crate::io::db::Commit;
use crate::state::App;
use crate::state::error::AppError;
use crate::state::locale::number;
use crate::state::workspace::edit::Define;

impl Import {
    /// Saves a list of everybody with the tag, named after the file, and returns its id.
    pub(super) async fn save_list(self, file: &str, tag: &str) -> Result<ListId, AppError> {
        let operator = Operator { test: Test::Is, negated: false };
        let is_tagged = Condition::new(Column::Tag, operator, Value::Text(tag.to_owned()));
        // Tags are compared with texts, so that this is one.
        let filter = Filter { groups: vec![is_tagged.into_iter().collect()] };
        let list = SmartList { filter: filter.to_string(), ..SmartList::every() };
        self.app.lists.create(list, stem(file).to_owned()).await
    }

    /// Tells somebody who is elsewhere how it has ended.
    pub(super) fn tell(self, outcome: &Result<Outcome, AppError>) {
        let notices = self.app.notices;
        match outcome {
            Ok(Outcome { trouble: Some(trouble), .. }) => notices.refused(trouble.clone()),
            Ok(Outcome { record, is_stopped, .. }) => {
                let how = if *is_stopped { "was stopped" } else { "is done" };
                let (file, added, changed) =
                    (&record.file, number(record.created), number(record.changed));
                let text = format!("The import of {file} {how}: {added} added, {changed} updated.");
                notices.done(text, None);
            }
            Err(error) => notices.refused(error.sentence()),
        }
    }

    /// Makes the custom fields that columns are to become, and returns the ids of their documents.
    pub(super) async fn define(self, targets: &mut [Target]) -> Result<Vec<String>, AppError> {
        let workspace = self.app.workspace;
        let mut made: Vec<CustomField> = Vec::new();
        for target in targets.iter_mut() {
            let Target::Offer(name) = target else { continue };
            let mut field = workspace.new_field(CustomKind::Text);
            field.name.clone_from(name);
            *target = Target::Custom(field.key.clone());
            made.push(field.tidied());
        }
        let ids = made.iter().map(|field| field.key.doc_id()).collect();
        if !made.is_empty() {
            let what = Define::Fields(made);
            workspace.write(self.app.book, what, Commit::default()).await?;
        }
        Ok(ids)
    }
}

impl App {
    /// Takes back what an import has made beside contacts: custom fields in which nobody has anything, and the list,
    /// where it is as it was saved.
    pub(super) async fn withdraw(self, made: &[String]) -> Result<(), AppError> {
        let now = Some(clock::now());
        let keys: Vec<FieldKey> = made.iter().filter_map(|id| FieldKey::from_doc_id(id)).collect();
        let mut unused = self.workspace.fields().with_untracked(|fields| {
            let is_own = |field: &&CustomField| keys.contains(&field.key) && field.is_shown();
            fields.iter().filter(is_own).cloned().collect::<Vec<_>>()
        });
        self.book.contacts().with_untracked(|contacts| {
            for contact in contacts.listed() {
                unused.retain(|field| contact.custom.is_blank(field.key.as_str()));
            }
        });
        if !unused.is_empty() {
            unused.iter_mut().for_each(|field| field.removed_at = now);
            self.workspace.write(self.book, Define::Fields(unused), Commit::default()).await?;
        }
        for id in made.iter().filter_map(|id| ListId::from_doc_id(id)) {
            self.lists.withdraw(id).await?;
        }
        Ok(())
    }
}
