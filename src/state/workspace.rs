//! What all devices of a workspace share beside its contacts: its settings and its custom fields, read before the
//! contacts and again whenever documents change. Who of its people uses this browser is known here too.

pub mod edit;
pub mod rename;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::App;
use super::book::Phase;
use super::chunk::{Absent, chunk};
use super::notices::Notices;
use crate::domain::contact::phone::numbering::Country;
use crate::domain::custom_field::{CustomField, definitions, order};
use crate::domain::filter::field::Definitions;
use crate::domain::id::kind::Kind;
use crate::domain::id::{FIELD, FieldKey, WORKSPACE};
use crate::domain::template::{Template, sorted};
use crate::domain::workspace::{Person, Workspace as Settings};
use crate::io::db::Db;
use crate::io::{clock, local};

chunk! { fn reader() -> fn(Workspace, &[(String, String)], &[(String, String)]) as workspace { read } }

/// What is read when nothing of the settings can be.
const UNREAD: &str =
    "The settings of the workspace could not be read. Reload the page to try again.";

/// The settings, the custom fields, and who is here.
#[derive(Clone, Copy)]
pub struct Workspace {
    settings: RwSignal<Settings>,
    fields: RwSignal<Vec<CustomField>>,
    definitions: RwSignal<Definitions>,
    /// Whether it was ever read from documents.
    is_read: StoredValue<bool>,
    me: RwSignal<String>,
    renaming: RwSignal<String>,
    notices: Notices,
}

impl Workspace {
    pub(super) fn new(notices: Notices) -> Self {
        Self {
            settings: RwSignal::default(),
            fields: RwSignal::default(),
            definitions: RwSignal::default(),
            is_read: StoredValue::default(),
            me: RwSignal::new(me()),
            renaming: RwSignal::default(),
            notices,
        }
    }

    /// The settings.
    #[must_use]
    pub fn settings(self) -> Signal<Settings> {
        self.settings.into()
    }

    /// The custom fields in their order, removed ones among them.
    #[must_use]
    pub fn fields(self) -> Signal<Vec<CustomField>> {
        self.fields.into()
    }

    /// The contact types that are offered.
    #[must_use]
    pub fn contact_types(self) -> Signal<Vec<String>> {
        let types = |settings: &Settings| settings.contact_types().map(str::to_owned).collect();
        Signal::derive(move || self.settings.with(types))
    }

    /// What filters, columns and sorts know of them.
    #[must_use]
    pub fn definitions(self) -> Signal<Definitions> {
        self.definitions.into()
    }

    /// The id of whoever uses this browser, under which what is done here is noted.
    #[must_use]
    pub fn me(self) -> String {
        self.me.get_untracked()
    }

    /// The same, for what is to follow when it is somebody else.
    #[must_use]
    pub fn who(self) -> Signal<String> {
        self.me.into()
    }

    /// Says that somebody whom the workspace knows uses this browser, as they do another.
    pub fn become_person(self, id: String) {
        local::set(local::ME, Some(&id));
        self.me.set(id);
    }

    /// How far it is, while many contacts follow a change of the settings; else empty.
    #[must_use]
    pub fn renaming(self) -> Signal<String> {
        self.renaming.into()
    }

    /// The country that phone numbers without `+` are dialled in, if the workspace has one.
    #[must_use]
    pub fn home(self) -> Option<Country> {
        self.settings.with_untracked(|settings| settings.country.parse().ok())
    }

    /// Whether pictures are set while a contact is created only, and not shown on its page.
    #[must_use]
    pub fn is_classic(self) -> bool {
        self.settings.with(|settings| settings.picture_rules.is_classic())
    }

    /// The templates for messages, by their names; to be asked for by a component, which it goes with.
    #[must_use]
    pub fn templates(self) -> Memo<Vec<Template>> {
        Memo::new(move |_| self.settings.with(|settings| sorted(&settings.templates)))
    }

    /// The name of whoever uses this browser, for texts that go out; empty where none is set.
    #[must_use]
    pub fn my_name(self) -> String {
        let mine = |me: &str, people: &[Person]| {
            people.iter().find(|person| person.id == me).map(|person| person.name.clone())
        };
        let name = self.me.with(|me| self.settings.with(|all| mine(me, &all.people)));
        name.unwrap_or_default()
    }

    /// What somebody is called, by the id under which something was noted.
    #[must_use]
    pub fn name_of(self, id: &str) -> String {
        if self.me.with(|me| me == id) {
            return "You".to_owned();
        }
        self.settings.with(|settings| settings.person(id).to_owned())
    }

    /// Reads it all; what cannot be read is as nobody has set it.
    pub(super) async fn read(self, db: &Db) {
        let (settings, fields) = (db.documents(WORKSPACE).await, db.documents(FIELD).await);
        let (Ok(settings), Ok(fields)) = (settings, fields) else { return self.refuse(UNREAD) };
        let is_empty = settings.is_empty() && fields.is_empty();
        if is_empty && !self.is_read.get_value() {
            return;
        }
        self.is_read.set_value(true);
        match reader().await {
            Ok(read) => read(self, &settings, &fields),
            Err(Absent) => self.refuse(UNREAD),
        }
    }

    fn take(self, settings: Settings, mut fields: Vec<CustomField>) {
        order(&mut fields);
        if self.settings.with_untracked(|before| *before != settings) {
            self.settings.set(settings);
        }
        if self.fields.with_untracked(|before| *before != fields) {
            self.definitions.set(definitions(&fields));
            self.fields.set(fields);
        }
    }

    fn refuse(self, sentence: &str) {
        self.notices.refused(sentence);
    }
}

impl App {
    /// Reads the settings and custom fields again whenever documents change; to be called once, below the root.
    pub fn keep_up_workspace(self) {
        if self.book.revision(Kind::Workspace).get() > 0 {
            spawn_local(async move { self.workspace.read(&self.book.db().await).await });
        }
    }

    /// Has filters, columns and search know the custom fields; to be called once, below the root.
    pub fn keep_up_definitions(self) {
        let definitions = self.workspace.definitions().get();
        let contacts = self.book.contacts();
        let is_new = || contacts.with_untracked(|all| all.columns().definitions() != &definitions);
        if self.book.phase().get() != Phase::Opening && is_new() {
            contacts.update(|contacts| contacts.define(&definitions));
        }
    }
}

/// Takes over what the documents say.
fn read(workspace: Workspace, settings: &[(String, String)], fields: &[(String, String)]) {
    let parsed = settings.first().map(|(_, json)| Settings::from_json(json));
    let field =
        |(id, json): &(String, String)| CustomField::from_json(FieldKey::from_doc_id(id)?, json);
    let known: Vec<CustomField> = fields.iter().filter_map(field).collect();
    if parsed == Some(None) || known.len() < fields.len() {
        workspace.refuse(
            "Some settings of the workspace are damaged and not used. They were left as they are.",
        );
    }
    workspace.take(parsed.flatten().unwrap_or_default(), known);
}

/// The id of whoever uses this browser; drawn once.
fn me() -> String {
    local::get(local::ME).unwrap_or_else(|| {
        let fresh = clock::new_device_id();
        local::set(local::ME, Some(&fresh));
        fresh
    })
}
