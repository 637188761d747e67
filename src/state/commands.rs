//! Commands that touch more than one part of the state, as the screen calls them.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::App;
use super::book::edit::Saving;
use super::chunk::{Absent, Done, chunk};
use super::error::{ABSENT, AppError};
use super::stage::Ready;
use crate::domain::contact::Contact;
use crate::domain::id::ContactId;
use crate::io::db::{Commit, Document};
use crate::io::quota;

/// What is read where picture rules let nobody change a picture.
const CLASSIC: &str = "The picture stays as it is: this workspace sets pictures only while a contact is added. Change that in Settings, under Pictures.";

chunk! {
    fn set_picture() -> fn(App, ContactId, Option<Ready>) -> Done as picture {
        |app, id, picture| {
            Box::pin(async move {
                if untrack(|| app.workspace.is_classic()) {
                    return app.notices.refused(CLASSIC);
                }
                if let Some(ready) = &picture {
                    app.faces.learn(&ready.picture);
                }
                app.report(app.book.set_picture(id, picture).await);
            })
        }
    }
}

impl App {
    /// Saves a new contact, which `fill` puts in what was typed, and returns it.
    ///
    /// # Errors
    /// When a field cannot be kept or nothing was stored.
    pub async fn create(
        self,
        fill: impl FnOnce(&mut Contact) -> Result<(), AppError>,
        picture: Option<Ready>,
    ) -> Result<Contact, AppError> {
        if let Some(ready) = &picture {
            self.faces.learn(&ready.picture);
        }
        let contact = self.book.create(fill, picture).await?;
        // Now there is something to lose, and the person has just acted, as browsers want it.
        spawn_local(quota::ask_to_keep());
        self.notices.done(format!("{} was added.", contact.name()), None);
        Ok(contact)
    }

    /// Sets, replaces or (with none) removes a contact's picture, and says how it went.
    pub fn set_picture(self, id: ContactId, picture: Option<Ready>) {
        spawn_local(async move {
            match set_picture().await {
                Ok(set) => set(self, id, picture).await,
                Err(Absent) => self.say_absent(),
            }
        });
    }

    /// Says that what was asked for could not be fetched.
    pub fn say_absent(self) {
        self.notices.refused(ABSENT);
    }

    /// Says that the form for a new contact could not be fetched, and takes it as closed.
    pub fn say_absent_form(self) {
        self.adding.set(false);
        let again = Callback::new(move |()| self.adding.set(true));
        self.notices.absent(
            "The form for a new contact could not be loaded. Check the connection and try again.",
            again,
        );
    }

    /// Says that the comparison of contacts could not be fetched, and takes it as closed.
    pub fn say_absent_merge(self) {
        self.merging.set(None);
        self.say_absent();
    }

    /// Stores documents in the background, says what was `done`, and offers an Undo that stores what was there `before`.
    pub(super) fn store_with_undo(
        self,
        after: Result<Vec<Document>, AppError>,
        before: impl Fn() -> Result<Vec<Document>, AppError> + Send + Sync + 'static,
        done: impl Into<String> + 'static,
    ) {
        let undo = move |()| {
            let before = before();
            spawn_local(async move { self.notices.undone(self.store_all(before).await) });
        };
        spawn_local(async move {
            match self.store_all(after).await {
                // Made here, and not where the button was pressed: it outlives what is deleted with the button.
                Ok(()) => self.notices.done(done, Some(Callback::new(undo))),
                Err(error) => self.notices.refused(error.sentence()),
            }
        });
    }

    async fn store_all(self, documents: Result<Vec<Document>, AppError>) -> Result<(), AppError> {
        self.book.commit(Commit { documents: documents?, ..Commit::default() }).await
    }

    /// Lets a change happen, and says what went wrong, if anything did.
    pub fn run(self, saving: Saving) {
        spawn_local(async move { self.report(saving.await) });
    }

    /// Says what went wrong, if anything did.
    pub fn report(self, outcome: Result<(), AppError>) {
        if let Err(error) = outcome {
            self.notices.refused(error.sentence());
        }
    }
}
