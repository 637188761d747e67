//! What the list of conversations shows, for as long as its page is open.

use leptos::prelude::*;

use super::Inbox;
use super::search::Search;
use crate::domain::contact::Contact;
use crate::domain::contacts::select::Listing;
use crate::domain::conversation::summary::Summary;
use crate::domain::id::set::IdSet;
use crate::domain::id::{ContactId, ListId};
use crate::domain::inbox::Shown;
use crate::domain::listed::Listed;
use crate::domain::search::Query;
use crate::domain::sort::Sort;
use crate::state::App;
use crate::state::locale::calendar;

/// The list.
#[derive(Clone, Copy)]
pub struct Entries {
    /// What is typed into its search box.
    pub search: RwSignal<String>,
    /// The Smart List that its contacts are in.
    pub list: RwSignal<Option<ListId>>,
    /// Messages that were found by what is typed.
    pub found: Search,
    shown: Memo<Shown>,
    visible: Memo<Listed>,
    app: App,
}

impl Entries {
    /// The list as its page needs it.
    #[must_use]
    pub fn open(app: App) -> Self {
        let (search, list) = (RwSignal::new(String::new()), RwSignal::new(None));
        let found = Search::open(app, search);
        let among = Memo::new(move |_| among(app, search, list, found));
        let shown = Memo::new(move |_| {
            let inbox = app.inbox;
            let now = inbox.now.get();
            app.book
                .contacts()
                .with(|contacts| {
                    inbox.known.with(|known| {
                        let known = known.as_ref()?;
                        let what = (inbox.tab.get(), &inbox.wanted.get());
                        Some(among.with(|among| known.shown(contacts, what, among.as_ref(), now)))
                    })
                })
                .unwrap_or_default()
        });
        let visible = Memo::new(move |_| Listed::from(shown.with(|shown| shown.ids.clone())));
        Self { search, list, found, shown, visible, app }
    }

    /// Whose conversations are shown, in order.
    #[must_use]
    pub const fn visible(self) -> Memo<Listed> {
        self.visible
    }

    /// How many conversations each tab has.
    #[must_use]
    pub fn counts(self) -> [usize; 4] {
        self.shown.with(|shown| shown.counts)
    }

    /// Whether anything is left out by a search or a filter.
    #[must_use]
    pub fn is_narrowed(self) -> bool {
        let is_filter = self.app.inbox.wanted.with(|wanted| wanted.is_filter());
        is_filter || self.list.get().is_some() || self.search.with(|typed| !typed.trim().is_empty())
    }
}

impl Inbox {
    /// Looks at the conversation with a contact and with those that were merged into it.
    #[must_use]
    pub fn with<T>(self, contact: &Contact, look: impl FnOnce(&Summary) -> T) -> Option<T> {
        self.known.with(|known| known.as_ref()?.of(contact).map(|summary| look(&summary)))
    }

    /// What is stored for each member of a conversation: the contact and those that were merged into it.
    #[must_use]
    pub fn members(self, contact: &Contact) -> Vec<(ContactId, Summary)> {
        self.known.with_untracked(|known| {
            let own = |id| Some((id, known.as_ref()?.own(id)?.clone()));
            contact.members().filter_map(own).collect()
        })
    }

    /// Whether it is out of the way until a time that is still to come.
    #[must_use]
    pub fn is_snoozed(self, summary: &Summary) -> bool {
        summary.is_snoozed(self.now.get())
    }
}

/// Whose conversations fit what is typed and the chosen Smart List; none for all.
fn among(
    app: App,
    search: RwSignal<String>,
    list: RwSignal<Option<ListId>>,
    found: Search,
) -> Option<IdSet> {
    let query = search.with(|typed| Query::parse(typed));
    let list = list.get().and_then(|id| app.lists.get(id));
    if query.is_empty() && list.is_none() {
        return None;
    }
    app.book.contacts().with(|contacts| {
        let filter = list.map(|list| {
            let filter = app.workspace.definitions().with(|known| list.filter(known));
            calendar(app.today.get(), |calendar| contacts.matching(&filter, calendar))
        });
        let of = |query: &Query| -> IdSet {
            let sort = Sort::default();
            let listing = Listing { query, filter: filter.as_ref(), sort: &sort };
            contacts.select(&listing).iter().collect()
        };
        let mut ids = of(&query);
        if !query.is_empty() {
            // Of those whose messages were found, the ones in the list.
            let all = filter.is_some().then(|| of(&Query::parse("")));
            found.with(|found| {
                let is_in = |id: &&ContactId| all.as_ref().is_none_or(|all| all.contains(id));
                ids.extend(found.keys().filter(is_in));
            });
        }
        Some(ids)
    })
}
