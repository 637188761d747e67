//! What an import needs before it begins, and leaves behind: custom fields for columns, and a list of who came in.

use leptos::prelude::*;

use super::{Import, stem};
use crate::domain::custom_field::CustomField;
use crate::domain::custom_field::kind::CustomKind;
use crate::domain::filter::field::Field as Column;
use crate::domain::filter::operator::{Operator, Test};
use crate::domain::filter::{Condition, Filter, Value};
use crate::domain::import::column::Target;
use crate::domain::smart_list::SmartList;
use crate::io::db::Commit;
use crate::state::error::AppError;
use crate::state::workspace::edit::Define;

impl Import {
    /// Saves a list of everybody with the tag, named after the file.
    pub(super) async fn save_list(self, file: &str, tag: &str) -> Result<(), AppError> {
        let operator = Operator { test: Test::Is, negated: false };
        let is_tagged = Condition::new(Column::Tag, operator, Value::Text(tag.to_owned()));
        // Tags are compared with texts, so that this is one.
        let filter = Filter { groups: vec![is_tagged.into_iter().collect()] };
        let list = SmartList { filter: filter.to_string(), ..SmartList::every() };
        self.app.lists.create(list, stem(file).to_owned()).await.map(drop)
    }

    /// Makes the custom fields that columns are to become, and returns all that there are.
    pub(super) async fn define(self, targets: &mut [Target]) -> Result<Vec<CustomField>, AppError> {
        let workspace = self.app.workspace;
        let mut made: Vec<CustomField> = Vec::new();
        for target in targets.iter_mut() {
            let Target::Offer(name) = target else { continue };
            let mut field = workspace.new_field(CustomKind::Text);
            field.name.clone_from(name);
            *target = Target::Custom(field.key.clone());
            made.push(field.tidied());
        }
        if !made.is_empty() {
            let what = Define::Fields(made);
            workspace.write(self.app.book, what, Commit::default()).await?;
        }
        Ok(workspace.fields().get_untracked())
    }
}
