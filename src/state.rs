//! What the screen shows and what it can do: signals over the store, and the commands that change it.

pub mod backup;
pub mod book;
pub mod bulk;
pub mod camera;
pub mod chunk;
pub mod commands;
pub mod conversations;
pub mod duplicates;
pub mod error;
pub mod export;
pub mod faces;
pub mod import;
pub mod list;
pub mod list_commands;
pub mod lists;
pub mod locale;
pub mod merge;
pub mod notices;
pub mod notify;
pub mod panels;
pub mod pictures;
pub mod record;
pub mod sample;
pub mod settings;
pub mod stage;
pub mod sync;
pub mod templates;
pub mod trash;
mod turn;
pub mod work;
pub mod workspace;

use leptos::prelude::*;

use self::book::Book;
use self::bulk::Bulk;
use self::conversations::Inbox;
use self::duplicates::Duplicates;
use self::faces::Faces;
use self::list::List;
use self::lists::Lists;
use self::merge::Merging;
use self::notices::Notices;
use self::settings::Settings;
use self::sync::Sync;
use self::workspace::Workspace;
use crate::domain::date::Date;

/// The state of the whole app, handed down by context.
#[derive(Clone, Copy)]
pub struct App {
    /// The contacts and every command on them.
    pub book: Book,
    /// The Contacts page: what is searched for and what is shown.
    pub list: List,
    /// The settings and custom fields that all devices share.
    pub workspace: Workspace,
    /// The saved lists.
    pub lists: Lists,
    /// Changes of many contacts at once.
    pub bulk: Bulk,
    /// The Conversations page: what is known and what is shown.
    pub inbox: Inbox,
    /// Contacts that may be the same.
    pub duplicates: Duplicates,
    /// The pictures of contacts, by digest.
    pub faces: Faces,
    /// Sync with a server.
    pub sync: Sync,
    /// Toasts.
    pub notices: Notices,
    /// What this browser prefers.
    pub settings: Settings,
    /// The reader's day.
    pub today: Signal<Date>,
    /// Whether the form for a new contact is open.
    pub adding: RwSignal<bool>,
    /// The contacts that are being compared to be merged.
    pub merging: RwSignal<Option<Merging>>,
}

/// Opens the store in the background, and returns the state at once.
#[must_use]
pub fn start() -> App {
    crate::io::crash::install();
    let notices = Notices::default();
    let workspace = Workspace::new(notices);
    let book = Book::open(notices, workspace);
    let lists = Lists::new(book, notices);
    let today = locale::today();
    App {
        book,
        list: List::new(book, lists, workspace.definitions(), today),
        workspace,
        lists,
        bulk: Bulk::new(book, notices),
        inbox: Inbox::new(book, notices),
        duplicates: Duplicates::new(book),
        faces: Faces::new(book),
        sync: Sync::new(),
        notices,
        settings: Settings::load(),
        today,
        adding: RwSignal::new(false),
        merging: RwSignal::new(None),
    }
}

/// The state, from any component below the root.
///
/// # Panics
/// Outside the app, which does not happen: the root provides it before anything is drawn.
#[must_use]
pub fn use_app() -> App {
    expect_context()
}
