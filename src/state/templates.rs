//! Changes of the templates for messages: each is stored at once, said, and can be undone.

use leptos::prelude::*;

use super::App;
use super::workspace::edit::Define;
use crate::domain::template::{Template, keep};
use crate::domain::workspace::Workspace;
use crate::io::clock;

impl App {
    /// A template with nothing in it, which is stored when it is complete.
    #[must_use]
    pub fn new_template(self) -> Template {
        Template { id: clock::new_device_id(), ..Template::default() }
    }

    /// Stores a template in the place of what it was before, or beside the others.
    pub fn keep_template(self, before: Template, template: Template) {
        let is_known =
            |settings: &Workspace| settings.templates.iter().any(|known| known.is(&before));
        let verb = match self.workspace.settings().with_untracked(is_known) {
            true => "changed",
            false => "added",
        };
        let done = format!("Template “{}” was {verb}.", template.name);
        let change = move |settings: &mut Workspace| {
            keep(&mut settings.templates, &before, template);
        };
        self.define(done, Define::settings(part, change));
    }

    /// Takes a template away.
    pub fn delete_template(self, template: Template) {
        let done = format!("Template “{}” was deleted.", template.name);
        let change = move |settings: &mut Workspace| {
            let place = settings.templates.iter().position(|known| *known == template);
            if let Some(place) = place {
                settings.templates.remove(place);
            }
        };
        self.define(done, Define::settings(part, change));
    }
}

fn part(settings: &mut Workspace, from: &Workspace) {
    settings.templates.clone_from(&from.templates);
}
