//! Changes of the settings and of custom fields: each is stored at once, said, and can be undone.

use leptos::prelude::*;
use leptos::task::spawn_local;
use serde_json::value::to_raw_value;

use super::Workspace;
use crate::domain::custom_field::kind::CustomKind;
use crate::domain::custom_field::{self, CustomField};
use crate::domain::id::{FieldKey, WORKSPACE};
use crate::domain::workspace::{self, Person, Workspace as Settings};
use crate::io::clock;
use crate::io::db::{Commit, Document};
use crate::state::App;
use crate::state::book::Book;
use crate::state::error::AppError;
use crate::state::stage::Ready;
use crate::state::turn::turn;

/// What of the settings a change is about: takes it over from another state of them, and leaves everything else.
pub type Part = fn(&mut Settings, &Settings);

/// A change of the settings or of custom fields.
pub enum Define {
    /// The settings.
    Settings(Part, Box<dyn FnOnce(&mut Settings)>),
    /// Custom fields as they shall be, new ones among them.
    Fields(Vec<CustomField>),
}

impl Define {
    /// A change of the settings.
    pub fn settings(part: Part, change: impl FnOnce(&mut Settings) + 'static) -> Self {
        Self::Settings(part, Box::new(change))
    }

    /// What takes it back, while it is not made yet.
    pub(super) fn inverse(&self, workspace: Workspace) -> Self {
        match self {
            Self::Settings(part, _) => {
                let (part, before) = (*part, workspace.settings.get_untracked());
                Self::settings(part, move |now| part(now, &before))
            }
            Self::Fields(changed) => workspace.fields.with_untracked(|known| {
                let before = |field: &CustomField| {
                    let known = known.iter().find(|known| known.key == field.key);
                    known.cloned().unwrap_or_else(|| CustomField {
                        purged_at: Some(clock::now()),
                        ..field.clone()
                    })
                };
                Self::Fields(changed.iter().map(before).collect())
            }),
        }
    }
}

impl Workspace {
    /// Makes a change, in one transaction with what else `commit` stores. Returns what takes it back.
    pub(in crate::state) async fn write(
        self,
        book: Book,
        what: Define,
        commit: Commit,
    ) -> Result<Define, AppError> {
        let _turn = turn().await;
        let inverse = what.inverse(self);
        match what {
            Define::Settings(_, change) => {
                let mut settings = self.settings.get_untracked();
                change(&mut settings);
                let body = to_raw_value(&settings).map_err(|_| AppError::Shipped)?;
                let document =
                    Document { id: WORKSPACE.to_owned(), body, known: workspace::FIELDS };
                book.commit(Commit { documents: vec![document], ..commit }).await?;
                self.take(settings, self.fields.get_untracked());
            }
            Define::Fields(changed) => {
                let documents = changed.iter().map(document).collect::<Result<_, _>>()?;
                book.commit(Commit { documents, ..commit }).await?;
                let mut fields = self.fields.get_untracked();
                fields.retain(|field| changed.iter().all(|other| other.key != field.key));
                fields.extend(changed);
                self.take(self.settings.get_untracked(), fields);
            }
        }
        Ok(inverse)
    }

    /// A custom field behind the others, which is stored when it is complete.
    #[must_use]
    pub fn new_field(self, kind: CustomKind) -> CustomField {
        let key = FieldKey::from_random(clock::random());
        self.fields.with_untracked(|fields| CustomField::new(key, kind, fields))
    }
}

impl App {
    /// Makes a change that touches no contact, says so, and offers to undo it.
    pub fn define(self, done: impl Into<String>, what: Define) {
        self.define_with(done.into(), what, Commit::default());
    }

    /// Sets, replaces or (with none) removes the picture of whoever uses this browser.
    pub fn set_my_picture(self, picture: Option<Ready>) {
        if let Some(ready) = &picture {
            self.faces.learn(&ready.picture);
        }
        let me = self.workspace.me();
        let done =
            if picture.is_some() { "Your picture was set." } else { "Your picture was removed." };
        let reference = picture.as_ref().map(|ready| ready.reference.clone());
        let pictures = picture.into_iter().map(|ready| ready.picture).collect();
        let change = move |settings: &mut Settings| {
            settings.change_person(&me, |person| person.picture = reference);
        };
        let what = Define::settings(people, change);
        self.define_with(done.to_owned(), what, Commit { pictures, ..Commit::default() });
    }

    /// Adds somebody to the team.
    pub fn add_person(self, name: String) {
        let done = format!("{name} was added.");
        let person = Person { id: clock::new_device_id(), name, ..Person::default() };
        let add = move |settings: &mut Settings| settings.people.push(person);
        self.define(done, Define::settings(people, add));
    }

    fn define_with(self, done: String, what: Define, commit: Commit) {
        spawn_local(async move {
            match self.workspace.write(self.book, what, commit).await {
                Ok(inverse) => self.notices.done(done, Some(self.taking_back(inverse))),
                Err(error) => self.notices.refused(error.sentence()),
            }
        });
    }

    /// What **Undo** of a change that touches no contact does, once.
    fn taking_back(self, inverse: Define) -> Callback<()> {
        let inverse = StoredValue::new_local(Some(inverse));
        Callback::new(move |()| {
            let Some(inverse) = inverse.try_update_value(Option::take).flatten() else { return };
            spawn_local(async move {
                let undone = self.workspace.write(self.book, inverse, Commit::default()).await;
                self.notices.undone(undone.map(drop));
            });
        })
    }
}

/// The part of the settings that is about people.
pub fn people(settings: &mut Settings, from: &Settings) {
    settings.people.clone_from(&from.people);
}

fn document(field: &CustomField) -> Result<Document, AppError> {
    let body = to_raw_value(field).map_err(|_| AppError::Shipped)?;
    Ok(Document { id: field.key.doc_id(), body, known: custom_field::FIELDS })
}
